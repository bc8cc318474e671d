// SPDX-License-Identifier: Apache-2.0
// MergeIndex: answers which merged range a cell begins or lies under.

import DataModel

/// The merged ranges of a sheet, by their first cell and by column.
///
/// A class, so that all who read the sheet hold it once.
final class MergeIndex: Sendable {
  /// Ranges taller than this are read as borders of a page, not as a value for each row.
  private static let tallestHeader = 16

  /// The ranges in the order of their first cells, each of which is as one number in `firstCells`.
  private let ranges: [CellRange]
  private let firstCells: [Int]
  /// Ranges of more than one row, by their first column, in row order.
  private let tall: [Int: [CellRange]]
  private let headerMerges: [Int: [CellRange]]
  let isEmpty: Bool
  /// Whether any range has more than one row.
  let hasTallRanges: Bool

  init(_ merges: [CellRange]) {
    isEmpty = merges.isEmpty
    guard !merges.isEmpty else {
      (ranges, firstCells, tall, headerMerges) = ([], [], [:], [:])
      hasTallRanges = false
      return
    }
    var ranges: [CellRange] = []
    // Stable: of ranges that begin in one cell the first one counts.
    let sorted = merges.count == 1 ? merges : merges.sorted { $0.first < $1.first }
    for range in sorted where ranges.last?.first != range.first {
      ranges.append(range)
    }
    self.ranges = ranges
    firstCells = ranges.map { Self.number($0.first.row, $0.first.column) }
    var tall: [Int: [CellRange]] = [:]
    var headerMerges: [Int: [CellRange]] = [:]
    for range in merges where range.last.row > range.first.row {
      tall[range.first.column, default: []].append(range)
      guard range.last.row - range.first.row < Self.tallestHeader else { continue }
      for row in (range.first.row + 1)...range.last.row {
        headerMerges[row, default: []].append(range)
      }
    }
    hasTallRanges = !tall.isEmpty
    self.tall = tall.isEmpty ? [:] : tall.mapValues { $0.sorted { $0.first < $1.first } }
    self.headerMerges = headerMerges
  }

  /// How many columns the cell spans: 1 when it begins no merge.
  func width(row: Int, column: Int) -> Int {
    guard let range = range(row: row, column: column) else { return 1 }
    return range.last.column - range.first.column + 1
  }

  /// The last row that the cell spans.
  func lastRow(row: Int, column: Int) -> Int {
    range(row: row, column: column)?.last.row ?? row
  }

  /// The range that begins in this cell.
  private func range(row: Int, column: Int) -> CellRange? {
    guard !isEmpty else { return nil }
    let number = Self.number(row, column)
    var low = 0
    var high = firstCells.count
    while low < high {
      let middle = (low + high) / 2
      if firstCells[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < firstCells.count && firstCells[low] == number ? ranges[low] : nil
  }

  private static func number(_ row: Int, _ column: Int) -> Int { row << 20 | column & 0xF_FFFF }

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

  func hasTallRanges(column: Int) -> Bool { hasTallRanges && tall[column] != nil }
}
