// SPDX-License-Identifier: Apache-2.0
// DeclaredTable: a declared form filled for one county, before anything says where it is written.

import DataModel
import Definitions

/// One cell: its value, the live formula that gives it, and why it is blank.
struct DeclaredCell {
  /// Where a figure stands against what is required, for shading that follows the figure.
  enum Mark: Hashable {
    case atLeast(threshold: Limit, floor: Limit?)
    case atMost(Limit)
  }

  /// A figure, and the name of the workbook's cell that holds it; nil: no cell does.
  struct Limit: Hashable {
    var value: Double
    var name: String?
    /// In a formula.
    var text: String { name ?? DecimalText.shortest(value) }
  }

  /// A number or a text; missing: the cell is blank.
  var value: FieldValue
  /// With the leading `=`; nil where nothing in the workbook stands for the value.
  var formula: String?
  /// Decimals that are printed; nil: as the value is.
  var digits: Int?
  var mark: Mark?
  /// Chinese: why it is blank; "" where it is not, or is meant to be.
  var reason = ""
  /// Where the cell leads; nil: nowhere.
  var link: String?
  /// A short answer (是, 否, a stage), printed in the middle.
  var isWord = false

  init(
    _ value: FieldValue, formula: String? = nil, digits: Int? = nil, mark: Mark? = nil,
    reason: String = "", isWord: Bool = false
  ) {
    self.value = value
    self.formula = formula
    self.digits = digits
    self.mark = mark
    self.reason = reason
    self.isWord = isWord
  }

  static func text(_ text: String, formula: String? = nil, isWord: Bool = false) -> Self {
    Self(text.isEmpty ? .missing(.blank) : .text(text), formula: formula, isWord: isWord)
  }

  /// The form asks for another alternative.
  static let unused = text("/", isWord: true)
  static let blank = Self(.missing(.blank))

  /// As the form prints it.
  var shown: String {
    guard let number = value.number, let digits else { return value.outputText }
    return number.fixedText(digits: digits)
  }
}

/// Rows of one block.
struct DeclaredBlock {
  var id: String
  /// A line across the table above the rows; "": none.
  var heading: String
  /// Row on the sheet of `rows[0]`.
  var firstRow: Int
  var rows: [[DeclaredCell]]
  /// The sums of the rows; nil: the form has none.
  var total: [DeclaredCell]?

  /// Column letters and rows of one column.
  func range(column: Int) -> String? {
    guard !rows.isEmpty else { return nil }
    let letters = CellReference.letters(ofColumn: column)
    return "\(letters)\(firstRow):\(letters)\(firstRow + rows.count - 1)"
  }
}

/// A table with its title: the whole sheet, or what it holds of one school part.
struct DeclaredSection {
  var title: DeclaredCell
  var notes: [DeclaredCell]
  /// Row of the title.
  var firstRow: Int
  var blocks: [DeclaredBlock]
  /// Lines below the rows that are about this section alone.
  var footer: [DeclaredCell] = []
}

/// A declared form of one county.
struct DeclaredTable {
  let definition: OutputSheet
  let sections: [DeclaredSection]
  let footer: [DeclaredCell]
  /// Columns where equal cells below each other are one on paper: stage and group of lines.
  let joined: [Bool]

  init(definition: OutputSheet, sections: [DeclaredSection], footer: [DeclaredCell]) {
    self.definition = definition
    self.sections = sections
    self.footer = footer
    joined = definition.columns.map { column in
      switch column.content {
      case .shown(.lineGroup), .shown(.itemGroup): true
      case .shown(.stage): definition.rows == .stages
      case .shown, .formulas, .indicator: false
      }
    }
  }

  /// Whether the cell is one with that above it.
  func isRepeated(_ column: Int, _ row: Int, in block: DeclaredBlock) -> Bool {
    row > 0 && joined[column]
      && block.rows[row][column].value == block.rows[row - 1][column].value
  }
}

extension DeclaredCell {
  /// The words of a cell that holds no number.
  var text: String { CellText.plain(value.outputText) }

  /// As a reader must give it back.
  var written: CellValue {
    switch value {
    case .number(let number): .number(number.doubleValue)
    case .missing: .blank
    case .text, .date, .yesNo: .text(text)
    }
  }
}

/// The header rows that columns' paths make.
struct DeclaredHeader {
  /// Header rows without the row of numbers.
  let depth: Int
  let hasNumbers: Bool

  init(_ columns: [OutputColumn]) {
    depth = max(1, columns.map(\.path.count).max() ?? 1)
    hasNumbers = columns.contains { !$0.number.isEmpty }
  }

  var rowCount: Int { depth + (hasNumbers ? 1 : 0) }

  /// The cells of the header: where each begins and ends (rows and columns from 0) and its word.
  func cells(_ columns: [OutputColumn]) -> [(range: CellRange, text: String)] {
    var cells: [(CellRange, String)] = []
    for level in 0..<depth {
      var column = 0
      while column < columns.count {
        let path = columns[column].path
        guard level < path.count else {
          column += 1
          continue
        }
        var last = column
        let stem = path.prefix(level + 1)
        while last + 1 < columns.count, columns[last + 1].path.count > level + 1,
          path.count > level + 1, columns[last + 1].path.prefix(level + 1) == stem
        {
          last += 1
        }
        // The last word of a short path reaches down to the numbers.
        let bottom = level == path.count - 1 ? depth - 1 : level
        cells.append(
          (
            CellRange(
              first: CellReference(row: level + 1, column: column + 1),
              last: CellReference(row: bottom + 1, column: last + 1)), path[level]
          ))
        column = last + 1
      }
    }
    return cells
  }
}

extension ExactNumber {
  /// With so many decimals, halves away from zero: `3.10`.
  func fixedText(digits: Int) -> String {
    var power = ExactNumber.one
    for _ in 0..<digits { power = power * ExactNumber(10) }
    let rounded = rounded(digits: digits)
    guard let whole = (rounded * power).rounded(digits: 0).wholeNumber else { return rounded.text }
    let digitsText = String(whole.magnitude)
    let padded = String(repeating: "0", count: max(0, digits + 1 - digitsText.count)) + digitsText
    let sign = whole < 0 ? "-" : ""
    guard digits > 0 else { return sign + padded }
    return sign + padded.dropLast(digits) + "." + padded.suffix(digits)
  }
}
