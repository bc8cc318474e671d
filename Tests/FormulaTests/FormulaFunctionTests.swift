// SPDX-License-Identifier: Apache-2.0
// FormulaFunctionTests: a row per function and case; a function without a row fails the last test.

import DataModel
import Formula
import Testing

@Suite struct `Functions` {
  private static let numbers: [(String, String)] = [
    ("SUM(班级[学生数])", "141"), ("SUM(班级[学生数],学生数,1)", "242"), ("SUM(空表[数])", "0"),
    ("AVERAGE(班级[学生数])", "35.25"), ("AVERAGE(1,2)", "1.5"), ("MIN(班级[学生数])", "0"),
    ("MAX(班级[学生数],100)", "100"), ("COUNT(班级[课桌])", "3"), ("COUNT(1,校名,缺)", "1"),
    ("COUNTA(班级[科目])", "3"), ("COUNTBLANK(班级[科目])", "1"), ("ROWS(班级[科目])", "4"),
    ("ROWS(空表[数])", "0"), ("SUMPRODUCT(班级[学生数],班级[零缺])", "157"),
    ("COUNTIF(班级[年级],\"一年级\")", "2"), ("SUMIF(班级[年级],\"一年级\",班级[学生数])", "101"),
    ("SUMIF(班级[学生数],\">45\")", "56"),
    ("COUNTIFS(班级[年级],\"一年级\",班级[学生数],\">45\")", "1"),
    ("SUMIFS(班级[学生数],班级[年级],\"<>一年级\")", "40"),
    ("ROUND(2.5,0)", "3"), ("ROUND(-2.5,0)", "-3"), ("ROUND(0.765,2)", "0.77"),
    ("ROUND(1250,-2)", "1300"), ("ROUND(2.4,0.9)", "2"), ("ROUNDUP(2.01,1)", "2.1"),
    ("ROUNDUP(-2.01,1)", "-2.1"), ("ROUNDUP(2,0)", "2"), ("ROUNDUP(101,-2)", "200"),
    ("ROUNDDOWN(2.09,1)", "2"), ("ROUNDDOWN(-2.09,1)", "-2"), ("ROUNDDOWN(199,-2)", "100"),
    ("INT(2.9)", "2"), ("INT(-2.1)", "-3"), ("ABS(-3)", "3"), ("ABS(3)", "3"),
    ("SQRT(2.25)", "1.5"),
    ("SQRT(2)", "1.4142135623730951"), ("SQRT(2)*SQRT(2)", "2.0000000000000004"),
    ("POWER(2,10)", "1024"), ("POWER(2,-2)", "0.25"),
    ("POWER(8,1/3)", "2"), ("MOD(7,3)", "1"), ("MOD(-7,3)", "2"), ("MOD(7,-3)", "-2"),
    ("MOD(5.5,2)", "1.5"), ("IF(寄宿制,1,2)", "1"), ("IF(特殊,1/零,2)", "2"),
    ("IFS(特殊,1,寄宿制,2)", "2"), ("IFERROR(1/零,7)", "7"), ("IFERROR(缺,7)", "7"),
    ("IFERROR(3,7)", "3"), ("LEN(校名)", "4"), ("LEN(123)", "3"), ("YEAR(建校)", "1980"),
    ("MONTH(建校)", "9"), ("DAY(建校)", "1"), ("VALUE(\"12.5\")", "12.5"),
    ("VALUE(LEFT(代码,4))", "2199"), ("WEIGHTEDMEAN(班级[学生数],班级[零缺])", "22.428571428571427"),
  ]

  @Test(arguments: numbers)
  func `a number comes out`(formula: String, value: String) throws {
    let result = try TestSchool.classes.calculate(formula)
    #expect(result.number?.text == value, "\(result)")
  }

  private static let texts: [(String, String)] = [
    ("LEFT(校名)", "示"), ("LEFT(校名,2)", "示例"), ("LEFT(校名,99)", "示例小学"), ("LEFT(校名,0)", ""),
    ("RIGHT(校名,2)", "小学"), ("RIGHT(校名)", "学"), ("MID(校名,2,2)", "例小"), ("MID(校名,9,2)", ""),
    ("CONCAT(校名,\"-\",1.5)", "示例小学-1.5"), ("IF(TRUE,校名,\"x\")", "示例小学"),
    ("校名&寄宿制", "示例小学是"),
  ]

  @Test(arguments: texts)
  func `a text comes out`(formula: String, value: String) throws {
    #expect(try TestSchool.classes.calculate(formula) == .text(value))
  }

  private static let truths: [(String, Bool)] = [
    ("AND(TRUE,寄宿制)", true), ("AND(未知否,FALSE)", false), ("AND(缺>1,特殊)", false),
    ("OR(未知否,TRUE)", true), ("OR(特殊,FALSE)", false), ("OR(缺>1,1<2)", true),
    ("NOT(特殊)", true), ("ISBLANK(缺)", true), ("ISBLANK(1/零)", true), ("ISBLANK(校名)", false),
    ("ISNUMBER(学生数)", true), ("ISNUMBER(校名)", false), ("ISNUMBER(缺)", false),
    ("EXACT(\"a\",\"A\")", false), ("EXACT(校名,\"示例小学\")", true),
    ("DATE(2024,2,29)>建校", true),
  ]

  @Test(arguments: truths)
  func `a truth comes out`(formula: String, value: Bool) throws {
    #expect(try TestSchool.classes.calculate(formula) == .yesNo(value))
  }

  private static let missing: [(String, MissingReason)] = [
    ("SUM(班级[课桌])", .blank), ("SUM(1,缺)", .blank), ("AVERAGE(空表[数])", .undefined),
    ("MIN(空表[数])", .undefined), ("MAX(班级[课桌])", .blank), ("AVERAGE(班级[课桌])", .blank),
    ("SUMPRODUCT(班级[课桌],班级[学生数])", .blank),
    ("AND(TRUE,未知否)", .notApplicable), ("OR(FALSE,未知否)", .notApplicable),
    ("NOT(未知否)", .notApplicable), ("IF(未知否,1,2)", .notApplicable), ("IFS(特殊,1)", .undefined),
    ("IFS(未知否,1,TRUE,2)", .notApplicable), ("SQRT(-1)", .undefined), ("MOD(1,零)", .undefined),
    ("POWER(-8,1/3)", .undefined), ("VALUE(校名)", .unreadable), ("DATE(2023,2,29)", .undefined),
    ("YEAR(DATE(2023,13,1))", .undefined), ("LEFT(校名,-1)", .undefined), ("LEN(空文本)", .notOnForm),
    ("MID(校名,0,1)", .undefined), ("ROUND(1,1e30)", .undefined), ("ROUND(缺,1)", .blank),
    ("LEFT(校名,缺)", .blank), ("IFERROR(1/零,缺)", .blank), ("EXACT(空文本,1)", .notOnForm),
    ("COUNTIFS(班级[年级],空文本)", .notOnForm), ("CONCAT(校名,空文本)", .notOnForm),
  ]

  @Test(arguments: missing)
  func `no value comes out, for a reason`(formula: String, reason: MissingReason) throws {
    #expect(try TestSchool.classes.calculate(formula) == .missing(reason))
  }

  @Test func `every function of the table has a row here`() {
    let formulas =
      Self.numbers.map(\.0) + Self.texts.map(\.0) + Self.truths.map(\.0) + Self.missing.map(\.0)
    // The last two have a suite of their own.
    let tested = formulas.joined(separator: " ") + " WEIGHTEDSTDEV( WEIGHTEDCV("
    for name in FormulaReference.functionNames {
      #expect(tested.contains("\(name)("), "\(name) has no row")
    }
  }
}
