// SPDX-License-Identifier: Apache-2.0
// RowInsertions: where rows and references go when rows are put in below sample rows of a sheet.

import DataModel

/// Rows put in directly below certain rows of one sheet.
struct RowInsertions {
  /// Sample row and how many rows come in below it, by row.
  let insertions: [(row: Int, count: Int)]

  init(_ insertions: [(row: Int, count: Int)]) {
    self.insertions = insertions.filter { $0.count > 0 }.sorted { $0.row < $1.row }
  }

  var isEmpty: Bool { insertions.isEmpty }

  /// Where a row goes.
  func row(_ row: Int) -> Int {
    insertions.reduce(row) { $1.row < row ? $0 + $1.count : $0 }
  }

  /// Where the end of a range goes: a range that ends with a sample row takes the new rows in.
  func end(_ row: Int) -> Int {
    insertions.reduce(row) { $1.row <= row ? $0 + $1.count : $0 }
  }

  /// Where something goes that keeps its size; nil where rows come in within it.
  func whole(_ range: CellRange) -> CellRange? {
    let moved = CellRange(
      first: CellReference(row: row(range.first.row), column: range.first.column),
      last: CellReference(row: row(range.last.row), column: range.last.column))
    guard moved.last.row - moved.first.row == range.last.row - range.first.row,
      moved.last.row <= CellReference.lastRow
    else { return nil }
    return moved
  }

  /// Nil where a row would go beyond the sheet.
  func range(_ range: CellRange) -> CellRange? {
    let last = end(range.last.row)
    guard last <= CellReference.lastRow else { return nil }
    return CellRange(
      first: CellReference(row: row(range.first.row), column: range.first.column),
      last: CellReference(row: last, column: range.last.column))
  }

  /// Areas such as `C7 B10:D12`; nil where one of them is none.
  func areas(_ text: String) -> String? {
    var result: [String] = []
    for area in text.split(separator: " ") {
      guard let known = CellRange(String(area)), let moved = range(known) else {
        // Whole columns stay.
        guard !area.contains(where: \.isNumber), area.contains(":") else { return nil }
        result.append(String(area))
        continue
      }
      result.append(
        moved.first == moved.last ? moved.first.description : "\(moved.first):\(moved.last)")
    }
    return result.joined(separator: " ")
  }
}
