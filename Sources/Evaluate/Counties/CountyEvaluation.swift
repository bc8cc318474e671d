// SPDX-License-Identifier: Apache-2.0
// CountyEvaluation: figures, items and verdict of every county, from the results of its schools.

import DataModel
import Definitions

/// What counties are judged by, beside the evaluations of their schools.
struct CountySource {
  let year: Int
  let register: SchoolRegister
  let evaluations: [SchoolEvaluation]
  let schools: [SchoolRecords]
  let run: RunTables
  let records: CountyIndex
  let ledger: [LedgerEntry]
  /// Whether an earlier run says which classes were too big then.
  let hasPreviousLedger: Bool
  /// Lines of declared ledgers in the latest earlier run; nil when there is none.
  let tracked: [TrackedEntry]?
  let hasRoster: Bool
}

/// What is said of all counties, in their order.
struct CountyEvaluation {
  private(set) var indicators: [CountyIndicatorResult] = []
  private(set) var composites: [CountyIndicatorResult] = []
  private(set) var verdicts: [CountyVerdictResult] = []
  private(set) var values: [CountyValueResult] = []
  private(set) var items: [CountyItemResult] = []
  private(set) var groups: [CountyGroupResult] = []
  private(set) var tracked: [TrackedEntry] = []
  private(set) var findings: [Finding] = []

  init(_ source: CountySource, plan: EvaluationPlan) {
    let parts = source.evaluations.map(\.parts)
    let register = source.register
    let doubts = CountyDoubts(
      register, run: source.hasRoster ? nil : source.run, parts: parts, plan: plan)
    for county in register.counties.indices {
      let members = CountyMembers(
        county: county, schools: register.schools, parts: parts, plan: plan)
      var results = CountyIndicators.evaluate(members, plan: plan)
      var means = CountyComposite.evaluate(results, members, plan: plan)
      doubts.apply(to: &results, of: county)
      doubts.apply(to: &means, of: county)
      indicators += results
      composites += means
      let groups = addItems(members, results, parts, source, plan)
      let binding = CountyComposite.binding(results, means, plan.definitions.standard.variation)
      var verdict = CountyVerdicts.judge(
        members, indicators: binding, groups: groups, plan: plan)
      doubts.apply(to: &verdict, of: county)
      verdicts.append(verdict)
    }
  }

  /// Rules over the county's own forms, ledgers, values, items and groups, in this order.
  private mutating func addItems(
    _ members: CountyMembers, _ indicators: [CountyIndicatorResult],
    _ parts: [[SchoolPartResult]], _ source: CountySource, _ plan: EvaluationPlan
  ) -> [CountyGroupResult] {
    let register = source.register
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
    findings += RuleTable.checkFormulas(context.own)
    let ledgers = CountyLedgers(context: context, previous: source.tracked, plan: plan)
    findings += ledgers.findings
    tracked += ledgers.entries
    context.results.tracked = ledgers.entries
    context.results.hasPreviousLedger = source.hasPreviousLedger
    context.results.hasPreviousLines = source.tracked != nil
    guard !plan.items.items.isEmpty else { return [] }
    let own = CountyValues.evaluate(context, county: members.county, plan: plan)
    let evaluator = CountyItemEvaluator(county: members.county, context: context, plan: plan)
    let judged = evaluator.items(own)
    let summed = evaluator.groups(judged)
    values += own
    items += judged
    groups += summed
    findings += evaluator.findings
    return summed
  }
}
