// SPDX-License-Identifier: Apache-2.0
// CountyComposite: 综合差异系数, the mean of the disparities of several indicators.

import DataModel
import Definitions

/// The composite of one county.
enum CountyComposite {
  /// One result for each stage of `results`; none where the standard has no composite.
  ///
  /// Undecided as soon as one of the disparities is: a mean of fewer would be another figure.
  /// Source: domain a.5, b.2.
  static func evaluate(
    _ results: [CountyIndicatorResult], _ members: CountyMembers, plan: EvaluationPlan
  ) -> [CountyIndicatorResult] {
    let variation = plan.definitions.standard.variation
    guard let composite = variation.composite else { return [] }
    let stages = plan.definitions.standard.stages.map(\.id)
    return stages.compactMap { stage in
      let own = results.filter {
        $0.stage == stage && variation.isInComposite($0.indicator)
      }
      guard let first = own.first else { return nil }
      let known = own.compactMap(\.variation)
      let mean =
        known.count == own.count ? CompensatedSum(known).value / Double(known.count) : nil
      let limit = composite.limits?.byStage[stage]?.doubleValue
      let isComplete = own.allSatisfy { $0.status != .undecided }
      let decided = members.decided(stage, plan)
      return CountyIndicatorResult(
        county: members.county, stage: stage, indicator: CompositeVariation.id,
        parts: first.parts, undecided: first.parts - decided.count,
        pupils: decided.reduce(.zero) { $0 + ($1.pupils.number ?? .zero) }, mean: nil,
        deviation: nil, variation: mean, limit: limit,
        status: CountyIndicators.status(mean, limit: limit, isComplete: isComplete))
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

extension CountyMembers {
  /// Parts in scope of which every indicator of the composite has a value.
  fileprivate func decided(_ stage: String, _ plan: EvaluationPlan) -> [SchoolPartResult] {
    parts.filter { part in
      part.stage == stage && part.isInScope
        && zip(plan.indicators, part.indicators).allSatisfy { indicator, result in
          !indicator.isInComposite || result.hasFigure
        }
    }
  }
}

extension IndicatorResult {
  /// Whether the disparity counts it.
  var hasFigure: Bool {
    status != .undecided && value.number != nil && denominator.number != nil
  }
}
