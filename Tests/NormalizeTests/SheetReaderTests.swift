// SPDX-License-Identifier: Apache-2.0
// SheetReaderTests: sheets that are hidden, instructions or nothing known.

import DataModel
import Normalize
import Testing

struct SheetReaderTests {
  private static let list = "年级|班号|学生数\n一年级|1班|=45"

  private func read(_ drawing: String, name: String, _ visibility: SheetVisibility) -> Reading {
    Reading(
      Workbook(
        format: "xlsx", sheets: [Grid.sheet(drawing, name: name, visibility: visibility)]))
  }

  @Test func `a hidden list of codes is ignored`() {
    let reading = read("专科\n本科\n硕士", name: "字典", .hidden)
    #expect(reading.result.account.ignored == ["hidden_sheet": 3])
    #expect(reading.findings == [])
  }

  @Test func `the list of problems of a returned workbook is left out`() {
    let captions = ReturnList.columns.joined(separator: "|")
    let reading = read(
      "问题清单\n\(captions)\n=1|必须更正|班级台账|C2|学生数|0|人数不对|||已核实||ab", name: "班级", .visible)
    #expect(reading.result.tables == [])
    #expect(reading.result.account.ignored == ["return_list": 22])
    #expect(reading.result.account.balances)
    #expect(reading.findings == [])
  }

  @Test func `a hidden table is set aside with a finding`() {
    let reading = read(Self.list, name: "旧表", .veryHidden)
    #expect(reading.result.tables == [])
    #expect(reading.result.account.quarantined == 6)
    #expect(reading.findings == ["hidden-sheet-holds-no-data@"])
  }

  @Test(arguments: ["填表说明", "数据字典", "填表说明（2025）"])
  func `a sheet of instructions is ignored by its name`(_ name: String) {
    let reading = read("一、请勿改动表头。\n二、面积以平方米计。", name: name, .visible)
    #expect(reading.result.account.ignored == ["instruction_sheet": 2])
    #expect(reading.findings == [])
  }

  @Test func `a sheet of instructions is ignored by its first words`() {
    let reading = read("填表说明\n一、请勿改动表头。", name: "Sheet3", .visible)
    #expect(reading.result.account.ignored == ["instruction_sheet": 2])
  }

  @Test func `a table on a sheet called instructions is read`() {
    #expect(read(Self.list, name: "填表说明", .visible).values("classes", "pupils") == ["45"])
  }

  @Test func `a sheet that is nothing known is set aside with a finding`() {
    let reading = read("电话|地址\n123|某路", name: "通讯录", .visible)
    #expect(reading.findings == ["sheet-holds-a-known-table@"])
    #expect(reading.result.account.quarantined == 4)
  }

  @Test func `an empty workbook has an empty account`() {
    #expect(Reading(Workbook(format: "xlsx", sheets: [])).result.account == CellAccount())
    #expect(read("", name: "Sheet1", .visible).findings == [])
  }
}
