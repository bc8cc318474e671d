// SPDX-License-Identifier: Apache-2.0
// SchoolStagesTests: which parts a school has.

import DataModel
import Evaluate
import Testing

@Suite struct SchoolStagesTests {
  private func evaluate(_ type: String, _ rows: [String]) -> Evaluation {
    let table = SampleTables.table(
      "classes", "年级 | 班号 | 学段 | 学生数\n" + rows.joined(separator: "\n"))
    return SampleTables.evaluate([
      SampleTables.school(type: type, rows.isEmpty ? [] : [table])
    ])
  }

  private static let primary = "一年级 | 1班 | 小学 | 40"
  private static let junior = "七年级 | 1班 | 初中 | 40"
  private static let senior = "高一 | 1班 | 高中 | 40"

  @Test(arguments: [
    ("小学", [primary], ["小学"]), ("初级中学", [junior], ["初中"]),
    ("九年一贯制学校", [primary, junior], ["小学", "初中"]),
    ("完全中学", [junior, senior], ["初中"]),
    ("十二年一贯制学校", [primary, junior, senior], ["小学", "初中"]), ("高级中学", [senior], []),
    ("小学", [], ["小学"]), ("九年一贯制学校", [], ["小学", "初中"]),
  ]) func `the type says which parts there are`(type: String, rows: [String], stages: [String]) {
    #expect(evaluate(type, rows).parts.map(\.stage) == stages)
  }

  @Test func `a school without a stage that is judged is outside`() {
    let result = evaluate("高级中学", [Self.senior])
    #expect(!result.schools[0].isInScope)
    #expect(result.schools[0].excludedReason == "没有小学或初中学段")
  }

  @Test func `a stage without pupils is no part and its school keeps the whole`() throws {
    let rooms = SampleTables.table(
      "rooms", sheet: 1,
      """
      房间号 | 用房类别 | 使用面积
      1 | 教学 | 100
      """)
    let classes = SampleTables.table("classes", "年级 | 班号 | 学段 | 学生数\n" + Self.junior)
    let result = SampleTables.evaluate([
      SampleTables.school(type: "九年一贯制学校", [classes, rooms])
    ])
    #expect(result.parts.map(\.stage) == ["初中"])
    #expect(result.parts[0].inputs[2].value == .number(ExactNumber(100)))
    #expect(result.findings("stage-has-pupils").map(\.severity) == [.note])
    #expect(result.findings("stage-has-pupils")[0].facts["stage"] == "小学")
  }

  @Test(arguments: ["", "?"]) func `an unknown type leaves every indicator undecided`(
    type: String
  ) throws {
    let result = evaluate(type, [Self.primary, Self.junior])
    #expect(result.findings("school-type-is-known").map(\.place.range?.description) == ["C2"])
    #expect(result.parts.map(\.stage) == ["小学", "初中"])
    #expect(result.parts.flatMap(\.indicators).allSatisfy { $0.status == .undecided })
    #expect(result.parts[0].indicators[0].reason == "办学类型未填报或无法识别，无法确定学段")
    #expect(result.countyVerdicts[0].resources == .undecided)
  }

  @Test func `classes of a stage that the type does not have are reported`() {
    let result = evaluate("小学", [Self.primary, Self.junior])
    let found = result.findings("class-stage-fits-school-type")
    #expect(found.map(\.place.range?.description) == ["A3"])
    #expect(found.map(\.severity) == [.mustCorrect])
  }

  @Test func `a type that only the roster tells is enough`() {
    let roster = SampleTables.roster(
      """
      学校代码 | 学校名称 | 区县代码 | 办学类型
      2199000001 | 学校01 | 990121 | 小学
      """)
    let classes = SampleTables.table(
      "classes", "学校代码 | 年级 | 班号 | 学段 | 学生数\n2199000001 | " + Self.primary)
    let result = SampleTables.evaluate(
      [SampleTables.submission("a.xlsx", [classes])], roster: roster)
    #expect(result.parts.map(\.stage) == ["小学"])
    #expect(result.findings("school-type-is-known").isEmpty)
  }
}
