// SPDX-License-Identifier: Apache-2.0
// RepeatedFilesTests: a file that came in twice counts once, and is said to have done so.

import DataModel
import Evaluate
import Testing

@Suite struct RepeatedFilesTests {
  private static let basic = SampleTables.table(
    "basic",
    """
    学校代码 | 学校名称 | 办学类型
    2199000001 | 第一小学 | 小学
    """)
  private static let classes = SampleTables.table(
    "classes", sheet: 1,
    """
    学校代码 | 年级 | 学段 | 班号 | 学生数
    2199000001 | 一年级 | 小学 | 1班 | 40
    2199000001 | 二年级 | 小学 | 1班 | 41
    """)

  private static let roster = SampleTables.roster(
    """
    学校代码 | 学校名称 | 区县代码 | 办学类型
    2199000001 | 第一小学 | 990121 | 小学
    2199000002 | 第二小学 | 990121 | 小学
    """)

  private static func file(_ path: String, _ digest: String, _ tables: [RecordTable]) -> Submission
  {
    var submission = SampleTables.submission(path, tables)
    submission.file.sha256 = digest
    submission.workbook.account = CellAccount(cells: 10, used: 10)
    return submission
  }

  @Test func `the same file twice counts once`() {
    let tables = [Self.basic, Self.classes]
    let once = SampleTables.evaluate([Self.file("a.xlsx", "1", tables)])
    let twice = SampleTables.evaluate([
      Self.file("a.xlsx", "1", tables), Self.file("a（1）.xlsx", "1", tables),
    ])
    #expect(twice.parts == once.parts)
    let found = twice.findings("file-is-handed-in-once")
    #expect(found.map(\.place.submission) == [1])
    #expect(found.map { $0.facts["expected"] } == ["a.xlsx"])
    #expect(found.map(\.severity) == [.note])
    #expect(twice.submissions[1].workbook.account.ignored == ["repeated_file": 10])
    #expect(twice.submissions[1].workbook.account.balances)
  }

  @Test func `other bytes with the same records are two files`() {
    let tables = [Self.basic, Self.classes]
    let result = SampleTables.evaluate([
      Self.file("a.xlsx", "1", tables), Self.file("b.xlsx", "2", tables),
    ])
    #expect(result.findings("file-is-handed-in-once").isEmpty)
    #expect(result.submissions[1].workbook.tables.count == 2)
  }

  @Test(arguments: [true, false])
  func `the same bytes under the names of two schools are each school's own`(hasRoster: Bool) {
    let nameless = SampleTables.table(
      "classes",
      """
      年级 | 学段 | 班号 | 学生数
      一年级 | 小学 | 1班 | 40
      """)
    let result = SampleTables.evaluate(
      [
        Self.file("2199000001.xlsx", "1", [nameless]),
        Self.file("2199000002.xlsx", "1", [nameless]),
      ], roster: hasRoster ? Self.roster : nil)
    #expect(result.findings("file-is-handed-in-once").isEmpty)
    #expect(result.submissions[1].workbook.tables.count == 1)
  }
}
