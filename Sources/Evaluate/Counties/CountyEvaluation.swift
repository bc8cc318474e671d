// SPDX-License-Identifier: Apache-2.0
// CountyEvaluation: figures, items and verdict of one county, from the results of its schools.

import DataModel
import Definitions

/// What counties are judged by.
struct CountySource: Sendable {
  let ground: EvaluationGround
  /// With the schools' scope as their evaluations found it.
  let register: SchoolRegister
  let evaluations: [SchoolEvaluation]
  /// By school.
  let parts: [[SchoolPartResult]]
  let ledger: [LedgerEntry]

  /// Lines of declared ledgers in the latest earlier run; nil when there is none.
  var tracked: [TrackedEntry]? { ground.earlier.last?.tracked }
}

/// What is said of one county.
package struct CountyEvaluation: Sendable {
  let indicators: [CountyIndicatorResult]
  let composites: [CountyIndicatorResult]
  let verdict: CountyVerdictResult
  let items: CountyItemResults
  /// Of its schools: what should have come in and did not.
  let missingForms: [Finding]

  init(_ county: Int, _ source: CountySource, doubts: CountyDoubts) {
    let plan = source.ground.plan
    let members = CountyMembers(
      county: county, schools: source.register.schools, parts: source.parts, plan: plan)
    var results = CountyIndicators.evaluate(members, plan: plan)
    var means = CountyComposite.evaluate(results, members, plan: plan)
    doubts.apply(to: &results, of: county)
    doubts.apply(to: &means, of: county)
    let schools = members.schools.map { source.ground.schoolRecords($0) }
    missingForms = schools.flatMap { HandInChecks.findings($0, source, plan: plan) }
    items = CountyItemResults(members, schools, results, source)
    let binding = CountyComposite.binding(results, means, plan.definitions.standard.variation)
    var verdict = CountyVerdicts.judge(
      members, indicators: binding, groups: items.groups, plan: plan)
    doubts.apply(to: &verdict, of: county)
    indicators = results
    composites = means
    self.verdict = verdict
  }
}

/// What a county's own forms and its schools' say beyond resources.
struct CountyItemResults: Sendable {
  private(set) var values: [CountyValueResult] = []
  private(set) var items: [CountyItemResult] = []
  private(set) var groups: [CountyGroupResult] = []
  private(set) var tracked: [TrackedEntry] = []
  private(set) var findings: [Finding] = []

  /// Rules over the county's own forms, ledgers, values, items and groups, in this order.
  init(
    _ members: CountyMembers, _ schools: [SchoolRecords], _ indicators: [CountyIndicatorResult],
    _ source: CountySource
  ) {
    let plan = source.ground.plan
    let context = Self.context(members, schools, indicators, source)
    findings += RuleTable.checkFormulas(context.own)
    let ledgers = CountyLedgers(context: context, previous: source.tracked, plan: plan)
    findings += ledgers.findings
    tracked += ledgers.entries
    context.results.tracked = ledgers.entries
    context.results.hasPreviousLedger = source.ground.previousLedger != nil
    context.results.hasPreviousLines = source.tracked != nil
    guard !plan.items.items.isEmpty else { return }
    values = CountyValues.evaluate(context, county: members.county, plan: plan)
    let evaluator = CountyItemEvaluator(county: members.county, context: context, plan: plan)
    items = evaluator.items(values)
    groups = evaluator.groups(items)
    findings += evaluator.findings
  }

  private static func context(
    _ members: CountyMembers, _ schools: [SchoolRecords], _ indicators: [CountyIndicatorResult],
    _ source: CountySource
  ) -> CountyContext {
    let ground = source.ground
    let register = source.register
    let county = register.counties[members.county]
    return CountyContext(
      county: county, year: ground.year,
      own: SchoolRecords(
        county: members.county, register: register, run: ground.run,
        records: ground.countyRecords, plan: ground.plan),
      schools: schools,
      results: CountyResults(
        schools: members.schools.map { register.schools[$0] },
        parts: members.schools.map { source.parts[$0] }, indicators: indicators,
        ledger: source.ledger.filter { $0.countyCode == county.code },
        silentStages: members.silentStages),
      plan: ground.plan)
  }
}
