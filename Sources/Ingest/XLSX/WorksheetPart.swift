// SPDX-License-Identifier: Apache-2.0
// WorksheetPart: reads one worksheet part (ECMA-376 Part 1, sheetData) as a stream of rows.

import DataModel
import FileFormats

/// The rows of one worksheet, then its merged ranges.
///
/// Every cell can be read by the general way here; the usual forms are taken by `CellScanner`,
/// which gives up on whatever it does not know and leaves it to this one.
struct WorksheetPart: RowReader {
  private static let misplaced = "cells that name another row than the one they stand in"
  private static let damagedText = "characters that cannot be decoded, now U+FFFD"
  private static let uncached = "formulas without a stored result, read as missing"

  private(set) var merges: [CellRange] = []
  var warnings: [String] { list.sentences(sheet: name) }

  private var reader: XMLReader
  private let part: String
  private let name: String
  private let decoder: CellDecoder
  private var scanner = CellScanner()
  private var list = WarningList()
  private var damaged = 0
  private let limits: IngestLimits
  private var isInRows = false
  private var rowNumber = 0
  /// Cells of the current row.
  private var cells: [Cell] = []
  /// Cells that stand in the current row and name another one.
  private var strays: [SheetRow] = []
  private var text: [UInt8] = []

  init(
    _ reader: XMLReader, part: String, name: String, decoder: CellDecoder, limits: IngestLimits
  ) {
    self.reader = reader
    self.part = part
    self.name = name
    self.decoder = decoder
    self.limits = limits
    scanner.room = limits.textBytes
  }

  mutating func next() throws(IngestError) -> SheetRow? {
    if let stray = strays.popLast() { return stray }
    do {
      return try nextRow()
    } catch {
      throw IngestError(error, part: part)
    }
  }

  private mutating func nextRow() throws(XMLError) -> SheetRow? {
    while true {
      switch try reader.next() {
      case .start:
        if reader.depth == 3, isInRows {
          guard reader.nameIs("row") else { continue }
          try readRow()
          if !cells.isEmpty || !strays.isEmpty { return takeRow() }
        } else {
          try readOther()
        }
      case .end: if reader.depth == 2 { isInRows = false }
      case .text: continue
      case .finished:
        noteDamage()
        return nil
      }
    }
  }

  private mutating func takeRow() -> SheetRow? {
    guard !cells.isEmpty else { return strays.popLast() }
    let row = SheetRow(number: rowNumber, cells: cells)
    cells = []
    cells.reserveCapacity(row.cells.count)
    return row
  }

  private mutating func readOther() throws(XMLError) {
    if reader.depth == 1, !reader.nameIs("worksheet"), !reader.nameIs("dialogsheet"),
      !reader.nameIs("macrosheet")
    {
      throw .malformed("the root element is \(reader.name)")
    }
    if reader.depth == 2 {
      isInRows = reader.nameIs("sheetData")
    } else if reader.depth == 3, reader.nameIs("mergeCell"),
      let text = reader.attribute("ref")
    {
      guard let range = CellRange(text) else {
        list.add("merged ranges that cannot be read", at: String(text.prefix(40)))
        return
      }
      guard merges.count < limits.cells else { throw .limit("cells", limits.cells) }
      merges.append(range)
    }
  }

  private mutating func noteDamage() {
    damaged += reader.replacedCharacters
    if damaged > 0 { list.add(Self.damagedText, at: "\(damaged) times") }
    damaged = 0
  }

  // MARK: Rows

  private mutating func readRow() throws(XMLError) {
    cells.removeAll(keepingCapacity: true)
    rowNumber = try number(ofRow: rowNumber)
    scanner.startRow(rowNumber)
    let rowDepth = reader.depth
    while true {
      if !reader.owesEndToken {
        reader.position = scanner.scan(
          reader.buffer, from: reader.position, decoder: decoder, cells: &cells)
      }
      let token = try reader.next()
      if token == .end, reader.depth == rowDepth { break }
      guard token == .start else { continue }
      guard reader.nameIs("c"), reader.depth == rowDepth + 1 else {
        try reader.skipElement()
        continue
      }
      try readCell()
    }
    if scanner.uncached > 0 {
      for _ in 0..<scanner.uncached { list.add(Self.uncached, at: "row \(rowNumber)") }
    }
    guard !scanner.isOrdered else { return }
    let (sorted, repeated) = CellOrder.sorted(cells)
    cells = sorted
    for column in repeated {
      list.add(
        CellOrder.repetition, at: CellReference(row: rowNumber, column: column).description)
    }
  }

  /// The row's own number, or the one after the last row.
  private func number(ofRow last: Int) throws(XMLError) -> Int {
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

  private mutating func readCell() throws(XMLError) {
    let place = try place(after: scanner.column)
    if place.column <= scanner.column { scanner.isOrdered = false }
    scanner.column = place.column
    let style = reader.integerAttribute("s") ?? 0
    let kind = kind()
    let content = try readContent(isInline: kind == .inline)
    scanner.room -= text.count
    var complaint: String?
    var value = CellValue.blank
    if content.hasValue {
      value = decoder.value(
        kind, text, style: style, damaged: &damaged, complaint: &complaint)
    }
    if let complaint { list.add(complaint, at: place.description) }
    var formula = FormulaState.constant
    if content.hasFormula {
      formula = content.hasValue && value != .blank ? .cached : .uncached
      if formula == .uncached { list.add(Self.uncached, at: place.description) }
    }
    guard formula != .constant || !value.isEmpty else { return }
    let cell = Cell(column: place.column, value: value, formula: formula)
    guard place.row != rowNumber else {
      cells.append(cell)
      return
    }
    list.add(Self.misplaced, at: place.description)
    strays.append(SheetRow(number: place.row, cells: [cell]))
  }

  private func place(after column: Int) throws(XMLError) -> CellReference {
    guard let raw = reader.rawAttribute("r"), !raw.isEmpty else {
      guard column < CellReference.lastColumn else {
        throw .limit("columns", CellReference.lastColumn)
      }
      return CellReference(row: rowNumber, column: column + 1)
    }
    let text = reader.attribute("r") ?? ""
    guard let place = CellReference(text) else {
      throw .malformed("there is no cell \(String(text.prefix(20)))")
    }
    return place
  }

  private func kind() -> CellKind {
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
  private mutating func readContent(
    isInline: Bool
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
