// SPDX-License-Identifier: Apache-2.0
// RowFill: which cells of a row are filled, found in one pass for all who ask.

package import DataModel

/// The filled cells of a row, as bits by column: those who count cells need not look at them again.
package struct RowFill {
  /// Columns that have a bit.
  package static let widest = 64

  /// Cells that are neither blank nor empty text, in whatever column.
  package let count: Int
  /// Whether every cell stands in a column that has a bit; the rest is not to be asked where one does not.
  package let isNarrow: Bool
  /// Columns that have a cell, blank or not.
  private let present: UInt64
  /// Columns of the cells that are counted.
  package let filled: UInt64
  /// Those of them that hold a text.
  package let texts: UInt64

  package init(_ row: SheetRow) {
    var (present, filled, texts): (UInt64, UInt64, UInt64) = (0, 0, 0)
    var count = 0
    // Of a column without a bit some of these is beyond the last one.
    var shifts: UInt64 = 0
    row.cells.withUnsafeBufferPointer { cells in
      for place in cells.indices {
        let shift = UInt64(truncatingIfNeeded: cells[place].column &- 1)
        shifts |= shift
        let (isFilled, isText) = Self.kind(cells[place].value)
        present |= 1 &<< shift
        filled |= isFilled &<< shift
        texts |= isText &<< shift
        count &+= Int(isFilled)
      }
    }
    (self.present, self.filled, self.texts, self.count) = (present, filled, texts, count)
    // Two cells of one column, or columns beyond the last bit, would share a bit.
    isNarrow = shifts < UInt64(Self.widest) && present.nonzeroBitCount == row.cells.count
  }

  /// 1 for what counts as a cell, and 1 for a text among that.
  @inline(__always)
  private static func kind(_ value: CellValue) -> (isFilled: UInt64, isText: UInt64) {
    if case .text(let text) = value {
      let isText: UInt64 = text.utf8.isEmpty ? 0 : 1
      return (isText, isText)
    }
    if case .blank = value { return (0, 0) }
    return (1, 0)
  }

  /// The first column that is filled, where any is.
  package var firstColumn: Int { filled.trailingZeroBitCount + 1 }

  /// The place among the row's cells of a column that has one.
  package func place(ofBit bit: UInt64) -> Int { (present & (bit &- 1)).nonzeroBitCount }

  /// The same of all rows.
  static func all(of rows: [SheetRow]) -> [RowFill] { rows.map(RowFill.init) }
}
