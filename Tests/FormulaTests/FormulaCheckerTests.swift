// SPDX-License-Identifier: Apache-2.0
// FormulaCheckerTests: names, types, units and argument counts are checked before any data is read.

import DataModel
import Formula
import Testing

@Suite struct `Checking a formula` {
  @Test(arguments: [
    ("学生书+1", "学生数"), ("教师", "教师数"), ("班级[学生]", "班级[学生数]"),
    ("SUM(班机[学生数])", "班级"), ("数生学+1", "学生数"), ("AVERGE(1)", "AVERAGE"), ("COUNTFS(1)", "COUNTIF"),
    ("SUMM(1)", "SUM"),
  ])
  func `an unknown name comes with the one that may be meant`(formula: String, meant: String) {
    let errors = TestSchool.classes.errors(formula)
    #expect(errors.count == 1)
    #expect(errors.first?.chinese.contains(meant) == true, "\(errors)")
    #expect(errors.first?.english.contains(meant) == true)
  }

  @Test func `a name far from all others gets no suggestion`() {
    let error = TestSchool.classes.errors("食堂").first
    #expect(error?.kind == .unknownField)
    #expect(error?.english == "there is no field '食堂'")
  }

  @Test(arguments: [
    ("面积+经费", 2), ("面积<经费", 2), ("SUM(面积,经费)", 7), ("IF(寄宿制,面积,经费)", 10),
    ("MIN(1,面积,学生数)", 9), ("面积-SUM(班级[学生数])", 2), ("ROUND(面积,1)>经费", 11),
    ("SUMIFS(班级[学生数],班级[年级],\"x\")=面积", 26), ("IFERROR(面积,0)+-经费", 13),
    ("WEIGHTEDMEAN(班级[学生数],班级[课桌])>面积", 28),
  ])
  func `different units do not add up`(formula: String, offset: Int) {
    let errors = TestSchool.classes.errors(formula)
    #expect(errors.map(\.kind) == [.unit])
    #expect(errors.map(\.offset) == [offset])
  }

  @Test(arguments: [
    "面积+1", "面积/学生数>4.5", "面积*2<经费*3", "学生数+教师数=SUM(班级[学生数])",
    "COUNTIFS(班级[年级],\"x\")<=学生数", "零+面积", "(面积-1)/面积>0.5",
    "IF(寄宿制,面积,0)", "MAX(面积,面积（㎡）)",
  ])
  func `constants, quotients and equal units go together`(formula: String) {
    #expect(TestSchool.classes.errors(formula) == [])
  }

  @Test(arguments: [
    "校名+1", "-校名", "校名%", "校名>1", "校名<\"a\"", "寄宿制>特殊", "寄宿制+1", "IF(学生数,1,2)",
    "AND(1)", "NOT(校名)", "班级[学生数]+1", "班级[学生数]", "SUM(班级[年级])", "ROWS(学生数)",
    "COUNTIFS(学生数,1)", "YEAR(学生数)", "YEAR(校名)", "建校>2020", "建校+建校", "IF(TRUE,1,校名)",
    "{1,2}", "SUM({1,2})", "COUNTIFS(班级[年级],{\"a\",\"b\"})",
    "SUM(COUNTIFS(班级[年级],{\"a\"},班级[学生数],1)+COUNTIFS(班级[年级],{\"a\",\"b\"}))",
    "SUM(COUNTIFS(班级[年级],{\"a\",\"b\"},班级[学生数],{1,2}))",
    "SUMIFS(教师[课时],班级[年级],\"a\")", "WEIGHTEDCV(班级[年级],班级[学生数])", "LEN(建校)",
    "寄宿制=校名", "寄宿制=\"有\"", "ABS(班级[学生数])", "1=\"1\"",
  ])
  func `a value of the wrong type is refused`(formula: String) {
    let errors = TestSchool.classes.errors(formula)
    #expect(errors.map(\.kind).contains(.type), "\(errors)")
  }

  @Test(arguments: [
    "ABS()", "ABS(1,2)", "IF(TRUE,1)", "COUNTIFS(班级[年级])", "IFS(TRUE)", "IFS(TRUE,1,FALSE)",
    "SUM()", "ROUND(1)", "SUMIF(班级[年级])", "LEFT(校名,1,2)", "DATE(1,2)",
    "SUM(\(Array(repeating: "1", count: 256).joined(separator: ",")))",
  ])
  func `a wrong number of arguments is refused`(formula: String) {
    #expect(TestSchool.classes.errors(formula).map(\.kind) == [.argumentCount])
  }

  @Test func `all mistakes are told at once, in reading order`() {
    let errors = TestSchool.classes.errors("甲+ABS(校名)+NOPE(乙)+(面积-经费)")
    #expect(errors.map(\.offset) == [0, 6, 10, 15, 21])
  }

  @Test func `the place of a formula says what it must give`() {
    let school = TestSchool.classes
    #expect(school.errors("学生数>1", expected: .yesNo) == [])
    #expect(school.errors("学生数", expected: .yesNo).map(\.kind) == [.type])
    #expect(school.errors("面积", expected: .number(unit: "元")).map(\.kind) == [.unit])
    #expect(school.errors("面积/学生数", expected: .number(unit: "㎡")) == [])
    #expect(school.errors("校名", expected: .number(unit: nil)).map(\.kind) == [.type])
  }

  @Test func `the slots a formula reads are listed once`() throws {
    let formula = try CheckedFormula(
      parsing: "教师数+学生数*教师数+SUM(班级[学生数],班级[课桌])/ROWS(班级[学生数])",
      vocabulary: TestSchool.classes)
    #expect(formula.fieldSlots == [1, 0])
    #expect(formula.columnSlots == [1, 2])
    #expect(formula.type == .number(unit: "人"))
  }

  @Test func `a bare name may be a column in the scope of a group`() throws {
    struct County: FormulaVocabulary, FormulaContext {
      var fieldNames: [String] { ["值"] }
      var tableNames: [String] { [] }
      func fieldNames(ofTable table: String) -> [String] { [] }
      func column(table: String, field: String) -> FormulaSymbol? { nil }
      func field(named name: String) -> FormulaSymbol? {
        name == "值"
          ? FormulaSymbol(name: name, slot: 3, type: .column(of: .number(unit: "㎡"))) : nil
      }
      func value(_ slot: Int) -> FieldValue { .missing(.notOnForm) }
      func column(_ slot: Int) -> [FieldValue] { [.whole(slot), .whole(1)] }
    }
    let formula = try CheckedFormula(parsing: "SUM(值)", vocabulary: County())
    #expect(formula.columnSlots == [3])
    #expect(formula.calculate(County()) == .whole(4))
  }
}
