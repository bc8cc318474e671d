// SPDX-License-Identifier: Apache-2.0
// WorksheetPart: reads one worksheet part (ECMA-376 Part 1, sheetData) as a stream of groups.

import DataModel
import FileFormats

/// The rows of one worksheet, then its merged ranges.
///
/// Every cell can be read by the general way here; the usual forms are taken by `RowScanner`,
/// which gives up on whatever it does not know and leaves it to this one. A class, because the
/// group under construction cannot be copied; what is hot runs in structs. The reader is handed
/// on as `inout`, because every call of a method of a stored struct would copy it.
final class WorksheetPart: GroupReader {
  private static let misplaced = "cells that name another row than the one they stand in"
  private static let damagedText = "characters that cannot be decoded, now U+FFFD"
  private static let uncached = "formulas without a stored result, read as missing"

  private(set) var merges: [CellRange] = []
  private(set) var hiddenColumns = LineRuns()
  var values: CellValues { decoder.values }
  var warnings: [String] { list.sentences(sheet: name) }
  /// What the rows had besides cells with content; complete at the end.
  var remarks: RowRemarks { scanner.remarks }

  private var reader: XMLReader
  private let part: String
  private let name: String
  private let decoder: SheetDecoder
  /// Decodes what is not a shared text.
  private let cellDecoder: CellDecoder
  private let limits: IngestLimits
  private var scanner: RowScanner
  private var builder = CellGroupBuilder()
  private var list = WarningList()
  private var damaged = 0
  private var isInRows = false
  /// Cells that stand in the current row and name another one; the last one is the next to take.
  private var strays: [Stray] = []
  /// More of them in one row are no mistake of a writer.
  private static let mostStrays = 1_000_000
  private var text: [UInt8] = []

  init(
    _ reader: XMLReader, part: String, name: String, decoder: SheetDecoder, limits: IngestLimits
  ) {
    self.reader = reader
    self.part = part
    self.name = name
    self.decoder = decoder
    cellDecoder = CellDecoder(
      strings: [], styles: decoder.styles, dateSystem: decoder.dateSystem)
    self.limits = limits
    scanner = RowScanner(room: limits.textBytes)
  }

  func nextGroup() throws(IngestError) -> CellGroup? {
    do {
      while !builder.isFull {
        if let stray = strays.popLast() {
          take(stray)
        } else if try !readSome(&reader) {
          break
        }
      }
    } catch {
      throw IngestError(error, part: part)
    }
    return builder.take()
  }

  /// Reads some rows, or whatever else comes next; false at the end.
  private func readSome(_ reader: inout XMLReader) throws(XMLError) -> Bool {
    if isInRows, !reader.owesEndToken {
      try scanRows(&reader)
      if builder.isFull || !strays.isEmpty { return true }
    }
    switch try reader.next() {
    case .start:
      guard reader.depth == 3, isInRows else {
        try readOther(&reader)
        return true
      }
      // Rows within something else are not rows of the sheet.
      guard reader.nameIs("row") else {
        try reader.skipElement()
        return true
      }
      let number = try number(ofRow: scanner.rowNumber, &reader)
      scanner.startRow(number)
      if reader.booleanAttribute("hidden") == true { scanner.remarks.hide(number) }
      builder.beginRow(number)
      try readCells(&reader)
    case .end: if reader.depth == 2 { isInRows = false }
    case .text: return true
    case .finished:
      noteDamage(reader.replacedCharacters)
      return false
    }
    return true
  }

  private func readOther(_ reader: inout XMLReader) throws(XMLError) {
    if reader.depth == 1, !reader.nameIs("worksheet"), !reader.nameIs("dialogsheet"),
      !reader.nameIs("macrosheet")
    {
      throw .malformed("the root element is \(reader.name)")
    }
    if reader.depth == 2 {
      isInRows = reader.nameIs("sheetData")
    } else if reader.depth == 3, reader.nameIs("col") {
      guard reader.booleanAttribute("hidden") == true else { return }
      WorksheetLayout.hide(
        from: reader.integerAttribute("min"), to: reader.integerAttribute("max"),
        in: &hiddenColumns)
    } else if reader.depth == 3, reader.nameIs("mergeCell"),
      let text = reader.attribute("ref")
    {
      guard let range = CellRange(text) else {
        list.add("merged ranges that cannot be read", at: String(text.prefix(40)))
        return
      }
      try WorksheetLayout.append(range, to: &merges, limits)
    }
  }

  private func noteDamage(_ replacedCharacters: Int) {
    damaged += replacedCharacters
    if damaged > 0 { list.add(Self.damagedText, at: "\(damaged) times") }
    damaged = 0
  }

  // MARK: Rows

  /// Lets the scanner take rows; one that it leaves halfway is finished by the general way.
  private func scanRows(_ reader: inout XMLReader) throws(XMLError) {
    let (place, stop) = reader.buffer.withUnsafeBufferPointer { bytes in
      scanner.scanRows(bytes, reader.generation, from: reader.position, decoder, &builder)
    }
    noteRemarks()
    guard case .inRow(let tag) = stop else {
      reader.position = place
      return
    }
    // The reader has to know that it is in a row.
    reader.position = tag
    guard try reader.next() == .start else { return }
    reader.position = place
    try readCells(&reader)
  }

  private func noteRemarks() {
    for place in scanner.remarks.uncached { list.add(Self.uncached, at: place.description) }
    for place in scanner.remarks.repeated { list.add(CellOrder.repetition, at: place.description) }
    scanner.remarks.uncached.removeAll(keepingCapacity: true)
    scanner.remarks.repeated.removeAll(keepingCapacity: true)
  }

  /// Reads the rest of the row that the reader is in, and ends it.
  private func readCells(_ reader: inout XMLReader) throws(XMLError) {
    let rowDepth = reader.depth
    while true {
      if !reader.owesEndToken {
        reader.position = reader.buffer.withUnsafeBufferPointer { bytes in
          scanner.scanRest(bytes, reader.generation, from: reader.position, decoder, &builder)
        }
        noteRemarks()
      }
      let token = try reader.next()
      if token == .end, reader.depth == rowDepth { break }
      guard token == .start else { continue }
      guard reader.nameIs("c"), reader.depth == rowDepth + 1 else {
        try reader.skipElement()
        continue
      }
      try readCell(&reader)
    }
    strays.reverse()
    scanner.remarks.endRow(
      scanner.rowNumber, hasCells: builder.endRow() || !strays.isEmpty)
  }

  /// The row's own number, or the one after the last row.
  private func number(
    ofRow last: Int, _ reader: inout XMLReader
  ) throws(XMLError) -> Int {
    guard let raw = reader.rawAttribute("r"), !raw.isEmpty else {
      guard last < CellReference.lastRow else { throw .limit("rows", CellReference.lastRow) }
      return last + 1
    }
    guard let stated = CellNumber.index(reader.buffer, raw), stated >= 1,
      stated <= CellReference.lastRow
    else {
      throw .malformed("there is no row \(String(reader.attribute("r")?.prefix(20) ?? ""))")
    }
    return stated
  }

  // MARK: Cells

  private func readCell(_ reader: inout XMLReader) throws(XMLError) {
    let place = try place(after: scanner.column, &reader)
    scanner.column = place.column
    let style = reader.integerAttribute("s") ?? 0
    let kind = kind(&reader)
    let content = try readContent(isInline: kind == .inline, &reader)
    scanner.room -= text.count
    if content.hasValue, kind == .shared, let index = sharedText() {
      guard decoder.hasText(index) || content.hasFormula else {
        scanner.remarks.emptyCells += 1
        return
      }
      let tag: CellTag = content.hasFormula ? .sharedText.fromFormula : .sharedText
      try add(place, tag: tag, payload: UInt64(index))
      return
    }
    var complaint: String?
    var value = CellValue.blank
    if content.hasValue {
      value = cellDecoder.value(
        kind, text, style: style, damaged: &damaged, complaint: &complaint)
    }
    if let complaint { list.add(complaint, at: place.description) }
    var formula = FormulaState.constant
    if content.hasFormula {
      formula = content.hasValue && value != .blank ? .cached : .uncached
      if formula == .uncached { list.add(Self.uncached, at: place.description) }
    }
    guard formula != .constant || !value.isEmpty else {
      scanner.remarks.emptyCells += 1
      return
    }
    try add(place, Cell(column: place.column, value: value, formula: formula))
  }

  /// The number in a cell that refers to a shared text which exists.
  private func sharedText() -> Int? {
    guard let index = CellNumber.index(text, text.indices), decoder.knowsText(index) else {
      return nil
    }
    return index
  }

  private func add(_ place: CellReference, tag: CellTag, payload: UInt64) throws(XMLError) {
    guard place.row == scanner.rowNumber else {
      return try stray(Stray(place: place, content: .shared(tag, payload)))
    }
    if !builder.add(column: place.column, tag: tag.rawValue, payload: payload) {
      list.add(CellOrder.repetition, at: place.description)
    }
  }

  private func add(_ place: CellReference, _ cell: Cell) throws(XMLError) {
    guard place.row == scanner.rowNumber else {
      return try stray(Stray(place: place, content: .own(cell)))
    }
    if !builder.add(cell) { list.add(CellOrder.repetition, at: place.description) }
  }

  private func stray(_ stray: Stray) throws(XMLError) {
    list.add(Self.misplaced, at: stray.place.description)
    guard strays.count < Self.mostStrays else {
      throw .malformed("more than \(Self.mostStrays) cells of other rows in one row")
    }
    strays.append(stray)
  }

  private func take(_ stray: Stray) {
    builder.beginRow(stray.place.row)
    switch stray.content {
    case .shared(let tag, let payload):
      _ = builder.add(column: stray.place.column, tag: tag.rawValue, payload: payload)
    case .own(let cell): _ = builder.add(cell)
    }
    builder.endRow()
  }

  /// A cell that names another row than the one it stands in.
  private struct Stray {
    enum Content {
      /// The number of a shared text, which is not copied.
      case shared(CellTag, UInt64)
      case own(Cell)
    }

    var place: CellReference
    var content: Content
  }

  private func place(
    after column: Int, _ reader: inout XMLReader
  ) throws(XMLError) -> CellReference {
    guard let raw = reader.rawAttribute("r"), !raw.isEmpty else {
      guard column < CellReference.lastColumn else {
        throw .limit("columns", CellReference.lastColumn)
      }
      return CellReference(row: scanner.rowNumber, column: column + 1)
    }
    let text = reader.attribute("r") ?? ""
    guard let place = CellReference(text) else {
      throw .malformed("there is no cell \(String(text.prefix(20)))")
    }
    return place
  }

  private func kind(_ reader: inout XMLReader) -> CellKind {
    switch reader.attribute("t") {
    case nil, "n", "": .number
    case "s": .shared
    case "str": .string
    case "inlineStr": .inline
    case "b": .boolean
    case "e": .error
    case "d": .date
    default: .unknown
    }
  }

  /// Collects the cell's text in `text`, up to the end of the cell.
  private func readContent(
    isInline: Bool, _ reader: inout XMLReader
  ) throws(XMLError) -> (hasValue: Bool, hasFormula: Bool) {
    text.removeAll(keepingCapacity: true)
    let cellDepth = reader.depth
    var result = (hasValue: false, hasFormula: false)
    var isInText = false
    while true {
      switch try reader.next() {
      case .start:
        isInText = false
        if reader.depth == cellDepth + 1, reader.nameIs("v") {
          isInText = !(isInline && result.hasValue)
          result.hasValue = true
        } else if reader.nameIs("f"), reader.depth == cellDepth + 1 {
          result.hasFormula = true
        } else if reader.nameIs("is"), reader.depth == cellDepth + 1 {
          text.removeAll(keepingCapacity: true)
          result.hasValue = true
        } else if reader.nameIs("t"), reader.depth > cellDepth + 1 {
          isInText = true
        } else if !reader.nameIs("r") || reader.depth != cellDepth + 2 {
          try reader.skipElement()
        }
      case .text:
        guard isInText else { continue }
        reader.appendText(to: &text)
        guard text.count <= scanner.room else { throw .limit("bytes of text", limits.textBytes) }
      case .end:
        isInText = false
        if reader.depth == cellDepth { return result }
      case .finished: throw .truncated
      }
    }
  }
}
