// SPDX-License-Identifier: Apache-2.0
// MarkedGridTests: the drawing language that other tests rely on.

import DataModel
import Ingest
import TestSupport
import Testing

@Suite struct MarkedGridTests {
  @Test func `a drawing becomes the cells it shows`() {
    let sheet = MarkedGrid.sheet(
      """
      学校 | 12 | -0.5 | "012 "
      TRUE | #N/A | @2024-09-01 | '7

      =3 | = | x y
      """)
    #expect(sheet.rows.map(\.number) == [1, 2, 4])
    #expect(
      sheet.rows[0].cells.map(\.value) == [
        .text("学校"), .number(12), .number(-0.5), .text("012 "),
      ])
    #expect(
      sheet.rows[1].cells.map(\.value) == [
        .boolean(true), .error("#N/A"),
        .date(SpreadsheetDate(serial: 45_536, kind: .date)), .text("7"),
      ])
    #expect(
      sheet.rows[2].cells == [
        Cell(column: 1, value: .number(3), formula: .cached),
        Cell(column: 2, value: .blank, formula: .uncached),
        Cell(column: 3, value: .text("x y")),
      ])
  }

  @Test func `marks spread merged ranges`() {
    let sheet = MarkedGrid.sheet(
      """
      学校 | 学生数 | < | 备注
      ^    | 男 | 女 |
      """)
    #expect(sheet.info.merges.map(\.description) == ["A1:A2", "B1:C1"])
    #expect(sheet.rows[1].cells.map(\.column) == [2, 3])
  }

  @Test func `a drawn sheet survives being written and read`() throws {
    let drawn = MarkedGrid.sheet(
      """
      学校 | 学生数 | <
      "一小 & <二小>" | 120 | TRUE
      = | @2024-09-01 | #DIV/0!
      """, name: "表 1")
    var builder = WorkbookBuilder()
    builder.addSheet(drawn)
    let read = try WorkbookReader.read(builder.bytes(), fileName: "a.xlsx")
    #expect(read.sheets == [drawn])
  }
}
