// SPDX-License-Identifier: Apache-2.0
// IndicatorEvaluator: an indicator's formulas over a part's inputs, against its threshold.

package import DataModel
import Definitions
import Formula

/// Decides one indicator of one part, on exact values.
package struct IndicatorEvaluator {
  let plan: EvaluationPlan
  let values: PartValues
  let stage: String
  let inputs: [InputResult]

  init(plan: EvaluationPlan, school: SchoolResult, stage: String, inputs: [InputResult]) {
    self.plan = plan
    self.stage = stage
    self.inputs = inputs
    values = PartValues(school: school, stage: stage, inputs: inputs.map(\.value))
  }

  /// `undecidedReason`: why nothing can be decided for this part, whatever the inputs; nil usually.
  func evaluate(
    _ indicator: EvaluationPlan.Indicator, undecidedReason: String?
  ) -> IndicatorResult {
    let answer = indicator.thresholds?.answer(stage: stage, values)
    var threshold: ExactNumber?
    if case .number(let number) = answer { threshold = number }
    var result = IndicatorResult(
      indicator: indicator.definition.id, numerator: indicator.numerator.value(in: values),
      denominator: indicator.denominator.value(in: values), value: .missing(.undefined),
      threshold: threshold,
      floor: threshold.map { $0 * plan.definitions.standard.schoolVerdict.floorShare },
      status: .undecided, isInVerdict: indicator.isInVerdict)
    if let undecidedReason {
      result.reason = undecidedReason
      return result
    }
    guard case .number(let top) = result.numerator, case .number(let bottom) = result.denominator
    else {
      result.value =
        [result.numerator, result.denominator].first(where: \.isMissing) ?? .missing(.unreadable)
      result.reason = reason(indicator)
      return result
    }
    guard judge(&result, indicator.definition, top, bottom) else {
      result.reason = "分母为零，无法计算"
      return result
    }
    settle(&result, answer)
    concede(&result, indicator, bottom)
    return result
  }

  /// What the value means where there is no one threshold.
  private func settle(_ result: inout IndicatorResult, _ answer: PreparedLimits.Answer?) {
    switch answer {
    case .number: break
    case nil: result.status = .measured
    case .some(.none): result.reason = "标准没有规定\(stage)的要求"
    case .open(let variant): result.reason = "达标值因学校而异，无法判断是否适用“\(variant)”"
    }
  }

  /// Value, status and shortfall; false where there is no value.
  private func judge(
    _ result: inout IndicatorResult, _ definition: IndicatorDefinition, _ top: ExactNumber,
    _ bottom: ExactNumber
  ) -> Bool {
    let per = ExactNumber(definition.per)
    guard let value = (top * per).divided(by: bottom) else { return false }
    result.numerator = .number(top)
    result.value = .number(value)
    guard let threshold = result.threshold, let floor = result.floor else { return true }
    result.status = Self.status(value, threshold, floor)
    let printed = value.rounded(digits: definition.digits)
    result.isRoundingSensitive = Self.status(printed, threshold, floor) != result.status
    result.shortfall = nil
    guard result.status != .met, let wanted = (threshold * bottom).divided(by: per) else {
      return true
    }
    let shortfall = wanted - top
    result.shortfall = definition.countsWhole ? shortfall.roundedUp : shortfall
    return true
  }

  /// Counts what a concession lets count, where the indicator fails without it and gains by it.
  private func concede(
    _ result: inout IndicatorResult, _ indicator: EvaluationPlan.Indicator, _ bottom: ExactNumber
  ) {
    for concession in indicator.concessions {
      guard let rank = Self.rank(result.status), rank < 2,
        concession.condition.value(in: values) == .yesNo(true),
        case .number(let top) = concession.numerator.value(in: values)
      else { continue }
      var other = result
      guard judge(&other, indicator.definition, top, bottom),
        let reached = Self.rank(other.status), reached > rank
      else { continue }
      other.concession = concession.definition.id
      result = other
    }
  }

  private static func rank(_ status: IndicatorStatus) -> Int? {
    switch status {
    case .below: 0
    case .floor: 1
    case .met: 2
    case .undecided, .measured, .excluded: nil
    }
  }

  /// Where a value stands; compared exactly.
  package static func status(
    _ value: ExactNumber, _ threshold: ExactNumber, _ floor: ExactNumber
  ) -> IndicatorStatus {
    if value >= threshold { return .met }
    return value >= floor ? .floor : .below
  }

  /// The reasons of the missing inputs, each said once.
  private func reason(_ indicator: EvaluationPlan.Indicator) -> String {
    var reasons: [String] = []
    for index in indicator.inputs where inputs.indices.contains(index) {
      let input = inputs[index]
      guard input.value.isMissing, !reasons.contains(input.reason) else { continue }
      reasons.append(input.reason)
    }
    return reasons.isEmpty ? "无法计算" : reasons.joined(separator: "；")
  }
}
