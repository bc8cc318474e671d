// SPDX-License-Identifier: Apache-2.0
// SchoolVerdictDefinition: "at least k of these indicators, and the rest at p of their threshold".

package import DataModel

/// Another rule in some years.
package struct SchoolVerdictVariant: Hashable, Sendable {
  package var id: String
  package var years: CodeValidity
  /// Nil: as otherwise.
  package var indicators: [String]?
  package var required: Int?
  package var floorShare: ExactNumber?
  package var source: DefinitionSource

  package init(
    id: String, years: CodeValidity, indicators: [String]? = nil, required: Int? = nil,
    floorShare: ExactNumber? = nil, source: DefinitionSource
  ) {
    self.id = id
    self.years = years
    self.indicators = indicators
    self.required = required
    self.floorShare = floorShare
    self.source = source
  }
}

/// At least `required` of the indicators, and the rest at `floorShare` of their threshold.
package struct SchoolVerdictDefinition: Hashable, Sendable {
  /// Ids of the indicators that decide; nil: all of them.
  package var indicators: [String]?
  package var required: Int
  /// 0: how far the rest falls short does not matter; 1: none may.
  package var floorShare: ExactNumber
  package var source: DefinitionSource
  /// The first one in force holds.
  package var variants: [SchoolVerdictVariant]

  package init(
    indicators: [String]? = nil, required: Int, floorShare: ExactNumber,
    source: DefinitionSource, variants: [SchoolVerdictVariant] = []
  ) {
    self.indicators = indicators
    self.required = required
    self.floorShare = floorShare
    self.source = source
    self.variants = variants
  }

  package func decides(_ indicator: String) -> Bool {
    indicators?.contains(indicator) ?? true
  }

  package func inForce(in year: Int) -> SchoolVerdictDefinition {
    var result = self
    result.variants = []
    guard let variant = variants.first(where: { $0.years.holds(in: year) }) else { return result }
    result.indicators = variant.indicators ?? indicators
    result.required = variant.required ?? required
    result.floorShare = variant.floorShare ?? floorShare
    result.source = variant.source
    return result
  }
}
