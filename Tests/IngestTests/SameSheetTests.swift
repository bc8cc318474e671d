// SPDX-License-Identifier: Apache-2.0
// SameSheetTests: one sheet, written by other programs in every format, gives the same cells.

import DataModel
import Foundation
import Ingest
import TestSupport
import Testing

@Suite struct SameSheetTests {
  private static let folder = ProjectFolder.root + "/Tests/Fixtures/Ingest/"

  private static func cells(_ name: String) throws -> [String] {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + name)))
    let workbook = try WorkbookReader.read(bytes, fileName: name)
    #expect(workbook.sheets.count == 1)
    return workbook.sheets.flatMap { sheet in
      sheet.rows.flatMap { row in
        row.cells.filter { !$0.value.isEmpty }.map { cell in
          "\(CellReference(row: row.number, column: cell.column)) \(cell.value.rawText)"
        }
      }
    }
  }

  @Test(arguments: [
    "same-sheet.xls", "same-sheet.ods", "same-sheet.fods", "same-sheet.html", "same-sheet.xml",
    "same-sheet-utf8.csv", "same-sheet-utf8-bom.csv", "same-sheet-gb18030.csv",
    "same-sheet-utf16.csv",
  ])
  func `the cells are those of the workbook`(name: String) throws {
    let expected = try Self.cells("same-sheet.xlsx")
    #expect(expected.count == 24)
    #expect(expected.contains("D4 2024-02-29"))
    #expect(try Self.cells(name) == expected)
  }

  @Test(arguments: ["xlsx", "xls", "ods", "fods", "html", "xml"])
  func `the format is told by content whatever the name says`(format: String) throws {
    let path = Self.folder + "same-sheet." + format
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(try WorkbookReader.read(bytes, fileName: "表.csv").format == format)
  }
}
