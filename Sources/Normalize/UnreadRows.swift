// SPDX-License-Identifier: Apache-2.0
// UnreadRows: finds figures above a table that are no title of it but a table that nobody reads.

import DataModel

/// Rows such as `1 | 图书册数 | 册 | 3000` above a list.
enum UnreadRows {
  /// So many rows with a figure behind a word are a table; a title, a date or a telephone number has fewer.
  private static let fewest = 3

  /// From the first to the last of each such table.
  static func spans(among indices: [Int], of rows: [SheetRow]) -> [ClosedRange<Int>] {
    guard indices.count >= fewest else { return [] }
    var spans: [ClosedRange<Int>] = []
    var run: [Int] = []
    for index in indices where holdsFigure(rows[index]) {
      if let last = run.last, rows[index].number > rows[last].number + 2 { run = [] }
      run.append(index)
      guard run.count >= fewest else { continue }
      if run.count > fewest { spans.removeLast() }
      spans.append(run[0]...index)
    }
    return spans
  }

  /// A number that does not begin the row and is no year.
  private static func holdsFigure(_ row: SheetRow) -> Bool {
    row.cells.filter { !$0.value.isEmpty }.dropFirst().contains { $0.value.isFigure }
  }
}
