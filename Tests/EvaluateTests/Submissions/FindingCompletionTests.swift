// SPDX-License-Identifier: Apache-2.0
// FindingCompletionTests: findings of normalization get their submission, school and record.

import DataModel
import Evaluate
import Testing

@Suite struct FindingCompletionTests {
  private func complete(_ cell: String?, sheet: String = "表1") throws -> Finding {
    let finding = Finding(
      rule: "value-is-a-number", severity: .mustCorrect,
      place: Place(sheet: sheet, range: cell.flatMap { CellRange($0) }), value: "若干")
    let tables = [
      SampleTables.table(
        "classes",
        """
        学校代码 | 年级 | 班号 | 学段 | 学生数
        2199000001 | 一年级 | 1班 | 小学 | 40
        2199000002 | 二年级 | 3班 | 小学 | ?
        """),
      SampleTables.table(
        "basic", sheet: 1,
        """
        学校代码 | 学校名称 | 办学类型
        2199000001 | 学校01 | 小学
        """),
    ]
    let result = SampleTables.evaluate([
      SampleTables.school(code: "2199000003", []),
      SampleTables.submission("990121_示例县01/b.xlsx", tables, findings: [finding]),
    ])
    return try #require(result.findings("value-is-a-number").first)
  }

  @Test func `a cell of a record gives the record's school and key`() throws {
    let finding = try complete("E3")
    #expect(finding.place.submission == 1)
    #expect(finding.schoolCode == "2199000002")
    #expect(finding.recordKey == "二年级+3班")
    #expect(finding.form == "classes")
  }

  @Test func `any cell of a sheet with one record is about that record`() throws {
    #expect(try complete("C17", sheet: "表2").schoolCode == "2199000001")
  }

  @Test(arguments: ["A1", "E9", nil]) func `a cell of no record has no school in a list of several`(
    cell: String?
  ) throws {
    let finding = try complete(cell)
    #expect(finding.place.submission == 1)
    #expect(finding.schoolCode == "")
  }

  @Test func `an unreadable file is a finding and the others are evaluated`() {
    let result = SampleTables.evaluate([
      SampleTables.submission("a.xlsx", [], unreadable: "文件已加密"), SampleTables.school([]),
    ])
    #expect(result.findings("file-is-readable").map(\.facts) == [["reason": "文件已加密"]])
    #expect(result.submissionResults.map(\.status) == [.unreadable, .returned])
    #expect(result.schools.count == 1)
  }
}
