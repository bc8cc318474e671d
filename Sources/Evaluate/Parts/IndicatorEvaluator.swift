// SPDX-License-Identifier: Apache-2.0
// IndicatorEvaluator: an indicator's formulas over a part's inputs, against its threshold.

package import DataModel
import Definitions
import Formula

/// Decides one indicator of one part, on exact values.
package struct IndicatorEvaluator {
  let plan: EvaluationPlan
  let records: SchoolRecords

  init(records: SchoolRecords) {
    plan = records.plan
    self.records = records
  }

  /// `undecidedReason`: why nothing can be decided for this part, whatever the inputs; nil usually.
  func evaluate(
    _ indicator: EvaluationPlan.Indicator, stage: String, inputs: [InputResult],
    undecidedReason: String?
  ) -> IndicatorResult {
    let definition = indicator.definition
    let context = PartContext(records: records, stage: stage, inputs: inputs.map(\.value))
    let numerator = indicator.numerator.value(in: context)
    let denominator = indicator.denominator.value(in: context)
    let threshold = plan.definitions.standard.thresholds[definition.id]?.byStage[stage]
    let floor = threshold.map { $0 * plan.definitions.standard.schoolVerdict.floorShare }
    var result = IndicatorResult(
      indicator: definition.id, numerator: numerator, denominator: denominator,
      value: .missing(.undefined), threshold: threshold, floor: floor, status: .undecided)
    if let undecidedReason {
      result.reason = undecidedReason
      return result
    }
    guard case .number(let top) = numerator, case .number(let bottom) = denominator else {
      result.value = [numerator, denominator].first(where: \.isMissing) ?? .missing(.unreadable)
      result.reason = Self.reason(indicator, inputs)
      return result
    }
    guard let value = (top * ExactNumber(definition.per)).divided(by: bottom) else {
      result.reason = "分母为零，无法计算"
      return result
    }
    result.value = .number(value)
    guard let threshold, let floor else {
      result.reason = "标准没有规定\(stage)的要求"
      return result
    }
    judge(&result, definition, top, bottom, threshold, floor)
    return result
  }

  private func judge(
    _ result: inout IndicatorResult, _ definition: IndicatorDefinition, _ top: ExactNumber,
    _ bottom: ExactNumber, _ threshold: ExactNumber, _ floor: ExactNumber
  ) {
    guard case .number(let value) = result.value else { return }
    result.status = Self.status(value, threshold, floor)
    let printed = value.rounded(digits: definition.digits)
    result.isRoundingSensitive = Self.status(printed, threshold, floor) != result.status
    guard result.status != .met,
      let wanted = (threshold * bottom).divided(by: ExactNumber(definition.per))
    else { return }
    let shortfall = wanted - top
    result.shortfall = definition.countsWhole ? shortfall.roundedUp : shortfall
  }

  /// Where a value stands; compared exactly.
  package static func status(
    _ value: ExactNumber, _ threshold: ExactNumber, _ floor: ExactNumber
  ) -> IndicatorStatus {
    if value >= threshold { return .met }
    return value >= floor ? .floor : .below
  }

  /// The reasons of the missing inputs, each said once.
  private static func reason(
    _ indicator: EvaluationPlan.Indicator, _ inputs: [InputResult]
  ) -> String {
    var reasons: [String] = []
    for index in indicator.inputs where inputs.indices.contains(index) {
      let input = inputs[index]
      guard input.value.isMissing, !reasons.contains(input.reason) else { continue }
      reasons.append(input.reason)
    }
    return reasons.isEmpty ? "无法计算" : reasons.joined(separator: "；")
  }
}
