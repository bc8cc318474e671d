// SPDX-License-Identifier: Apache-2.0
// SchoolEvaluation: one school: formula rules, parts, inputs, indicators, verdicts.

import DataModel
import Definitions

/// What one school's records give; depends on nothing but them, so schools may be computed in any order.
struct SchoolEvaluation: Sendable {
  var parts: [SchoolPartResult] = []
  var findings: [Finding] = []
  var isInScope = true
  var excludedReason = ""

  private static let unknownType = "办学类型未填报或无法识别，无法确定学段"

  init(_ records: SchoolRecords) {
    guard !records.school.submissions.isEmpty else {
      excludeWhole(records)
      return
    }
    findings = RuleTable.checkFormulas(records)
    let stages = SchoolStages(records)
    findings += stages.findings
    let whole = wholeInputs(records, stages)
    for (index, stage) in stages.stages.enumerated() where stage.stage.isJudged {
      parts.append(part(index, stages, whole, records))
    }
    guard let first = parts.first else {
      excludeWhole(records)
      if isInScope, stages.hasNoJudgedStage {
        isInScope = false
        excludedReason = "没有小学或初中学段"
      }
      return
    }
    if parts.allSatisfy({ !$0.isInScope }) {
      isInScope = false
      excludedReason = first.excludedReason
    }
  }

  // MARK: - Inputs

  /// Inputs that the school reports once, computed once; nil for those reported by stage.
  private func wholeInputs(_ records: SchoolRecords, _ stages: SchoolStages) -> [InputResult?] {
    let evaluator = InputEvaluator(records: records)
    return records.plan.inputs.indices.map { index in
      guard records.plan.inputs[index].definition.isApportioned else { return nil }
      // A school of one stage may have the formula ask for it.
      let only = stages.stages.count == 1 ? stages.stages[0].stage.id : nil
      return evaluator.evaluate(index, stage: only, known: [])
    }
  }

  private func inputs(
    _ index: Int, _ stages: SchoolStages, _ whole: [InputResult?], _ records: SchoolRecords
  ) -> [InputResult] {
    let evaluator = InputEvaluator(records: records)
    var results: [InputResult] = []
    for input in records.plan.inputs.indices {
      if input == records.plan.pupilsInput {
        results.append(stages.pupilInputs[index])
      } else if var result = whole[input] {
        split(&result, index, stages)
        results.append(result)
      } else {
        results.append(
          evaluator.evaluate(
            input, stage: stages.stages[index].stage.id, known: results.map(\.value)))
      }
    }
    return results
  }

  private func split(_ result: inout InputResult, _ index: Int, _ stages: SchoolStages) {
    guard stages.foreignStages.isEmpty || result.schoolValue.isMissing else {
      result.value = .missing(.undefined)
      let foreign = stages.foreignStages.joined(separator: "、")
      result.reason = "有办学类型以外的\(foreign)班级，无法分摊全校数据"
      return
    }
    result.value = Apportionment.share(of: result.schoolValue, for: index, in: stages.stages)
    guard result.value.isMissing, !result.schoolValue.isMissing else { return }
    var reasons: [String] = []
    for input in stages.pupilInputs where input.value.isMissing && !reasons.contains(input.reason) {
      reasons.append(input.reason)
    }
    result.reason = "按学段分摊需要各学段在校生数：\(reasons.joined(separator: "；"))"
  }

  // MARK: - Parts

  private func part(
    _ index: Int, _ stages: SchoolStages, _ whole: [InputResult?], _ records: SchoolRecords
  ) -> SchoolPartResult {
    let plan = records.plan
    let stage = stages.stages[index]
    let inputs = inputs(index, stages, whole, records)
    let context = PartContext(
      records: records, stage: stage.stage.id, inputs: inputs.map(\.value))
    let exclusion = plan.exclusions.first { $0.condition.value(in: context) == .yesNo(true) }
    let evaluator = IndicatorEvaluator(records: records)
    var indicators = plan.indicators.map {
      evaluator.evaluate(
        $0, stage: stage.stage.id, inputs: inputs,
        undecidedReason: stages.isTypeKnown ? nil : Self.unknownType)
    }
    var result = SchoolPartResult(
      school: records.index, stage: stage.stage.id, isInScope: exclusion == nil,
      excludedReason: exclusion?.definition.reason.chinese ?? "", pupils: stage.pupils,
      weightedPupils: stage.weighted, schoolWeightedPupils: Apportionment.total(stages.stages),
      inputs: inputs, indicators: [], verdict: .excluded, reason: "")
    if result.weightedPupils.isMissing || result.schoolWeightedPupils.isMissing
      || !stages.foreignStages.isEmpty
    {
      // Either both are known or none: one alone is no share.
      result.weightedPupils = .missing(.undefined)
      result.schoolWeightedPupils = .missing(.undefined)
    }
    if let exclusion {
      for position in indicators.indices {
        indicators[position].status = .excluded
        indicators[position].shortfall = nil
        indicators[position].isRoundingSensitive = false
        indicators[position].reason = exclusion.definition.reason.chinese
      }
      result.reason = exclusion.definition.reason.chinese
    } else {
      (result.verdict, result.reason) = StandardVerdict.judge(
        indicators, rule: plan.definitions.standard.schoolVerdict,
        definitions: plan.definitions.indicators)
    }
    result.indicators = indicators
    return result
  }

  /// Whether a school without parts is outside, as far as its attributes alone can say.
  private mutating func excludeWhole(_ records: SchoolRecords) {
    let context = PartContext(records: records, stage: nil, inputs: [])
    for exclusion in records.plan.exclusions
    where exclusion.condition.value(in: context) == .yesNo(true) {
      isInScope = false
      excludedReason = exclusion.definition.reason.chinese
      return
    }
  }
}
