// SPDX-License-Identifier: Apache-2.0
// CellValue: what one cell holds, before anyone knows what it means.

/// What a cell holds.
///
/// An error cell is never blank, and a blank cell is never zero.
package enum CellValue: Hashable, Sendable {
  case blank
  case number(Double)
  case text(String)
  case boolean(Bool)
  /// A number that its number format shows as a date, a time or both.
  case date(SpreadsheetDate)
  /// The error as Excel prints it: `#DIV/0!`, `#REF!` …
  case error(String)

  /// True for `.blank` and for an empty text: neither counts as a cell anywhere.
  package var isEmpty: Bool {
    switch self {
    case .blank: true
    case .text(let text): text.isEmpty
    case .number, .boolean, .date, .error: false
    }
  }

  /// The value as one line of text: numbers in shortest form, dates in ISO 8601, "" when blank.
  package var rawText: String {
    switch self {
    case .blank: ""
    case .number(let number): DecimalText.shortest(number)
    case .text(let text): text
    case .boolean(let value): value ? "TRUE" : "FALSE"
    case .date(let date): date.iso8601
    case .error(let text): text
    }
  }
}

/// What is known of the formula behind a cell's value.
package enum FormulaState: Hashable, Sendable {
  /// The cell holds a constant.
  case constant
  /// The value is the result that the writing program cached.
  case cached
  /// There is a formula and no cached result: the value is `.blank` and must not be read as zero.
  case uncached
}

/// One cell of a row.
package struct Cell: Hashable, Sendable {
  /// 1-based.
  package var column: Int
  package var value: CellValue
  package var formula: FormulaState

  package init(column: Int, value: CellValue, formula: FormulaState = .constant) {
    self.column = column
    self.value = value
    self.formula = formula
  }
}
