// SPDX-License-Identifier: Apache-2.0
// FormExample: a small table that a form carries, and the records that must be read from it.

/// A cell of an example table.
package enum ExampleCell: Hashable, Sendable {
  case blank
  case text(String)
  /// A number written without quotes.
  case number(Double)
  /// `<`: merged into the cell to the left.
  case mergedLeft
  /// `^`: merged into the cell above.
  case mergedUp
}

/// A value that must be read, as outputs print it; "" where there must be none.
package struct ExpectedValue: Hashable, Sendable {
  /// The field's name or id.
  package var field: String
  package var text: String
  package var place: DefinitionPlace

  package init(field: String, text: String, place: DefinitionPlace) {
    self.field = field
    self.text = text
    self.place = place
  }
}

/// An example of a form: a header with rows, or labels with values.
package struct FormExample: Hashable, Sendable {
  /// The name of the sheet; "" where it does not matter.
  package var sheet: String
  package var rows: [[ExampleCell]]
  package var records: [[ExpectedValue]]
  /// Findings that reading the table must give; no other may bind the school.
  package var findings: [String]
  package var place: DefinitionPlace

  package init(
    sheet: String = "", rows: [[ExampleCell]], records: [[ExpectedValue]],
    findings: [String] = [], place: DefinitionPlace
  ) {
    self.sheet = sheet
    self.rows = rows
    self.records = records
    self.findings = findings
    self.place = place
  }
}
