// SPDX-License-Identifier: Apache-2.0
// StoredRows: the rows of sheets that had to be read whole before the first one could be named.

import DataModel

/// Serves the rows of a sheet that is in memory already.
struct StoredRows: RowReader {
  let layout: SheetLayout
  var merges: [CellRange] { layout.merges }
  let warnings: [String]
  private let rows: [SheetRow]
  private var place = 0

  init(_ sheet: Sheet, warnings: [String] = []) {
    rows = sheet.rows
    layout = sheet.info.layout
    self.warnings = warnings
  }

  mutating func next() throws(IngestError) -> SheetRow? {
    guard place < rows.count else { return nil }
    place += 1
    return rows[place - 1]
  }
}
