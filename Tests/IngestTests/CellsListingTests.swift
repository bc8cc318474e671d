// SPDX-License-Identifier: Apache-2.0
// CellsListingTests: the exact lines that the cells command prints.

import DataModel
import Ingest
import TestSupport
import Testing

@Suite struct CellsListingTests {
  private static func listing(
    _ book: Workbook, _ format: CellsListing.Format = .jsonLines, sheet: String? = nil
  ) -> String {
    var bytes: [UInt8] = []
    CellsListing.write(GroupedWorkbook(book), format: format, sheetName: sheet) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let book = Workbook(
    format: "xlsx",
    sheets: [
      MarkedGrid.sheet(
        """
        学校 | < | 12.5
        TRUE | #DIV/0! | @2024-09-01
        = | "" | =3
        """),
      Sheet(
        info: SheetInfo(name: "a\"b", visibility: .hidden, dateSystem: .from1904),
        rows: [SheetRow(number: 7, cells: [Cell(column: 28, value: .text("1\n\"2\"\\\t\u{1}"))])]),
    ], warnings: ["one \"thing\""])

  @Test func `JSON lines are as in the contract`() {
    #expect(
      Self.listing(Self.book) == """
        {"warning":"one \\"thing\\""}
        {"sheet":"Sheet1","visible":true,"merged":["A1:B1"],"date1904":false}
        {"sheet":"Sheet1","ref":"A1","type":"text","value":"学校"}
        {"sheet":"Sheet1","ref":"C1","type":"number","value":12.5}
        {"sheet":"Sheet1","ref":"A2","type":"bool","value":true}
        {"sheet":"Sheet1","ref":"B2","type":"error","value":"#DIV/0!"}
        {"sheet":"Sheet1","ref":"C2","type":"date","value":"2024-09-01"}
        {"sheet":"Sheet1","ref":"C3","type":"number","value":3}
        {"sheet":"a\\"b","visible":false,"merged":[],"date1904":true}
        {"sheet":"a\\"b","ref":"AB7","type":"text","value":"1\\n\\"2\\"\\\\\\t\\u0001"}

        """)
  }

  @Test func `one sheet can be asked for`() {
    let lines = Self.listing(Self.book, sheet: "Sheet1").split(separator: "\n")
    #expect(lines.count == 8)
    #expect(!lines.contains { $0.contains("AB7") })
  }

  @Test func `CSV has a row for each cell`() {
    #expect(
      Self.listing(Self.book, .csv)
        == "\u{FEFF}sheet,ref,type,value\r\nSheet1,A1,text,学校\r\nSheet1,C1,number,12.5\r\n"
        + "Sheet1,A2,bool,TRUE\r\nSheet1,B2,error,#DIV/0!\r\nSheet1,C2,date,2024-09-01\r\n"
        + "Sheet1,C3,number,3\r\n\"a\"\"b\",AB7,text,\"1\n\"\"2\"\"\\\t\u{1}\"\r\n")
  }

  @Test func `a long listing comes in pieces that join`() {
    let rows = (1...5000).map {
      SheetRow(number: $0, cells: [Cell(column: 1, value: .number(Double($0)))])
    }
    let book = Workbook(format: "csv", sheets: [Sheet(info: SheetInfo(name: ""), rows: rows)])
    var pieces = 0
    var bytes: [UInt8] = []
    CellsListing.write(GroupedWorkbook(book), format: .jsonLines) {
      pieces += 1
      bytes += $0
    }
    #expect(pieces > 1)
    #expect(String(decoding: bytes, as: UTF8.self).split(separator: "\n").count == 5001)
  }
}
