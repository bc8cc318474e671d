// SPDX-License-Identifier: Apache-2.0
// PartGaps: what each school part lacks, in the unit a person acts on.

import DataModel
import Definitions

/// One indicator of a part that is below its threshold, or not known.
struct PartGap {
  enum Priority: Int, CaseIterable {
    /// Not known: the inputs come first.
    case unknown
    /// Below the floor: alone enough to fail.
    case must
    /// At its floor, while more are than may be.
    case choose
    /// At its floor, and the verdict does not mind.
    case later

    var word: String {
      switch self {
      case .unknown: "补数据"
      case .must: "必补"
      case .choose: "择补"
      case .later: "可缓"
      }
    }
  }

  /// Place of the part in the layout, and index of the indicator.
  var place: Int
  var indicator: Int
  var priority: Priority
  /// What is needed to reach the floor and the threshold, rounded up to what can be added.
  var toFloor: ExactNumber?
  var toThreshold: ExactNumber?
}

/// Finds the gaps of a county's parts.
struct PartGaps {
  let context: ExportContext
  let layout: PartLayout
  private let allowed: Int

  init(_ context: ExportContext, _ layout: PartLayout, _ names: CountyNames) {
    self.context = context
    self.layout = layout
    allowed = StatusFormula(context, layout, names).allowed
  }

  /// The most urgent first.
  func gaps(_ place: Int) -> [PartGap] {
    let part = context.evaluation.parts[layout.parts[place]]
    guard part.isInScope else { return [] }
    let isOverdrawn = part.count(.floor) + part.count(.below) > allowed
    var gaps: [PartGap] = []
    for (index, result) in part.indicators.enumerated() where result.isInVerdict {
      let priority: PartGap.Priority
      switch result.status {
      case .met, .measured, .excluded: continue
      case .undecided: priority = .unknown
      case .below: priority = .must
      case .floor: priority = isOverdrawn ? .choose : .later
      }
      let definition = context.definitions.indicators[index]
      gaps.append(
        PartGap(
          place: place, indicator: index, priority: priority,
          toFloor: Self.need(result, result.floor, definition),
          toThreshold: Self.need(result, result.threshold, definition)))
    }
    return gaps.sorted {
      ($0.priority.rawValue, $0.indicator) < ($1.priority.rawValue, $1.indicator)
    }
  }

  /// People and rooms come whole, ㎡ and 元 in hundredths.
  static func need(
    _ result: IndicatorResult, _ limit: ExactNumber?, _ definition: IndicatorDefinition
  ) -> ExactNumber? {
    guard let limit, let top = result.numerator.number, let bottom = result.denominator.number,
      result.value.number != nil,
      let wanted = (limit * bottom).divided(by: ExactNumber(definition.per))
    else { return nil }
    let gap = wanted - top
    guard !gap.isNegative else { return .zero }
    if definition.countsWhole { return gap.roundedUp }
    return (gap * ExactNumber(100)).roundedUp.divided(by: ExactNumber(100))
  }

  /// Why the part fails or is open; nil for one that passes.
  func comment(_ place: Int) -> String? {
    let part = context.evaluation.parts[layout.parts[place]]
    guard part.verdict == .fail || part.verdict == .undecided else { return nil }
    let lines = gaps(place).map { line($0, part) }
    guard !lines.isEmpty else { return nil }
    return ([Labels.text(part.verdict) + "（生成时）"] + lines).joined(separator: "\n")
  }

  private func line(_ gap: PartGap, _ part: SchoolPartResult) -> String {
    let definition = context.definitions.indicators[gap.indicator]
    let result = part.indicators[gap.indicator]
    let start = "【\(gap.priority.word)】\(definition.id) \(definition.shortName)"
    guard let value = result.value.number else { return "\(start)：\(result.reason)" }
    let digits = definition.digits
    var text = "\(start) \(value.rounded(digits: digits).text)"
    if let threshold = result.threshold { text += "，达标值 \(threshold.text)" }
    let needs = [("底线", gap.toFloor), ("达标", gap.toThreshold)].compactMap { name, need in
      need.flatMap { $0.isZero ? nil : "到\(name)还需 \($0.text) \(definition.numeratorUnit)" }
    }
    return ([text] + needs).joined(separator: "，")
  }
}
