// SPDX-License-Identifier: Apache-2.0
// RecordIndexTests: a form that came in twice is never added up.

import DataModel
import Evaluate
import Testing

@Suite struct RecordIndexTests {
  private static func classes(_ name: String, sheet: Int = 0) -> RecordTable {
    SampleTables.table(
      "classes", sheet: sheet,
      """
      学校代码 | 年级 | 班号 | 学段 | 学生数
      2199000001 | 一年级 | \(name) | 小学 | 40
      """)
  }

  @Test func `a list from two files leaves its inputs undecided`() throws {
    let result = SampleTables.evaluate([
      SampleTables.school([Self.classes("1班")]),
      SampleTables.submission("990121_示例县01/b.xlsx", [Self.classes("1班")]),
    ])
    let finding = try #require(result.findings("form-is-handed-in-once").first)
    #expect(finding.severity == .mustCorrect)
    #expect(finding.place == Place(submission: 1, sheet: "表1"))
    #expect(finding.otherPlaces == [Place(submission: 0, sheet: "表1")])
    let part = try #require(result.part("2199000001", "小学"))
    #expect(part.pupils == .missing(.undefined))
    #expect(part.inputs[0].reason == "重复报送，无法取数：班级台账")
    #expect(result.findings("class-is-unique-in-school").isEmpty)
  }

  @Test func `several sheets of one file are parts of one list`() throws {
    let result = SampleTables.evaluate([
      SampleTables.school([Self.classes("1班"), Self.classes("2班", sheet: 1)])
    ])
    #expect(result.findings("form-is-handed-in-once").isEmpty)
    let part = try #require(result.part("2199000001", "小学"))
    #expect(part.pupils == .number(ExactNumber(80)))
    #expect(part.inputs[0].lineage.map(\.sheet) == ["表1", "表2", "表1", "表2"])
  }

  @Test func `a sheet that repeats another is a second hand-in`() {
    let result = SampleTables.evaluate([
      SampleTables.school([Self.classes("1班"), Self.classes("1班", sheet: 1)])
    ])
    #expect(result.findings("form-is-handed-in-once").map(\.place.sheet) == ["表2"])
    #expect(result.part("2199000001", "小学")?.pupils == .missing(.undefined))
  }

  @Test func `a one-per-school form may come once only`() {
    let result = SampleTables.evaluate([
      SampleTables.school([]), SampleTables.school([]),
    ])
    #expect(result.findings("form-is-handed-in-once").map(\.form) == ["basic"])
  }
}
