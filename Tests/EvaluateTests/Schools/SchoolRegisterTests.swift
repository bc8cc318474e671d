// SPDX-License-Identifier: Apache-2.0
// SchoolRegisterTests: whose record a row is, and which schools and counties there are.

import DataModel
import Evaluate
import Testing

@Suite struct SchoolRegisterTests {
  private static let roster = SampleTables.roster(
    """
    学校代码 | 学校名称 | 区县代码 | 区县名称 | 办学类型
    2199000001 | 第一小学 | 990121 | 示例县01 | 小学
    2199000002 | 第二小学 | 990121 | 示例县01 | 小学
    2199000003 | 中心小学 | 990122 | 示例县02 | 小学
    2199000004 | 中心小学 | 990121 | 示例县01 | 小学
    """)

  private static func classes(_ code: String = "", _ name: String = "") -> RecordTable {
    SampleTables.table(
      "classes",
      """
      学校代码 | 学校名称 | 年级 | 班号 | 学段 | 学生数
      \(code) | \(name) | 一年级 | 1班 | 小学 | 40
      """)
  }

  private static func basic(_ code: String, _ name: String) -> RecordTable {
    SampleTables.table(
      "basic", sheet: 1,
      """
      学校代码 | 学校名称 | 办学类型
      \(code) | \(name) | 小学
      """)
  }

  /// Code of the school that got the one class.
  private func owner(_ result: Evaluation) -> String? {
    result.records[1].firstIndex { !$0.isEmpty }.map { result.schools[$0].code }
  }

  @Test(arguments: [
    ("a.xlsx", "2199000002", "第一小学", nil, "2199000002"),
    ("a.xlsx", "", "第一 小学", nil, "2199000001"),
    ("a.xlsx", "", "", "2199000001", "2199000001"),
    ("2199000002.xlsx", "", "", "2199000001", "2199000001"),
    ("2199000002_某校.xlsx", "", "", nil, "2199000002"),
    ("990122_示例县02/a.xlsx", "", "中心小学", nil, "2199000003"),
    ("a.xlsx", "", "第二小学（2199000002）", nil, "2199000002"),
    ("a.xlsx", "", "2199000002 第二小学", nil, "2199000002"),
    ("990121_示例县01/第二小学.xlsx", "", "", nil, "2199000002"),
    ("990121_示例县01/2025年第二小学填报表.xlsx", "", "", nil, "2199000002"),
    ("990121_示例县01/示例县01第二小学（终稿）.xlsx", "", "", nil, "2199000002"),
    ("990121_示例县01/03_第二小学/2025年学校班级表.xlsx", "", "", nil, "2199000002"),
    ("990122_示例县02/中心小学.xlsx", "", "", nil, "2199000003"),
    ("990121_示例县01/a.xlsx", "", "中心小学", nil, "2199000004"),
  ]) func `a row belongs to its code, else its name, else its file's school`(
    path: String, code: String, name: String, basicCode: String?, expected: String
  ) {
    let tables = [Self.classes(code, name)] + (basicCode.map { [Self.basic($0, "")] } ?? [])
    let result = SampleTables.evaluate(
      [SampleTables.submission(path, tables)], roster: Self.roster)
    #expect(owner(result) == expected)
    #expect(result.findings("school-is-identified").isEmpty)
  }

  @Test(arguments: [
    "990121_示例县01/新第二小学.xlsx", "990121_示例县01/第二小学附属幼儿园.xlsx", "990121_示例县01/第一小学和第二小学.xlsx",
    "990121_示例县01/第二小学/河西村小学班级表.xlsx", "990122_示例县02/第二小学.xlsx", "990121_示例县01/第二小学东校区.xlsx",
  ])
  func `a path that may mean another school gives none`(path: String) {
    let result = SampleTables.evaluate(
      [SampleTables.submission(path, [Self.classes("", "")])], roster: Self.roster)
    #expect(owner(result) == nil)
    #expect(result.findings("school-is-identified").count == 1)
  }

  @Test(arguments: ["a.xlsx", "2199009999.xlsx", "2199000001和2199000002.xlsx"])
  func `rows of nobody take part in nothing and are counted in a finding`(path: String) throws {
    let result = SampleTables.evaluate(
      [SampleTables.submission(path, [Self.classes("", "中心小学")])], roster: Self.roster)
    #expect(owner(result) == nil)
    let finding = try #require(result.findings("school-is-identified").first)
    #expect(finding.severity == .mustCorrect)
    #expect(finding.facts["count"] == "1")
    #expect(finding.place.range?.description == "A2")
    #expect(finding.facts["reason"]?.contains("不止一所") == true)
    #expect(result.submissionResults[0].status == .returned)
  }

  @Test(arguments: [
    ("第一小学教师花名册", nil), ("2025年第二小学教师花名册", "第二小学"), ("第一小学、第二小学教师花名册", nil),
    ("教师花名册", nil), ("新第二小学教师花名册", nil), ("第二小学附属幼儿园", nil), ("示例县01第二小学", "第二小学"),
  ])
  func `a title of another school is said and changes nothing`(title: String, named: String?) {
    var table = Self.classes("2199000001", "第一小学")
    table.titles = [TableTitle(text: title, place: CellReference(row: 1, column: 1))]
    let result = SampleTables.evaluate(
      [SampleTables.submission("990121_示例县01/a.xlsx", [table])], roster: Self.roster)
    let found = result.findings("title-names-its-school")
    #expect(found.map { $0.facts["actual"] } == (named.map { [$0] } ?? []))
    #expect(found.allSatisfy { $0.place.range?.description == "A1" })
    #expect(owner(result) == "2199000001")
  }

  @Test func `a code that the roster lacks is reported once and still evaluated`() throws {
    let table = Self.classes("2199000009", "新建小学")
    let result = SampleTables.evaluate(
      [SampleTables.submission("990121_示例县01/a.xlsx", [table, table])], roster: Self.roster)
    let found = result.findings("school-is-on-roster")
    #expect(found.map(\.severity) == [.mustExplain])
    #expect(found[0].place.range?.description == "A2")
    #expect(owner(result) == "2199000009")
    let school = try #require(result.schools.first { $0.code == "2199000009" })
    #expect(!school.isOnRoster)
    #expect(school.name == "新建小学")
  }

  @Test func `without a roster no code is unknown and nobody is missing`() {
    let result = SampleTables.evaluate([
      SampleTables.submission("990121_示例县01/a.xlsx", [Self.classes("2199000009", "新建小学")])
    ])
    #expect(result.findings("school-is-on-roster").isEmpty)
    #expect(result.submissionResults.count == 1)
  }

  @Test func `a name that differs from the roster's asks for an explanation`() {
    let result = SampleTables.evaluate(
      [SampleTables.submission("a.xlsx", [Self.basic("2199000001", "第一中心小学")])],
      roster: Self.roster)
    let found = result.findings("school-names-agree")
    #expect(found.map(\.severity) == [.mustExplain])
    #expect(found[0].facts == ["expected": "第一小学", "actual": "第一中心小学"])
    #expect(result.schools.first { $0.code == "2199000001" }?.name == "第一小学")
  }

  @Test func `a foreign name in a one-school file is kept with its school and reported`() {
    let result = SampleTables.evaluate(
      [
        SampleTables.submission(
          "a.xlsx", [Self.classes("", "第九小学"), Self.basic("2199000001", "第一小学")])
      ], roster: Self.roster)
    #expect(owner(result) == "2199000001")
    #expect(result.findings("school-names-agree").count == 1)
  }

  @Test(arguments: [
    ("990125_示例县05/a.xlsx", "990126", "990126"),
    ("990125_示例县05/a.xlsx", "", "990125"),
    ("a.xlsx", "990126000000", "990126"),
    ("a.xlsx", "", ""),
  ]) func `the county is the form's, else the folder's, else reported`(
    path: String, field: String, expected: String
  ) {
    let table = SampleTables.table(
      "basic",
      """
      学校代码 | 学校名称 | 办学类型 | 区县代码
      2199000077 | 某校 | 小学 | \(field)
      """)
    let result = SampleTables.evaluate([SampleTables.submission(path, [table])])
    #expect(result.counties.map(\.code) == [expected])
    #expect(result.findings("county-is-known").count == (expected.isEmpty ? 1 : 0))
  }

  @Test func `schools are ordered by county and code and keep the roster's county`() {
    let result = SampleTables.evaluate(
      [SampleTables.submission("990199_别县/a.xlsx", [Self.classes("2199000001")])],
      roster: Self.roster)
    #expect(result.counties.map(\.code) == ["990121", "990122"])
    #expect(
      result.schools.map(\.code)
        == ["2199000001", "2199000002", "2199000004", "2199000003"])
    #expect(result.schools.map(\.county) == [0, 0, 0, 1])
  }

  @Test func `a list of many schools is divided row by row`() {
    let table = SampleTables.table(
      "classes",
      """
      学校代码 | 年级 | 班号 | 学段 | 学生数
      2199000001 | 一年级 | 1班 | 小学 | 40
      2199000002 | 一年级 | 1班 | 小学 | 30
      2199000001 | 二年级 | 1班 | 小学 | 5
      """)
    let result = SampleTables.evaluate(
      [SampleTables.submission("a.xlsx", [table])], roster: Self.roster)
    #expect(result.part("2199000001", "小学")?.pupils == .number(ExactNumber(45)))
    #expect(result.part("2199000002", "小学")?.pupils == .number(ExactNumber(30)))
    #expect(result.submissionResults[0].schoolCode == "")
  }
}
