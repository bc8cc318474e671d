// SPDX-License-Identifier: Apache-2.0
// WorksheetGroups: the cells of an .xlsx worksheet together with what other parts say of it.

import DataModel
import FileFormats

/// Adds hidden columns and comments to what is found among the rows.
struct WorksheetGroups: GroupReader {
  private let rows: WorksheetPart
  private let name: String
  private let hiddenColumns: LineRuns
  private let comments: CellComments
  private let hasLostComments: Bool

  init(_ rows: WorksheetPart, name: String, part: String, archive: OfficePackage) {
    self.rows = rows
    self.name = name
    hiddenColumns = WorksheetLayout(archive: archive, part: part, limits: .default).hiddenColumns()
    let found = try? WorksheetComments(of: part, in: archive)
    comments = found?.comments ?? CellComments()
    hasLostComments = found == nil
  }

  var values: CellValues { rows.values }
  var merges: [CellRange] { rows.merges }

  var layout: SheetLayout {
    var layout = SheetLayout(merges: rows.merges)
    layout.hiddenRows = LineRuns(rows.remarks.hiddenRows)
    layout.hiddenColumns = hiddenColumns
    layout.comments = comments
    layout.emptyRowCount = rows.remarks.emptyRows
    layout.emptyCellCount = rows.remarks.emptyCells
    return layout
  }

  var warnings: [String] {
    guard hasLostComments else { return rows.warnings }
    var list = WarningList()
    list.add(LayoutRemarks.lostComments, at: "")
    return rows.warnings + list.sentences(sheet: name)
  }

  mutating func nextGroup() throws(IngestError) -> CellGroup? { try rows.nextGroup() }
}
