// SPDX-License-Identifier: Apache-2.0
// SchoolEvaluation: one school: formula rules, parts, inputs, indicators, verdicts.

import DataModel
import Definitions

/// What one school's records give; depends on nothing but them and those of the places that are
/// counted with it, so schools may be computed in any order.
struct SchoolEvaluation: Sendable {
  var parts: [SchoolPartResult] = []
  var findings: [Finding] = []
  var isInScope = true
  var excludedReason = ""

  private static let unknownType = "办学类型未填报或无法识别，无法确定学段"

  /// `branches`: places that are no schools of their own (不计校数) and belong to this one.
  init(_ records: SchoolRecords, branches: [SchoolRecords] = []) {
    guard !records.school.submissions.isEmpty else {
      excludeWhole(records)
      return
    }
    findings = RuleTable.checkFormulas(records)
    let members = SchoolMembers([records] + branches)
    findings += members.stages.findings
    let whole = wholeInputs(members)
    for (index, stage) in members.stages.stages.enumerated() where stage.stage.isJudged {
      parts.append(part(index, whole, members))
    }
    guard let first = parts.first else {
      excludeWhole(records)
      if isInScope, members.stages.hasNoJudgedStage {
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

  /// A place whose figures are its school's.
  init(branch records: SchoolRecords, of school: SchoolResult) {
    isInScope = false
    excludedReason = "不计校数，数据并入\(school.name.isEmpty ? school.code : school.name)"
    guard !records.school.submissions.isEmpty else { return }
    findings = RuleTable.checkFormulas(records)
  }

  // MARK: - Inputs

  /// Inputs that the school reports once, computed once; nil for those reported by stage.
  private func wholeInputs(_ members: SchoolMembers) -> [InputResult?] {
    let plan = members.own.plan
    return plan.inputs.indices.map { index in
      plan.inputs[index].definition.isApportioned ? members.whole(index) : nil
    }
  }

  private func inputs(
    _ index: Int, _ whole: [InputResult?], _ members: SchoolMembers
  ) -> [InputResult] {
    let stages = members.stages
    let plan = members.own.plan
    return plan.inputs.indices.map { input in
      if input == plan.pupilsInput { return stages.pupilInputs[index] }
      guard var result = whole[input] else {
        return members.input(input, stage: stages.stages[index].stage.id)
      }
      split(&result, index, stages)
      return result
    }
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
    _ index: Int, _ whole: [InputResult?], _ members: SchoolMembers
  ) -> SchoolPartResult {
    let stages = members.stages
    let stage = stages.stages[index]
    var result = SchoolPartResult(
      school: members.own.index, stage: stage.stage.id, isInScope: true, excludedReason: "",
      pupils: stage.pupils, weightedPupils: stage.weighted,
      schoolWeightedPupils: Apportionment.total(stages.stages),
      inputs: inputs(index, whole, members), indicators: [], verdict: .excluded, reason: "")
    if result.weightedPupils.isMissing || result.schoolWeightedPupils.isMissing
      || !stages.foreignStages.isEmpty
    {
      // Either both are known or none: one alone is no share.
      result.weightedPupils = .missing(.undefined)
      result.schoolWeightedPupils = .missing(.undefined)
    }
    PartJudge(plan: members.own.plan).judge(
      &result, of: members.own.school,
      undecidedReason: stages.isTypeKnown ? nil : Self.unknownType)
    return result
  }

  /// Whether a school without parts is outside, as far as its attributes alone can say.
  private mutating func excludeWhole(_ records: SchoolRecords) {
    let judge = PartJudge(plan: records.plan)
    guard let reason = judge.exclusion(of: records.school, stage: nil, inputs: []) else { return }
    isInScope = false
    excludedReason = reason.chinese
  }
}
