// SPDX-License-Identifier: Apache-2.0
// RecordBatch: records of a list on their way into its columns, a few at a time.

import DataModel

/// Rows that are records and are not in the columns yet.
///
/// Each column takes its cells from all of them before the next begins: a column's memory stays at hand,
/// and the few rows do too.
struct RecordBatch {
  /// Enough that a column is worth beginning with, few enough to stay in the processor's cache.
  static let size = 64

  /// A record of the sheet.
  struct Row {
    let number: Int
    /// Index into the sheet's rows.
    let index: Int
    /// The cells in the sheet's own storage: whoever holds a batch holds the sheet, which never changes.
    let cells: UnsafeBufferPointer<Cell>

    @inline(__always)
    init(_ row: SheetRow, index: Int) {
      number = row.number
      self.index = index
      cells = row.cells.withUnsafeBufferPointer { $0 }
    }

    /// The cell of a column; `near` is where it stands, or would stand, in the row asked before.
    @inline(__always)
    func cell(column: Int, near: inout Int) -> UnsafePointer<Cell>? {
      guard let first = cells.baseAddress else { return nil }
      if near < cells.count, cells[near].column == column { return first + near }
      if near > cells.count || near < cells.count && cells[near].column < column
        || near > 0 && cells[near - 1].column >= column
      {
        near = place(of: column)
      }
      return near < cells.count && cells[near].column == column ? first + near : nil
    }

    /// Where a column's cell stands or would stand.
    private func place(of column: Int) -> Int {
      var (low, high) = (0, cells.count)
      while low < high {
        let middle = (low + high) / 2
        if cells[middle].column < column { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  var rows: [Row] = []

  init() { rows.reserveCapacity(Self.size) }

  /// Puts the records into the columns; tells what is wrong with cells, row by row.
  mutating func move(
    into builders: [ColumnBuilder], report: (Row, ColumnBuilder, ValueProblem) -> Void
  ) {
    guard !rows.isEmpty else { return }
    var problems: [(place: Int, builder: Int, problem: ValueProblem)] = []
    for index in builders.indices {
      for found in builders[index].append(rows) {
        problems.append((found.place, index, found.problem))
      }
    }
    if problems.count > 1 { problems.sort { ($0.place, $0.builder) < ($1.place, $1.builder) } }
    for found in problems { report(rows[found.place], builders[found.builder], found.problem) }
    rows.removeAll(keepingCapacity: true)
  }
}
