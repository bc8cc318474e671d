// SPDX-License-Identifier: Apache-2.0
// ComparisonRule: what a rule says of an indicator beside those of other schools, or of last year.

package import DataModel

/// A school part is like the others of its stage and 城乡 group.
package struct PeerComparison: Hashable, Sendable {
  /// Ids; empty for all.
  package var indicators: [String]
  /// The largest modified z-score, 0.6745 × (value − median) ÷ median absolute deviation.
  package var limit: ExactNumber
  /// Groups of fewer parts are not compared.
  package var fewest: Int

  package init(indicators: [String], limit: ExactNumber, fewest: Int) {
    self.indicators = indicators
    self.limit = limit
    self.fewest = fewest
  }
}

/// A school part is about what it was in the last earlier year that the run was given.
package struct YearComparison: Hashable, Sendable {
  /// Ids; empty for all.
  package var indicators: [String]
  /// The largest change, in percent of the earlier value.
  package var most: ExactNumber

  package init(indicators: [String], most: ExactNumber) {
    self.indicators = indicators
    self.most = most
  }
}

extension RuleKind {
  /// Indicators that the rule names.
  package var indicators: [String] {
    switch self {
    case .peers(let comparison): comparison.indicators
    case .lastYear(let comparison): comparison.indicators
    default: []
    }
  }
}
