// SPDX-License-Identifier: Apache-2.0
// UnitTable: the units that forms use, each with its factor to the canonical unit of its quantity.

package import DataModel

/// One unit: `亩` is 10000/15 of the canonical `㎡`.
package struct UnitDefinition: Hashable, Sendable {
  package var name: String
  /// Other ways to write it: 平方米, m², m2.
  package var aliases: [String]
  /// The canonical unit of the same quantity.
  package var canonical: String
  /// How many canonical units one of this unit is.
  package var factor: ExactNumber
  /// `个` is said of anything that is counted, also where the form says 间 or 台.
  package var countsAnything: Bool

  package init(
    name: String, aliases: [String], canonical: String, factor: ExactNumber,
    countsAnything: Bool = false
  ) {
    self.name = name
    self.aliases = aliases
    self.canonical = canonical
    self.factor = factor
    self.countsAnything = countsAnything
  }
}

/// All units, from `Shared/units.yaml`.
package struct UnitTable: Hashable, Sendable {
  package var units: [UnitDefinition]
  /// What the factors rest on; nil for a table made in a test.
  package var source: DefinitionSource?

  package init(units: [UnitDefinition], source: DefinitionSource? = nil) {
    self.units = units
    self.source = source
  }

  /// The unit with this name or alias; nil when unknown.
  package func unit(named name: String) -> UnitDefinition? {
    units.first { $0.name == name || $0.aliases.contains(name) }
  }
  /// How many of the canonical unit one of the written unit is; nil when it measures something else.
  package func factor(from written: String, to canonical: String) -> ExactNumber? {
    guard let unit = unit(named: written) else { return nil }
    if unit.canonical == canonical { return unit.factor }
    return unit.countsAnything ? .one : nil
  }
}
