// SPDX-License-Identifier: Apache-2.0
// RowFill: which cells of a row are filled, found when the row is made for all who ask.

/// The filled cells of a row, as bits by column: those who count cells need not look at them again.
package struct RowFill: Hashable, Sendable {
  /// Columns that have a bit.
  @inlinable package static var widest: Int { 64 }

  /// Columns that have a cell, blank or not.
  package let present: UInt64
  /// Columns of the cells that are counted.
  package let filled: UInt64
  /// Those of them that hold a text.
  package let texts: UInt64
  /// Cells that are neither blank nor empty text, in whatever column.
  package let count: Int
  /// Whether every cell stands in a column that has a bit; the rest is not to be asked where one does not.
  package let isNarrow: Bool

  package init(_ cells: [Cell]) {
    var counter = Counter()
    cells.withUnsafeBufferPointer { cells in
      for place in cells.indices { counter.add(cells[place].column, cells[place].value) }
    }
    self.init(counter)
  }

  /// What a counter found that was given every cell of the row.
  init(_ counter: Counter) {
    (present, filled, texts) = (counter.present, counter.filled, counter.texts)
    count = counter.filledCells
    // Two cells of one column, or columns beyond the last bit, would share a bit.
    isNarrow =
      counter.shifts < UInt64(Self.widest) && counter.present.nonzeroBitCount == counter.cells
  }

  /// The first column that is filled, where any is.
  @inlinable package var firstColumn: Int { filled.trailingZeroBitCount + 1 }

  /// The place among the row's cells of a column that has one.
  @inlinable
  package func place(ofBit bit: UInt64) -> Int { (present & (bit &- 1)).nonzeroBitCount }

  /// Gathers the bits while the cells of a row are made.
  struct Counter {
    fileprivate var (present, filled, texts): (UInt64, UInt64, UInt64) = (0, 0, 0)
    /// Of a column without a bit some of these is beyond the last one.
    fileprivate var shifts: UInt64 = 0
    fileprivate var (cells, filledCells) = (0, 0)

    @inline(__always)
    mutating func add(_ column: Int, _ value: CellValue) {
      let (isFilled, isText) = Self.kind(value)
      add(column, isFilled: isFilled, isText: isText)
    }

    /// The same for who knows it: 1 for what counts as a cell, and 1 for a text among that.
    @inline(__always)
    mutating func add(_ column: Int, isFilled: UInt64, isText: UInt64) {
      let shift = UInt64(truncatingIfNeeded: column &- 1)
      shifts |= shift
      present |= 1 &<< shift
      filled |= isFilled &<< shift
      texts |= isText &<< shift
      cells &+= 1
      filledCells &+= Int(isFilled)
    }

    @inline(__always)
    private static func kind(_ value: CellValue) -> (isFilled: UInt64, isText: UInt64) {
      if case .text(let text) = value {
        let isText: UInt64 = text.utf8.isEmpty ? 0 : 1
        return (isText, isText)
      }
      if case .blank = value { return (0, 0) }
      return (1, 0)
    }
  }
}
