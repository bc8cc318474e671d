// SPDX-License-Identifier: Apache-2.0
// MergeIndex: answers which merged range a cell begins or lies under.

import DataModel

/// The merged ranges of a sheet, by their first cell and by column.
struct MergeIndex: Sendable {
  /// Ranges taller than this are read as borders of a page, not as a value for each row.
  private static let tallestHeader = 16

  private let byFirstCell: [CellReference: CellRange]
  /// Ranges of more than one row, by their first column, in row order.
  private let tall: [Int: [CellRange]]
  private let headerMerges: [Int: [CellRange]]
  let isEmpty: Bool

  init(_ merges: [CellRange]) {
    isEmpty = merges.isEmpty
    byFirstCell = Dictionary(merges.map { ($0.first, $0) }, uniquingKeysWith: { first, _ in first })
    var tall: [Int: [CellRange]] = [:]
    var headerMerges: [Int: [CellRange]] = [:]
    for range in merges where range.last.row > range.first.row {
      tall[range.first.column, default: []].append(range)
      guard range.last.row - range.first.row < Self.tallestHeader else { continue }
      for row in (range.first.row + 1)...range.last.row {
        headerMerges[row, default: []].append(range)
      }
    }
    self.tall = tall.mapValues { $0.sorted { $0.first < $1.first } }
    self.headerMerges = headerMerges
  }

  /// How many columns the cell spans: 1 when it begins no merge.
  func width(row: Int, column: Int) -> Int {
    guard !isEmpty, let range = byFirstCell[CellReference(row: row, column: column)] else {
      return 1
    }
    return range.last.column - range.first.column + 1
  }

  /// The last row that the cell spans.
  func lastRow(row: Int, column: Int) -> Int {
    guard !isEmpty else { return row }
    return byFirstCell[CellReference(row: row, column: column)]?.last.row ?? row
  }

  /// The ranges that begin at or below row `notAbove` and cover cells of `row` from above.
  func coveredFromAbove(row: Int, notAbove: Int) -> [CellRange] {
    (headerMerges[row] ?? []).filter { $0.first.row >= notAbove }
  }

  /// The tall range that begins in this column and covers the row below its first; nil when none does.
  func tallRange(column: Int, row: Int) -> CellRange? {
    guard let ranges = tall[column] else { return nil }
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].first.row <= row { low = middle + 1 } else { high = middle }
    }
    guard low > 0, ranges[low - 1].last.row >= row, ranges[low - 1].first.row < row else {
      return nil
    }
    return ranges[low - 1]
  }

  func hasTallRanges(column: Int) -> Bool { tall[column] != nil }
}
