// SPDX-License-Identifier: Apache-2.0
// VariationContribution: how much of a county's disparity comes from one school part.

/// What one decided school part adds to the 差异系数 of an indicator in its county and stage.
package struct VariationContribution: Hashable, Sendable {
  /// Indices into `Evaluation.parts` and `DefinitionSet.indicators`.
  package var part: Int
  package var indicator: Int
  /// The mean and the 差异系数 of the county; the latter nil where the mean is 0.
  package var mean: Double
  package var variation: Double?
  /// (n ÷ N)·(x − x̄)² ÷ S²; nil where all parts are equal, so that there is nothing to share.
  package var share: Double?
  /// The 差异系数 were this part alone at its threshold; nil where it is there already.
  package var variationIfThreshold: Double?
  /// 1 for the largest share; nil without shares.
  package var rank: Int?

  package init(
    part: Int, indicator: Int, mean: Double, variation: Double?, share: Double?,
    variationIfThreshold: Double?, rank: Int?
  ) {
    self.part = part
    self.indicator = indicator
    self.mean = mean
    self.variation = variation
    self.share = share
    self.variationIfThreshold = variationIfThreshold
    self.rank = rank
  }
}
