// SPDX-License-Identifier: Apache-2.0
// LabelValueReaderTests: forms with a label beside or above each value.

import DataModel
import Definitions
import Normalize
import Testing

struct LabelValueReaderTests {
  @Test func `merged value cells and blank values keep their cells`() {
    let reading = Reading(
      """
      学校代码 | 2199000001 | < | 学校名称 | 示例小学 | <
      办学类型 | 小学 | < | 在校学生数 | |
      教职工数 | =20 | < | 专任教师数 | =18 | <
      """)
    #expect(reading.values("school", "students") == ["?blank"])
    let students = reading.result.tables.first?.column("students")
    #expect(students?.origins.first??.reference.description == "E2")
    #expect(reading.values("school", "teachers") == ["18"])
    #expect(reading.findings == [])
  }

  @Test func `labels above their values are read`() {
    let reading = Reading(
      """
      学校代码 | 学校名称 | 办学类型
      2199000001 | 示例小学 | 小学
      在校学生数 | 教职工数 | 专任教师数
      =100 | =20 | =18
      """)
    #expect(reading.result.tables.map(\.rowCount) == [1])
    #expect(reading.values("school", "school_name") == ["示例小学"])
    #expect(reading.values("school", "staff") == ["20"])
    #expect(reading.findings == [])
  }

  @Test func `a numbered form with a column of units is read`() {
    let reading = Reading(
      """
      学校基本情况 | < | < | <
      序号 | 填报项目 | 单位 | 填报值
      =1 | 学校代码 | | 2199000001
      =2 | 学校名称 | | 示例小学
      =3 | 办学类型 | | 小学
      =4 | 在校学生数 | 人 | =100
      =5 | 占地面积 | 亩 | =3
      """)
    #expect(reading.values("school", "land_area") == ["2000"])
    #expect(reading.values("school", "students") == ["100"])
  }

  @Test func `a label with its value in one cell is read`() {
    let reading = Reading("学校代码：2199000001\n学校名称：示例小学\n办学类型：小学\n在校学生数：１００人")
    #expect(reading.values("school", "students") == ["100"])
    #expect(reading.values("school", "school_name") == ["示例小学"])
    #expect(reading.findings == [])
  }

  @Test func `a label nobody knows is a finding with its value set aside`() {
    let reading = Reading("学校代码|2199000001\n学校名称|示例小学\n邮政编码|100000\n办学类型|小学\n在校学生数|=5")
    #expect(reading.findings == ["header-is-known@A3"])
    #expect(reading.result.account.quarantined == 2)
  }

  @Test func `a list of schools is read as a list though the form may be both`() {
    let reading = Reading(
      """
      序号 | 学校代码 | 学校名称 | 办学类型 | 在校学生数
      =1 | 2199000001 | 示例小学 | 小学 | =100
      =2 | 3199000001 | 示例初中 | 初中 | =200
      """)
    #expect(reading.result.tables.map(\.rowCount) == [2])
    #expect(reading.values("school", "students") == ["100", "200"])
  }

  @Test func `a list below a form is read too`() {
    let reading = Reading(
      """
      学校代码 | 2199000001 | 学校名称 | 示例小学
      办学类型 | 小学 | 在校学生数 | =45
      班级台账 | < | <
      年级 | 班号 | 学生数
      一年级 | 1班 | =45
      """)
    #expect(reading.result.tables.map(\.form) == ["school", "classes"])
    #expect(reading.findings == [])
  }

  @Test func `a dash among units is a unit cell where no captions stand`() {
    let reading = Reading(
      """
      学校代码 | — | 2199000001
      学校名称 | — | 示例小学
      办学类型 | | 小学
      在校学生数 | 人 | =100
      占地面积 | 亩 | =3
      """)
    #expect(reading.values("school", "school_name") == ["示例小学"])
    #expect(reading.values("school", "school_type") == ["小学"])
    #expect(reading.values("school", "land_area") == ["2000"])
    #expect(reading.findings == [])
    #expect(reading.result.account.quarantined == 0)
  }

  @Test(arguments: ["=1,=2,=3,=4,=5", "01,02,03,04,05", "=7,=8,=9,=10,=11"])
  func `numbers that count the rows beside labels are row codes`(_ codes: String) {
    let code = codes.split(separator: ",")
    let reading = Reading(
      """
      学校代码 | \(code[0]) | 2199000001
      学校名称 | \(code[1]) | 示例小学
      办学类型 | \(code[2]) | 小学
      在校学生数 | \(code[3]) | =100
      教职工数 | \(code[4]) |
      """)
    #expect(reading.values("school", "school_code") == ["2199000001"])
    #expect(reading.values("school", "students") == ["100"])
    #expect(reading.values("school", "staff") == ["?blank"])
    #expect(reading.findings == [])
    #expect(reading.result.account.ignored == ["serial": 5])
  }

  @Test func `two columns of figures beside the labels give none`() {
    let reading = Reading(
      """
      学校代码 | 2199000001 | 3199000001
      学校名称 | 示例小学 | 示例初中
      办学类型 | 小学 | 初中
      在校学生数 | =100 | =200
      教职工数 | =10 | =20
      """)
    #expect(reading.result.tables.allSatisfy { $0.rowCount == 0 })
    #expect(reading.findings == ["value-column-is-clear@B1:C5"])
    #expect(reading.result.account.quarantined == 10)
  }

  @Test func `figures under a label that nobody knows contest no value`() {
    let reading = Reading(
      """
      学校代码 | 2199000001 | 学校名称 | 示例小学
      在校学生数 | =100 | 走读人数 | =60
      教职工数 | =10 | 工勤人数 | =2
      """)
    #expect(reading.values("school", "students") == ["100"])
    #expect(reading.values("school", "staff") == ["10"])
  }

  @Test func `a word from the list of a column is a value though it is a label elsewhere`() {
    let reading = Self.withTowns(
      """
      学校代码 | 学校名称 | 城乡类型 | 在校学生数
      2199000001 | 甲小学 | 镇区 | =100
      2199000002 | 乙小学 | 镇区 | =90
      2199000003 | 丙小学 | 乡镇 | =80
      2199000004 | 丁小学 | 镇区 | =70
      """)
    #expect(reading.result.tables.map(\.rowCount) == [4])
    #expect(reading.values("towns", "urban_rural") == ["镇区", "镇区", "镇区", "镇区"])
    #expect(reading.findings == [])
    #expect(reading.result.account.quarantined == 0)
  }

  @Test func `a label's word under a column that has no such value ends no list`() {
    let reading = Self.withTowns(
      """
      学校代码 | 学校名称 | 城乡类型 | 在校学生数
      2199000001 | 甲小学 | 镇区 | =100
      2199000002 | 乙小学 | 镇区 | =90
      2199000003 | 中心校 | 中心校 | =80
      2199000004 | 丁小学 | 镇区 | =70
      """)
    #expect(reading.result.tables.map(\.rowCount) == [4])
    #expect(reading.findings == ["value-is-in-code-list@C4"])
    #expect(reading.result.account.quarantined == 0)
  }

  @Test func `a choice beside its label is no label itself`() {
    let reading = Self.withTowns(
      "学校代码 | 2199000001 | 学校名称 | 甲小学\n城乡类型 | 乡镇 | 在校学生数 | =100")
    #expect(reading.values("towns", "urban_rural") == ["镇区"])
    #expect(reading.values("towns", "town") == [])
    #expect(reading.findings == [])
  }

  /// Read with a form whose label 乡镇 is also a word of a code list.
  private static func withTowns(_ drawing: String) -> Reading {
    let towns = SampleDefinitions.form(
      "towns", "学校基本情况", titles: ["基本情况"], layouts: [.labelValue, .list],
      isOnePerSchool: true,
      [
        SampleDefinitions.field(
          "school_code", "学校标识码", .schoolCode, ["学校代码"], required: true),
        SampleDefinitions.field("school_name", "学校名称", .text, required: true),
        SampleDefinitions.field("urban_rural", "城乡类型", .code(list: "area"), required: true),
        SampleDefinitions.field("town", "所在乡镇", .text, ["乡镇", "中心校"], optional: true),
        SampleDefinitions.field("students", "在校学生数", .integer, unit: "人", required: true),
      ])
    var definitions = SampleDefinitions.make(forms: [towns])
    definitions.codeLists["area"] = SampleDefinitions.list(
      "area", [("", "镇区", ["乡镇"], [:]), ("", "城区", [], [:])])
    return Reading(Grid.workbook(drawing), with: Normalizer(definitions: definitions))
  }
}
