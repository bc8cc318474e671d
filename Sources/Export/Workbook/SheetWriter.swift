// SPDX-License-Identifier: Apache-2.0
// SheetWriter: one sheet made to be read and printed: title, notes, header, rows, widths.

import DataModel

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
  let threshold: XlsxStyle
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
    threshold = try file.style(.threshold)
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
  static let widestHeader = 10
  /// Columns that are not needed on paper may not make the others smaller than this.
  static let comfortableScale = 0.8
  /// Excel takes 65,530 on a sheet.
  static let mostLinks = 60_000
  static let mostComments = 1_000
  /// Longer paragraphs go on in the next row.
  static let paragraphWidth = 150

  let file: XlsxFile
  let sheet: XlsxSheet
  let styles: SheetStyles
  /// The next row to write, 1-based.
  private(set) var row = 1
  private(set) var headerRow: Int?
  private var widths: [Int] = []
  private var wrapLimits: [Int: Int] = [:]
  private var kept: Set<Int> = []
  private var linkCount = 0
  private var commentCount = 0
  /// The table's last row, once something else stands below it.
  private var tableEnd: Int?

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

  /// One line above the table; from a column behind the frozen ones it is not repeated on each page.
  mutating func note(_ text: String, column: Int = 1) throws {
    try file.write(text, at: CellReference(row: row, column: column), styles.note, on: sheet)
    row += 1
  }

  /// One line above the table that may be a formula.
  mutating func line(_ value: SheetValue, _ style: XlsxStyle) throws {
    try put(SheetCell(value, style), at: CellReference(row: row, column: 1))
    row += 1
  }

  /// Lines above or below the table, as many as the text takes.
  mutating func paragraph(_ text: String) throws {
    for line in Self.lines(of: text, width: Self.paragraphWidth) { try note(line) }
  }

  /// Lines below the table, which ends here.
  mutating func remark(_ text: String) throws {
    try endTable()
    try paragraph(text)
  }

  /// Sets the filter, which must be done before a row below the table is written.
  private mutating func endTable() throws {
    guard tableEnd == nil else { return }
    tableEnd = row - 1
    guard let headerRow, !widths.isEmpty else { return }
    let first = CellReference(row: headerRow, column: 1)
    let last = CellReference(row: max(row - 1, headerRow), column: widths.count)
    let table = CellRange(first: first, last: last)
    try file.setFilter(table, on: sheet)
    try file.allowNumbersAsText(table, on: sheet)
  }

  /// Columns from the second to the last of these stay on one page with the first.
  mutating func keepTogether(columns: ClosedRange<Int>) {
    kept.formUnion(columns.dropFirst().map { $0 - 1 })
  }

  /// The row of column names.
  mutating func header(_ names: [String]) throws {
    let lines = names.map { (Self.width(of: $0) + Self.widestHeader - 1) / Self.widestHeader }
    try file.setHeight(Double((lines.max() ?? 1) * 14 + 8), ofRow: row, on: sheet)
    headerRow = row
    for (index, name) in names.enumerated() {
      let cell = CellReference(row: row, column: index + 1)
      try file.write(name, at: cell, styles.header, on: sheet)
      widen(index, to: Self.headerWidth(Self.width(of: name)))
    }
    row += 1
  }

  /// Wide enough that the lines of a long header are about equally long.
  private static func headerWidth(_ width: Int) -> Int {
    let lines = max(1, (width + widestHeader - 1) / widestHeader)
    return (width + lines - 1) / lines + (lines > 1 ? 2 : 0)
  }

  /// One row from column A; columns with nothing to say still get their frame.
  mutating func append(_ cells: [SheetCell]) throws {
    // Not every program works out the height of wrapped rows, so it is said.
    var lines = 1
    for (index, cell) in cells.enumerated() where cell.style.wraps {
      lines = max(lines, lineCount(cell, index))
    }
    if lines > 1 {
      try file.setHeight(min(Double(lines) * 13.5 + 3, 409), ofRow: row, on: sheet)
    }
    for (index, cell) in cells.enumerated() {
      let place = CellReference(row: row, column: index + 1)
      if let note = cell.note { try put(note, at: place, cell.style) }
      try put(cell, at: place)
      if row < Self.measuredRows { measure(cell, index) }
    }
    row += 1
  }

  /// One row of many alike: `fill` writes its cells in order, none of which wraps.
  mutating func appendRow<Failure: Error>(
    _ plan: RowPlan, _ fill: (inout RowWriter) throws(Failure) -> Void
  ) throws {
    guard let body = sheet.body else {
      throw XlsxError(operation: "write rows", path: file.path, reason: "rows are kept")
    }
    if row < Self.measuredRows {
      while widths.count < plan.count { widths.append(6) }
      try widths.withUnsafeMutableBufferPointer { widths in
        try body.writeRow(row, plan, widths: widths, fill)
      }
    } else {
      try body.writeRow(row, plan, widths: nil, fill)
    }
    row += 1
  }

  /// Leaves a row empty.
  mutating func skip() { row += 1 }

  /// Leaves rows empty before this one.
  mutating func skip(to next: Int) { row = max(row, next) }

  /// The link comes before the value, which takes the place of the link's text.
  private mutating func put(_ note: CellNote, at place: CellReference, _ style: XlsxStyle) throws {
    if let link = note.link, linkCount < Self.mostLinks {
      linkCount += 1
      try file.link(place, to: link, style, on: sheet)
    }
    if let comment = note.comment, commentCount < Self.mostComments {
      commentCount += 1
      try file.comment(comment, at: place, on: sheet)
    }
  }

  private func lineCount(_ cell: SheetCell, _ index: Int) -> Int {
    // Columns are counted in characters of 11 points, cells are written in 10.
    let limit = wrapLimits[index].map { Double($0) } ?? Self.widestColumn
    let room = max(4, Int(limit * 1.06) - (cell.style.isIndented ? 3 : 2))
    return Self.lineCount(of: cell.value.shown, room: room)
  }

  static func lineCount(of text: String, room: Int) -> Int {
    // No line is wider than it has bytes.
    guard text.utf8.count > room || text.utf8.contains(0x0A) else { return 1 }
    var lines = 0
    eachLine(of: text) { lines += max(1, ($0 + room - 1) / room) }
    return lines
  }

  /// The widths of a text's lines, in characters: a wide one counts two.
  private static func eachLine(of text: String, _ body: (Int) -> Void) {
    var text = text
    text.withUTF8 { bytes in
      var width = 0
      for place in bytes.indices {
        switch bytes[place] {
        case 0x0A:
          body(width)
          width = 0
        case ..<0x80, 0xC0..<0xE1: width += 1
        case 0x80..<0xC0: break
        // From U+1100 on.
        case 0xE1: width += place + 1 < bytes.count && bytes[place + 1] < 0x84 ? 1 : 2
        default: width += 2
        }
      }
      body(width)
    }
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
    widen(index, to: Self.width(of: cell.value.shown) + (cell.style.isIndented ? 1 : 0))
  }

  private mutating func widen(_ index: Int, to width: Int) {
    while widths.count <= index { widths.append(6) }
    widths[index] = max(widths[index], width)
  }

  /// Widths, frozen header, filter and print set-up.
  ///
  /// A table too wide to be read on one page is printed on several, each with the frozen columns
  /// again. Columns behind `essentialColumns` are for the screen: they are printed only where the
  /// page has room for them.
  mutating func finish(frozenColumns: Int, header: String, essentialColumns: Int? = nil) throws {
    let shown = widths.enumerated().map { index, width in
      min(Double(width) + 2, wrapLimits[index].map { Double($0) } ?? Self.widestColumn)
    }
    for (index, width) in shown.enumerated() {
      try file.setWidth(width, ofColumn: index + 1, on: sheet)
    }
    var print = XlsxPrint(
      header: header, pages: plan(shown, frozenColumns), repeatedRows: headerRow ?? 0,
      repeatedColumns: frozenColumns)
    let fits = PagePlan(widths: shown, frozenColumns: frozenColumns).fits(
      scale: Self.comfortableScale)
    if let essentialColumns, essentialColumns < shown.count, !fits {
      print.pages = plan(Array(shown.prefix(essentialColumns)), frozenColumns)
      print.area = CellRange(
        first: CellReference(row: 1, column: 1),
        last: CellReference(row: max(1, row - 1), column: essentialColumns))
    }
    try file.setPrint(sheet, print)
    if let headerRow {
      file.freeze(at: CellReference(row: headerRow + 1, column: frozenColumns + 1), on: sheet)
    }
    try endTable()
  }

  private func plan(_ widths: [Double], _ frozenColumns: Int) -> XlsxPages {
    PagePlan(widths: widths, frozenColumns: frozenColumns, kept: kept).pages
  }

  /// Colours cells of a column of the table by the word they hold.
  func color(column: Int, _ words: [(String, StatusColors)]) throws {
    let last = tableEnd ?? row - 1
    guard let headerRow, last > headerRow else { return }
    try color(column: column, rows: (headerRow + 1)...last, words)
  }

  /// Bars in the cells of a column of the table.
  func bars(column: Int, color: UInt32) throws {
    let last = tableEnd ?? row - 1
    guard let headerRow, last > headerRow else { return }
    let range = CellRange(
      first: CellReference(row: headerRow + 1, column: column),
      last: CellReference(row: last, column: column))
    try file.addBars(range, color: color, on: sheet)
  }

  func color(
    column: Int, rows: ClosedRange<Int>, _ words: [(String, StatusColors)]
  ) throws {
    let first = CellReference(row: rows.lowerBound, column: column)
    let last = CellReference(row: rows.upperBound, column: column)
    for (word, colors) in words {
      try file.add(
        XlsxColorRule(
          range: CellRange(first: first, last: last), formula: "=\(first)=\"\(word)\"",
          colors: colors), on: sheet)
    }
  }

  /// Lines no wider than `width`, broken behind a punctuation mark where there is one.
  static func lines(of text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var used = 0
    var lastMark: String.UnicodeScalarView.Index?
    for scalar in text.unicodeScalars {
      let own = scalar.value >= 0x1100 ? 2 : 1
      if used + own > width {
        let end = lastMark ?? line.endIndex
        lines.append(String(line[..<end]))
        line = String.UnicodeScalarView(line[end...])
        used = Self.width(of: String(line))
        lastMark = nil
      }
      line.append(scalar)
      used += own
      if "；。，、".unicodeScalars.contains(scalar) { lastMark = line.endIndex }
    }
    return line.isEmpty ? lines : lines + [String(line)]
  }

  /// Width in characters of the widest line: a wide character counts two.
  static func width(of text: String) -> Int {
    var widest = 0
    eachLine(of: text) { widest = max(widest, $0) }
    return widest
  }
}
