// SPDX-License-Identifier: Apache-2.0
// FormulaEquationTests: an equation solved for one of its values.

import DataModel
import Formula
import Testing

@Suite struct FormulaEquationTests {
  private func equation(_ text: String) throws -> FormulaEquation? {
    FormulaEquation(try CheckedFormula(parsing: text, vocabulary: TestSchool.classes))
  }

  private func slot(_ name: String) throws -> Int {
    try #require(
      TestSchool.classes.field(named: name)?.slot
        ?? TestSchool.classes.column(table: "班级", field: name)?.slot)
  }

  @Test(arguments: [
    ("学生数 = 缺 + 教师数", "缺", "92"), ("缺 = SUM(班级[学生数])", "缺", "141"),
    ("学生数 = 缺 * 教师数", "缺", "12.5"), ("ABS(学生数 - 缺 * 教师数) <= 0.005", "缺", "12.5"),
    ("学生数 + 缺 = 缺 * 3", "缺", "50"), ("学生数 = 教师数", "教师数", "100"),
    ("学生数 = SUM(班级[课桌])", "课桌", "96"),
  ])
  func `the one value that makes both sides equal is found`(
    text: String, name: String, expected: String
  ) throws {
    let value = try equation(text)?.solved(for: slot(name), in: TestSchool.classes)
    #expect(value?.text == expected)
  }

  @Test(arguments: [
    "缺 * 缺 = 学生数", "学生数 = 教师数 + 0 * 缺", "缺 = 学生数 / 零", "IF(缺 > 50, 1, 2) = 学生数",
  ])
  func `an equation that is no straight line has no solution`(text: String) throws {
    let value = try equation(text)?.solved(for: slot("缺"), in: TestSchool.classes)
    #expect(value == nil)
  }

  @Test func `where another value is missing too nothing follows`() throws {
    let value = try equation("学生数 = 教师数 + 缺")?
      .solved(for: slot("教师数"), in: TestSchool.classes)
    #expect(value == nil)
  }

  @Test(arguments: ["学生数 <= 教师数", #"校名 = "示例小学""#, "ABS(学生数) <= 5", "学生数 <> 教师数"])
  func `other claims are no equations`(text: String) throws {
    #expect(try equation(text) == nil)
  }

  @Test func `the excess is left less right`() throws {
    let excess = try equation("学生数 = SUM(班级[学生数])")?.excess(in: TestSchool.classes)
    #expect(excess == ExactNumber(-41))
  }
}
