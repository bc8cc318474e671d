// SPDX-License-Identifier: Apache-2.0
// SheetState: the sheet being read, with its account and findings so far.

import DataModel
import Definitions

/// What the readers of one sheet share.
///
/// A class because list and form readers take turns on the same account; it never leaves the call.
final class SheetState {
  let sheet: Sheet
  let index: Int
  let merges: MergeIndex
  let catalog: FormCatalog
  let tools: ReadingTools
  let context: FileContext
  /// The rows of the whole sheet, where this is a band of it: a title may stand above several tables.
  let titleRows: [SheetRow]
  let isBand: Bool
  var log: FindingLog
  var accounting: CellAccounting
  /// Units that notes above the tables declare, by canonical unit of their quantity.
  var noteUnits: [String: UnitDefinition] = [:]
  /// Those that hold for all tables of the sheet; nil before the first.
  private var sheetUnits: [String: UnitDefinition]?
  /// Below the table above: what they say of units is said of that table.
  private var footnotes = FootnoteRows()
  /// Rows of notes below a table that it took its units from.
  var takenNotes: Set<Int> = []
  /// Quantities of columns of which nothing says the unit.
  var quantitiesWithoutUnit: [String] = []

  /// Rows above the table being read in which no cell says a unit.
  private var rowsWithoutNote = 0..<0

  /// Takes down what is decided; nil unless somebody asked.
  var trace: SheetTrace?

  init(
    sheet: Sheet, index: Int, catalog: FormCatalog, tools: ReadingTools,
    accounting: CellAccounting, context: FileContext = FileContext(), titleRows: [SheetRow]? = nil
  ) {
    self.sheet = sheet
    self.context = context
    self.titleRows = titleRows ?? sheet.rows
    isBand = titleRows != nil
    self.index = index
    self.catalog = catalog
    self.tools = tools
    self.accounting = accounting
    merges = MergeIndex(sheet.info.merges)
    log = FindingLog(sheetName: sheet.info.name)
  }

  var rows: [SheetRow] { sheet.rows }

  /// The folded texts that may say which statistics form the sheet is.
  private(set) lazy var topKeys = MatrixReader.topKeys(of: sheet, in: catalog.matrices)

  /// The state for reading a part of the sheet; its account goes on from this one's.
  func part(_ band: SheetBand) -> SheetState {
    var part = sheet
    part.rows = sheet.rows[band.rows].map { row in
      guard let first = row.cells.first, let last = row.cells.last,
        first.column < band.columns.lowerBound || last.column > band.columns.upperBound
      else { return row }
      return SheetRow(
        number: row.number, cells: row.cells.filter { band.columns.contains($0.column) })
    }
    let state = SheetState(
      sheet: part, index: index, catalog: catalog, tools: tools, accounting: accounting,
      context: context, titleRows: Array(titleRows[band.rows]))
    state.noteUnits = noteUnits
    state.trace = trace
    return state
  }

  /// The column of a row's first cell that is filled; nil where none is.
  func firstColumn(_ index: Int) -> Int? {
    let fill = rows[index].fill
    if fill.count == 0 { return nil }
    return fill.isNarrow ? fill.firstColumn : rows[index].firstNonEmpty?.column
  }

  /// The first text of a row; of a band the whole sheet's, since a note begins at the left.
  func leadingText(_ index: Int) -> String? {
    Self.leadingText(titleRows, index) ?? (isBand ? Self.leadingText(rows, index) : nil)
  }

  /// No row is held to be looked at.
  private static func leadingText(_ rows: [SheetRow], _ index: Int) -> String? {
    rows.withUnsafeBufferPointer { rows in
      rows[index].cells.withUnsafeBufferPointer { cells in
        for place in cells.indices where cells[place].value.isFilled {
          if case .text(let text) = cells[place].value { return text }
          return nil
        }
        return nil
      }
    }
  }

  /// Takes over the account and the findings of a part.
  func take(_ part: SheetState) {
    accounting = part.accounting
    log.append(part.log.findings)
    trace = part.trace
  }

  /// The sheet's name and its short rows, among them every title.
  static func titles(of sheet: Sheet) -> String {
    let short = sheet.rows.lazy.filter { $0.fill.count <= 3 }.prefix(200)
    let texts = short.flatMap { $0.cells.compactMap(\.textValue) }.filter { $0.utf8.count <= 600 }
    return ([sheet.info.name] + texts).joined(separator: " ")
  }

  /// Takes over the units that hold for the whole sheet, or forgets those of the table above.
  ///
  /// `rows`: what stands above the table. A unit noted below its title is that table's own; one noted
  /// above the title of the sheet's first table, or where that has none, holds for all.
  func beginTable(below rows: [Int]) {
    let hasNote = rows.contains { isUnitNote(self.rows[$0]) }
    if !hasNote, let first = rows.first, let last = rows.last, last - first == rows.count - 1 {
      rowsWithoutNote = first..<last + 1
    }
    if sheetUnits == nil, !hasNote {
      sheetUnits = noteUnits
      return
    }
    let check = TitleCheck(self)
    let title = rows.last { index in
      titleRows[index].fill.count <= 1 && leadingText(index).map(check.isTitle) == true
    }
    if let sheetUnits {
      footnotes = FootnoteRows(rows, title: title, in: self.rows)
      if title != nil { noteUnits = sheetUnits }
      return
    }
    for index in rows where index < title ?? .max { _ = takeUnitNote(self.rows[index]) }
    sheetUnits = noteUnits
  }

  /// Takes over the units that a note row declares; true when the row is one.
  func takeUnitNote(_ row: SheetRow) -> Bool {
    var isNote = false
    for place in row.cells.indices {
      for unit in units(noted: place, in: row.cells) {
        noteUnits[unit.canonical] = unit
        isNote = true
      }
    }
    return isNote
  }

  private func isUnitNote(_ row: SheetRow) -> Bool {
    row.cells.indices.contains { !units(noted: $0, in: row.cells).isEmpty }
  }

  private static let wideBracket = Array("（".utf8)

  private func isFootnote(_ index: Int) -> Bool {
    footnotes.contain(index) {
      leadingText($0).flatMap(tools.rowWords.mark) == .note
    }
  }

  /// The units of 单位：万元, of （万元） alone, and of 单位 with 万元 in the next cell.
  private func units(noted place: Int, in cells: [Cell]) -> [UnitDefinition] {
    guard case .text(let text) = cells[place].value, !text.utf8.isEmpty else { return [] }
    let words = tools.rowWords
    let noted = words.unitNote(text)
    guard noted.isEmpty, text.utf8.count <= 48 else { return noted }
    if text.utf8.first == UInt8(ascii: "(") || text.begins(withBytes: Self.wideBracket) {
      return words.units(alone: text)
    }
    guard tools.captions.mayBeOfUnits(text),
      let next = cells[(place + 1)...].first(where: { $0.value.isFilled })?.textValue,
      next.utf8.count <= 96, tools.units.mayEnd(next),
      tools.captions.role(HeaderLabel.bare(text)) == .unit
    else { return [] }
    return words.units(alone: next)
  }

  /// Accounts for rows outside the data: titles, unit notes, notes, signatures, and what is none of these.
  ///
  /// `leadsToTable` is true when a header or form follows: then short rows are its title.
  func accountForRows(_ indices: [Int], leadsToTable: Bool) {
    var stray: [Int] = []
    var current: RowMark?
    let unread = leadsToTable ? UnreadRows.spans(among: indices, of: rows) : []
    for index in indices {
      let row = rows[index]
      let isTitle = leadsToTable && index == indices.last
      let count = row.fill.count
      guard count > 0 else { continue }
      let isOfTableAbove = isFootnote(index)
      let mayBeNote = !isOfTableAbove && !rowsWithoutNote.contains(index)
      let isUnitNote = leadsToTable && mayBeNote && takeUnitNote(row)
      if leadsToTable, RowWords.areKeys(row.cells) {
        accounting.ignore(count, rule: "key_row")
      } else if let text = leadingText(index), let mark = tools.rowWords.mark(text) {
        // 填报单位：…　金额单位：万元 is a signature that says how to read the table too.
        if isUnitNote { accounting.use(count) } else { accounting.ignore(count, rule: mark.rule) }
        if !isUnitNote { reportUntakenUnit(text, at: index) }
        current = mark
      } else if isUnitNote || !leadsToTable && mayBeNote && takeUnitNote(row) {
        accounting.use(count)
      } else if let mark = current, mark == .note, !isTitle, count == 1,
        row.cells.contains(where: { $0.textValue != nil })
      {
        accounting.ignore(count, rule: mark.rule)
      } else if leadsToTable, count <= 4,
        count == 1 || !unread.contains(where: { $0.contains(index) })
      {
        accounting.use(count)
      } else {
        accounting.quarantine(count)
        trace?.quarantine.add(row)
        stray.append(index)
      }
    }
    reportStray(stray)
  }

  /// A note below several tables says a unit, and columns of one of them need one.
  private func reportUntakenUnit(_ text: String, at index: Int) {
    guard !quantitiesWithoutUnit.isEmpty, !takenNotes.contains(index),
      let cell = titleRows[index].firstNonEmpty,
      let unit = tools.rowWords.unitNote(text).first(where: {
        quantitiesWithoutUnit.contains($0.canonical) && $0.factor != .one
      })
    else { return }
    let place = CellReference(row: titleRows[index].number, column: cell.column)
    log.add(
      "unit-note-names-its-table", .mustExplain, range: CellRange(cell: place),
      value: FindingLog.shown(text), facts: ["actual": unit.name])
  }

  /// One finding for each run of rows that lie together.
  private func reportStray(_ indices: [Int]) {
    var start = 0
    while start < indices.count {
      var end = start
      while end + 1 < indices.count, indices[end + 1] == indices[end] + 1 { end += 1 }
      let run = indices[start...end].map { rows[$0] }
      let columns = run.flatMap { $0.cells.filter { !$0.value.isEmpty }.map(\.column) }
      if let head = run[0].firstNonEmpty, let left = columns.min(), let right = columns.max() {
        log.add(
          "cells-belong-to-a-table", .mustExplain,
          range: CellRange(
            first: CellReference(row: run[0].number, column: left),
            last: CellReference(row: run[run.count - 1].number, column: right)),
          value: head.value.rawText, facts: ["count": String(columns.count)])
      }
      start = end + 1
    }
  }
}
