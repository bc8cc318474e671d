// SPDX-License-Identifier: Apache-2.0
// SubjectTests: whose a record is where codes are lacking or wrong, and what follows when nobody knows.

import DataModel
import Evaluate
import Testing

@Suite struct SubjectTests {
  private static let roster = SampleTables.roster(
    """
    学校代码 | 学校名称 | 区县代码 | 区县名称 | 办学类型
    2199000001 | 第一小学 | 990121 | 甲县 | 小学
    2199000002 | 中心小学 | 990121 | 甲县 | 小学
    """)

  private static func classes(_ rows: String) -> RecordTable {
    SampleTables.table(
      "classes",
      """
      学校代码 | 学校名称 | 区县代码 | 区县名称 | 年级 | 班号 | 学段 | 学生数
      \(rows)
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

  private func owner(_ result: Evaluation) -> String? {
    result.records[1].firstIndex { !$0.isEmpty }.map { result.schools[$0].code }
  }

  @Test(arguments: [
    ("2199000001", "第一小学13800138000"), ("110105199003070013", "第一小学"),
    ("", "110105199003070013校"), ("2199000009", "新校（13800138000）"),
  ])
  func `a person's number in the name or code of a school is nowhere in clear`(
    code: String, name: String
  ) {
    let list = Self.classes("\(code) | \(name) | | | 一年级 | 1班 | 小学 | 40")
    let file = SampleTables.submission("990121_甲县/a.xlsx", [Self.basic(code, name), list])
    for roster in [Self.roster, nil] {
      let result = SampleTables.evaluate([file], roster: roster)
      let said =
        result.findings.flatMap { [$0.value, $0.recordKey, $0.suggestion] + $0.facts.values }
        + result.schools.flatMap { [$0.name, $0.code] }
      #expect(!said.contains { $0.contains("13800138000") || $0.contains("110105199003070013") })
      #expect(roster == nil || !result.findings.isEmpty)
    }
  }

  @Test(arguments: [
    ("990121_甲县/a.xlsx", "|", "2199000002"), ("990122_乙县/a.xlsx", "|", nil),
    ("990122_乙县/a.xlsx", "990121 |", "2199000002"), ("990121_甲县/a.xlsx", "990122 |", nil),
    ("a.xlsx", "| 甲县", "2199000002"), ("a.xlsx", "| 乙县", nil), ("a.xlsx", "|", "2199000002"),
  ]) func `a name belongs to no school of another county`(
    path: String, county: String, expected: String?
  ) {
    let table = Self.classes(" | 中心小学 | \(county) | 一年级 | 1班 | 小学 | 40")
    let result = SampleTables.evaluate(
      [SampleTables.submission(path, [table])], roster: Self.roster)
    #expect(owner(result) == expected)
    let found = result.findings("school-is-identified")
    #expect(found.map(\.place.range?.description) == (expected == nil ? ["A2"] : []))
    #expect(found.allSatisfy { $0.facts["reason"]?.contains("其他县区") == true })
  }

  @Test func `rows of one name go each to the school of their own county`() {
    let roster = SampleTables.roster(
      """
      学校代码 | 学校名称 | 区县代码 | 区县名称 | 办学类型
      2199000002 | 中心小学 | 990121 | 甲县 | 小学
      2199000003 | 中心小学 | 990122 | 乙县 | 小学
      """)
    let table = Self.classes(
      """
       | 中心小学 | 990121 | 甲县 | 一年级 | 1班 | 小学 | 40
       | 中心小学 | 990122 | 乙县 | 一年级 | 1班 | 小学 | 30
      """)
    let result = SampleTables.evaluate(
      [SampleTables.submission("全省.xlsx", [table])], roster: roster)
    #expect(result.part("2199000002", "小学")?.pupils == .number(ExactNumber(40)))
    #expect(result.part("2199000003", "小学")?.pupils == .number(ExactNumber(30)))
  }

  @Test(arguments: ["第一小学", ""])
  func `a basic form by name alone takes the code that the lists give`(listName: String) {
    let table = Self.classes("2199000001 | \(listName) | | | 一年级 | 1班 | 小学 | 40")
    let result = SampleTables.evaluate([
      SampleTables.submission("990121_甲县/x.xlsx", [Self.basic("", "第一小学"), table])
    ])
    #expect(result.schools.map(\.code) == ["2199000001"])
    #expect(result.schools.map(\.name) == ["第一小学"])
    #expect(result.schools.map(\.type) == ["小学"])
    #expect(result.findings("school-is-identified").isEmpty)
    #expect(result.findings("school-names-agree").isEmpty)
  }

  @Test(arguments: [("第一小学", "2199000001"), ("", nil)])
  func `a list's code that is none makes no school`(name: String, expected: String?) throws {
    let table = Self.classes(
      """
      2199-1 | \(name) | | | 一年级 | 1班 | 小学 | 40
      2199-1 | \(name) | | | 二年级 | 1班 | 小学 | 40
      """)
    let result = SampleTables.evaluate(
      [SampleTables.submission("a.xlsx", [table])], roster: Self.roster)
    #expect(owner(result) == expected)
    #expect(result.schools.count == 2)
    let finding = try #require(result.findings("school-code-has-ten-digits").first)
    #expect(finding.severity == .mustCorrect)
    #expect(finding.place.range?.description == "A2")
    #expect(finding.value == "2199-1")
    #expect(finding.facts["count"] == "2")
  }

  @Test(arguments: [("|", true), ("990121 |", true), ("990122 |", false)])
  func `rows of nobody leave open the schools they stand beside`(county: String, isOpen: Bool) {
    let table = Self.classes(
      """
      2199000001 | | 990121 | | 一年级 | 1班 | 小学 | 40
       | | \(county) | 一年级 | 2班 | 小学 | 40
       | | \(county) | 一年级 | 3班 | 小学 | 40
      2199000002 | | 990121 | | 一年级 | 1班 | 小学 | 40
      """)
    let result = SampleTables.evaluate(
      [SampleTables.submission("a.xlsx", [table])], roster: Self.roster)
    for code in ["2199000001", "2199000002"] {
      let input = result.part(code, "小学")?.inputs[0]
      #expect(input?.value == (isOpen ? .missing(.undefined) : .number(ExactNumber(40))))
      #expect(
        input?.reason
          == (isOpen ? "班级台账：2 行无法确定属于哪所学校（首行 表1!A3），数据可能不全" : ""))
    }
    let found = result.findings("school-is-identified")
    #expect(found.map { $0.facts["count"] } == ["2"])
    #expect(found.map(\.place.range?.description) == ["A3"])
    #expect(found.allSatisfy { $0.facts["reason"]?.contains("没有填写学校代码，也没有填写学校名称") == true })
  }

  @Test(arguments: [
    ("3199000099_x.xlsx", 1), ("2199000001_x.xlsx", 0), ("x.xlsx", 0),
    ("2199000001和3199000099.xlsx", 0),
  ]) func `a file name with another school's code is noted`(path: String, count: Int) {
    let result = SampleTables.evaluate(
      [SampleTables.submission(path, [Self.basic("2199000001", "第一小学")])], roster: Self.roster)
    let found = result.findings("file-name-agrees")
    #expect(found.map(\.severity) == Array(repeating: .note, count: count))
    #expect(found.allSatisfy { $0.facts["expected"] == "2199000001" })
  }
}
