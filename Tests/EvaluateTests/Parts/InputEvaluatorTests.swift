// SPDX-License-Identifier: Apache-2.0
// InputEvaluatorTests: the inputs of a part, where they were read, and why they are missing.

import DataModel
import Evaluate
import Testing

@Suite struct InputEvaluatorTests {
  private static func classes(_ rows: String) -> RecordTable {
    SampleTables.table("classes", "年级 | 班号 | 学段 | 学生数\n" + rows)
  }

  private func part(_ type: String, _ tables: [RecordTable], stage: String = "小学") throws
    -> SchoolPartResult
  {
    let result = SampleTables.evaluate([SampleTables.school(type: type, tables)])
    return try #require(result.part("2199000001", stage))
  }

  @Test func `a count over many cells names its range`() throws {
    let part = try part(
      "小学", [Self.classes("一年级 | 1班 | 小学 | 40\n二年级 | 1班 | 小学 | 41")])
    #expect(part.inputs[0].lineage.map(\.field) == ["pupils", "stage"])
    #expect(part.inputs[0].lineage[0].range?.description == "D2:D3")
    #expect(part.inputs[0].lineage[0].raw == "")
  }

  @Test func `one cell is shown with its text and what was done to it`() throws {
    var table = SampleTables.table(
      "areas", sheet: 1,
      """
      面积合计
      450
      """)
    let plain = try part("小学", [Self.classes("一年级 | 1班 | 小学 | 40"), table])
    #expect(plain.inputs[2].lineage.map(\.raw) == ["450"])
    table.columns[0].steps = [[.unitConverted, .width]]
    table.columns[0].rawTexts = [0: "０．６７５亩"]
    let converted = try part("小学", [Self.classes("一年级 | 1班 | 小学 | 40"), table])
    #expect(converted.inputs[2].lineage.map(\.steps) == [[.unitConverted, .width]])
    #expect(converted.inputs[2].lineage.map(\.raw) == ["０．６７５亩"])
  }

  @Test func `the first way whose form came in applies whatever it gives`() throws {
    let rooms = SampleTables.table(
      "rooms", sheet: 1,
      """
      房间号 | 用房类别 | 使用面积
      1 | 教学 | ?
      """)
    let areas = SampleTables.table(
      "areas", sheet: 2,
      """
      面积合计
      450
      """)
    let classes = Self.classes("一年级 | 1班 | 小学 | 40")
    #expect(try part("小学", [classes, areas]).inputs[2].value == .number(ExactNumber(450)))
    #expect(try part("小学", [classes, areas, rooms]).inputs[2].value == .missing(.unreadable))
  }

  @Test func `an input without any form names the forms`() throws {
    let input = try part("小学", [Self.classes("一年级 | 1班 | 小学 | 40")]).inputs[2]
    #expect(input.value == .missing(.notSubmitted))
    #expect(input.reason == "未报送：校舍或面积汇总")
  }

  @Test func `a missing cell of another stage does not matter and is not named`() throws {
    let tables = [
      Self.classes("一年级 | 1班 | 小学 | 40\n七年级 | 1班 | 初中 | ?\n二年级 | 1班 | 小学 | 30")
    ]
    #expect(try part("九年一贯制学校", tables).pupils == .number(ExactNumber(70)))
    let junior = try part("九年一贯制学校", tables, stage: "初中")
    #expect(junior.pupils == .missing(.unreadable))
    #expect(junior.inputs[0].reason == "班级台账 学生数：1 个单元格缺少有效数据（首个 表1!D3：无法识别）")
  }

  @Test func `a missing cell makes the sum missing and never smaller`() throws {
    let part = try part(
      "小学", [Self.classes("一年级 | 1班 | 小学 | \n二年级 | 1班 | 小学 | 41\n三年级 | 1班 | 小学 | ?")])
    #expect(part.pupils.isMissing)
    #expect(part.inputs[0].reason == "班级台账 学生数：2 个单元格缺少有效数据（首个 表1!D2：空白）")
    #expect(part.indicators.allSatisfy { $0.status == .undecided })
  }

  @Test func `a column that the form lacks is named as such`() throws {
    let table = SampleTables.table(
      "classes",
      """
      年级 | 班号 | 学段
      一年级 | 1班 | 小学
      """)
    let input = try part("小学", [table]).inputs[0]
    #expect(input.value == .missing(.notOnForm))
    #expect(input.reason == "班级台账 学生数：表中没有该列")
  }
}
