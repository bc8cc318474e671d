// SPDX-License-Identifier: Apache-2.0
// EvaluatorTests: the stage as a whole: one school, from records to the county.

import DataModel
import Evaluate
import Testing

@Suite struct EvaluatorTests {
  private static let rooms = SampleTables.table(
    "rooms", sheet: 1,
    """
    房间号 | 用房类别 | 使用面积
    101 | 教学 | 405
    201 | 场馆 | 675
    """)
  private static let classes = SampleTables.table(
    "classes",
    """
    年级 | 班号 | 学段 | 学生数
    一年级 | 1班 | 小学 | 45
    二年级 | 1班 | 小学 | 45
    """)
  private static let teachers = SampleTables.table(
    "teachers", sheet: 2,
    """
    身份证件号 | 任教学段 | 最高学历
    ? | 小学 | 本科
    ? | 小学 | 本科
    ? | 小学 | 专科
    ? | 小学 | 专科
    ? | 小学 | 高中
    """)

  @Test func `a school exactly at its thresholds passes`() throws {
    let result = SampleTables.evaluate([
      SampleTables.school([Self.classes, Self.rooms, Self.teachers])
    ])
    let part = try #require(result.part("2199000001", "小学"))
    #expect(part.pupils == .number(ExactNumber(90)))
    #expect(part.indicator("R4")?.value == .number(SampleDefinitions.number("4.5")))
    #expect(part.indicators.map(\.status) == [.met, .met, .met])
    #expect(part.verdict == .pass)
    #expect(result.counties == [County(code: "990121", name: "示例县01")])
    #expect(result.countyVerdicts[0].resources == .pass)
    #expect(result.countyVerdicts[0].verdict == .undecided)
    #expect(result.submissionResults.map(\.status) == [.accepted])
  }

  @Test func `records are listed by form and school in file order`() {
    let result = SampleTables.evaluate([
      SampleTables.school([Self.classes, Self.rooms, Self.teachers])
    ])
    #expect(result.records.map { $0[0].count } == [1, 2, 5, 2, 0])
    #expect(result.records[1][0].map(\.row) == [0, 1])
  }

  @Test func `the order of findings follows submission, sheet and cell`() {
    let bad = SampleTables.table(
      "classes",
      """
      年级 | 班号 | 学段 | 学生数
      一年级 | 1班 | 小学 | 
      二年级 | 1班 | 小学 | 900
      """)
    let result = SampleTables.evaluate([
      SampleTables.school(code: "2199000002", [bad]),
      SampleTables.school(code: "2199000001", [bad]),
    ])
    let cells = result.findings.filter { $0.form == "classes" }.map {
      "\($0.place.submission ?? -1) \($0.place.range?.description ?? "")"
    }
    #expect(cells == ["0 D2", "0 D3", "1 D2", "1 D3"])
    #expect(result.submissionResults.map(\.status) == [.returned, .returned])
  }

  @Test func `the same input gives the same evaluation`() {
    let submissions = [SampleTables.school([Self.classes, Self.rooms, Self.teachers])]
    let first = SampleTables.evaluate(submissions)
    let second = SampleTables.evaluate(submissions)
    #expect(first.parts == second.parts)
    #expect(first.findings == second.findings)
    #expect(first.countyIndicators == second.countyIndicators)
  }
}
