// SPDX-License-Identifier: Apache-2.0
// SchoolCampusesTests: campuses (校区) of one school code are evaluated each by itself, and never guessed.

import DataModel
import Definitions
import Evaluate
import TestSupport
import Testing

@Suite struct SchoolCampusesTests {
  private let definitions: DefinitionSet

  init() throws {
    definitions = try LoadedPipelines.named("quality-balance-2017")
  }

  private static let basicHeader =
    "学校代码 | 学校名称 | 校区 | 办学类型 | 县区代码 | 在校学生数 | 教学及辅助用房面积 | 室内体育用房面积"
  private static let east = "2199000001 | 示例小学 | 东校区 | 小学 | 990121 | 400 | 2000 | 0"
  private static let west = "2199000001 | 示例小学 | 西校区 | 小学 | 990121 | 400 | 800 | 0"

  private func evaluate(
    _ tables: [(form: String, text: String)], roster: String? = nil,
    previous: [LedgerEntry]? = nil, pipeline: DefinitionSet? = nil
  ) -> Evaluation {
    let set = pipeline ?? definitions
    let read = tables.enumerated().map { index, table in
      SampleTables.table(table.form, sheet: index, in: set, table.text)
    }
    return Evaluator(definitions: set).evaluate(
      submissions: [SampleTables.submission("990121_示例县01/2199000001.xlsx", read)],
      roster: roster.map {
        NormalizedWorkbook(
          sheetNames: [""], tables: [SampleTables.table("roster", in: set, $0)])
      }, year: 2025, previousLedger: previous)
  }

  private func part(_ result: Evaluation, _ campus: String, _ stage: String = "小学")
    -> SchoolPartResult?
  {
    result.parts.first { result.schools[$0.school].campus == campus && $0.stage == stage }
  }

  private func basic(_ rows: String...) -> (form: String, text: String) {
    ("basic", ([Self.basicHeader] + rows).joined(separator: "\n"))
  }

  @Test func `each campus is judged by its own figures, and one may fail alone`() throws {
    let result = evaluate([basic(Self.east, Self.west)])
    #expect(part(result, "东校区")?.indicator("R4")?.value == .number(ExactNumber(5)))
    #expect(part(result, "东校区")?.indicator("R4")?.status == .met)
    #expect(part(result, "西校区")?.indicator("R4")?.status == .below)
    #expect(part(result, "西校区")?.verdict == .fail)
    #expect(part(result, "东校区")?.verdict != .fail)
    #expect(result.schools.map(\.code) == ["2199000001", "2199000001"])
    #expect(result.schools.map(\.name) == ["示例小学（东校区）", "示例小学（西校区）"])
    #expect(result.findings("campus-is-given").isEmpty)
    #expect(result.findings("form-is-handed-in-once").isEmpty)
  }

  @Test func `a county's disparity is between its campuses`() throws {
    let result = evaluate([basic(Self.east, Self.west)])
    let area = try #require(result.countyIndicators.first { $0.indicator == "R4" })
    #expect(area.parts == 2)
    // 5 and 2 ㎡ of 400 pupils each: mean 3.5, deviation 1.5.
    #expect(abs((area.variation ?? 0) - 1.5 / 3.5) < 1e-12)
  }

  @Test func `rows without a campus belong to none and leave all campuses open`() throws {
    let classes = """
      学校代码 | 校区 | 年级 | 学段 | 班号 | 学生数
      2199000001 | 东校区 | 一年级 | 小学 | 1班 | 40
      2199000001 |  | 一年级 | 小学 | 2班 | 40
      2199000001 | 西校区 | 一年级 | 小学 | 1班 | 40
      2199000001 |  | 二年级 | 小学 | 1班 | 40
      """
    let result = evaluate([
      ("basic", "学校代码 | 学校名称 | 办学类型 | 县区代码\n2199000001 | 示例小学 | 小学 | 990121"),
      ("classes", classes),
    ])
    let finding = try #require(
      result.findings("campus-is-given").first { $0.form == "classes" })
    #expect(finding.severity == .mustCorrect)
    #expect(finding.schoolCode == "2199000001")
    #expect(finding.facts["count"] == "2")
    #expect(finding.facts["campuses"] == "东校区、西校区")
    for campus in ["东校区", "西校区"] {
      let own = try #require(part(result, campus))
      #expect(own.pupils.isMissing)
      #expect(own.verdict == .undecided)
      #expect(own.indicators[0].reason.contains("班级台账：2 行没有写明校区"))
    }
  }

  @Test func `what only the whole school hands in is apportioned by no rule`() throws {
    let staff = """
      学校代码 | 姓名 | 身份证件号 | 性别 | 岗位类别 | 任教学段 | 最高学历 | 任教学科
      2199000001 | 张三 | 99012119800915001X | 女 | 专任教师 | 小学 | 本科 | 语文
      """
    let result = evaluate([basic(Self.east, Self.west), ("teachers", staff)])
    for campus in ["东校区", "西校区"] {
      let own = try #require(part(result, campus))
      let staffed = try #require(own.indicator("R1"))
      #expect(staffed.status == .undecided)
      #expect(staffed.reason.contains("教师花名册：1 行没有写明校区"))
      // What the campus itself handed in counts all the same.
      #expect(own.indicator("R4")?.value.number != nil)
    }
    let findings = result.findings("campus-is-given")
    #expect(findings.map(\.form) == ["teachers"])
    #expect(result.findings("form-is-handed-in").allSatisfy { $0.form != "teachers" })
  }

  @Test func `a campus that one form alone names is one all the same`() throws {
    let classes = """
      学校代码 | 校区 | 年级 | 学段 | 班号 | 学生数
      2199000001 | 东校区 | 一年级 | 小学 | 1班 | 40
      2199000001 | 西 校区 | 一年级 | 小学 | 1班 | 41
      """
    let result = evaluate([
      (
        "basic",
        "学校代码 | 学校名称 | 办学类型 | 县区代码 | 教学及辅助用房面积\n2199000001 | 示例小学 | 小学 | 990121 | 900"
      ),
      ("classes", classes),
    ])
    #expect(part(result, "东校区")?.pupils == .number(ExactNumber(40)))
    #expect(part(result, "西 校区")?.pupils == .number(ExactNumber(41)))
    #expect(part(result, "东校区")?.indicator("R4")?.status == .undecided)
    #expect(result.findings("campus-is-given").map(\.form) == ["basic"])
    #expect(result.findings("key-is-unique").isEmpty)
  }

  @Test(arguments: ["东校区", ""]) func `one campus that all rows name tells nothing apart`(
    campus: String
  ) throws {
    let row = "2199000001 | 示例小学 | \(campus) | 小学 | 990121 | 400 | 2000 | 0"
    let result = evaluate([basic(row)])
    #expect(result.schools.map(\.campus) == [""])
    #expect(result.schools.map(\.name) == ["示例小学"])
    #expect(result.findings("campus-is-given").isEmpty)
  }

  @Test func `a campus of one stage counts as a school of that stage`() throws {
    let classes = """
      学校代码 | 校区 | 年级 | 学段 | 班号 | 学生数
      3199000001 | 北校区 | 一年级 | 小学 | 1班 | 40
      3199000001 | 南校区 | 七年级 | 初中 | 1班 | 45
      """
    let basic = """
      学校代码 | 学校名称 | 校区 | 县区代码 | 教学及辅助用房面积 | 室内体育用房面积
      3199000001 | 示例学校 | 北校区 | 990121 | 200 | 0
      3199000001 | 示例学校 | 南校区 | 990121 | 270 | 0
      """
    let result = evaluate(
      [("basic", basic), ("classes", classes)],
      roster: "学校代码 | 学校名称 | 办学类型 | 县区代码\n3199000001 | 示例学校 | 九年一贯制学校 | 990121")
    #expect(result.parts.map(\.stage) == ["小学", "初中"])
    // Nothing is split: each campus keeps the whole of its rooms.
    #expect(part(result, "北校区")?.indicator("R4")?.value == .number(ExactNumber(5)))
    #expect(part(result, "南校区", "初中")?.indicator("R4")?.value == .number(ExactNumber(6)))
    #expect(result.findings("stage-is-on-class-list").isEmpty)
  }

  @Test func `the roster may give each campus its type`() throws {
    let roster = """
      学校代码 | 学校名称 | 校区 | 办学类型 | 县区代码
      3199000001 | 示例学校 | 北校区 | 小学 | 990121
      3199000001 | 示例学校 | 南校区 | 初级中学 | 990121
      """
    let result = evaluate([], roster: roster)
    #expect(result.schools.map(\.type) == ["小学", "初级中学"])
    #expect(result.findings("roster-code-is-unique").isEmpty)
    let twice = evaluate([], roster: roster + "\n3199000001 | 示例学校 | 南校区 | 小学 | 990121")
    #expect(twice.schools.count == 2)
    #expect(twice.findings("roster-code-is-unique").count == 1)
  }

  @Test func `classes of two campuses that bear one name are two classes`() throws {
    let classes = """
      学校代码 | 校区 | 年级 | 学段 | 班号 | 学生数
      2199000001 | 东校区 | 一年级 | 小学 | 1班 | 50
      2199000001 | 西校区 | 一年级 | 小学 | 1班 | 51
      """
    let first = evaluate([basic(Self.east, Self.west), ("classes", classes)])
    #expect(first.ledger.map(\.campus) == ["东校区", "西校区"])
    let smaller = classes.replacing("| 51", with: "| 45")
    let second = evaluate(
      [basic(Self.east, Self.west), ("classes", smaller)], previous: first.ledger)
    #expect(second.ledger.map(\.state) == [.open, .closed])
    #expect(first.grades.map(\.campus) == ["东校区", "西校区"])
  }

  @Test func `a pipeline that does not declare campuses does not tell them apart`() throws {
    var without = definitions
    without.standard.campusSource = nil
    let result = evaluate([basic(Self.east, Self.west)], pipeline: without)
    #expect(result.schools.map(\.campus) == [""])
    #expect(result.findings("form-is-handed-in-once").count == 1)
  }
}
