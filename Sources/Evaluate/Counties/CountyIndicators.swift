// SPDX-License-Identifier: Apache-2.0
// CountyIndicators: mean and disparity of every indicator, stage by stage, in one county.

import DataModel
import Definitions

/// What a county consists of: indices into the results.
struct CountyMembers: Sendable {
  let county: Int
  let schools: [Int]
  let parts: [SchoolPartResult]
  /// Judged stages of schools in scope that gave no part: nothing handed in, or stages unknown.
  let silentStages: Set<String>

  init(
    county: Int, schools: [SchoolResult], parts: [[SchoolPartResult]], plan: EvaluationPlan
  ) {
    self.county = county
    self.schools = schools.indices.filter { schools[$0].county == county }
    self.parts = self.schools.flatMap { parts[$0] }
    let judged = plan.definitions.standard.stages.filter(\.isJudged).map(\.id)
    var silent: Set<String> = []
    for index in self.schools where schools[index].isInScope && parts[index].isEmpty {
      let declared = SchoolStages.declaredStages(type: schools[index].type, plan)
      silent.formUnion(declared.map { $0.filter(judged.contains) } ?? judged)
    }
    silentStages = silent
  }
}

/// Figures of one county.
enum CountyIndicators {
  /// One result for each judged stage that the county has, and each indicator.
  static func evaluate(_ members: CountyMembers, plan: EvaluationPlan) -> [CountyIndicatorResult] {
    var results: [CountyIndicatorResult] = []
    for stage in plan.definitions.standard.stages where stage.isJudged {
      let parts = members.parts.filter { $0.stage == stage.id && $0.isInScope }
      guard !parts.isEmpty || members.silentStages.contains(stage.id) else { continue }
      for indicator in plan.indicators.indices where plan.indicators[indicator].isInVariation {
        results.append(result(indicator, stage.id, parts, members, plan))
      }
    }
    return results
  }

  private static func result(
    _ indicator: Int, _ stage: String, _ parts: [SchoolPartResult], _ members: CountyMembers,
    _ plan: EvaluationPlan
  ) -> CountyIndicatorResult {
    var decided: [DisparityMember] = []
    var pupils = ExactNumber.zero
    for part in parts {
      let result = part.indicators[indicator]
      guard result.hasFigure, let value = result.value.number,
        let weight = result.denominator.number
      else { continue }
      decided.append(DisparityMember(weight: weight, value: value))
      pupils = pupils + (part.pupils.number ?? .zero)
    }
    let disparity = Disparity(decided)
    let limit = plan.definitions.standard.variation.limits?.byStage[stage]?.doubleValue
    let undecided = parts.count - decided.count
    let isComplete = undecided == 0 && !members.silentStages.contains(stage)
    return CountyIndicatorResult(
      county: members.county, stage: stage,
      indicator: plan.indicators[indicator].definition.id, parts: parts.count,
      undecided: undecided, pupils: pupils, mean: disparity.mean,
      deviation: disparity.deviation, variation: disparity.variation, limit: limit,
      status: status(disparity.variation, limit: limit, isComplete: isComplete))
  }

  /// What a binary fraction may lose on the way; a disparity at the limit keeps it.
  private static let roundingError = 1e-12

  static func status(_ variation: Double?, limit: Double?, isComplete: Bool) -> CountyStatus {
    guard isComplete, let variation else { return .undecided }
    guard let limit else { return .measured }
    return variation <= limit + roundingError ? .met : .above
  }
}
