// SPDX-License-Identifier: Apache-2.0
// RowFill: which cells of a row are filled, found in one pass for all who ask.

import DataModel

/// The filled cells of a row, as bits by column: those who count cells need not look at them again.
struct RowFill {
  /// Columns that have a bit.
  static let widest = 64

  /// Cells that are neither blank nor empty text, in whatever column.
  private(set) var count = 0
  /// Whether every cell stands in a column that has a bit; the rest is not to be asked where one does not.
  private(set) var isNarrow = true
  /// Columns that have a cell, blank or not.
  private var present: UInt64 = 0
  /// Columns of the cells that are counted.
  private(set) var filled: UInt64 = 0
  /// Those of them that hold a text.
  private(set) var texts: UInt64 = 0

  init(_ row: SheetRow) {
    row.cells.withUnsafeBufferPointer { cells in
      for place in cells.indices { add(cells[place].column, cells[place].value) }
    }
  }

  @inline(__always)
  private mutating func add(_ column: Int, _ value: CellValue) {
    let bit: UInt64 = (1...Self.widest).contains(column) ? 1 << UInt64(column &- 1) : 0
    if bit == 0 || present & bit != 0 { isNarrow = false }
    present |= bit
    if case .text(let text) = value {
      if text.utf8.isEmpty { return }
      texts |= bit
    } else if case .blank = value {
      return
    }
    filled |= bit
    count &+= 1
  }

  /// The place among the row's cells of a column that has one.
  func place(ofBit bit: UInt64) -> Int { (present & (bit &- 1)).nonzeroBitCount }

  /// The same of all rows.
  static func all(of rows: [SheetRow]) -> [RowFill] { rows.map(RowFill.init) }
}
