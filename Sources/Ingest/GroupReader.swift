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
  /// What was odd, complete once `nextGroup()` has returned nil.
  var warnings: [String] { get }
}

/// Serves groups row by row.
struct GroupedRows<Groups: GroupReader>: RowReader {
  private var groups: Groups
  private var group: CellGroup?
  private var slot = 0

  init(_ groups: Groups) { self.groups = groups }

  var merges: [CellRange] { groups.merges }
  var warnings: [String] { groups.warnings }

  mutating func next() throws(IngestError) -> SheetRow? {
    while true {
      if let group, slot < group.rowNumbers.count {
        slot += 1
        return groups.values.row(slot - 1, of: group)
      }
      guard let more = try groups.nextGroup() else { return nil }
      group = more
      slot = 0
    }
  }
}

/// Gathers the rows of a format that gives them one by one.
final class GatheredRows: GroupReader {
  let values: CellValues
  private var rows: any RowReader
  private var builder = CellGroupBuilder()

  init(_ rows: any RowReader, dateSystem: DateSystem) {
    self.rows = rows
    values = CellValues(dateSystem: dateSystem)
  }

  var merges: [CellRange] { rows.merges }
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
    GatheredRows(try rows(of: index), dateSystem: sheets[index].dateSystem)
  }
}
