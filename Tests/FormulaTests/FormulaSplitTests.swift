// SPDX-License-Identifier: Apache-2.0
// FormulaSplitTests: a formula as a sum of terms.

import DataModel
import Formula
import Testing

@Suite struct FormulaSplitTests {
  private func terms(_ text: String) throws -> [String]? {
    let formula = try CheckedFormula(parsing: text, vocabulary: TestSchool.classes)
    return FormulaSplit(formula).terms(in: TestSchool.classes)?.map { term in
      (term.isSubtracted ? "-" : "+") + term.formula.calculate(TestSchool.classes).outputText
        + (term.alternative.map { " " + $0.outputText } ?? "")
    }
  }

  @Test(arguments: [
    ("学生数", ["+100"]), ("学生数+教师数", ["+100", "+8"]), ("学生数-(教师数-教师数)", ["+100", "-8", "+8"]),
    ("学生数*2+教师数", ["+200", "+8"]), ("SUM(班级[学生数])+教师数", ["+141", "+8"]),
    ("IF(寄宿制, 学生数+教师数, 学生数)", ["+100", "+8"]), ("IF(特殊, 学生数+教师数, 学生数)", ["+100"]),
    (#"SUM(COUNTIFS(班级[年级],{"一年级","二年级"}))"#, ["+2 一年级", "+1 二年级"]),
    (#"学生数-SUM(COUNTIFS(班级[年级],{"一年级","三年级"}))"#, ["+100", "-2 一年级", "-1 三年级"]),
    (#"COUNTIFS(班级[年级],"一年级")"#, ["+2"]), ("学生数+缺", ["+100", "+"]),
  ])
  func `terms are what plus, minus, IF and alternatives join`(text: String, expected: [String])
    throws
  {
    #expect(try terms(text) == expected)
  }

  @Test func `a condition that cannot be decided leaves no terms`() throws {
    #expect(try terms("IF(未知否, 学生数, 教师数)") == nil)
  }

  @Test(arguments: [
    ("学生数+教师数", true), (#"SUM(COUNTIFS(班级[年级],{"一年级","二年级"}))"#, true),
    // A row may meet both, and is counted once.
    (#"SUM(COUNTIFS(班级[年级],{"一*","*年级"}))"#, false),
    (#"SUM(COUNTIFS(班级[年级],{"一年级","一年级"}))"#, false),
    (#"学生数+SUM(COUNTIFS(班级[年级],{"a","A"}))"#, false),
    (#"IF(寄宿制, 学生数, SUM(COUNTIFS(班级[年级],{"<>一年级","<>二年级"})))"#, false),
  ])
  func `terms are the value where no row can meet two alternatives`(text: String, addsUp: Bool)
    throws
  {
    let formula = try CheckedFormula(parsing: text, vocabulary: TestSchool.classes)
    #expect(FormulaSplit(formula).addsUp == addsUp)
  }
}
