// SPDX-License-Identifier: Apache-2.0
// SpreadsheetMLRows: reads one worksheet of a SpreadsheetML 2003 workbook as a stream of rows.

import DataModel
import FileFormats

/// The rows of one `Worksheet` of an "XML Spreadsheet 2003" document.
struct SpreadsheetMLRows: RowReader {
  private static let damagedText = "characters that cannot be decoded, now U+FFFD"

  private(set) var layout = SheetLayout()
  var merges: [CellRange] { layout.merges }
  var warnings: [String] { complaints.sentences(sheet: info.name) }

  private var reader: DocumentReader
  private let cursor: SheetCursor
  private let index: Int
  private let info: SheetInfo
  private let styles: SpreadsheetMLStyles
  private var complaints = WarningList()
  private var isFinished = false
  /// Characters that were replaced before this sheet began.
  private let replacedBefore: Int
  private var rowNumber = 0
  private var columnNumber = 0

  init(
    _ info: SheetInfo, index: Int, of cursor: SheetCursor, part: String,
    styles: SpreadsheetMLStyles
  ) throws(IngestError) {
    self.info = info
    self.index = index
    self.cursor = cursor
    self.styles = styles
    let (passed, xml) = try cursor.reader(before: index)
    reader = DocumentReader(xml, part: part)
    replacedBefore = reader.xml.replacedCharacters
    try reach(index, passed: passed)
  }

  /// Reads on to the start of the worksheet; `passed` worksheets lie behind.
  private mutating func reach(_ index: Int, passed: Int) throws(IngestError) {
    var passed = passed
    while true {
      let token = try reader.next()
      guard token != .finished else {
        throw IngestError(.corrupt, detail: "there is no sheet \(index)")
      }
      guard token == .start, reader.xml.depth == SpreadsheetMLOutline.sheetDepth,
        reader.xml.nameIs("Worksheet")
      else { continue }
      if passed == index { return }
      passed += 1
      try reader.skipElement()
    }
  }

  mutating func next() throws(IngestError) -> SheetRow? {
    while !isFinished {
      let token = try reader.next()
      let isEnd = token == .end && reader.xml.depth == SpreadsheetMLOutline.sheetDepth
      if token == .finished || isEnd {
        finish()
        return nil
      }
      guard token == .start else { continue }
      if reader.xml.nameIs("Row") {
        if let row = try readRow() { return row }
      } else if reader.xml.nameIs("Column") {
        noteColumns()
      } else if !reader.xml.nameIs("Table") {
        try reader.skipElement()
      }
    }
    return nil
  }

  private mutating func finish() {
    isFinished = true
    let replaced = reader.xml.replacedCharacters - replacedBefore
    if replaced > 0 { complaints.add(Self.damagedText, at: "\(replaced) times") }
    cursor.keep(reader.release(), before: index + 1)
  }

  private mutating func noteColumns() {
    columnNumber = index(after: columnNumber)
    let last = columnNumber + max(0, reader.xml.integerAttribute("Span") ?? 0)
    if columnNumber <= CellReference.lastColumn, reader.xml.booleanAttribute("Hidden") == true {
      layout.hiddenColumns.insert(columnNumber...min(last, CellReference.lastColumn))
    }
    columnNumber = min(last, CellReference.lastColumn + 1)
  }

  // MARK: Row

  private mutating func readRow() throws(IngestError) -> SheetRow? {
    let depth = reader.xml.depth
    let last = rowNumber
    rowNumber = index(after: last)
    guard rowNumber <= CellReference.lastRow else {
      throw IngestError(.overLimit(.rows, CellReference.lastRow))
    }
    let span = reader.xml.integerAttribute("Span") ?? 0
    if reader.xml.booleanAttribute("Hidden") == true {
      layout.hiddenRows.insert(rowNumber...min(rowNumber + span, CellReference.lastRow))
    }
    let style = reader.xml.attribute("StyleID")
    var cells: [Cell] = []
    var column = 0
    var isRowOrdered = true
    while true {
      let token = try reader.next()
      if token == .end, reader.xml.depth == depth { break }
      guard token == .start else { continue }
      guard reader.xml.nameIs("Cell") else {
        try reader.skipElement()
        continue
      }
      try readCell(&column, rowStyle: style, into: &cells)
      if cells.count > 1, cells[cells.count - 2].column >= cells[cells.count - 1].column {
        isRowOrdered = false
      }
    }
    if !isRowOrdered { put(&cells) }
    let row = SheetRow(number: rowNumber, cells: cells)
    rowNumber = min(rowNumber + span, CellReference.lastRow)
    if row.cells.isEmpty { layout.emptyRowCount += rowNumber - row.number + 1 }
    return row.cells.isEmpty ? nil : row
  }

  private mutating func put(_ cells: inout [Cell]) {
    let (sorted, repeated) = CellOrder.sorted(cells)
    cells = sorted
    for column in repeated { complain(CellOrder.repetition, column: column) }
  }

  /// The place that `Index` gives, or the next one.
  private mutating func index(after last: Int) -> Int {
    guard reader.xml.rawAttribute("Index") != nil else { return last + 1 }
    guard let index = reader.xml.integerAttribute("Index"), index > 0 else {
      complain("places that are no number are taken as the next one", column: 1)
      return last + 1
    }
    return index
  }

  private mutating func complain(_ kind: String, column: Int) {
    complaints.add(kind, at: CellReference(row: max(1, rowNumber), column: column).description)
  }

  // MARK: Cell

  private mutating func readCell(
    _ column: inout Int, rowStyle: String?, into cells: inout [Cell]
  ) throws(IngestError) {
    let depth = reader.xml.depth
    let place = index(after: column)
    guard place <= CellReference.lastColumn else {
      throw IngestError(.overLimit(.columns, CellReference.lastColumn))
    }
    column = place + noteMerge(at: place)
    let format = styles.format(cell: reader.xml.attribute("StyleID"), row: rowStyle)
    let hasFormula = reader.xml.rawAttribute("Formula") != nil
    var value = CellValue.blank
    var isCached = false
    while true {
      let token = try reader.next()
      if token == .end, reader.xml.depth == depth { break }
      guard token == .start else { continue }
      if reader.xml.nameIs("Comment") {
        layout.comments.add(
          try readComment(), at: CellReference(row: rowNumber, column: place))
        continue
      }
      guard reader.xml.nameIs("Data") else {
        try reader.skipElement()
        continue
      }
      isCached = true
      value = try readData(format: format, column: place)
    }
    guard value != .blank || hasFormula else {
      layout.emptyCellCount += 1
      return
    }
    let isUncached = value == .blank && !isCached
    if hasFormula, value == .blank, isCached { value = .text("") }
    cells.append(
      Cell(
        column: place, value: value,
        formula: !hasFormula ? .constant : isUncached ? .uncached : .cached))
  }

  private mutating func readData(
    format: NumberFormat, column: Int
  ) throws(IngestError) -> CellValue {
    let type = reader.xml.attribute("Type")
    let content = try reader.text()
    var complaint: String?
    let value = SpreadsheetMLCell.value(
      type: type, content, format: format, system: info.dateSystem, complaint: &complaint)
    if let complaint { complain(complaint, column: column) }
    return value
  }

  /// The text of a comment, which stands in a `Data` element of its own.
  private mutating func readComment() throws(IngestError) -> String {
    let depth = reader.xml.depth
    var text: [UInt8] = []
    while true {
      let token = try reader.next()
      if token == .end, reader.xml.depth == depth { break }
      guard token == .start else { continue }
      guard reader.xml.nameIs("Data") else {
        try reader.skipElement()
        continue
      }
      text += try reader.text()
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Notes the merged range of the current cell; returns how many columns it adds to it.
  private mutating func noteMerge(at column: Int) -> Int {
    let across = reader.xml.integerAttribute("MergeAcross") ?? 0
    let down = reader.xml.integerAttribute("MergeDown") ?? 0
    guard across > 0 || down > 0 else { return 0 }
    let first = CellReference(row: rowNumber, column: column)
    let last = CellReference(
      row: min(CellReference.lastRow, rowNumber + down),
      column: min(CellReference.lastColumn, column + across))
    layout.merges.append(CellRange(first: first, last: last))
    return across
  }
}
