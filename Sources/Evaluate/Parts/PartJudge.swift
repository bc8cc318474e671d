// SPDX-License-Identifier: Apache-2.0
// PartJudge: from the inputs of a school part to its indicators and verdict.

package import DataModel
package import Definitions

/// Judges parts by one standard in one year, wherever their inputs come from.
package struct PartJudge: Sendable {
  let plan: EvaluationPlan

  package init(definitions: DefinitionSet, year: Int) {
    plan = EvaluationPlan(definitions.inForce(in: year))
  }

  init(plan: EvaluationPlan) {
    self.plan = plan
  }

  /// Why the part (or the school, without a stage) is outside the standard; nil when it is not.
  func exclusion(
    of school: SchoolResult, stage: String?, inputs: [InputResult]
  ) -> BilingualText? {
    let values = PartValues(school: school, stage: stage, inputs: inputs.map(\.value))
    return plan.exclusions.first { $0.condition.value(in: values) == .yesNo(true) }?
      .definition.reason
  }

  /// Fills in scope, indicators and verdict of a part that has its inputs.
  ///
  /// `undecidedReason`: why nothing can be decided, whatever the inputs; nil usually.
  func judge(_ part: inout SchoolPartResult, of school: SchoolResult, undecidedReason: String?) {
    let evaluator = IndicatorEvaluator(
      plan: plan, school: school, stage: part.stage, inputs: part.inputs)
    part.indicators = plan.indicators.map {
      evaluator.evaluate($0, undecidedReason: undecidedReason)
    }
    if let reason = exclusion(of: school, stage: part.stage, inputs: part.inputs)?.chinese {
      part.isInScope = false
      part.excludedReason = reason
      part.verdict = .excluded
      part.reason = reason
      for position in part.indicators.indices {
        part.indicators[position].status = .excluded
        part.indicators[position].shortfall = nil
        part.indicators[position].isRoundingSensitive = false
        part.indicators[position].reason = reason
      }
      return
    }
    (part.verdict, part.reason) = StandardVerdict.judge(
      part.indicators, rule: plan.definitions.standard.schoolVerdict,
      definitions: plan.definitions.indicators)
  }

  /// A part made of given inputs, one for each of `DefinitionSet.inputs`.
  package func part(
    of school: SchoolResult, index: Int, stage: String, inputs: [FieldValue]
  ) -> SchoolPartResult {
    let inputs = inputs.map { value in
      InputResult(
        value: value, schoolValue: value, lineage: [], reason: value.isMissing ? "未给出" : "")
    }
    let pupils = plan.pupilsInput.map { inputs[$0].value } ?? .missing(.undefined)
    var part = SchoolPartResult(
      school: index, stage: stage, isInScope: true, excludedReason: "", pupils: pupils,
      weightedPupils: .missing(.undefined), schoolWeightedPupils: .missing(.undefined),
      inputs: inputs, indicators: [], verdict: .excluded, reason: "")
    judge(&part, of: school, undecidedReason: nil)
    return part
  }

  /// The figures of a county of these parts, the composites last, and what they mean for it.
  package func county(
    _ parts: [SchoolPartResult], of schools: [SchoolResult]
  ) -> (figures: [CountyIndicatorResult], verdict: CountyVerdictResult) {
    let own = schools.indices.map { school in parts.filter { $0.school == school } }
    let members = CountyMembers(county: 0, schools: schools, parts: own, plan: plan)
    let results = CountyIndicators.evaluate(members, plan: plan)
    let means = CountyComposite.evaluate(results, members, plan: plan)
    let binding = CountyComposite.binding(results, means, plan.definitions.standard.variation)
    let verdict = CountyVerdicts.judge(members, indicators: binding, groups: [], plan: plan)
    return (results + means, verdict)
  }
}
