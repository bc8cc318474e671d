// SPDX-License-Identifier: Apache-2.0
// MatrixAccount: accounts for the cells of statistics tables, asked for or not.

import DataModel
import Definitions

/// Enters the tables of a sheet into its account.
struct MatrixAccount {
  /// A figure of a known table that no field asks for.
  static let notAsked = "matrix_cell_not_asked"

  private let state: SheetState
  private let used: Set<CellReference>
  private let preambleRows: Set<Int>

  init(_ state: SheetState, used: Set<CellReference>, preambleRows: Set<Int>) {
    self.state = state
    self.used = used
    self.preambleRows = preambleRows
  }

  /// Titles, header and data of one table.
  mutating func enter(
    _ block: MatrixBlock, _ table: MatrixTable, _ rows: [[MatrixRow]], isKnown: Bool,
    with detector: inout LayoutDetector
  ) {
    guard isKnown else {
      state.accountForRows(
        Array(block.titles.lowerBound..<block.data.upperBound), leadsToTable: false)
      return
    }
    var plain: [Int] = []
    for index in block.titles {
      if isTitle(index) {
        state.accounting.use(state.rows[index].fill.count)
      } else {
        plain.append(index)
      }
    }
    state.accountForRows(plain, leadsToTable: true)
    for index in block.header { state.accounting.use(state.rows[index].fill.count) }
    if let index = block.numbersRow {
      state.accounting.ignore(state.rows[index].fill.count, rule: "column_numbers")
    }
    enterData(block, table, rows, with: &detector)
  }

  /// What lies below the last table.
  func finish(from start: Int) {
    state.accountForRows(Array(start..<state.rows.count), leadsToTable: false)
  }

  private func isTitle(_ index: Int) -> Bool {
    if preambleRows.contains(state.rows[index].number) { return true }
    return state.rows[index].cells.contains { cell in
      guard let text = cell.textValue, text.utf8.count <= 300 else { return false }
      return state.catalog.matrices.isTitle(TextFolding.key(text))
    }
  }

  private func enterData(
    _ block: MatrixBlock, _ table: MatrixTable, _ rows: [[MatrixRow]],
    with detector: inout LayoutDetector
  ) {
    let labelled = Set(rows.flatMap { $0.map(\.index) })
    var outside: [Int] = []
    for index in block.data {
      let row = state.rows[index]
      guard let first = row.firstNonEmpty else { continue }
      if detector.repeats(row, headerRows: block.header) {
        state.accounting.ignore(row.fill.count, rule: "repeated_header")
      } else if RowWords.areColumnNumbers(row.cells), block.numbersRow != nil,
        row.cells.contains(where: { MatrixBlockFinder.isLetter($0) })
      {
        state.accounting.ignore(row.fill.count, rule: "column_numbers")
      } else if isOutside(row, first, isLabelled: labelled.contains(index)) {
        outside.append(index)
      } else {
        enter(row, table)
      }
    }
    state.accountForRows(outside, leadsToTable: false)
  }

  /// Notes, signatures and whatever else has no label and no figure of the table.
  private func isOutside(_ row: SheetRow, _ first: Cell, isLabelled: Bool) -> Bool {
    let isUsed = row.cells.contains {
      used.contains(CellReference(row: row.number, column: $0.column))
    }
    if isUsed { return false }
    if !isLabelled { return true }
    guard let text = first.textValue, state.tools.rowWords.mark(text) != nil else { return false }
    return !row.cells.contains { MatrixBlockFinder.isNumeric($0) }
      || state.tools.rowWords.isPlainlyMark(text)
  }

  private func enter(_ row: SheetRow, _ table: MatrixTable) {
    var stray = 0
    for cell in row.cells where !cell.value.isEmpty {
      let place = CellReference(row: row.number, column: cell.column)
      if used.contains(place) || isLabel(cell.column, table) {
        state.accounting.use(1)
      } else if table.remarks.contains(cell.column) {
        state.accounting.ignore(1, rule: "note")
      } else if isValue(cell.column, table) {
        state.accounting.ignore(1, rule: Self.notAsked)
      } else {
        stray += 1
        report(cell, row)
      }
    }
    state.accounting.quarantine(stray)
  }

  private func isLabel(_ column: Int, _ table: MatrixTable) -> Bool {
    table.sides.contains { side in
      side.labels.contains(column) || side.codes.contains(column) || side.units.contains(column)
    }
  }

  private func isValue(_ column: Int, _ table: MatrixTable) -> Bool {
    table.sides.contains { $0.values.contains { $0.column == column } }
  }

  private func report(_ cell: Cell, _ row: SheetRow) {
    state.log.add(
      "cells-belong-to-a-table", .mustExplain,
      range: CellRange(cell: CellReference(row: row.number, column: cell.column)),
      value: cell.value.rawText, facts: ["count": "1"])
  }
}
