// SPDX-License-Identifier: Apache-2.0
// OutputTable: one table of an output folder, read back by the names of its columns.

import DataModel
import FileFormats

/// One row; a column that the table does not have reads as "".
struct OutputRow: Sendable {
  fileprivate let columns: [String: Int]
  let cells: [String]

  subscript(_ column: String) -> String {
    guard let index = columns[column], index < cells.count else { return "" }
    return cells[index]
  }

  /// A school by its code; one of its campuses where the table tells them apart.
  var schoolKey: [String] { [self["school_code"], self["campus"]] }

  /// nil where the cell is empty or holds no number.
  func exact(_ column: String) -> ExactNumber? { ExactNumber(decimal: self[column]) }

  func number(_ column: String) -> Double? { exact(column)?.doubleValue }

  func whole(_ column: String) -> Int? { Int(self[column]) }

  func isTrue(_ column: String) -> Bool { self[column] == "true" }
}

/// A table with the rows that somebody asked for.
struct OutputTable: Sendable {
  private let columns: [String: Int]
  /// Of the columns, in their order.
  let names: [String]
  let rows: [OutputRow]

  /// Reads the bytes of a CSV of ours; only rows that `keep` wants stay in memory.
  init(_ bytes: [UInt8], keep: (OutputRow) -> Bool = { _ in true }) throws(CSVError) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = bytes.starts(with: mark) ? mark.count : 0
    var reader = CSVReader(bytes, range: start..<bytes.count)
    let header = try reader.next() ?? []
    let columns = Dictionary(
      header.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var rows: [OutputRow] = []
    while let cells = try reader.next() {
      let row = OutputRow(columns: columns, cells: cells)
      if keep(row) { rows.append(row) }
    }
    self.columns = columns
    names = header
    self.rows = rows
  }

  func hasColumn(_ name: String) -> Bool { columns[name] != nil }
}
