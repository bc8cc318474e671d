// SPDX-License-Identifier: Apache-2.0
// CountyResults: figures and verdict of every county, from the results of its schools.

import DataModel
import Definitions

/// What is said of all counties, in their order.
struct CountyResults {
  private(set) var indicators: [CountyIndicatorResult] = []
  private(set) var composites: [CountyIndicatorResult] = []
  private(set) var verdicts: [CountyVerdictResult] = []

  /// `run`: nil when there is a roster.
  init(
    _ register: SchoolRegister, _ evaluations: [SchoolEvaluation], run: RunTables?,
    plan: EvaluationPlan
  ) {
    let parts = evaluations.map(\.parts)
    let doubts = CountyDoubts(register, run: run, parts: parts, plan: plan)
    for county in register.counties.indices {
      let members = CountyMembers(
        county: county, schools: register.schools, parts: parts, plan: plan)
      var results = CountyIndicators.evaluate(members, plan: plan)
      var means = CountyComposite.evaluate(results, members, plan: plan)
      doubts.apply(to: &results, of: county)
      doubts.apply(to: &means, of: county)
      indicators += results
      composites += means
      var verdict = CountyVerdicts.judge(
        members, indicators: Self.binding(results, means, plan.definitions.standard.variation))
      doubts.apply(to: &verdict, of: county)
      verdicts.append(verdict)
    }
  }

  /// The figures that have a limit; the composite under its name, which a reason gives.
  static func binding(
    _ indicators: [CountyIndicatorResult], _ composites: [CountyIndicatorResult],
    _ variation: VariationDefinition
  ) -> [CountyIndicatorResult] {
    var results = variation.limits == nil ? [] : indicators
    guard let composite = variation.composite, composite.limits != nil else { return results }
    results += composites.map { result in
      var result = result
      result.indicator = composite.name
      return result
    }
    return results
  }
}
