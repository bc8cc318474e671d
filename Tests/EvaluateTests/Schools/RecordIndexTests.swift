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

  private static func list(_ names: [String], sheet: Int) -> RecordTable {
    SampleTables.table(
      "classes", sheet: sheet,
      "学校代码 | 年级 | 班号 | 学段 | 学生数\n"
        + names.map { "2199000001 | 一年级 | \($0) | 小学 | 40" }.joined(separator: "\n"))
  }

  @Test(arguments: [
    (["1班"], ["1班"], true), (["1班", "2班", "3班"], ["1班", "2班", "4班"], true),
    (["1班", "2班"], ["1班", "3班"], false), (["1班", "2班"], ["2班", "3班", "4班"], false),
  ]) func `a sheet most of whose keys another has is a copy and neither counts`(
    first: [String], second: [String], isCopy: Bool
  ) {
    let result = SampleTables.evaluate([
      SampleTables.school([Self.list(first, sheet: 0), Self.list(second, sheet: 1)])
    ])
    let found = result.findings("table-is-read-once")
    #expect(found.map(\.place.sheet) == (isCopy ? ["表2"] : []))
    #expect(found.allSatisfy { $0.severity == .mustCorrect })
    let pupils = result.part("2199000001", "小学")?.pupils
    let once = Set(first + second).count * 40
    #expect(pupils == (isCopy ? .missing(.undefined) : .number(ExactNumber(once))))
  }

  @Test(arguments: [("60", true), ("61", false)])
  func `sheets without a whole key are copies only where all is the same`(
    area: String, isCopy: Bool
  ) {
    func rooms(_ area: String, sheet: Int) -> RecordTable {
      SampleTables.table("rooms", sheet: sheet, "用房类别 | 使用面积\n教学 | 50\n教学 | \(area)")
    }
    let result = SampleTables.evaluate([
      SampleTables.school([rooms("60", sheet: 0), rooms(area, sheet: 1)])
    ])
    #expect(result.findings("table-is-read-once").count == (isCopy ? 1 : 0))
  }

  @Test func `a one-per-school form may come once only`() {
    let result = SampleTables.evaluate([
      SampleTables.school([]), SampleTables.school([]),
    ])
    #expect(result.findings("form-is-handed-in-once").map(\.form) == ["basic"])
  }
}
