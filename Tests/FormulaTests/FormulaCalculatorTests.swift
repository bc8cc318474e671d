// SPDX-License-Identifier: Apache-2.0
// FormulaCalculatorTests: operators and precedences give Excel's values, missing stays missing.

import DataModel
import Formula
import Testing

@Suite struct `Calculating a formula` {
  @Test(arguments: [
    ("1+2*3", "7"), ("(1+2)*3", "9"), ("-2^2", "4"), ("2^3^2", "64"), ("2^-1", "0.5"),
    ("0-2^2", "-4"), ("50%", "0.5"), ("-5%*100", "-5"), ("200%%", "0.02"), ("7/2", "3.5"),
    ("0.1+0.2", "0.3"), ("10-4-3", "3"), ("64/4/2", "8"), ("+3", "3"), ("--3", "3"),
    ("1e3+.5", "1000.5"), ("=1+1", "2"), ("１２＋３", "15"), ("6×7÷2", "21"), ("4^0.5", "2"),
    ("学生数/教师数", "12.5"), ("学生数－教师数", "92"), ("[面积]/[学生数]", "4.5"),
    ("面积（㎡）*2", "14"), ("A·b_、2+1", "3"), ("[56–65人]", "5"), ("2024年人数", "24"),
  ])
  func `an expression has the value Excel gives`(formula: String, value: String) throws {
    #expect(try TestSchool.classes.calculate(formula) == .decimal(value))
  }

  @Test(arguments: [
    ("1=1", true), ("1<>1", false), ("2<=2", true), ("2≥3", false), ("2≠3", true),
    ("1/3*3=1", true), ("0.1*3=0.3", true), ("校名=\"示例小学\"", true), ("校名=“示例小学”", true),
    ("校名<>\"甲\"", true), ("寄宿制=\"是\"", true), ("特殊=TRUE", false), ("\"否\"=特殊", true),
    ("缺=\"\"", true), ("校名<>\"\"", true), ("建校<DATE(1990,1,1)", true),
    ("建校+1=DATE(1980,9,2)", true), ("(1<2)=寄宿制", true), ("1&2=\"12\"", true),
    ("ABS(0.3-0.1-0.2)<=0", true), ("学生数>教师数*12", true),
  ])
  func `a comparison is decided`(formula: String, value: Bool) throws {
    #expect(try TestSchool.classes.calculate(formula) == .yesNo(value))
  }

  @Test(arguments: [
    ("缺+1", MissingReason.blank), ("1*缺", .blank), ("-缺", .blank), ("缺%", .blank),
    ("缺>1", .blank), ("1/零", .undefined), ("零^0", .undefined), ("零^-1", .undefined),
    ("缺/零", .blank), ("缺&校名", .blank), ("缺&空文本", .blank), ("空文本&缺", .notOnForm),
    ("空文本=校名", .notOnForm), ("未知否=TRUE", .notApplicable),
    ("10^64^64", .undefined), ("0-(10^64)^64", .undefined),
    ("建校+10000000", .undefined), ("建校-10^30", .undefined),
  ])
  func `a result that cannot be known is missing for the first reason`(
    formula: String, reason: MissingReason
  ) throws {
    #expect(try TestSchool.classes.calculate(formula) == .missing(reason))
  }

  @Test func `a value of another type than declared is unreadable`() throws {
    let school = TestSchool().field("数", .number(unit: nil), .text("x"))
    for formula in ["数+1", "-数", "数>1", "ABS(数)", "SUM(数)"] {
      #expect(try school.calculate(formula) == .missing(.unreadable))
    }
  }

  @Test func `the largest numbers do not trap`() throws {
    let smallest = "(0-9223372036854775807-1)"
    for formula in [
      "\(smallest)/3&\"\"", "-\(smallest)", "ABS(\(smallest)/7)%", "INT(\(smallest)/3)",
    ] {
      #expect(try !TestSchool.classes.calculate(formula).isMissing)
    }
  }

  @Test func `days lie between two dates`() throws {
    #expect(try TestSchool.classes.calculate("DATE(1980,10,1)-建校") == .whole(30))
  }
}
