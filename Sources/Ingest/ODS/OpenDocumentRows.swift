// SPDX-License-Identifier: Apache-2.0
// OpenDocumentRows: reads one sheet of an OpenDocument spreadsheet as a stream of rows.

import DataModel
import FileFormats

/// The rows of one `table:table` (ODF 1.3 Part 3, 9.1).
///
/// Repeated rows and cells are runs: only those that hold something are ever written out, and
/// each copy counts against the limits.
struct OpenDocumentRows: RowReader {
  private static let damagedText = "characters that cannot be decoded, now U+FFFD"

  private(set) var layout = SheetLayout()
  var merges: [CellRange] { layout.merges }
  var warnings: [String] { complaints.sentences(sheet: info.name) }

  private var reader: DocumentReader
  private let cursor: SheetCursor
  private let index: Int
  private let info: SheetInfo
  private var budget: CellBudget
  private var complaints = WarningList()
  private var isFinished = false
  /// Characters that were replaced before this sheet began.
  private let replacedBefore: Int

  private var rowNumber = 1
  private var cells: [Cell] = []
  /// Numbers of the rows that the cells are still to be given out for.
  private var waiting = 0..<0
  private var cellReader: OpenDocumentCellReader

  init(
    _ info: SheetInfo, index: Int, of cursor: SheetCursor, part: String, budget: CellBudget
  ) throws(IngestError) {
    self.info = info
    self.index = index
    self.cursor = cursor
    self.budget = budget
    cellReader = OpenDocumentCellReader(dateSystem: info.dateSystem, mostText: budget.textLimit)
    let (passed, xml) = try cursor.reader(before: index)
    reader = DocumentReader(xml, part: part)
    replacedBefore = reader.xml.replacedCharacters
    try reach(index, passed: passed)
  }

  /// Reads on to the start of the table; `passed` tables lie behind.
  private mutating func reach(_ index: Int, passed: Int) throws(IngestError) {
    var passed = passed
    // A reader that has passed a table is still within the spreadsheet.
    var isInSpreadsheet = passed > 0
    while true {
      let token = try reader.next()
      guard token != .finished else {
        throw IngestError(.corrupt, detail: "there is no sheet \(index)")
      }
      guard token == .start else { continue }
      if OpenDocumentPlace.isTable(reader.xml), isInSpreadsheet {
        if passed == index { return }
        passed += 1
        try reader.skipElement()
      } else if reader.xml.depth == OpenDocumentPlace.spreadsheetDepth {
        isInSpreadsheet = reader.xml.nameIs("spreadsheet")
      }
    }
  }

  mutating func next() throws(IngestError) -> SheetRow? {
    while waiting.isEmpty {
      guard !isFinished else { return nil }
      let token = try reader.next()
      if token == .finished || (token == .end && reader.xml.depth == OpenDocumentPlace.tableDepth) {
        finish()
        return nil
      }
      guard token == .start else { continue }
      if reader.xml.nameIs("table-row") {
        try readRow()
      } else if reader.xml.nameIs("table-column") {
        noteColumns()
      } else if !Self.holdsLines(reader.xml) {
        try reader.skipElement()
      }
    }
    let row = SheetRow(number: waiting.removeFirst(), cells: cells)
    try budget.take(row)
    return row
  }

  private mutating func finish() {
    isFinished = true
    let replaced = reader.xml.replacedCharacters - replacedBefore
    if replaced > 0 { complaints.add(Self.damagedText, at: "\(replaced) times") }
    cursor.keep(reader.release(), before: index + 1)
  }

  private static func holdsLines(_ reader: borrowing XMLReader) -> Bool {
    reader.nameIs("table-rows") || reader.nameIs("table-header-rows")
      || reader.nameIs("table-row-group") || reader.nameIs("table-columns")
      || reader.nameIs("table-header-columns") || reader.nameIs("table-column-group")
  }

  // MARK: Columns

  private var columnNumber = 1

  private mutating func noteColumns() {
    let count = repetition("number-columns-repeated", column: min(columnNumber, 16_384))
    let last = min(CellReference.lastColumn, columnNumber + count - 1)
    if columnNumber <= last, Self.isHidden(reader.xml) {
      layout.hiddenColumns.insert(columnNumber...last)
    }
    columnNumber = min(columnNumber + count, CellReference.lastColumn + 1)
  }

  private static func isHidden(_ reader: borrowing XMLReader) -> Bool {
    guard let visibility = reader.attribute("visibility") else { return false }
    return visibility == "collapse" || visibility == "filter"
  }

  // MARK: Rows

  private mutating func readRow() throws(IngestError) {
    let depth = reader.xml.depth
    let count = repetition("number-rows-repeated", column: 1)
    let isHidden = Self.isHidden(reader.xml)
    var column = 1
    var emptyCells = 0
    cells = []
    cellReader.startRow()
    while true {
      let token = try reader.next()
      if token == .end, reader.xml.depth == depth { break }
      guard token == .start else { continue }
      let isCovered = reader.xml.nameIs("covered-table-cell")
      if isCovered || reader.xml.nameIs("table-cell") {
        try readCell(&column, isCovered: isCovered, emptyCells: &emptyCells)
      } else {
        try reader.skipElement()
      }
    }
    let last = min(CellReference.lastRow, rowNumber + count - 1)
    if rowNumber <= last {
      if isHidden { layout.hiddenRows.insert(rowNumber...last) }
      layout.emptyCellCount += emptyCells * (last - rowNumber + 1)
      if cells.isEmpty, emptyCells > 0 { layout.emptyRowCount += last - rowNumber + 1 }
    }
    if !cells.isEmpty {
      guard rowNumber <= CellReference.lastRow - count + 1 else {
        throw IngestError(.overLimit(.rows, CellReference.lastRow))
      }
      waiting = rowNumber..<rowNumber + count
    }
    rowNumber = min(rowNumber + count, CellReference.lastRow + 1)
  }

  /// How often a row or cell stands in a row; 1 where that is not said, or is nonsense.
  private mutating func repetition(_ name: StaticString, column: Int) -> Int {
    guard let range = reader.xml.rawAttribute(name) else { return 1 }
    let count = OpenDocumentNumber.saturating(reader.xml.buffer[range])
    if count == 0 { complain("repetitions that are no count are taken as one", column: column) }
    return max(1, count)
  }

  private mutating func complain(_ kind: String, column: Int) {
    let place = CellReference(row: rowNumber, column: column)
    complaints.add(kind, at: place.description)
  }

  // MARK: Cells

  private mutating func readCell(
    _ column: inout Int, isCovered: Bool, emptyCells: inout Int
  ) throws(IngestError) {
    let count = repetition("number-columns-repeated", column: column)
    if !isCovered { try noteSpan(column: column) }
    let hasStyle = reader.xml.rawAttribute("style-name") != nil
    let cell = try cellReader.read(&reader, copies: count)
    if let complaint = cell.complaint { complain(complaint, column: column) }
    if let comment = cell.comment {
      let exists = rowNumber <= CellReference.lastRow && column <= CellReference.lastColumn
      layout.comments.add(
        comment, at: exists ? CellReference(row: rowNumber, column: column) : nil)
    }
    let first = column
    column += count
    if cell.value == .blank, cell.formula == .constant {
      if hasStyle { emptyCells += max(0, min(column - 1, CellReference.lastColumn) - first + 1) }
      return
    }
    guard column - 1 <= CellReference.lastColumn else {
      throw IngestError(.overLimit(.columns, CellReference.lastColumn))
    }
    for place in first..<column {
      cells.append(Cell(column: place, value: cell.value, formula: cell.formula))
    }
  }

  /// Matrix formulas span cells too, without merging them; they say so by other names.
  private mutating func noteSpan(column: Int) throws(IngestError) {
    let columns = span("number-columns-spanned")
    let height = span("number-rows-spanned")
    guard columns > 1 || height > 1, rowNumber <= CellReference.lastRow,
      column <= CellReference.lastColumn
    else { return }
    let last = CellReference(
      row: min(CellReference.lastRow, rowNumber + max(1, height) - 1),
      column: min(CellReference.lastColumn, column + max(1, columns) - 1))
    try budget.take(merges: 1)
    layout.merges.append(
      CellRange(first: CellReference(row: rowNumber, column: column), last: last))
  }

  private func span(_ name: StaticString) -> Int {
    reader.xml.rawAttribute(name)
      .map { OpenDocumentNumber.saturating(reader.xml.buffer[$0]) } ?? 1
  }
}
