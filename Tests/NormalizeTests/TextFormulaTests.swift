// SPDX-License-Identifier: Apache-2.0
// TextFormulaTests: texts that a program wrote as formulas, so that Excel keeps them.

import DataModel
import Normalize
import Testing

struct TextFormulaTests {
  private static func read(_ cell: String, format: String = "csv") -> Reading {
    var sheet = Grid.sheet("年级|班号|学生数\n一年级|1班|=45")
    var cells = sheet.rows[1].cells
    cells[1].value = .text(cell)
    sheet.rows[1] = SheetRow(number: sheet.rows[1].number, cells: cells)
    return Reading(Workbook(format: format, sheets: [sheet]))
  }

  @Test(arguments: ["csv", "tsv"])
  func `a text in a formula is the text`(format: String) {
    #expect(Self.read("=\"2班\"", format: format).values("classes", "class") == ["2班"])
  }

  @Test(arguments: ["=\"\"", "=\"", "=\"a\"&\"b\""])
  func `any other formula stays as it is`(cell: String) {
    #expect(Self.read(cell).values("classes", "class") == [cell])
  }

  @Test func `a workbook's text that begins like one is a text`() {
    #expect(Self.read("=\"2班\"", format: "xlsx").values("classes", "class") == ["=\"2班\""])
  }
}
