// SPDX-License-Identifier: Apache-2.0
// SheetWriter: one sheet made to be read and printed: title, notes, header, rows, widths.

import DataModel

/// What a cell of a workbook holds.
enum SheetValue {
  case blank
  case text(String)
  case number(Double)
  /// Formula with the leading `=`, and the number it gives.
  case formula(String, Double, isArray: Bool)
  /// Formula with the leading `=`, and the text it gives.
  case textFormula(String, String)
  /// Target such as `'封面'!A1`, and what the cell shows.
  case link(String, String)

  /// The number, or a blank cell where it is missing.
  static func optional(_ value: Double?) -> SheetValue { value.map { .number($0) } ?? .blank }

  static func field(_ value: FieldValue) -> SheetValue {
    switch value {
    case .number(let number): .number(number.doubleValue)
    case .missing: .blank
    case .text, .date, .yesNo: .text(value.outputText)
    }
  }

  /// What the cell shows, near enough for its width.
  var shown: String {
    switch self {
    case .blank: ""
    case .text(let text), .textFormula(_, let text), .link(_, let text): text
    case .number(let value), .formula(_, let value, _):
      String(Int(max(-1e15, min(1e15, value)))) + ".00"
    }
  }
}

/// A value and how it looks.
struct SheetCell {
  var value: SheetValue
  var style: XlsxStyle

  init(_ value: SheetValue, _ style: XlsxStyle) {
    self.value = value
    self.style = style
  }

  init(_ text: String, _ style: XlsxStyle) { self.init(.text(text), style) }

  init(_ number: Int, _ style: XlsxStyle) { self.init(.number(Double(number)), style) }
}

/// The formats nearly every sheet uses, made once for each file.
struct SheetStyles {
  let text: XlsxStyle
  let wrapped: XlsxStyle
  let centered: XlsxStyle
  let header: XlsxStyle
  let title: XlsxStyle
  let note: XlsxStyle
  let label: XlsxStyle
  let link: XlsxStyle
  let count: XlsxStyle
  let plain: XlsxStyle
  let percent: XlsxStyle
  let sum: XlsxStyle
  let sumLabel: XlsxStyle

  init(_ file: XlsxFile) throws {
    text = try file.style(.text)
    wrapped = try file.style(.wrapped)
    centered = try file.style(.centered)
    header = try file.style(.header)
    title = try file.style(.title)
    note = try file.style(.note)
    label = try file.style(.label)
    link = try file.style(.link)
    count = try file.style(.count)
    plain = try file.style(.plainNumber)
    percent = try file.style(.percent)
    sum = try file.style(.sum)
    sumLabel = try file.style(.sumLabel)
  }
}

/// Writes one sheet from top to bottom.
struct SheetWriter {
  /// Rows whose content decides the widths; later ones rarely differ.
  static let measuredRows = 2_000
  static let widestColumn = 48.0
  /// Longer headers wrap.
  static let widestHeader = 9
  /// Characters that A4 landscape still shows legibly on one page.
  static let legibleWidth = 215.0

  let file: XlsxFile
  let sheet: XlsxSheet
  let styles: SheetStyles
  /// The next row to write, 1-based.
  private(set) var row = 1
  private(set) var headerRow: Int?
  private var widths: [Int] = []
  private var wrapLimits: [Int: Int] = [:]

  init(_ file: XlsxFile, _ styles: SheetStyles, name: String) throws {
    self.file = file
    self.styles = styles
    sheet = try file.addSheet(name)
  }

  mutating func title(_ text: String) throws {
    try file.setHeight(26, ofRow: row, on: sheet)
    try file.write(text, at: CellReference(row: row, column: 1), styles.title, on: sheet)
    row += 1
  }

  mutating func note(_ text: String) throws {
    try file.write(text, at: CellReference(row: row, column: 1), styles.note, on: sheet)
    row += 1
  }

  /// The row of column names.
  mutating func header(_ names: [String]) throws {
    let lines = names.map { (Self.width(of: $0) + Self.widestHeader - 1) / Self.widestHeader }
    try file.setHeight(Double((lines.max() ?? 1) * 14 + 8), ofRow: row, on: sheet)
    headerRow = row
    for (index, name) in names.enumerated() {
      let cell = CellReference(row: row, column: index + 1)
      try file.write(name, at: cell, styles.header, on: sheet)
      widen(index, to: min(Self.width(of: name), Self.widestHeader))
    }
    row += 1
  }

  /// One row from column A; columns with nothing to say still get their frame.
  mutating func append(_ cells: [SheetCell]) throws {
    // Not every program works out the height of wrapped rows, so it is said.
    let lines = zip(cells.indices, cells).map { lineCount($1, $0) }.max() ?? 1
    if lines > 1 {
      try file.setHeight(min(Double(lines) * 13.5 + 3, 409), ofRow: row, on: sheet)
    }
    for (index, cell) in cells.enumerated() {
      try put(cell, at: CellReference(row: row, column: index + 1))
      if row < Self.measuredRows { measure(cell, index) }
    }
    row += 1
  }

  /// Leaves a row empty.
  mutating func skip() { row += 1 }

  private func lineCount(_ cell: SheetCell, _ index: Int) -> Int {
    guard cell.style.wraps else { return 1 }
    let room = max(4, wrapLimits[index].map { $0 - 2 } ?? Int(Self.widestColumn) - 2)
    return cell.value.shown.split(separator: "\n", omittingEmptySubsequences: false)
      .reduce(0) { $0 + max(1, (Self.width(of: String($1)) + room - 1) / room) }
  }

  /// Narrows a column whose texts wrap; before its rows.
  mutating func limit(column: Int, to width: Int) { wrapLimits[column - 1] = width }

  private func put(_ cell: SheetCell, at place: CellReference) throws {
    switch cell.value {
    case .blank: try file.write("", at: place, cell.style, on: sheet)
    case .text(let text): try file.write(text, at: place, cell.style, on: sheet)
    case .number(let number): try file.write(number, at: place, cell.style, on: sheet)
    case .formula(let formula, let result, let isArray):
      try file.writeFormula(
        formula, result: result, isArray: isArray, at: place, cell.style, on: sheet)
    case .textFormula(let formula, let result):
      try file.writeFormula(formula, result: result, at: place, cell.style, on: sheet)
    case .link(let target, let text):
      try file.writeLink(to: target, text: text, at: place, cell.style, on: sheet)
    }
  }

  private mutating func measure(_ cell: SheetCell, _ index: Int) {
    widen(index, to: Self.width(of: cell.value.shown))
  }

  private mutating func widen(_ index: Int, to width: Int) {
    while widths.count <= index { widths.append(6) }
    widths[index] = max(widths[index], width)
  }

  /// Widths, frozen header, filter and print set-up.
  ///
  /// A table too wide to be read on one page is printed two or more pages wide, each with the frozen
  /// columns again.
  func finish(frozenColumns: Int, header: String) throws {
    var total = 0.0
    for (index, width) in widths.enumerated() {
      let limit = wrapLimits[index].map { Double($0) } ?? Self.widestColumn
      let shown = min(Double(width) + 2, limit)
      total += shown
      try file.setWidth(shown, ofColumn: index + 1, on: sheet)
    }
    let pages = Int((total / Self.legibleWidth).rounded(.up))
    try file.setPrint(
      sheet,
      XlsxPrint(
        header: header, pagesWide: max(1, min(pages, 9)), repeatedRows: headerRow ?? 0,
        repeatedColumns: frozenColumns))
    guard let headerRow, !widths.isEmpty else { return }
    file.freeze(at: CellReference(row: headerRow + 1, column: frozenColumns + 1), on: sheet)
    let first = CellReference(row: headerRow, column: 1)
    let last = CellReference(row: max(row - 1, headerRow), column: widths.count)
    let table = CellRange(first: first, last: last)
    try file.setFilter(table, on: sheet)
    try file.allowNumbersAsText(table, on: sheet)
  }

  /// Colours cells of a column of the table by the word they hold.
  func color(column: Int, _ words: [(String, StatusColors)]) throws {
    guard let headerRow, row - 1 > headerRow else { return }
    let first = CellReference(row: headerRow + 1, column: column)
    let last = CellReference(row: row - 1, column: column)
    for (word, colors) in words {
      try file.add(
        XlsxColorRule(
          range: CellRange(first: first, last: last), formula: "=\(first)=\"\(word)\"",
          colors: colors), on: sheet)
    }
  }

  /// Width in characters of the widest line: a wide character counts two.
  static func width(of text: String) -> Int {
    var widest = 0
    var line = 0
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        line = 0
      } else {
        line += scalar.value >= 0x1100 ? 2 : 1
      }
      widest = max(widest, line)
    }
    return widest
  }
}
