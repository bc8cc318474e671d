// SPDX-License-Identifier: Apache-2.0
// CountyEvaluation: all that is said of counties: disparities, items, ledgers, verdicts.

import DataModel
import Definitions

/// Evaluates one county after the other.
struct CountyEvaluation {
  /// What counties are made of.
  struct Source {
    let year: Int
    let register: SchoolRegister
    let schools: [SchoolRecords]
    /// By school.
    let parts: [[SchoolPartResult]]
    let run: RunTables
    let records: CountyIndex
    let ledger: [LedgerEntry]
    /// Lines of declared ledgers in the latest earlier run; nil when there is none.
    let tracked: [TrackedEntry]?
  }

  struct Outcome {
    var indicators: [CountyIndicatorResult] = []
    var verdicts: [CountyVerdictResult] = []
    var values: [CountyValueResult] = []
    var items: [CountyItemResult] = []
    var groups: [CountyGroupResult] = []
    var tracked: [TrackedEntry] = []
    var findings: [Finding] = []
  }

  private let source: Source
  private let plan: EvaluationPlan

  init(_ source: Source, plan: EvaluationPlan) {
    self.source = source
    self.plan = plan
  }

  func outcome(hasRoster: Bool) -> Outcome {
    let register = source.register
    var outcome = Outcome()
    let doubts = CountyDoubts(
      register, run: hasRoster ? nil : source.run, parts: source.parts, plan: plan)
    for county in register.counties.indices {
      let members = CountyMembers(
        county: county, schools: register.schools, parts: source.parts, plan: plan)
      var results = CountyIndicators.evaluate(members, plan: plan)
      doubts.apply(to: &results, of: county)
      outcome.indicators += results
      let groups = addItems(members, results, to: &outcome)
      var verdict = CountyVerdicts.judge(
        members, indicators: results, groups: groups, plan: plan)
      doubts.apply(to: &verdict, of: county)
      outcome.verdicts.append(verdict)
    }
    return outcome
  }

  /// Rules over the county's own forms, ledgers, values, items and groups, in this order.
  private func addItems(
    _ members: CountyMembers, _ indicators: [CountyIndicatorResult], to outcome: inout Outcome
  ) -> [CountyGroupResult] {
    let context = context(members, indicators)
    defer { for records in context.schools { records.releaseColumns() } }
    outcome.findings += RuleTable.checkFormulas(context.own)
    let ledgers = CountyLedgers(context: context, previous: source.tracked, plan: plan)
    outcome.findings += ledgers.findings
    outcome.tracked += ledgers.entries
    context.results.tracked = ledgers.entries
    guard !plan.items.items.isEmpty else { return [] }
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

  private func context(
    _ members: CountyMembers, _ indicators: [CountyIndicatorResult]
  ) -> CountyContext {
    let register = source.register
    let county = register.counties[members.county]
    return CountyContext(
      county: county, year: source.year,
      own: SchoolRecords(
        county: members.county, register: register, run: source.run, records: source.records,
        plan: plan),
      schools: members.schools.map { source.schools[$0] },
      results: CountyResults(
        schools: members.schools.map { register.schools[$0] },
        parts: members.schools.map { source.parts[$0] }, indicators: indicators,
        ledger: source.ledger.filter { $0.countyCode == county.code },
        silentStages: members.silentStages),
      plan: plan)
  }
}
