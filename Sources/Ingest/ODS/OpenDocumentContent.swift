// SPDX-License-Identifier: Apache-2.0
// OpenDocumentContent: reads the sheets of an OpenDocument spreadsheet from its XML.

import DataModel
import FileFormats

/// The sheets of `content.xml`, or of a flat document (ODF 1.3 Part 3).
///
/// Repeated rows and cells are runs: only those that hold something are ever written out, and
/// each copy counts against the limits.
struct OpenDocumentContent {
  private(set) var sheets: [Sheet] = []
  private(set) var warnings: [String] = []
  /// False when the document is a text, a drawing or another kind.
  private(set) var isSpreadsheet = false

  private var reader: XMLReader
  private let part: String
  private let limits: IngestLimits
  private var dateSystem = DateSystem.from1900
  private var hiddenStyles: Set<String> = []
  private var scratch: [UInt8] = []

  // The sheet being read.
  private var rows: [SheetRow] = []
  private var merges: [CellRange] = []
  private var complaints = WarningList()
  private var rowNumber = 1
  /// Bytes of text in the row so far: few bytes of XML can stand for many of text.
  private var rowText = 0
  private let mostText: Int

  init(
    _ reader: consuming XMLReader, part: String, limits: IngestLimits, budget: inout CellBudget
  ) throws(IngestError) {
    self.reader = reader
    self.part = part
    self.limits = limits
    mostText = budget.textLimit
    try readDocument(&budget)
    if self.reader.replacedCharacters > 0 {
      warnings.append(
        "Characters that XML forbids, now U+FFFD: \(self.reader.replacedCharacters) times.")
    }
  }

  private mutating func next() throws(IngestError) -> XMLReader.Token {
    do {
      return try reader.next()
    } catch {
      throw IngestError(error, part: part)
    }
  }

  private mutating func skipElement() throws(IngestError) {
    do {
      try reader.skipElement()
    } catch {
      throw IngestError(error, part: part)
    }
  }

  // MARK: Document

  private mutating func readDocument(_ budget: inout CellBudget) throws(IngestError) {
    var tableStyle: String?
    while true {
      switch try next() {
      case .finished: return
      case .end: if reader.nameIs("style") { tableStyle = nil }
      case .text: continue
      case .start:
        if reader.nameIs("style") {
          tableStyle = reader.attribute("family") == "table" ? reader.attribute("name") : nil
        } else if reader.nameIs("table-properties"), let tableStyle,
          reader.attribute("display") == "false"
        {
          hiddenStyles.insert(tableStyle)
        } else if reader.nameIs("spreadsheet"), reader.depth == 3 {
          isSpreadsheet = true
          try readSpreadsheet(&budget)
        }
      }
    }
  }

  private mutating func readSpreadsheet(_ budget: inout CellBudget) throws(IngestError) {
    while true {
      switch try next() {
      case .finished: return
      case .end: if reader.depth == 3 { return }
      case .text: continue
      case .start:
        if reader.nameIs("table"), reader.depth == 4 {
          try readTable(&budget)
        } else if reader.nameIs("null-date") {
          let isFrom1904 = reader.attribute("date-value")?.hasPrefix("1904") == true
          dateSystem = isFrom1904 ? .from1904 : .from1900
        } else if !reader.nameIs("calculation-settings") {
          try skipElement()
        }
      }
    }
  }

  // MARK: Sheet

  private mutating func readTable(_ budget: inout CellBudget) throws(IngestError) {
    guard sheets.count < limits.sheets else {
      throw IngestError(.overLimit(.sheets, limits.sheets))
    }
    let isHidden =
      reader.attribute("style-name").map { hiddenStyles.contains($0) } == true
      || reader.attribute("display") == "false"
    var info = SheetInfo(
      name: reader.attribute("name") ?? "", visibility: isHidden ? .hidden : .visible,
      dateSystem: dateSystem)
    (rows, merges, rowNumber, complaints) = ([], [], 1, WarningList())
    while true {
      let token = try next()
      if token == .end, reader.depth == 4 { break }
      guard token == .start else { continue }
      if reader.nameIs("table-row") {
        try readRow(&budget)
      } else if !Self.holdsRows(reader) {
        try skipElement()
      }
    }
    info.merges = merges
    warnings += complaints.sentences(sheet: info.name)
    sheets.append(Sheet(info: info, rows: rows))
  }

  private static func holdsRows(_ reader: borrowing XMLReader) -> Bool {
    reader.nameIs("table-rows") || reader.nameIs("table-header-rows")
      || reader.nameIs("table-row-group")
  }

  private mutating func readRow(_ budget: inout CellBudget) throws(IngestError) {
    let depth = reader.depth
    let count = repetition("number-rows-repeated", column: 1)
    var cells: [Cell] = []
    var column = 1
    rowText = 0
    while true {
      let token = try next()
      if token == .end, reader.depth == depth { break }
      guard token == .start else { continue }
      let isCovered = reader.nameIs("covered-table-cell")
      if isCovered || reader.nameIs("table-cell") {
        try readCell(&column, isCovered: isCovered, into: &cells)
      } else {
        try skipElement()
      }
    }
    if !cells.isEmpty {
      guard rowNumber <= CellReference.lastRow - count + 1 else {
        throw IngestError(.overLimit(.rows, CellReference.lastRow))
      }
      for number in rowNumber..<rowNumber + count {
        let row = SheetRow(number: number, cells: cells)
        try budget.take(row)
        rows.append(row)
      }
    }
    rowNumber += count
  }

  /// How often a row or cell stands in a row; 1 where that is not said, or is nonsense.
  private mutating func repetition(_ name: StaticString, column: Int) -> Int {
    guard let range = reader.rawAttribute(name) else { return 1 }
    let count = Self.saturating(reader.buffer[range])
    if count == 0 { complain("repetitions that are no count are taken as one", column: column) }
    return max(1, count)
  }

  /// The digits as a number of at most 2^31; 0 when they are none.
  private static func saturating(_ digits: ArraySlice<UInt8>) -> Int {
    var count = 0
    for byte in digits {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return 0 }
      count = min(1 << 31, count * 10 + Int(byte - UInt8(ascii: "0")))
    }
    return count
  }

  private mutating func complain(_ kind: String, column: Int) {
    let place = CellReference(row: rowNumber, column: column)
    complaints.add(kind, at: place.description)
  }

  // MARK: Cell

  private mutating func readCell(
    _ column: inout Int, isCovered: Bool, into cells: inout [Cell]
  ) throws(IngestError) {
    let count = repetition("number-columns-repeated", column: column)
    if !isCovered { noteSpan(column: column) }
    let cell = OpenDocumentCell(reader)
    var text = OpenDocumentText()
    if cell.needsText { try readText(into: &text) } else { try skipElement() }
    var complaint: String?
    let value = cell.value(text, dateSystem: dateSystem, complaint: &complaint)
    if let complaint { complain(complaint, column: column) }
    let first = column
    column += count
    if value == .blank, !cell.hasFormula { return }
    guard column - 1 <= CellReference.lastColumn else {
      throw IngestError(.overLimit(.columns, CellReference.lastColumn))
    }
    let formula: FormulaState =
      !cell.hasFormula ? .constant : value == .blank ? .uncached : .cached
    try takeText(text.count * count)
    for place in first..<column {
      cells.append(Cell(column: place, value: value, formula: formula))
    }
  }

  private mutating func takeText(_ bytes: Int) throws(IngestError) {
    rowText += bytes
    guard rowText <= mostText else { throw IngestError(.overLimit(.shownTextBytes, mostText)) }
  }

  /// Matrix formulas span cells too, without merging them; they say so by other names.
  private mutating func noteSpan(column: Int) {
    let columns =
      reader.rawAttribute("number-columns-spanned")
      .map { Self.saturating(reader.buffer[$0]) } ?? 1
    let height =
      reader.rawAttribute("number-rows-spanned")
      .map { Self.saturating(reader.buffer[$0]) } ?? 1
    guard columns > 1 || height > 1, rowNumber <= CellReference.lastRow,
      column <= CellReference.lastColumn
    else { return }
    let last = CellReference(
      row: min(CellReference.lastRow, rowNumber + max(1, height) - 1),
      column: min(CellReference.lastColumn, column + max(1, columns) - 1))
    merges.append(
      CellRange(first: CellReference(row: rowNumber, column: column), last: last))
  }

  /// Reads the paragraphs of the cell to its end; comments and drawings are left out.
  private mutating func readText(into text: inout OpenDocumentText) throws(IngestError) {
    let depth = reader.depth
    while true {
      let token = try next()
      if token == .end, reader.depth == depth { return }
      guard token == .start else { continue }
      if reader.nameIs("p") || reader.nameIs("h") {
        try readParagraph(into: &text)
      } else if !reader.nameIs("list"), !reader.nameIs("list-item") {
        try skipElement()
      }
    }
  }

  private mutating func readParagraph(into text: inout OpenDocumentText) throws(IngestError) {
    let depth = reader.depth
    text.startParagraph()
    while true {
      guard text.count <= mostText else {
        throw IngestError(.overLimit(.shownTextBytes, mostText))
      }
      switch try next() {
      case .finished: return
      case .end:
        guard reader.depth == depth else { continue }
        text.endParagraph()
        return
      case .text:
        scratch.removeAll(keepingCapacity: true)
        reader.appendText(to: &scratch)
        text.append(scratch)
      case .start:
        if reader.nameIs("s") {
          text.appendSpaces(
            reader.rawAttribute("c").map { Self.saturating(reader.buffer[$0]) } ?? 1)
        } else if reader.nameIs("tab") {
          text.append(character: 0x09)
        } else if reader.nameIs("line-break") {
          text.append(character: 0x0A)
        } else if Self.isNoText(reader) {
          try skipElement()
        }
      }
    }
  }

  private static func isNoText(_ reader: borrowing XMLReader) -> Bool {
    reader.nameIs("annotation") || reader.nameIs("note") || reader.nameIs("ruby-text")
      || reader.nameIs("frame")
  }
}
