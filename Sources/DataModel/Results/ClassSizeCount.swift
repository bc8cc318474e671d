// SPDX-License-Identifier: Apache-2.0
// ClassSizeCount: how many classes of a county's stage are of one size band.

/// Classes of one county, stage and band (班额段), by the class lists that came in.
package struct ClassSizeCount: Hashable, Sendable {
  package var countyCode: String
  package var stage: String
  /// Label of the band; "" for a size in none, nil for classes whose size is not known.
  package var band: String?
  package var classes: Int

  package init(countyCode: String, stage: String, band: String?, classes: Int) {
    self.countyCode = countyCode
    self.stage = stage
    self.band = band
    self.classes = classes
  }
}
