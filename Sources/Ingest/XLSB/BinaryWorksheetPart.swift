// SPDX-License-Identifier: Apache-2.0
// BinaryWorksheetPart: reads one worksheet of a binary workbook as a stream of rows.

import DataModel

/// The rows of one worksheet and its layout ([MS-XLSB] 2.1.7.62, Worksheet).
struct BinaryWorksheetPart: RowReader {
  private static let damagedText = "characters that cannot be decoded, now U+FFFD"
  private static let badNumber = "cells whose number is none are read as errors"
  private static let badError = "cells with an unknown error are read as #VALUE!"
  private static let badMerge = "merged ranges that cannot be read"

  var merges: [CellRange] { layout.merges }
  private(set) var layout = SheetLayout()
  var warnings: [String] { list.sentences(sheet: name) }

  private var reader: BinaryRecordReader
  private let name: String
  private let decoder: CellDecoder
  private let limits: IngestLimits
  private var list = WarningList()
  private var damaged = 0
  /// Bytes of text that may still be kept.
  private var room: Int
  private var hasRows = false
  private var isInRows = false
  /// The current row; 0 before the first one.
  private var rowNumber = 0
  /// The column of the last cell, blank ones too.
  private var column = 0
  private var isOrdered = true
  private var cells: [Cell] = []

  init(
    _ reader: BinaryRecordReader, name: String, decoder: CellDecoder, comments: CellComments?,
    limits: IngestLimits
  ) {
    self.reader = reader
    self.name = name
    self.decoder = decoder
    self.limits = limits
    room = limits.textBytes
    layout.comments = comments ?? CellComments()
    if comments == nil { list.add(LayoutRemarks.lostComments, at: "") }
  }

  mutating func next() throws(IngestError) -> SheetRow? {
    while try reader.next() {
      guard isInRows else {
        try readOther()
        continue
      }
      switch reader.type {
      case BinaryRecordType.rowHeader:
        let row = takeRow()
        try startRow()
        if let row { return row }
      case BinaryRecordType.blankCell...BinaryRecordType.lastShortCell,
        BinaryRecordType.richTextCell:
        try readCell()
      case BinaryRecordType.endSheetData:
        isInRows = false
        if let row = takeRow() { return row }
      default: continue
      }
    }
    guard !isInRows else {
      throw IngestError(.truncated, detail: "\(reader.part) ends too early")
    }
    guard hasRows else { throw reader.corrupt("it has no table of cells") }
    if damaged > 0 { list.add(Self.damagedText, at: "\(damaged) times") }
    damaged = 0
    return nil
  }

  // MARK: Around the rows

  private mutating func readOther() throws(IngestError) {
    if reader.type == BinaryRecordType.beginSheetData {
      isInRows = true
      hasRows = true
      rowNumber = 0
    } else if reader.type == BinaryRecordType.mergedCells {
      try readMerge()
    } else if reader.type == BinaryRecordType.columnInfo {
      try readColumns()
    }
  }

  private mutating func readColumns() throws(IngestError) {
    try reader.load()
    let first = try reader.number32(at: 0)
    let last = min(try reader.number32(at: 4), CellReference.lastColumn - 1)
    guard try reader.number16(at: 16) & 1 != 0, first <= last else { return }
    layout.hiddenColumns.insert(first + 1...last + 1)
  }

  private mutating func readMerge() throws(IngestError) {
    guard layout.merges.count < limits.cellsOfSmallFile else {
      throw IngestError(
        .overLimit(.smallFileCells, limits.cellsOfSmallFile), detail: reader.part)
    }
    try reader.load()
    let first = CellReference(
      row: try reader.number32(at: 0) + 1, column: try reader.number32(at: 8) + 1)
    let last = CellReference(
      row: try reader.number32(at: 4) + 1, column: try reader.number32(at: 12) + 1)
    guard max(first.row, last.row) <= CellReference.lastRow,
      max(first.column, last.column) <= CellReference.lastColumn
    else {
      list.add(Self.badMerge, at: "rows \(first.row) to \(last.row)")
      return
    }
    layout.merges.append(CellRange(first: first, last: last))
  }

  // MARK: Rows

  private mutating func startRow() throws(IngestError) {
    try reader.load()
    let number = try reader.number32(at: 0) + 1
    guard number <= CellReference.lastRow else { throw reader.corrupt("there is no row \(number)") }
    if reader.size > 11, try reader.byte(at: 11) & 0x10 != 0 { layout.hiddenRows.insert(number) }
    rowNumber = number
    layout.emptyRowCount += 1
    column = 0
    isOrdered = true
  }

  private mutating func takeRow() -> SheetRow? {
    guard !cells.isEmpty else { return nil }
    layout.emptyRowCount -= 1
    let read = cells
    cells = []
    cells.reserveCapacity(read.count)
    guard !isOrdered else { return SheetRow(number: rowNumber, cells: read) }
    let (sorted, repeated) = CellOrder.sorted(read)
    for column in repeated {
      list.add(
        CellOrder.repetition, at: CellReference(row: rowNumber, column: column).description)
    }
    return SheetRow(number: rowNumber, cells: sorted)
  }

  // MARK: Cells

  private mutating func readCell() throws(IngestError) {
    guard rowNumber > 0 else { throw reader.corrupt("a cell stands before all rows") }
    var kind = reader.type
    var cellColumn = column + 1
    var offset = 0
    try reader.load()
    if (BinaryRecordType.firstShortCell...BinaryRecordType.lastShortCell).contains(kind) {
      kind -= BinaryRecordType.firstShortCell - BinaryRecordType.blankCell
    } else {
      cellColumn = try reader.number32(at: 0) + 1
      offset = 4
    }
    guard cellColumn <= CellReference.lastColumn else {
      throw reader.corrupt("there is no column \(cellColumn)")
    }
    let style = try reader.number32(at: offset) & 0xFF_FFFF
    let value = try value(kind, at: offset + 4, style: style, column: cellColumn)
    let isFormula =
      (BinaryRecordType.textFormula...BinaryRecordType.errorFormula).contains(kind)
    if cellColumn <= column { isOrdered = false }
    column = cellColumn
    guard isFormula || !value.isEmpty else {
      layout.emptyCellCount += 1
      return
    }
    cells.append(
      Cell(column: cellColumn, value: value, formula: isFormula ? .cached : .constant))
  }

  private mutating func value(
    _ kind: Int, at offset: Int, style: Int, column: Int
  ) throws(IngestError) -> CellValue {
    switch kind {
    case BinaryRecordType.packedNumberCell:
      return number(try reader.packedNumber(at: offset), style: style, column: column)
    case BinaryRecordType.numberCell, BinaryRecordType.numberFormula:
      return number(try reader.double(at: offset), style: style, column: column)
    case BinaryRecordType.textCell, BinaryRecordType.textFormula:
      var place = offset
      return try kept(reader.text(at: &place, damaged: &damaged))
    case BinaryRecordType.richTextCell:
      return try kept(reader.richText(at: offset, damaged: &damaged))
    case BinaryRecordType.sharedTextCell:
      return sharedText(try reader.number32(at: offset), column: column)
    case BinaryRecordType.booleanCell, BinaryRecordType.booleanFormula:
      return .boolean(try reader.byte(at: offset) != 0)
    case BinaryRecordType.errorCell, BinaryRecordType.errorFormula:
      return error(try reader.byte(at: offset), column: column)
    default: return .blank
    }
  }

  private mutating func kept(_ text: String) throws(IngestError) -> CellValue {
    room -= text.utf8.count
    guard room >= 0 else {
      throw IngestError(.overLimit(.textBytes, limits.textBytes), detail: reader.part)
    }
    return .text(text)
  }

  private mutating func number(_ number: Double, style: Int, column: Int) -> CellValue {
    guard number.isFinite else {
      complain(Self.badNumber, column)
      return .error("#NUM!")
    }
    return decoder.number(number, style: style)
  }

  private mutating func sharedText(_ index: Int, column: Int) -> CellValue {
    guard index < decoder.strings.count else {
      complain(CellDecoder.badString, column)
      return .error("#REF!")
    }
    return .text(decoder.strings[index])
  }

  private mutating func error(_ code: UInt8, column: Int) -> CellValue {
    if let text = BinaryErrorCode.text(code) { return .error(text) }
    complain(Self.badError, column)
    return .error("#VALUE!")
  }

  private mutating func complain(_ complaint: String, _ column: Int) {
    list.add(complaint, at: CellReference(row: rowNumber, column: column).description)
  }
}
