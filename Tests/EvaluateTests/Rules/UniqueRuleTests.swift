// SPDX-License-Identifier: Apache-2.0
// UniqueRuleTests: the same person twice in a school, or in two schools.

import DataModel
import Evaluate
import Testing

@Suite struct UniqueRuleTests {
  private static func teachers(_ numbers: [String]) -> RecordTable {
    SampleTables.table(
      "teachers",
      "身份证件号 | 任教学段 | 最高学历\n"
        + numbers.map { "\($0) | 小学 | 本科" }.joined(separator: "\n"))
  }

  private static let classes = SampleTables.table(
    "classes", sheet: 1,
    """
    年级 | 班号 | 学段 | 学生数
    一年级 | 1班 | 小学 | 40
    """)

  private static let one = "11010519491231002X"
  private static let other = "110105194912310011"

  @Test func `the later of two in a school is reported and does not count`() throws {
    let result = SampleTables.evaluate([
      SampleTables.school([Self.teachers([Self.one, Self.other, Self.one]), Self.classes])
    ])
    let found = result.findings("identity-is-unique-in-school")
    #expect(found.map(\.place.range?.description) == ["A4"])
    #expect(found[0].otherPlaces.map(\.range?.description) == ["A2"])
    #expect(found[0].facts["first"] == "表1!A2")
    let part = try #require(result.part("2199000001", "小学"))
    #expect(part.inputs[1].value == .number(ExactNumber(2)))
    #expect(result.records[2][0].map(\.counts) == [true, true, false])
    #expect(result.findings("identity-is-unique-across-schools").isEmpty)
  }

  @Test func `the same person in two schools is reported at the later file and counts in both`() {
    let result = SampleTables.evaluate([
      SampleTables.school(code: "2199000001", [Self.teachers([Self.one]), Self.classes]),
      SampleTables.school(code: "2199000002", [Self.teachers([Self.one]), Self.classes]),
    ])
    let found = result.findings("identity-is-unique-across-schools")
    #expect(found.map(\.place.submission) == [1])
    #expect(found[0].otherPlaces.map(\.submission) == [0])
    #expect(found[0].facts["first_school"] == "学校01")
    #expect(result.parts.map { $0.inputs[1].value } == [1, 1].map { .number(ExactNumber($0)) })
  }

  @Test func `twice in a school is one finding even where another school has it too`() {
    let result = SampleTables.evaluate([
      SampleTables.school(code: "2199000001", [Self.teachers([Self.one])]),
      SampleTables.school(code: "2199000002", [Self.teachers([Self.one, Self.one])]),
    ])
    #expect(result.findings("identity-is-unique-in-school").count == 1)
    #expect(result.findings("identity-is-unique-across-schools").count == 1)
  }

  @Test(arguments: ["?", ""]) func `values that are missing are not compared`(number: String) {
    let result = SampleTables.evaluate([
      SampleTables.school([Self.teachers([number, number, number])])
    ])
    #expect(result.findings("identity-is-unique-in-school").isEmpty)
  }

  @Test func `several fields are unique together`() {
    let result = SampleTables.evaluate([
      SampleTables.school([
        SampleTables.table(
          "classes",
          """
          年级 | 班号 | 学段 | 学生数
          一年级 | 1班 | 小学 | 40
          一年级 | 2班 | 小学 | 40
          二年级 | 1班 | 小学 | 40
          一年级 | 1班 | 小学 | 41
          """)
      ])
    ])
    let found = result.findings("class-is-unique-in-school")
    #expect(found.map(\.place.range?.description) == ["B5"])
    #expect(result.part("2199000001", "小学")?.pupils == .number(ExactNumber(120)))
  }
}
