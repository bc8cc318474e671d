// SPDX-License-Identifier: Apache-2.0
// RosterSchoolsTests: faults of the roster are said, and its schools are expected all the same.

import DataModel
import Evaluate
import Testing

@Suite struct RosterSchoolsTests {
  private static func roster(
    _ rows: String, findings: [Finding] = [], account: CellAccount = .init()
  )
    -> NormalizedWorkbook
  {
    var workbook = SampleTables.roster(
      """
      学校代码 | 学校名称 | 区县代码 | 区县名称 | 办学类型
      \(rows)
      """)
    workbook.findings = findings
    workbook.account = account
    return workbook
  }

  private static func basic(_ code: String, _ name: String, type: String = "小学") -> Submission {
    SampleTables.submission(
      "990121_甲县/a.xlsx",
      [
        SampleTables.table(
          "basic",
          """
          学校代码 | 学校名称 | 办学类型
          \(code) | \(name) | \(type)
          """)
      ])
  }

  @Test(arguments: [
    (" | 无码小学 | 990121 | 甲县 | 小学", "roster-row-has-a-code", "B2", "名册第2行"),
    ("2.199E+09 | 科学小学 | 990121 | 甲县 | 小学", "roster-code-has-ten-digits", "A2", "2.199E+09"),
    ("21990000 | 短码小学 | 990121 | 甲县 | 小学", "roster-code-has-ten-digits", "A2", "21990000"),
  ]) func `a row without a proper code is a finding and a school not submitted`(
    row: String, rule: String, cell: String, code: String
  ) throws {
    let result = SampleTables.evaluate([], roster: Self.roster(row))
    let finding = try #require(result.findings(rule).first)
    #expect(finding.severity == .mustCorrect)
    #expect(finding.place.submission == nil)
    #expect(finding.facts["row"] == "2")
    #expect(finding.schoolCode == code)
    #expect(result.submissionResults.map(\.status) == [.notSubmitted])
    #expect(result.submissionResults.map(\.schoolCode) == [code])
  }

  @Test func `a school without code on the roster takes the code of its own form`() {
    let result = SampleTables.evaluate(
      [Self.basic("2199000020", "无码小学")],
      roster: Self.roster(" | 无码小学 | 990121 | 甲县 | 小学"))
    #expect(result.schools.map(\.code) == ["2199000020"])
    #expect(result.schools.map(\.isOnRoster) == [true])
    #expect(result.findings("school-is-on-roster").isEmpty)
    #expect(result.findings("roster-row-has-a-code").map(\.schoolCode) == ["2199000020"])
    #expect(result.submissionResults.count == 1)
  }

  @Test(arguments: [
    ("2199000001 | 第一小学 | 990121 | 甲县 | 小学", Severity.note),
    ("2199000001 | 第一小学 | 990122 | 乙县 | 小学", .mustCorrect),
    ("2199000001 | 第二小学 | 990121 | 甲县 | 小学", .mustCorrect),
  ]) func `a code that comes twice is a finding and the first row counts`(
    second: String, severity: Severity
  ) {
    let result = SampleTables.evaluate(
      [], roster: Self.roster("2199000001 | 第一小学 | 990121 | 甲县 | 小学\n\(second)"))
    let found = result.findings("roster-code-is-unique")
    #expect(found.map(\.severity) == [severity])
    #expect(found.first?.facts["first"] == "2")
    #expect(found.first?.facts["row"] == "3")
    #expect(result.counties.map(\.code) == ["990121"])
  }

  @Test func `what was found in reading the roster is told with its place`() throws {
    let cell = Place(sheet: "名册", cell: CellReference(row: 5, column: 2))
    let given = Finding(rule: "value-is-in-code-list", severity: .mustCorrect, place: cell)
    let account = CellAccount(cells: 9, used: 6, ignored: ["note": 1], quarantined: 2)
    let result = SampleTables.evaluate(
      [], roster: Self.roster("2199000001 | 甲 | | | 小学", findings: [given], account: account))
    let told = try #require(result.findings("value-is-in-code-list").first)
    #expect(told.place == cell)
    #expect(told.suggestion == "此问题在学校名册中（工作表“名册”，单元格 B5）。")
    let whole = try #require(result.findings("roster-is-read-whole").first)
    #expect(whole.severity == .note)
    #expect(whole.facts == ["cells": "9", "used": "6", "ignored": "1", "quarantined": "2"])
  }

  @Test(arguments: [("小学", 0), ("教学点", 1), ("", 0)])
  func `a type that is not the roster's asks for an explanation`(type: String, count: Int) {
    let result = SampleTables.evaluate(
      [Self.basic("2199000001", "第一小学", type: type)],
      roster: Self.roster("2199000001 | 第一小学 | 990121 | 甲县 | 小学"))
    let found = result.findings("school-type-agrees")
    #expect(found.count == count)
    #expect(found.allSatisfy { $0.place.range?.description == "C2" })
    #expect(found.allSatisfy { $0.facts["expected"] == "小学" })
  }
}
