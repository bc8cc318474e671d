// SPDX-License-Identifier: Apache-2.0
// LedgerDefinition: a form whose records are followed from run to run until they are closed.

package import Formula

/// A ledger (台账) with 销号: what is open must be closed, it may not just disappear.
package struct LedgerDefinition: Sendable {
  package var id: String
  package var name: String
  /// Index into `DefinitionSet.forms`; its key tells which line is which.
  package var form: Int
  /// Over a record: true while it is open.
  package var isOpen: CheckedFormula
  package var source: DefinitionSource
  package var place: DefinitionPlace

  package init(
    id: String, name: String, form: Int, isOpen: CheckedFormula, source: DefinitionSource,
    place: DefinitionPlace
  ) {
    self.id = id
    self.name = name
    self.form = form
    self.isOpen = isOpen
    self.source = source
    self.place = place
  }
}
