// SPDX-License-Identifier: Apache-2.0
// CountyJudging: from what all schools give to counties' figures and verdicts, and to the whole result.

package import DataModel
import Definitions

/// The third step: counties, each from the evaluations of its schools.
package struct CountyJudging: Sendable {
  private let ground: EvaluationGround
  private let source: CountySource
  private let doubts: CountyDoubts
  private let completed: [Finding]
  private let grades: [GradeCount]
  private let classSizes: [ClassSizeCount]

  /// `shares`: of all of `ground.shares`, in their order.
  package init(_ ground: EvaluationGround, _ shares: [EvaluationShare]) {
    self.ground = ground
    let evaluations = shares.flatMap(\.evaluations)
    completed = shares.flatMap(\.completed)
    grades = shares.flatMap(\.grades)
    classSizes = ClassLedger.sizes(shares.map(\.ledger), plan: ground.plan)
    var register = ground.register
    for (index, evaluation) in evaluations.enumerated() {
      register.schools[index].isInScope = evaluation.isInScope
      register.schools[index].excludedReason = evaluation.excludedReason
    }
    let parts = evaluations.map(\.parts)
    source = CountySource(
      ground: ground, register: register, evaluations: evaluations, parts: parts,
      ledger: ClassLedger.entries(shares.map(\.ledger), previous: ground.previousLedger))
    doubts = CountyDoubts(
      register, run: ground.hasRoster ? nil : ground.run, parts: parts, plan: ground.plan)
  }

  /// Each of them once, in any order.
  package var counties: Range<Int> { source.register.counties.indices }

  /// Figures, items and verdict of one county.
  package func judge(_ county: Int) -> CountyEvaluation {
    CountyEvaluation(county, source, doubts: doubts)
  }

  /// Everything there is to say; `counties`: of all of them, in their order.
  package func evaluation(
    _ counties: [CountyEvaluation], scope: EvaluationScope = .everything
  ) -> Evaluation {
    let register = source.register
    let parts = source.parts.flatMap { $0 }
    let run = ground.run
    let findings = FindingOrder.sorted(
      findings(counties, parts).filter { scope.concerns($0) }, submissions: run.submissions)
    var evaluation = Evaluation(
      year: ground.year, submissions: run.submissions,
      submissionResults: SubmissionSummary.results(run, register: register, findings: findings),
      counties: register.counties, schools: register.schools, parts: parts,
      countyIndicators: counties.flatMap(\.indicators), countyVerdicts: counties.map(\.verdict),
      countyValues: counties.flatMap(\.items.values),
      countyItems: counties.flatMap(\.items.items),
      countyGroups: counties.flatMap(\.items.groups), ledger: source.ledger, findings: findings,
      records: ground.records.records, countyComposites: counties.flatMap(\.composites))
    evaluation.tracked = counties.flatMap(\.items.tracked)
    evaluation.corrections = ground.corrections
    evaluation.grades = grades
    evaluation.classSizes = classSizes
    addFurtherResults(to: &evaluation)
    return evaluation
  }

  private func findings(
    _ counties: [CountyEvaluation], _ parts: [SchoolPartResult]
  ) -> [Finding] {
    let register = source.register
    var findings = completed + ground.findings
    findings += source.evaluations.flatMap(\.findings)
    findings += counties.flatMap(\.missingForms)
    findings += UnitDoubts.findings(parts, schools: register.schools, plan: ground.plan)
    findings += DivisionChecks.findings(register, year: ground.year, plan: ground.plan)
    findings += counties.flatMap(\.items.findings)
    findings += ComparisonRules.findings(
      parts, schools: register.schools, earlier: ground.earlier, year: ground.year,
      plan: ground.plan)
    SuggestionPass.complete(
      &findings, schools: register.schools.indices.map(ground.schoolRecords), run: ground.run,
      plan: ground.plan)
    return findings
  }

  /// What follows from the results themselves.
  private func addFurtherResults(to evaluation: inout Evaluation) {
    let plan = ground.plan
    evaluation.contributions = VariationContributions.evaluate(
      evaluation.countyIndicators, parts: evaluation.parts, schools: evaluation.schools,
      plan: plan)
    evaluation.rollups = AreaRollups.evaluate(
      parts: evaluation.parts, schools: evaluation.schools, counties: evaluation.counties,
      plan: plan)
    evaluation.trends = Trends.evaluate(evaluation, earlier: ground.earlier, plan: plan)
    guard let last = ground.earlier.first(where: { $0.year == evaluation.year - 1 }),
      let grades = last.grades
    else { return }
    evaluation.promotions = GradePromotions.evaluate(
      evaluation.grades, previous: grades, previousYear: last.year, order: GradeOrder(plan))
  }
}
