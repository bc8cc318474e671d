// SPDX-License-Identifier: Apache-2.0
// SubmissionSummaryTests: what became of each file.

import DataModel
import Evaluate
import Testing

@Suite struct SubmissionSummaryTests {
  private static func classes(_ code: String, _ pupils: String) -> RecordTable {
    SampleTables.table(
      "classes",
      """
      学校代码 | 年级 | 班号 | 学段 | 学生数
      \(code) | 一年级 | 1班 | 小学 | \(pupils)
      """)
  }

  @Test func `a file is returned for what must be corrected in it, not in another`() {
    let result = SampleTables.evaluate([
      SampleTables.submission("990121_县/a.xlsx", [Self.classes("2199000001", "40")]),
      SampleTables.submission("990121_县/b.xlsx", [Self.classes("2199000002", "900")]),
    ])
    let range = result.findings("value-is-in-range")
    #expect(range.map(\.place.submission) == [1])
    #expect(result.submissionResults.map(\.schoolCode) == ["2199000001", "2199000002"])
    #expect(result.submissionResults[1].mustCorrect == result.submissionResults[0].mustCorrect + 1)
  }

  @Test func `a file of several schools names none`() {
    let result = SampleTables.evaluate([
      SampleTables.submission(
        "990121_县/a.xlsx", [Self.classes("2199000001", "40"), Self.classes("2199000002", "40")])
    ])
    #expect(result.submissionResults.map(\.schoolCode) == [""])
    #expect(result.submissionResults.map(\.note) == ["含2所学校"])
    #expect(result.submissionResults.map(\.countyCode) == ["990121"])
  }

  @Test func `a file without a table says so`() {
    let result = SampleTables.evaluate([SampleTables.submission("990121_县/a.xlsx", [])])
    #expect(result.submissionResults.map(\.note) == ["没有识别出任何报表"])
    #expect(result.submissionResults.map(\.countyCode) == ["990121"])
  }
}
