// SPDX-License-Identifier: Apache-2.0
// Evaluator: the stage: records in, findings and verdicts out.

package import DataModel
package import Definitions

/// Evaluates one run; synchronous and deterministic.
package struct Evaluator: Sendable {
  private let plan: EvaluationPlan

  package init(definitions: DefinitionSet) {
    plan = EvaluationPlan(definitions)
  }

  /// Everything there is to say of these submissions.
  ///
  /// `roster`: nil when none was given, and then nothing is "not submitted". `previousLedger`: the class
  /// ledger of an earlier run; nil when there is none.
  package func evaluate(
    submissions: [Submission], roster: NormalizedWorkbook?, year: Int,
    previousLedger: [LedgerEntry]?
  ) -> Evaluation {
    var run = RunTables(submissions, plan: plan)
    var register = SchoolRegister(
      run: &run, roster: roster, plan: plan, succession: CountySuccession(plan, year: year))
    let countyRows = CountyRows.assign(&run, register: register, plan: plan)
    var records = RecordIndex(run: run, register: register, plan: plan)
    var state = ScreeningState(
      run: run, register: register, plan: plan, isRepeated: records.isRepeated)
    CodeDateRule.check(&state, year: year)
    RuleTable.screen(&state)
    run = state.run
    records.update(from: run)
    let screened = run
    let schools = register.schools.indices.map {
      SchoolRecords(index: $0, register: register, run: screened, records: records, plan: plan)
    }
    let evaluations = schools.map { records in
      defer { records.releaseColumns() }
      return SchoolEvaluation(records)
    }
    let countyRecords = CountyIndex(run: screened, counties: register.counties, plan: plan)
    for (index, evaluation) in evaluations.enumerated() {
      register.schools[index].isInScope = evaluation.isInScope
      register.schools[index].excludedReason = evaluation.excludedReason
    }
    var findings = FindingCompletion.findings(run, register: register, plan: plan)
    findings += register.findings + records.findings + state.findings
    findings += countyRows + countyRecords.findings
    findings += evaluations.flatMap(\.findings)
    findings += HandInChecks.findings(schools, evaluations, plan: plan)
    findings += UnitDoubts.findings(
      evaluations.flatMap(\.parts), schools: register.schools, plan: plan)
    findings += DivisionChecks.findings(register, year: year, plan: plan)
    let ledger = ClassLedger.make(
      schools: schools, counties: register.counties, previous: previousLedger, plan: plan)
    let counties = countyResults(
      register, evaluations, run: roster == nil ? run : nil,
      CountySource(
        year: year, schools: schools, run: screened, records: countyRecords, ledger: ledger))
    findings += counties.findings
    findings = FindingOrder.sorted(findings, submissions: run.submissions)
    return Evaluation(
      year: year, submissions: run.submissions,
      submissionResults: SubmissionSummary.results(run, register: register, findings: findings),
      counties: register.counties, schools: register.schools,
      parts: evaluations.flatMap(\.parts), countyIndicators: counties.indicators,
      countyVerdicts: counties.verdicts, countyValues: counties.values,
      countyItems: counties.items, countyGroups: counties.groups, ledger: ledger,
      findings: findings,
      records: records.records)
  }

  /// What the items of counties are made of, beside the evaluations of their schools.
  private struct CountySource {
    let year: Int
    let schools: [SchoolRecords]
    let run: RunTables
    let records: CountyIndex
    let ledger: [LedgerEntry]
  }

  private struct CountyOutcome {
    var indicators: [CountyIndicatorResult] = []
    var verdicts: [CountyVerdictResult] = []
    var values: [CountyValueResult] = []
    var items: [CountyItemResult] = []
    var groups: [CountyGroupResult] = []
    var findings: [Finding] = []
  }

  private func countyResults(
    _ register: SchoolRegister, _ evaluations: [SchoolEvaluation], run: RunTables?,
    _ source: CountySource
  ) -> CountyOutcome {
    var outcome = CountyOutcome()
    let parts = evaluations.map(\.parts)
    let doubts = CountyDoubts(register, run: run, parts: parts, plan: plan)
    for county in register.counties.indices {
      let members = CountyMembers(
        county: county, schools: register.schools, parts: parts, plan: plan)
      var results = CountyIndicators.evaluate(members, plan: plan)
      doubts.apply(to: &results, of: county)
      outcome.indicators += results
      let groups = items(members, results, register, parts, source, &outcome)
      var verdict = CountyVerdicts.judge(
        members, indicators: results, groups: groups, plan: plan)
      doubts.apply(to: &verdict, of: county)
      outcome.verdicts.append(verdict)
    }
    return outcome
  }

  private func items(
    _ members: CountyMembers, _ indicators: [CountyIndicatorResult], _ register: SchoolRegister,
    _ parts: [[SchoolPartResult]], _ source: CountySource, _ outcome: inout CountyOutcome
  ) -> [CountyGroupResult] {
    guard !plan.items.items.isEmpty else { return [] }
    let county = register.counties[members.county]
    let schools = members.schools.map { source.schools[$0] }
    defer { for records in schools { records.releaseColumns() } }
    let context = CountyContext(
      county: county, year: source.year,
      own: SchoolRecords(
        county: members.county, register: register, run: source.run, records: source.records,
        plan: plan),
      schools: schools,
      results: CountyResults(
        schools: members.schools.map { register.schools[$0] },
        parts: members.schools.map { parts[$0] }, indicators: indicators,
        ledger: source.ledger.filter { $0.countyCode == county.code },
        silentStages: members.silentStages),
      plan: plan)
    let values = CountyValues.evaluate(context, county: members.county, plan: plan)
    let evaluator = CountyItemEvaluator(county: members.county, context: context, plan: plan)
    let items = evaluator.items(values)
    let groups = evaluator.groups(items)
    outcome.values += values
    outcome.items += items
    outcome.groups += groups
    outcome.findings += evaluator.findings
    return groups
  }
}
