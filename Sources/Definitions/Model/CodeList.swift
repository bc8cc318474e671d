// SPDX-License-Identifier: Apache-2.0
// CodeList: the values a coded field may take, with their aliases and attributes.

/// One value of a code list.
package struct CodeEntry: Hashable, Sendable {
  /// `211`; "" where the list has names only.
  package var code: String
  /// The canonical name: what formulas and outputs see.
  package var name: String
  package var aliases: [String]
  /// Further columns of the list's file, by column name (`stage`, `stages`, `group` …).
  package var attributes: [String: String]

  package init(code: String, name: String, aliases: [String], attributes: [String: String]) {
    self.code = code
    self.name = name
    self.aliases = aliases
    self.attributes = attributes
  }
}

/// A code list, from `Shared/codes/<id>.csv` or the pipeline's own `codes/<id>.csv`.
package struct CodeList: Hashable, Sendable {
  package var id: String
  package var entries: [CodeEntry]
  package var source: DefinitionSource
  package var place: DefinitionPlace

  package init(
    id: String, entries: [CodeEntry], source: DefinitionSource, place: DefinitionPlace
  ) {
    self.id = id
    self.entries = entries
    self.source = source
    self.place = place
  }

  package func entry(named name: String) -> CodeEntry? {
    entries.first { $0.name == name }
  }
}
