// SPDX-License-Identifier: Apache-2.0
// HTMLTableGrid: places the cells of one HTML table, as its spans want it.

import DataModel
import FileFormats

/// One table, from its start tag to its end.
struct HTMLTableGrid {
  /// How far a span may reach, as in the HTML standard.
  private static let mostColumns = 1000
  private static let mostRows = 65_534

  private(set) var rows: [SheetRow] = []
  private(set) var layout = SheetLayout()
  /// True when another table stands in one of the cells.
  var holdsTable = false
  var text = HTMLCellText()
  var caption = ""
  private(set) var isCellOpen = false
  var isCaptionOpen = false

  private var isRowOpen = false
  private var rowNumber = 0
  private var column = 1
  private var columnCount = 0
  private var cells: [Cell] = []
  /// By column: the last row that a cell from above reaches into.
  private var reach: [Int] = []
  private var current: (column: Int, rows: Int, columns: Int) = (1, 1, 1)

  /// True when there is nothing to be read.
  var isEmpty: Bool { rows.isEmpty }

  /// Takes note of a `col` element, which stands for some columns.
  mutating func addColumns(_ count: Int, isHidden: Bool) {
    let first = columnCount + 1
    columnCount = min(columnCount + max(1, min(count, Self.mostColumns)), CellReference.lastColumn)
    if isHidden, first <= columnCount { layout.hiddenColumns.insert(first...columnCount) }
  }

  mutating func openRow(isHidden: Bool = false) throws(IngestError) {
    isRowOpen = true
    rowNumber += 1
    guard rowNumber <= CellReference.lastRow else {
      throw IngestError(.overLimit(.rows, CellReference.lastRow))
    }
    if isHidden { layout.hiddenRows.insert(rowNumber) }
    column = 1
  }

  /// Ends the open row, and gives its cells to the table.
  mutating func closeRow(budget: inout CellBudget) throws(IngestError) {
    try closeCell()
    isCaptionOpen = false
    guard isRowOpen else { return }
    isRowOpen = false
    guard !cells.isEmpty else { return }
    let row = SheetRow(number: rowNumber, cells: cells)
    cells = []
    try budget.take(row)
    rows.append(row)
  }

  /// Starts a cell at the next free column; a row is started where there is none.
  mutating func openCell(
    columns: Int, rows: Int, budget: inout CellBudget
  ) throws(IngestError) {
    try closeCell()
    if !isRowOpen { try openRow() }
    let free = column
    while column <= reach.count, reach[column - 1] >= rowNumber { column += 1 }
    try budget.take(covered: column - free)
    guard column <= CellReference.lastColumn else {
      throw IngestError(.overLimit(.columns, CellReference.lastColumn))
    }
    isCellOpen = true
    isCaptionOpen = false
    current = (
      column, max(1, min(rows, Self.mostRows, CellReference.lastRow - rowNumber + 1)),
      max(1, min(columns, Self.mostColumns, CellReference.lastColumn - column + 1))
    )
    if current.rows > 1 { extendReach() }
    column += current.columns
  }

  private mutating func extendReach() {
    let last = current.column + current.columns - 1
    if reach.count < last { reach += repeatElement(0, count: last - reach.count) }
    for column in current.column...last {
      reach[column - 1] = max(reach[column - 1], rowNumber + current.rows - 1)
    }
  }

  mutating func closeCell() throws(IngestError) {
    if isCaptionOpen {
      caption = text.take()
      isCaptionOpen = false
    }
    guard isCellOpen else { return }
    isCellOpen = false
    let content = text.take()
    if !content.isEmpty { cells.append(Cell(column: current.column, value: .text(content))) }
    guard current.rows > 1 || current.columns > 1 else { return }
    let first = CellReference(row: rowNumber, column: current.column)
    let last = CellReference(
      row: rowNumber + current.rows - 1, column: current.column + current.columns - 1)
    layout.merges.append(CellRange(first: first, last: last))
  }
}
