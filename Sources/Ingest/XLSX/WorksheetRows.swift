// SPDX-License-Identifier: Apache-2.0
// WorksheetRows: the rows of an .xlsx worksheet together with what other parts say of it.

import DataModel
import FileFormats

/// Adds hidden columns and comments to what is found among the rows.
struct WorksheetRows: RowReader {
  private var rows: WorksheetPart
  private let name: String
  private let hiddenColumns: LineRuns
  private let comments: CellComments
  private let hasLostComments: Bool

  init(_ rows: WorksheetPart, name: String, part: String, archive: OfficePackage) {
    self.rows = rows
    self.name = name
    let aside = WorksheetLayout(archive: archive, part: part, limits: .default)
    hiddenColumns = aside.hiddenColumns()
    let found = try? WorksheetComments(of: part, in: archive)
    comments = found?.comments ?? CellComments()
    hasLostComments = found == nil
  }

  var merges: [CellRange] { rows.merges }

  var layout: SheetLayout {
    var layout = rows.layout
    layout.hiddenColumns = hiddenColumns
    layout.comments = comments
    return layout
  }

  var warnings: [String] {
    guard hasLostComments else { return rows.warnings }
    var list = WarningList()
    list.add(LayoutRemarks.lostComments, at: "")
    return rows.warnings + list.sentences(sheet: name)
  }

  mutating func next() throws(IngestError) -> SheetRow? { try rows.next() }
}
