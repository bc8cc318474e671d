// SPDX-License-Identifier: Apache-2.0
// RowRemarks: what the rows of a worksheet had besides cells with content.

import DataModel

/// Gathered while rows are read, by the fast way and by the general one.
struct RowRemarks {
  /// Cells that have a format and no content.
  var emptyCells = 0
  /// Rows that have a format and no content.
  private(set) var emptyRows = 0
  /// Rows that hold cells and are not shown, in the order of the file.
  private(set) var hiddenRows: [ClosedRange<Int>] = []
  /// Cells given twice in their row since they were last taken.
  var repeated: [CellReference] = []
  /// Formulas without a stored result since they were last taken.
  var uncached: [CellReference] = []

  /// More ranges than this are not told apart.
  private static let rangeLimit = 1_000
  private var hidden = 0

  /// Says that the current row is hidden.
  mutating func hide(_ row: Int) { hidden = row }

  mutating func endRow(_ row: Int, hasCells: Bool) {
    guard hasCells else {
      emptyRows &+= 1
      return
    }
    guard hidden == row else { return }
    if let last = hiddenRows.last, last.upperBound + 1 == row {
      hiddenRows[hiddenRows.count - 1] = last.lowerBound...row
    } else if hiddenRows.count < Self.rangeLimit {
      hiddenRows.append(row...row)
    }
  }
}
