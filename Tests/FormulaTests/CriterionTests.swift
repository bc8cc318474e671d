// SPDX-License-Identifier: Apache-2.0
// CriterionTests: criteria as Excel writes them, and rows that a missing value leaves open.

import DataModel
import Formula
import Testing

@Suite struct `Criteria` {
  @Test(arguments: [
    ("年级", "\"一年级\"", 2), ("年级", "\"=一年级\"", 2), ("年级", "\"<>一年级\"", 2), ("年级", "\"一*\"", 2),
    ("年级", "\"?年级\"", 4), ("年级", "\"*年*\"", 4), ("年级", "\"年*\"", 0), ("年级", "\"~*\"", 0),
    ("年级", "\"<>二*\"", 3), ("年级", "5", 0), ("年级", "\"一年级 \"", 0), ("年级", "\"***\"", 4),
    ("学生数", "45", 1), ("学生数", "\"45\"", 1), ("学生数", "\">=45\"", 2), ("学生数", "\">45\"", 1),
    ("学生数", "\"<=0\"", 1), ("学生数", "\"<45.5\"", 3), ("学生数", "\"<>45\"", 3),
    ("学生数", "\"abc\"", 0), ("学生数", "\">\"&零", 3), ("学生数", "学生数-44-学生数+100-11", 1),
    ("学生数", "\"=\"", 0), ("学生数", "\"<>\"", 4), ("科目", "\"=\"", 1), ("科目", "\"<>\"", 3),
    ("科目", "\"\"", 1), ("课桌", "\"\"", 1),
    ("开班", "DATE(2021,9,1)", 1), ("开班", "\">=2021-09-01\"", 3),
    ("开班", "\"<\"&DATE(2021,9,1)", 1),
  ])
  func `rows are counted`(column: String, criterion: String, count: Int) throws {
    let formula = "COUNTIFS(班级[\(column)],\(criterion))"
    #expect(try TestSchool.classes.calculate(formula) == .whole(count))
  }

  @Test(arguments: ["TRUE", "\"是\"", "\"=是\"", "寄宿制", "\"<>否\""])
  func `yes and no are asked for as truth or as word`(criterion: String) throws {
    let formula = "COUNTIFS(班级[达标],\(criterion),班级[年级],\"<>三年级\")"
    #expect(try TestSchool.classes.calculate(formula) == .whole(2))
  }

  @Test func `letter case does not matter`() throws {
    #expect(
      try TestSchool.classes.calculate("COUNTIFS(班级[科目],\"ENGLISH\",班级[学生数],0)") == .whole(1))
    #expect(
      try TestSchool.classes.calculate("COUNTIFS(班级[科目],\"eng*\",班级[学生数],0)") == .whole(1))
  }

  @Test func `a missing value leaves its row and so the count open`() throws {
    let school = TestSchool.classes
    #expect(try school.calculate("COUNTIFS(班级[科目],\"体育\")") == .missing(.blank))
    #expect(try school.calculate("COUNTIFS(班级[课桌],\">0\")") == .missing(.blank))
  }

  @Test func `a row that fails one criterion is out whatever is missing in it`() throws {
    let formula = "COUNTIFS(班级[科目],\"体育\",班级[年级],\"一年级\")"
    #expect(try TestSchool.classes.calculate(formula) == .whole(1))
  }

  @Test func `an open row does not matter to a sum where its value is zero`() throws {
    let school = TestSchool.classes
    #expect(try school.calculate("SUMIFS(班级[零缺],班级[科目],\"体育\")") == .whole(1))
    #expect(try school.calculate("SUMIFS(班级[学生数],班级[科目],\"体育\")") == .missing(.blank))
  }

  @Test func `a matching row without a value makes the sum missing`() throws {
    let school = TestSchool.classes
    #expect(try school.calculate("SUMIFS(班级[课桌],班级[年级],\"一年级\")") == .missing(.blank))
    #expect(try school.calculate("SUMIFS(班级[课桌],班级[年级],\"二年级\")") == .whole(3))
  }

  @Test(arguments: [
    ("SUM(COUNTIFS(班级[年级],{\"一年级\",\"二年级\"}))", FieldValue.whole(3)),
    ("SUM(COUNTIF(班级[年级],{\"一年级\";\"一年级\"}))", .whole(2)),
    ("SUM(SUMIF(班级[年级],{\"一*\",\"*年级\",\"*一*\"},班级[学生数]))", .whole(141)),
    ("SUM(COUNTIFS(班级[年级],{\"*年*\",\"<>三年级\"}))", .whole(4)),
    ("SUM(1,SUMIFS(班级[学生数],班级[年级],{\"一年级\",\"三年级\"}))", .whole(102)),
    ("SUM(SUMIF(班级[年级],{\"一*\",\"二*\"},班级[学生数]))", .whole(141)),
    ("SUM(COUNTIFS(班级[年级],\"一年级\",班级[科目],{\"体育\",\"音乐\",\"美术\"}))", .whole(2)),
    ("SUM(COUNTIFS(班级[科目],{\"体育\",\"音乐\"}))", .missing(.blank)),
    ("SUM(COUNTIFS(班级[学生数],{45,-1,0}))", .whole(2)),
  ])
  func `a row that meets one of several alternatives counts once`(
    formula: String, value: FieldValue
  ) throws {
    #expect(try TestSchool.classes.calculate(formula) == value)
  }

  @Test func `wildcards end in good time on a hostile pattern`() throws {
    let text = String(repeating: "a", count: 5_000)
    let school = TestSchool().column("表", "文", .text, [.text(text)])
    let pattern = String(repeating: "*a", count: 200) + "b"
    #expect(try school.calculate("COUNTIFS(表[文],\"\(pattern)\")") == .whole(0))
  }

  @Test(arguments: [
    "1e-9223372036854775808", "-9223372036854775808", "1e400", ">", "<>", ">=", "~",
  ])
  func `odd criteria do not trap`(criterion: String) throws {
    let formula = "SUM(COUNTIFS(班级[学生数],\"\(criterion)\")/3)"
    #expect(try TestSchool.classes.calculate(formula).number != nil)
  }
}
