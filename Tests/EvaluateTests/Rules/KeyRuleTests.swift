// SPDX-License-Identifier: Apache-2.0
// KeyRuleTests: a record of a school that comes a second time.

import DataModel
import Evaluate
import Testing

@Suite struct KeyRuleTests {
  private func evaluate(_ rooms: [String], header: String = "房间号 | 用房类别 | 使用面积") -> Evaluation {
    SampleTables.evaluate([
      SampleTables.school([
        SampleTables.table("rooms", ([header] + rooms).joined(separator: "\n")),
        SampleTables.table("classes", sheet: 1, "年级 | 班号 | 学段 | 学生数\n一年级 | 1班 | 小学 | 40"),
      ])
    ])
  }

  @Test(arguments: [
    ("101 | 教学 | 60", "与 表1!A2 的记录完全相同，后一条不计入统计，请删除。"),
    ("101 | 教学 | 70", "与 表1!A2 的记录是同一个，但使用面积不同；后一条不计入统计，请改正或删除。"),
  ]) func `a repeated key is reported at the later row, which does not count`(
    row: String, suggestion: String
  ) throws {
    let result = evaluate(["101 | 教学 | 60", "102 | 教学 | 50", row])
    let found = result.findings("key-is-unique")
    #expect(found.map(\.place.range?.description) == ["A4"])
    #expect(found.map(\.severity) == [.mustCorrect])
    #expect(found[0].otherPlaces.map(\.range?.description) == ["A2"])
    #expect(found[0].facts["key"] == "101")
    #expect(found[0].suggestion == suggestion)
    let part = try #require(result.part("2199000001", "小学"))
    #expect(part.inputs[2].schoolValue == .number(ExactNumber(110)))
  }

  @Test(arguments: ["?", ""]) func `a record without a key is compared with none`(number: String) {
    let result = evaluate(["\(number) | 教学 | 60", "\(number) | 教学 | 60"])
    #expect(result.findings("key-is-unique").isEmpty)
    #expect(
      result.part("2199000001", "小学")?.inputs[2].schoolValue == .number(ExactNumber(120)))
  }

  @Test func `a list without the key's column is not compared`() {
    let result = evaluate(["教学 | 60", "教学 | 60"], header: "用房类别 | 使用面积")
    #expect(result.findings("key-is-unique").isEmpty)
  }

  @Test func `a rule of the pipeline over the same fields speaks instead`() {
    let number = "11010519491231002X"
    let result = SampleTables.evaluate([
      SampleTables.school([
        SampleTables.table(
          "teachers", "身份证件号 | 任教学段 | 最高学历\n\(number) | 小学 | 本科\n\(number) | 小学 | 本科")
      ])
    ])
    #expect(result.findings("identity-is-unique-in-school").count == 1)
    #expect(result.findings("key-is-unique").isEmpty)
  }

  @Test func `the same key in two schools is no repetition`() {
    let table = SampleTables.table("rooms", "房间号 | 用房类别 | 使用面积\n101 | 教学 | 60")
    let result = SampleTables.evaluate([
      SampleTables.school(code: "2199000001", [table]),
      SampleTables.school(code: "2199000002", [table]),
    ])
    #expect(result.findings("key-is-unique").isEmpty)
  }
}
