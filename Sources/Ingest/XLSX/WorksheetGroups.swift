// SPDX-License-Identifier: Apache-2.0
// WorksheetGroups: the cells of an .xlsx worksheet together with what other parts say of it.

import DataModel
import FileFormats

/// Adds comments to what is found in the worksheet itself.
struct WorksheetGroups: GroupReader {
  private let rows: WorksheetPart
  private let name: String
  private let comments: CellComments
  private let hasLostComments: Bool

  /// `mayHaveComments` is false where no part of the package can be one of comments.
  init(
    _ rows: WorksheetPart, name: String, part: String, archive: OfficePackage,
    mayHaveComments: Bool
  ) {
    self.rows = rows
    self.name = name
    guard mayHaveComments else {
      comments = CellComments()
      hasLostComments = false
      return
    }
    let found = try? WorksheetComments(of: part, in: archive)
    comments = found?.comments ?? CellComments()
    hasLostComments = found == nil
  }

  var values: CellValues { rows.values }
  var merges: [CellRange] { rows.merges }

  var layout: SheetLayout {
    var layout = SheetLayout(merges: rows.merges)
    layout.hiddenRows = LineRuns(rows.remarks.hiddenRows)
    layout.hiddenColumns = rows.hiddenColumns
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
