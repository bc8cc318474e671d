// SPDX-License-Identifier: Apache-2.0
// ClassSizes: counts classes by county, stage and size band.

import DataModel
import Definitions

/// A count of classes that grows class by class.
struct ClassSizes: Sendable {
  private struct Key: Hashable {
    let county: String
    let stage: String
    let band: String?
  }

  private var classes: [Key: Int] = [:]

  /// `band`: "" for a size in none, nil where the size is not known.
  mutating func add(_ county: String, _ stage: String, band: String?) {
    classes[Key(county: county, stage: stage, band: band), default: 0] += 1
  }

  mutating func add(_ other: ClassSizes) {
    classes.merge(other.classes) { $0 + $1 }
  }

  /// By county code, then stages and bands as declared; sizes in no band and unknown ones come last.
  func counts(_ standard: StandardDefinition) -> [ClassSizeCount] {
    let stages = places(standard.stages.map(\.id))
    let bands = places(standard.classSize.bands.map(\.label))
    func place(_ key: Key) -> (String, Int, String, Int) {
      let band = key.band.map { bands[$0] ?? bands.count } ?? bands.count + 1
      return (key.county, stages[key.stage] ?? stages.count, key.stage, band)
    }
    return classes.sorted { place($0.key) < place($1.key) }.map { key, count in
      ClassSizeCount(
        countyCode: key.county, stage: key.stage, band: key.band, classes: count)
    }
  }

  private func places(_ names: [String]) -> [String: Int] {
    Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
