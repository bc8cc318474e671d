// SPDX-License-Identifier: Apache-2.0
// VariationShares: which schools drive a county's 差异系数, and what it would be without their gap.

package import DataModel
import Definitions

/// One decided part as the weighted spread sees it.
package struct SpreadMember: Sendable {
  /// Pupils.
  package var weight: ExactNumber
  /// Per pupil, as the indicator gives it.
  package var value: ExactNumber
  /// nil where the standard asks for nothing.
  package var threshold: ExactNumber?

  package init(weight: ExactNumber, value: ExactNumber, threshold: ExactNumber?) {
    self.weight = weight
    self.value = value
    self.threshold = threshold
  }
}

/// The share of one member.
package struct SpreadShare: Hashable, Sendable {
  package var share: Double?
  package var variationIfThreshold: Double?
  package var rank: Int?
}

/// Takes a pupil-weighted 差异系数 apart.
///
/// With n pupils and value x of a part, N = Σn, x̄ = Σnx ÷ N and S² = Σ (n ÷ N)·(x − x̄)² (domain a.5:
/// weighted by pupils, population form), a part's share is (n ÷ N)·(x − x̄)² ÷ S². Shares add up to 1;
/// where S is 0 nobody has one. `variationIfThreshold` is S ÷ x̄ with the part's x raised to its threshold
/// and everything else as it is; it may be higher than now, where the county is far below the
/// threshold. Ranks go by share, the largest first; equal shares keep the order of the members.
package enum VariationShares {
  package static func shares(_ members: [SpreadMember]) -> [SpreadShare] {
    let total = CompensatedSum(members.map(\.weight.doubleValue)).value
    guard total > 0, total.isFinite else { return members.map { _ in SpreadShare() } }
    let weights = members.map { $0.weight.doubleValue / total }
    let values = members.map(\.value.doubleValue)
    let terms = squares(values, weights)
    let sum = CompensatedSum(terms).value
    let isFlat = members.allSatisfy { $0.value == members[0].value } || sum <= 0
    var result = members.indices.map { index -> SpreadShare in
      var share = SpreadShare(share: isFlat ? nil : terms[index] / sum)
      if let threshold = members[index].threshold, members[index].value < threshold {
        share.variationIfThreshold = variation(
          values, weights, raising: index, to: threshold.doubleValue)
      }
      return share
    }
    guard !isFlat else { return result }
    let order = members.indices.sorted { (terms[$1], $0) < (terms[$0], $1) }
    for (rank, index) in order.enumerated() { result[index].rank = rank + 1 }
    return result
  }

  /// (n ÷ N)·(x − x̄)² of each.
  private static func squares(_ values: [Double], _ weights: [Double]) -> [Double] {
    let mean = CompensatedSum(zip(values, weights).map { $0 * $1 }).value
    return zip(values, weights).map { value, weight in weight * (value - mean) * (value - mean) }
  }

  private static func variation(
    _ values: [Double], _ weights: [Double], raising index: Int, to value: Double
  ) -> Double? {
    var raised = values
    raised[index] = value
    let mean = CompensatedSum(zip(raised, weights).map { $0 * $1 }).value
    guard mean != 0 else { return nil }
    // Equal values give exactly 0, which the rounded mean would not.
    guard raised.contains(where: { $0 != value }) else { return 0 }
    return CompensatedSum(squares(raised, weights)).value.squareRoot() / mean
  }
}

/// The contributions of a whole run.
enum VariationContributions {
  /// By county, stage and indicator as the county's figures stand; then in the order of the parts.
  static func evaluate(
    _ counties: [CountyIndicatorResult], parts: [SchoolPartResult], schools: [SchoolResult],
    plan: EvaluationPlan
  ) -> [VariationContribution] {
    var partsOfGroup: [Group: [Int]] = [:]
    for (index, part) in parts.enumerated() where part.isInScope {
      partsOfGroup[Group(county: schools[part.school].county, stage: part.stage), default: []]
        .append(index)
    }
    var result: [VariationContribution] = []
    for county in counties {
      guard let mean = county.mean,
        let indicator = plan.indicators.firstIndex(where: {
          $0.definition.id == county.indicator
        })
      else { continue }
      let group = partsOfGroup[Group(county: county.county, stage: county.stage)] ?? []
      let decided = group.compactMap { index in
        member(parts[index].indicators[indicator]).map { (index, $0) }
      }
      for (entry, share) in zip(decided, VariationShares.shares(decided.map(\.1))) {
        result.append(
          VariationContribution(
            part: entry.0, indicator: indicator, mean: mean, variation: county.variation,
            share: share.share, variationIfThreshold: share.variationIfThreshold,
            rank: share.rank))
      }
    }
    return result
  }

  private struct Group: Hashable {
    let county: Int
    let stage: String
  }

  /// As `CountyIndicators` takes them: with a value, and with pupils.
  private static func member(_ result: IndicatorResult) -> SpreadMember? {
    guard let value = result.value.number, let weight = result.denominator.number,
      result.status != .undecided, !weight.isZero, !weight.isNegative
    else { return nil }
    return SpreadMember(weight: weight, value: value, threshold: result.threshold)
  }
}
