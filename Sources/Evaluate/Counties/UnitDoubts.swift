// SPDX-License-Identifier: Apache-2.0
// UnitDoubts: schools whose figures differ from all others' by the factor between two units.

import DataModel
import Definitions

/// Compares each input per pupil with the median of the other schools of the run and stage.
///
/// A value ten thousand times the others' is 元 where 万元 was asked for, one 666.67 times is ㎡ for 亩.
/// It is said, with the unit that is likely; nothing is converted. Where others are too few, or mistaken
/// alike, the threshold of the indicator is what a figure is held against.
struct UnitDoubts {
  static let rule = "input-is-in-likely-unit"
  static let thresholdRule = "input-is-near-its-threshold"
  /// A median of fewer others says nothing.
  private static let fewestOthers = 4
  /// How far a ratio may be from a factor, and the school's total from the others' totals at least.
  private static let width = 4.0
  private static let leastTotalRatio = 20.0
  private static let leastFactor = 500.0
  private static let largestFactor = 20_000.0

  private struct Figure {
    var part: Int
    var perPupil: Double
    var total: Double
  }

  private struct Candidate {
    var unit: UnitDefinition
    var factor: Double
  }

  private let parts: [SchoolPartResult]
  private let schools: [SchoolResult]
  private let plan: EvaluationPlan

  static func findings(
    _ parts: [SchoolPartResult], schools: [SchoolResult], plan: EvaluationPlan
  ) -> [Finding] {
    let doubts = UnitDoubts(parts: parts, schools: schools, plan: plan)
    var inputs: [Int] = []
    for input in plan.indicators.flatMap(\.inputs)
    where input != plan.pupilsInput && !inputs.contains(input) {
      inputs.append(input)
    }
    return inputs.sorted().flatMap { doubts.findings(input: $0) }
  }

  private func findings(input: Int) -> [Finding] {
    let candidates = candidates(plan.inputs[input].definition.unit)
    guard !candidates.isEmpty else { return [] }
    var groups: [String: [Figure]] = [:]
    for (index, part) in parts.enumerated() {
      guard part.inputs.indices.contains(input),
        case .number(let value) = part.inputs[input].value,
        case .number(let pupils) = part.pupils, !pupils.isZero, !pupils.isNegative,
        !value.isZero, !value.isNegative
      else { continue }
      groups[part.stage, default: []].append(
        Figure(
          part: index, perPupil: value.doubleValue / pupils.doubleValue,
          total: value.doubleValue))
    }
    var said: Set<Int> = []
    var findings: [Finding] = []
    for stage in groups.keys.sorted() {
      for finding in suspects(groups[stage] ?? [], candidates, input)
      where said.insert(finding.school).inserted {
        findings.append(finding.finding)
      }
    }
    return findings + besidesThresholds(input, candidates, said: &said)
  }

  // MARK: - Thresholds

  /// How far from the threshold a figure is that no school has, below and above it.
  private static let leastShare = 0.01
  private static let greatestShare = 300.0
  /// What schools commonly have of a threshold, and how far off a factor may be from what that tells.
  private static let usualShare = 3.0
  private static let shareWidth = 10.0

  /// Where a whole county mistakes the unit, or has few schools, the threshold itself tells.
  private func besidesThresholds(
    _ input: Int, _ candidates: [Candidate], said: inout Set<Int>
  ) -> [Finding] {
    guard
      let place = plan.indicators.firstIndex(where: {
        $0.inputs.first { $0 != plan.pupilsInput } == input
      })
    else { return [] }
    return parts.enumerated().compactMap { index, part in
      guard part.indicators.indices.contains(place), !said.contains(part.school),
        case .number(let value) = part.indicators[place].value, !value.isZero, !value.isNegative,
        let threshold = part.indicators[place].threshold?.doubleValue, threshold > 0
      else { return nil }
      let share = value.doubleValue / threshold
      guard share < Self.leastShare || share > Self.greatestShare,
        let likely = nearest(
          share / Self.usualShare, candidates, width: Self.shareWidth)
      else { return nil }
      said.insert(part.school)
      let figure = Figure(part: index, perPupil: value.doubleValue, total: 0)
      var finding = finding(figure, input, median: threshold, ratio: share, likely)
      finding.rule = Self.thresholdRule
      return finding
    }
  }

  /// The units of the same quantity that people mistake for it, with how many of the own unit they are.
  private func candidates(_ unit: String) -> [Candidate] {
    let units = plan.definitions.units
    guard let own = units.unit(named: unit) else { return [] }
    return units.units.compactMap { other in
      guard other.canonical == own.canonical,
        let factor = other.factor.divided(by: own.factor)?.doubleValue,
        factor >= Self.leastFactor, factor <= Self.largestFactor
      else { return nil }
      return Candidate(unit: other, factor: factor)
    }
  }

  private func suspects(
    _ figures: [Figure], _ candidates: [Candidate], _ input: Int
  ) -> [(school: Int, finding: Finding)] {
    guard figures.count > Self.fewestOthers else { return [] }
    let sorted = figures.sorted { $0.perPupil < $1.perPupil }
    let values = sorted.map(\.perPupil)
    let totals = figures.map(\.total).sorted()
    let middle = totals[totals.count / 2]
    return sorted.enumerated().compactMap { position, figure in
      let median = Self.median(values, without: position)
      let ratio = figure.perPupil / median
      // A school of very few pupils has much of everything per pupil, but not much in all.
      let isFar =
        ratio > 1
        ? figure.total >= middle * Self.leastTotalRatio
        : figure.total * Self.leastTotalRatio <= middle
      guard isFar, let likely = nearest(ratio, candidates) else { return nil }
      return (
        parts[figure.part].school, finding(figure, input, median: median, ratio: ratio, likely)
      )
    }
  }

  private static func median(_ sorted: [Double], without position: Int) -> Double {
    let count = sorted.count - 1
    func at(_ index: Int) -> Double { sorted[index < position ? index : index + 1] }
    return count % 2 == 1 ? at(count / 2) : (at(count / 2 - 1) + at(count / 2)) / 2
  }

  /// The unit whose factor, or its inverse, is nearest to the ratio; nil when none is near.
  private func nearest(
    _ ratio: Double, _ candidates: [Candidate], width: Double = Self.width
  ) -> Candidate? {
    let size = max(ratio, 1 / ratio)
    func distance(_ candidate: Candidate) -> Double {
      max(size / candidate.factor, candidate.factor / size)
    }
    // Of two units of one factor (公顷, 万㎡) the first declared is named.
    guard let best = candidates.min(by: { distance($0) < distance($1) }),
      distance(best) <= width
    else { return nil }
    return best
  }

  private func finding(
    _ figure: Figure, _ input: Int, median: Double, ratio: Double, _ likely: Candidate
  ) -> Finding {
    let part = parts[figure.part]
    let definition = plan.inputs[input].definition
    let result = part.inputs[input]
    let origin = result.lineage.first
    let isLarge = ratio > 1
    func text(_ number: Double) -> String {
      ExactNumber(decimalOf: number).rounded(digits: number < 1 ? 6 : 2).text
    }
    let (own, other) = (definition.unit, likely.unit.name)
    let advice =
      isLarge
      ? "可能所填的数是以\(own)计的，却按\(other)读入；请核对表头或说明中的单位。"
      : "可能是以\(other)填报的，而按\(own)读入；如是，请在表头写明（\(other)）或换算后填写。"
    return Finding(
      rule: Self.rule, severity: .mustExplain, form: origin?.form ?? "",
      field: origin?.field ?? "", schoolCode: schools[part.school].code,
      recordKey: definition.id,
      place: Place(
        submission: origin?.submission, sheet: origin?.sheet ?? "", range: origin?.range),
      value: result.schoolValue.outputText,
      facts: [
        "name": definition.name, "stage": part.stage, "unit": other, "own": own,
        "actual": text(figure.perPupil), "expected": text(median),
        "factor": text(likely.factor), "direction": isLarge ? "大" : "小",
        "direction_en": isLarge ? "above" : "below",
      ], suggestion: advice)
  }
}
