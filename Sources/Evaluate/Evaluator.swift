// SPDX-License-Identifier: Apache-2.0
// Evaluator: the stage: records in, findings and verdicts out.

package import DataModel
package import Definitions

/// Evaluates one run; synchronous and deterministic.
package struct Evaluator: Sendable {
  private let definitions: DefinitionSet

  package init(definitions: DefinitionSet) {
    self.definitions = definitions
  }

  /// Everything there is to say of these submissions.
  ///
  /// `roster`: nil when none was given, and then nothing is "not submitted". `previousLedger`: the class
  /// ledger of an earlier run; nil when there is none. `earlier`: what outputs of earlier years say.
  /// `corrections`: values to put in place of submitted ones, read as the field's.
  package func evaluate(
    submissions: [Submission], roster: NormalizedWorkbook?, year: Int,
    previousLedger: [LedgerEntry]?, earlier: [EarlierYear] = [], corrections: [Correction] = []
  ) -> Evaluation {
    let plan = EvaluationPlan(definitions.inForce(in: year))
    var run = RunTables(submissions, plan: plan)
    var replay = CorrectionReplay(corrections, plan: plan)
    replay.applyToSubjects(&run)
    var register = SchoolRegister(
      run: &run, roster: roster, plan: plan, succession: CountySuccession(plan, year: year))
    let countyRows = CountyRows.assign(&run, register: register, plan: plan)
    replay.apply(&run, register: register)
    var records = RecordIndex(run: run, register: register, plan: plan)
    let screening = Self.screen(&run, register, &records, year: year, plan: plan)
    let screened = run
    let schools = register.schools.indices.map {
      SchoolRecords(index: $0, register: register, run: screened, records: records, plan: plan)
    }
    let evaluations = schools.map { Self.evaluate($0, schools, register) }
    let countyRecords = CountyIndex(run: screened, counties: register.counties, plan: plan)
    for (index, evaluation) in evaluations.enumerated() {
      register.schools[index].isInScope = evaluation.isInScope
      register.schools[index].excludedReason = evaluation.excludedReason
    }
    var findings = FindingCompletion.findings(run, register: register, plan: plan)
    findings += register.findings + records.findings + screening + countyRows
    findings += countyRecords.findings
    findings += CorrectionFindings.findings(replay.results, plan: plan)
    findings += Self.findings(schools, evaluations, register, year: year, plan: plan)
    let ledger = ClassLedger.make(
      schools: schools, counties: register.counties, previous: previousLedger, plan: plan)
    let counties = CountyEvaluation(
      CountySource(
        year: year, register: register, evaluations: evaluations, schools: schools,
        run: screened, records: countyRecords, ledger: ledger,
        hasPreviousLedger: previousLedger != nil,
        tracked: earlier.last?.tracked, hasRoster: roster != nil),
      plan: plan)
    findings += counties.findings
    findings += ComparisonRules.findings(
      evaluations.flatMap(\.parts), schools: register.schools, earlier: earlier, year: year,
      plan: plan)
    SuggestionPass.complete(&findings, schools: schools, run: screened, plan: plan)
    findings = FindingOrder.sorted(findings, submissions: run.submissions)
    var evaluation = Evaluation(
      year: year, submissions: run.submissions,
      submissionResults: SubmissionSummary.results(run, register: register, findings: findings),
      counties: register.counties, schools: register.schools,
      parts: evaluations.flatMap(\.parts), countyIndicators: counties.indicators,
      countyVerdicts: counties.verdicts, countyValues: counties.values,
      countyItems: counties.items, countyGroups: counties.groups, ledger: ledger,
      findings: findings, records: records.records,
      countyComposites: counties.composites)
    evaluation.tracked = counties.tracked
    evaluation.corrections = replay.results
    evaluation.grades = GradeCounts.evaluate(
      schools: schools, counties: register.counties, plan: plan)
    addFurtherResults(to: &evaluation, earlier: earlier, plan)
    return evaluation
  }

  /// What follows from the results themselves.
  private func addFurtherResults(
    to evaluation: inout Evaluation, earlier: [EarlierYear], _ plan: EvaluationPlan
  ) {
    evaluation.contributions = VariationContributions.evaluate(
      evaluation.countyIndicators, parts: evaluation.parts, schools: evaluation.schools,
      plan: plan)
    evaluation.rollups = AreaRollups.evaluate(
      parts: evaluation.parts, schools: evaluation.schools, counties: evaluation.counties,
      plan: plan)
    evaluation.trends = Trends.evaluate(evaluation, earlier: earlier, plan: plan)
    guard let last = earlier.first(where: { $0.year == evaluation.year - 1 }),
      let grades = last.grades
    else { return }
    evaluation.promotions = GradePromotions.evaluate(
      evaluation.grades, previous: grades, previousYear: last.year, order: GradeOrder(plan))
  }

  /// Takes out the values and records that rules refuse, and says why.
  private static func screen(
    _ run: inout RunTables, _ register: SchoolRegister, _ records: inout RecordIndex, year: Int,
    plan: EvaluationPlan
  ) -> [Finding] {
    var state = ScreeningState(
      run: run, register: register, plan: plan, isRepeated: records.isRepeated,
      isCountyRepeated: CountyIndex(run: run, counties: register.counties, plan: plan).isRepeated)
    CodeDateRule.check(&state, year: year)
    RuleTable.screen(&state)
    run = state.run
    records.update(from: run)
    return state.findings
  }

  /// What is wrong with schools once their parts are known.
  private static func findings(
    _ schools: [SchoolRecords], _ evaluations: [SchoolEvaluation], _ register: SchoolRegister,
    year: Int, plan: EvaluationPlan
  ) -> [Finding] {
    evaluations.flatMap(\.findings)
      + HandInChecks.findings(schools, evaluations, parents: register.parents, plan: plan)
      + UnitDoubts.findings(
        evaluations.flatMap(\.parts), schools: register.schools, plan: plan)
      + DivisionChecks.findings(register, year: year, plan: plan)
  }

  private static func evaluate(
    _ records: SchoolRecords, _ schools: [SchoolRecords], _ register: SchoolRegister
  ) -> SchoolEvaluation {
    if let parent = register.parents[records.index] {
      defer { records.releaseColumns() }
      return SchoolEvaluation(branch: records, of: register.schools[parent])
    }
    let branches =
      register.hasBranches ? register.branches(of: records.index).map { schools[$0] } : []
    defer { for member in branches + [records] { member.releaseColumns() } }
    return SchoolEvaluation(records, branches: branches)
  }
}
