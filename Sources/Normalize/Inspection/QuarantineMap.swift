// SPDX-License-Identifier: Apache-2.0
// QuarantineMap: remembers where the cells stand that were not understood.

import DataModel

/// The quarantined cells of a sheet, by column.
struct QuarantineMap {
  private var columns: [Int: LineRuns] = [:]

  mutating func add(row: Int, column: Int) {
    guard (1...CellReference.lastColumn).contains(column) else { return }
    columns[column, default: LineRuns()].insert(row)
  }

  mutating func add(_ row: SheetRow) {
    for cell in row.cells where !cell.value.isEmpty { add(row: row.number, column: cell.column) }
  }

  /// Runs of cells below each other; neighbours of the same rows are one range.
  var ranges: [CellRange] {
    var growing: [ClosedRange<Int>: CellRange] = [:]
    var done: [CellRange] = []
    for column in columns.keys.sorted() {
      var next: [ClosedRange<Int>: CellRange] = [:]
      for run in columns[column]?.runs ?? [] {
        let first = growing[run].map(\.first) ?? CellReference(row: run.lowerBound, column: column)
        growing[run] = nil
        next[run] = CellRange(
          first: first, last: CellReference(row: run.upperBound, column: column))
      }
      done += growing.values
      // A gap between two columns ends every range.
      if columns[column + 1] == nil {
        done += next.values
        next = [:]
      }
      growing = next
    }
    return (done + growing.values).sorted { $0.first < $1.first }
  }
}
