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

  private static let rooms = SampleTables.table(
    "rooms", sheet: 1,
    """
    房间号 | 用房类别 | 使用面积
    1 | 教学 | 100
    """)

  /// A school with a basic form that says the pupils of its stages.
  private func evaluate(_ type: String, stages: String, _ classes: [String]) -> Evaluation {
    let basic = SampleTables.table(
      "basic", sheet: 2,
      "学校代码 | 学校名称 | 办学类型 | 小学生数 | 初中生数\n2199000001 | 学校01 | \(type) | \(stages)")
    let list = SampleTables.table(
      "classes", "年级 | 班号 | 学段 | 学生数\n" + classes.joined(separator: "\n"))
    return SampleTables.evaluate([
      SampleTables.submission("990121_示例县01/a.xlsx", [basic, list, Self.rooms])
    ])
  }

  @Test func `a stage said to have no pupils is no part and its school keeps the whole`() {
    let result = evaluate("九年一贯制学校", stages: "0 | 40", [Self.junior])
    #expect(result.parts.map(\.stage) == ["初中"])
    #expect(result.parts[0].inputs[2].value == .number(ExactNumber(100)))
    #expect(result.findings("stage-has-pupils").map(\.severity) == [.note])
    #expect(result.findings("stage-has-pupils")[0].facts["stage"] == "小学")
    #expect(result.findings("stage-is-on-class-list").isEmpty)
  }

  @Test func `a stage without a class on the list is not a stage without pupils`() throws {
    let result = evaluate("九年一贯制学校", stages: " | 40", [Self.junior])
    #expect(result.parts.map(\.stage) == ["小学", "初中"])
    for part in result.parts {
      #expect(part.inputs[2].value.isMissing)
      #expect(part.inputs[2].schoolValue == .number(ExactNumber(100)))
      #expect(part.inputs[2].reason.contains("班级台账没有小学班级"))
    }
    #expect(result.parts[1].pupils == .number(ExactNumber(40)))
    let found = try #require(result.findings("stage-is-on-class-list").first)
    #expect(found.severity == .mustCorrect)
    #expect(found.place == Place(submission: 0, sheet: "表1"))
  }

  @Test func `a form that says the pupils of a stage stands in for its classes`() {
    let result = evaluate("九年一贯制学校", stages: "44 | 40", [Self.junior])
    #expect(
      result.parts.map { $0.inputs[2].value } == [
        .number(ExactNumber(50)), .number(ExactNumber(50)),
      ])
    #expect(result.findings("stage-is-on-class-list").count == 1)
  }

  @Test func `a stage that is not judged has its share or leaves all shares open`() {
    let result = evaluate("完全中学", stages: " | 40", [Self.junior])
    #expect(result.parts.map(\.stage) == ["初中"])
    #expect(result.parts[0].inputs[2].value.isMissing)
    #expect(result.findings("stage-is-on-class-list").map(\.value) == ["高中"])
  }

  @Test func `nothing is split while a stage has pupils that the type does not have`() {
    let result = evaluate("小学", stages: " | ", [Self.primary, Self.junior])
    #expect(result.parts.map(\.stage) == ["小学"])
    #expect(result.parts[0].pupils == .number(ExactNumber(40)))
    #expect(result.parts[0].inputs[2].value.isMissing)
    #expect(result.parts[0].inputs[2].reason == "有办学类型以外的初中班级，无法分摊全校数据")
    #expect(result.parts[0].weightedPupils.isMissing)
  }

  @Test func `a class whose stage is unknown may be of any stage`() {
    let result = evaluate("九年一贯制学校", stages: "0 | 40", [Self.junior, "? | 1班 | ? | 40"])
    #expect(result.parts.map(\.stage) == ["小学", "初中"])
    #expect(result.parts.allSatisfy { $0.pupils.isMissing })
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
