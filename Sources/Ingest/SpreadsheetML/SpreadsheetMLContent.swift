// SPDX-License-Identifier: Apache-2.0
// SpreadsheetMLContent: reads the worksheets of a SpreadsheetML 2003 workbook from its XML.

import DataModel
import FileFormats

/// The sheets of an "XML Spreadsheet 2003" document.
struct SpreadsheetMLContent {
  private(set) var sheets: [Sheet] = []
  private(set) var warnings: [String] = []

  private var reader: XMLReader
  private let limits: IngestLimits
  private var styles = SpreadsheetMLStyles()
  private var dateSystem = DateSystem.from1900

  // The sheet being read.
  private var rows: [SheetRow] = []
  private var merges: [CellRange] = []
  private var complaints = WarningList()
  private var rowNumber = 0
  private var isOrdered = true

  init(
    _ reader: consuming XMLReader, limits: IngestLimits, budget: inout CellBudget
  ) throws(IngestError) {
    self.reader = reader
    self.limits = limits
    try readWorkbook(&budget)
    if self.reader.replacedCharacters > 0 {
      warnings.append(
        "Characters that XML forbids, now U+FFFD: \(self.reader.replacedCharacters) times.")
    }
  }

  private mutating func next() throws(IngestError) -> XMLReader.Token {
    do {
      return try reader.next()
    } catch {
      throw IngestError(error, part: "the document")
    }
  }

  private mutating func skipElement() throws(IngestError) {
    do {
      try reader.skipElement()
    } catch {
      throw IngestError(error, part: "the document")
    }
  }

  // MARK: Workbook

  private mutating func readWorkbook(_ budget: inout CellBudget) throws(IngestError) {
    while true {
      switch try next() {
      case .finished: return
      case .end, .text: continue
      case .start:
        if reader.depth == 1, !reader.nameIs("Workbook") {
          throw IngestError(.notASpreadsheet("an XML document"))
        }
        if reader.nameIs("Date1904"), reader.depth == 3 { dateSystem = .from1904 }
        if reader.nameIs("Worksheet"), reader.depth == 2 {
          try readWorksheet(&budget)
        } else {
          try styles.note(reader)
        }
      }
    }
  }

  private mutating func readWorksheet(_ budget: inout CellBudget) throws(IngestError) {
    guard sheets.count < limits.sheets else {
      throw IngestError(.overLimit(.sheets, limits.sheets))
    }
    var info = SheetInfo(name: reader.attribute("Name") ?? "", dateSystem: dateSystem)
    (rows, merges, rowNumber, complaints, isOrdered) = ([], [], 0, WarningList(), true)
    while true {
      let token = try next()
      if token == .end, reader.depth == 2 { break }
      guard token == .start else { continue }
      if reader.nameIs("Row") {
        try readRow(&budget)
      } else if reader.nameIs("Visible") {
        info.visibility = try readVisibility()
      } else if !reader.nameIs("Table"), !reader.nameIs("WorksheetOptions") {
        try skipElement()
      }
    }
    info.merges = merges
    warnings += complaints.sentences(sheet: info.name)
    var sheet = Sheet(info: info, rows: rows)
    if !isOrdered { sheet.putInOrder(&warnings) }
    sheets.append(sheet)
  }

  private mutating func readVisibility() throws(IngestError) -> SheetVisibility {
    switch String(decoding: try readText(), as: UTF8.self).filter({ !$0.isWhitespace }) {
    case "SheetHidden": .hidden
    case "SheetVeryHidden": .veryHidden
    default: .visible
    }
  }

  /// The text of the current element with all that is in it.
  private mutating func readText() throws(IngestError) -> [UInt8] {
    let depth = reader.depth
    var text: [UInt8] = []
    while true {
      switch try next() {
      case .finished: return text
      case .end: if reader.depth == depth { return text }
      case .text: reader.appendText(to: &text)
      case .start: continue
      }
    }
  }

  // MARK: Row

  private mutating func readRow(_ budget: inout CellBudget) throws(IngestError) {
    let depth = reader.depth
    let last = rowNumber
    rowNumber = index(after: last)
    guard rowNumber <= CellReference.lastRow else {
      throw IngestError(.overLimit(.rows, CellReference.lastRow))
    }
    if let previous = rows.last, previous.number >= rowNumber { isOrdered = false }
    let span = reader.integerAttribute("Span") ?? 0
    let style = reader.attribute("StyleID")
    var cells: [Cell] = []
    var column = 0
    var isRowOrdered = true
    while true {
      let token = try next()
      if token == .end, reader.depth == depth { break }
      guard token == .start else { continue }
      guard reader.nameIs("Cell") else {
        try skipElement()
        continue
      }
      try readCell(&column, rowStyle: style, into: &cells)
      if cells.count > 1, cells[cells.count - 2].column >= cells[cells.count - 1].column {
        isRowOrdered = false
      }
    }
    if !isRowOrdered { put(&cells) }
    if !cells.isEmpty {
      let row = SheetRow(number: rowNumber, cells: cells)
      try budget.take(row)
      rows.append(row)
    }
    rowNumber += span
  }

  private mutating func put(_ cells: inout [Cell]) {
    let (sorted, repeated) = CellOrder.sorted(cells)
    cells = sorted
    for column in repeated { complain(CellOrder.repetition, column: column) }
  }

  /// The place that `Index` gives, or the next one.
  private mutating func index(after last: Int) -> Int {
    guard reader.rawAttribute("Index") != nil else { return last + 1 }
    guard let index = reader.integerAttribute("Index"), index > 0 else {
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
    let depth = reader.depth
    let place = index(after: column)
    guard place <= CellReference.lastColumn else {
      throw IngestError(.overLimit(.columns, CellReference.lastColumn))
    }
    column = place + noteMerge(at: place)
    let format = styles.format(cell: reader.attribute("StyleID"), row: rowStyle)
    let hasFormula = reader.rawAttribute("Formula") != nil
    var value = CellValue.blank
    var isCached = false
    while true {
      let token = try next()
      if token == .end, reader.depth == depth { break }
      guard token == .start else { continue }
      guard reader.nameIs("Data") else {
        try skipElement()
        continue
      }
      isCached = true
      value = try readData(format: format, column: place)
    }
    guard value != .blank || hasFormula else { return }
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
    let type = reader.attribute("Type")
    let content = try readText()
    var complaint: String?
    let value = SpreadsheetMLCell.value(
      type: type, content, format: format, system: dateSystem, complaint: &complaint)
    if let complaint { complain(complaint, column: column) }
    return value
  }

  /// Notes the merged range of the current cell; returns how many columns it adds to it.
  private mutating func noteMerge(at column: Int) -> Int {
    let across = reader.integerAttribute("MergeAcross") ?? 0
    let down = reader.integerAttribute("MergeDown") ?? 0
    guard across > 0 || down > 0 else { return 0 }
    let first = CellReference(row: rowNumber, column: column)
    let last = CellReference(
      row: min(CellReference.lastRow, rowNumber + down),
      column: min(CellReference.lastColumn, column + across))
    merges.append(CellRange(first: first, last: last))
    return across
  }
}
