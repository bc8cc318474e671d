// SPDX-License-Identifier: Apache-2.0
// GroupReader: the rows of one sheet in groups, the way in which cells travel in bulk.

package import DataModel

/// The rows of one sheet, a group at a time, in the order of the file.
package protocol GroupReader {
  /// What turns the groups' slots into values.
  var values: CellValues { get }
  /// The next group; nil at the end.
  mutating func nextGroup() throws(IngestError) -> CellGroup?
  /// Complete once `nextGroup()` has returned nil: most formats keep them after the rows.
  var merges: [CellRange] { get }
  /// The merged ranges and whatever else the format tells; complete when they are.
  var layout: SheetLayout { get }
  /// What was odd, complete once `nextGroup()` has returned nil.
  var warnings: [String] { get }
}

extension GroupReader {
  /// For readers that know of nothing else.
  package var layout: SheetLayout { SheetLayout(merges: merges) }
}

/// Serves groups row by row.
struct GroupedRows<Groups: GroupReader>: RowReader {
  private var groups: Groups
  private var group: CellGroup?
  private var rows: CellRows?
  private var slot = 0
  private let strings: SharedStrings

  /// `strings` are those that were made for other sheets of the workbook already.
  init(_ groups: Groups, strings: SharedStrings) {
    self.groups = groups
    self.strings = strings
  }

  var merges: [CellRange] { groups.merges }
  var layout: SheetLayout { groups.layout }
  var warnings: [String] { groups.warnings }

  mutating func next() throws(IngestError) -> SheetRow? {
    while true {
      if let group, let rows, slot < group.rowNumbers.count {
        slot += 1
        return groups.values.row(slot - 1, of: rows, in: group) { strings[$0] }
      }
      guard let more = try groups.nextGroup() else { return nil }
      group = more
      rows = CellRows(more)
      slot = 0
    }
  }
}

/// The Strings of shared texts, each made once and only when a cell needs it.
final class SharedStrings {
  private let table: TextTable
  private var made: [String?] = []

  init(_ table: TextTable) { self.table = table }

  subscript(index: Int) -> String {
    if made.isEmpty { made = Array(repeating: nil, count: table.count) }
    if let string = made[index] { return string }
    let string = table[index]
    made[index] = string
    return string
  }
}

/// Gathers the rows of a format that gives them one by one.
final class GatheredRows: GroupReader {
  let values = CellValues()
  private var rows: any RowReader
  private var builder = CellGroupBuilder()

  init(_ rows: any RowReader) {
    self.rows = rows
  }

  var merges: [CellRange] { rows.merges }
  var layout: SheetLayout { rows.layout }
  var warnings: [String] { rows.warnings }

  func nextGroup() throws(IngestError) -> CellGroup? {
    while !builder.isFull, let row = try rows.next() {
      builder.beginRow(row.number)
      for cell in row.cells { _ = builder.add(cell) }
      builder.endRow()
    }
    return builder.take()
  }
}

extension SheetSource {
  /// A fresh stream over the groups of the sheet at `index` of `sheets`.
  package func groups(of index: Int) throws(IngestError) -> any GroupReader {
    GatheredRows(try rows(of: index))
  }
}
