// SPDX-License-Identifier: Apache-2.0
// PlainWorkbookTests: a workbook rebuilt from its cells holds the same cells.

import DataModel
import Export
import Ingest
import Testing

@Suite("Workbooks rebuilt from their cells")
struct PlainWorkbookTests {
  private static func sheet(_ name: String, _ values: [CellValue]) -> Sheet {
    let cells = values.enumerated().map { Cell(column: $0.offset + 1, value: $0.element) }
    return Sheet(info: SheetInfo(name: name), rows: [SheetRow(number: 3, cells: cells)])
  }

  @Test func `every kind of cell is read back as it was`() throws {
    let day = SpreadsheetDate(serial: 45_000, kind: .date)
    let moment = SpreadsheetDate(serial: 45_000.25, kind: .dateTime)
    let values: [CellValue] = [
      .number(12.5), .text("990121199001011234"), .boolean(true), .date(day), .date(moment),
      .date(SpreadsheetDate(serial: 0.5, kind: .time)), .error("#DIV/0!"), .text("=1+1"),
      .text(" 前后 "), .number(-0.1), .text("a<b>&\"\n_x0041_"),
    ]
    var sheet = Self.sheet("表", values)
    sheet.info.merges = [CellRange("A1:B2")].compactMap { $0 }
    let plain = PlainWorkbook(Workbook(format: "xls", sheets: [sheet]))
    let read = try WorkbookReader.read(try #require(plain.bytes()), fileName: "a.xlsx")
    #expect(read.sheets[0].rows == sheet.rows)
    #expect(read.sheets[0].info.merges == sheet.info.merges)
    #expect(read.warnings == [])
  }

  @Test func `sheets keep their names where a workbook takes them, and their state`() throws {
    var hidden = Self.sheet("a:b", [.number(1)])
    hidden.info.visibility = .hidden
    let book = Workbook(format: "ods", sheets: [Self.sheet("", [.number(1)]), hidden])
    let plain = PlainWorkbook(book)
    #expect(plain.sheetNames == ["数据", "a_b"])
    let read = try WorkbookReader.read(try #require(plain.bytes()), fileName: "a.xlsx")
    #expect(read.sheets.map(\.info.visibility) == [.visible, .hidden])
  }

  @Test func `a file without sheets is a workbook with an empty one`() throws {
    let plain = PlainWorkbook(Workbook(format: "csv", sheets: []))
    let read = try WorkbookReader.read(try #require(plain.bytes()), fileName: "a.xlsx")
    #expect(read.sheets.count == 1)
  }
}
