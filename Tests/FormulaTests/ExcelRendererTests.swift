// SPDX-License-Identifier: Apache-2.0
// ExcelRendererTests: the rendered text says what the formula says, and reads back to the same value.

import DataModel
import Formula
import Testing

@Suite struct `Rendering as Excel` {
  @Test(arguments: [
    ("学生数/教师数", "[学生数]/[教师数]"), ("(1+2)*3", "(1+2)*3"), ("1+(2*3)", "1+2*3"),
    ("1-(2-3)", "1-(2-3)"), ("1-2-3", "1-2-3"), ("-(1+2)", "-(1+2)"), ("-2^2", "-2^2"),
    ("-(2^2)", "-(2^2)"), ("2^(3^2)", "2^(3^2)"), ("2^-1", "2^-1"), ("(-5)%", "(-5)%"),
    ("-5%", "-5%"), ("(1+2)%", "(1+2)%"), ("１２．５", "12.5"), ("a=1", "[a]=1"),
    ("(1=2)=(3=4)", "1=2=(3=4)"), ("1&(2&3)", "1&(2&3)"), ("“甲\"乙”", "\"甲\"\"乙\""),
    ("IF(寄宿制,1,2)", "IF([寄宿制]=\"是\",1,2)"), ("寄宿制", "[寄宿制]=\"是\""),
    ("寄宿制=FALSE", "[寄宿制]=\"否\""), ("TRUE<>寄宿制", "\"是\"<>[寄宿制]"),
    ("寄宿制=特殊", "[寄宿制]=[特殊]"), ("寄宿制=(1<2)", "[寄宿制]=\"是\"=(1<2)"),
    ("NOT(AND(寄宿制,TRUE))", "NOT(AND([寄宿制]=\"是\",TRUE))"),
    ("IF(TRUE,寄宿制,FALSE)", "IF(TRUE,[寄宿制]=\"是\",FALSE)"),
    ("缺=\"\"", "[缺]=\"\""), ("ISBLANK(缺)", "[缺]=\"\""), ("NOT(ISBLANK(缺))", "NOT([缺]=\"\")"),
    ("ISBLANK(1/零)", "IFERROR(1/[零]=\"\",TRUE)"), ("1/零<>\"\"", "IFERROR(1/[零]<>\"\",FALSE)"),
    ("ISBLANK(寄宿制)", "[寄宿制]=\"\""), ("IFS(TRUE,1)", "_xlfn.IFS(TRUE,1)"),
    ("CONCAT(校名,1)", "_xlfn.CONCAT([校名],1)"), ("SUM(班级[学生数],1)", "SUM([班级][学生数],1)"),
    ("COUNTIFS(班级[达标],TRUE)", "COUNTIFS([班级][达标],\"是\")"),
    ("COUNTIFS(班级[学生数],\">\"&学生数)", "COUNTIFS([班级][学生数],\">\"&[学生数])"),
    (
      "SUM(COUNTIFS(班级[年级],{\"一年级\";\"二\"}))",
      "SUM(COUNTIFS([班级][年级],{\"一年级\",\"二\"}))"
    ),
    (
      "2*WEIGHTEDMEAN(班级[学生数],班级[零缺])",
      "2*(SUMPRODUCT([班级][学生数],[班级][零缺])/"
        + "SUMPRODUCT(--ISNUMBER([班级][学生数]),[班级][零缺]))"
    ),
  ])
  func `a formula has one text`(formula: String, text: String) throws {
    let school = TestSchool.classes.field("a", .number(unit: nil), .whole(1))
    #expect(try school.rendered(formula) == text)
  }

  @Test(arguments: [
    ("WEIGHTEDCV(班级[学生数],班级[零缺])", true), ("1+WEIGHTEDSTDEV(班级[学生数],班级[零缺])", true),
    ("WEIGHTEDMEAN(班级[学生数],班级[零缺])", false), ("SUM(班级[学生数])", false),
    ("SUM(COUNTIFS(班级[年级],{\"一\",\"二\"}))", false), ("COUNTIFS(班级[年级],\"一\")", false),
  ])
  func `a formula says whether it must be entered as an array`(
    formula: String, isArray: Bool
  ) throws {
    let checked = try CheckedFormula(parsing: formula, vocabulary: TestSchool.classes)
    #expect(checked.needsArrayEntry == isArray)
  }

  @Test func `rendered text reads back to the same value and the same text`() throws {
    var generator = FormulaGenerator(seed: 20_250_901)
    let school = TestSchool.classes
    for _ in 0..<600 {
      let formula = generator.number(depth: 5)
      let text = try school.rendered(formula)
      #expect(try school.rendered(text) == text, "\(formula)")
      let value = try school.calculate(formula)
      #expect(try school.calculate(text) == value, "\(formula) → \(text)")
    }
  }
}

/// Random formulas that pass the check, the same ones on every machine.
private struct FormulaGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  private mutating func pick(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % count
  }

  private mutating func pick(from list: [String]) -> String { list[pick(list.count)] }

  mutating func number(depth: Int) -> String {
    guard depth > 0 else {
      return pick(from: ["1", "2.5", "0", "30%", "1e3", "零", "学生数*1", "缺*1", "面积/1"])
    }
    let (left, right) = (number(depth: depth - 1), number(depth: depth - 1))
    switch pick(12) {
    case 0: return "(\(left))" + pick(from: ["+", "-", "*", "/"]) + "(\(right))"
    case 1: return "\(left)*\(right)"
    case 2: return "\(left)-(\(right))"
    case 3: return "-(\(left))"
    case 4: return "(\(left))%"
    case 5: return "(\(left))^" + pick(from: ["2", "-1", "0.5", "(1+1)", "-2%"])
    case 6: return "IF(\(condition(depth: depth - 1)),\(left),\(right))"
    case 7: return "IFERROR(\(left),\(right))"
    case 8: return "ROUND(\(left),2)"
    case 9: return "SUM(\(left),\(right),班级[零缺])"
    case 10: return "MAX(\(left),\(right))"
    default: return "-\(left)^2"
    }
  }

  private mutating func condition(depth: Int) -> String {
    guard depth > 0 else {
      return pick(from: ["寄宿制", "特殊", "未知否", "TRUE", "寄宿制=\"是\"", "缺=\"\"", "校名<>“甲”"])
    }
    switch pick(5) {
    case 0:
      let sign = pick(from: ["=", "<>", "<", "<=", ">", ">="])
      return "(\(number(depth: depth - 1)))\(sign)(\(number(depth: depth - 1)))"
    case 1: return "AND(\(condition(depth: depth - 1)),\(condition(depth: depth - 1)))"
    case 2: return "OR(\(condition(depth: depth - 1)),\(condition(depth: depth - 1)))"
    case 3: return "NOT(\(condition(depth: depth - 1)))"
    default: return "(\(condition(depth: depth - 1)))=(\(condition(depth: depth - 1)))"
    }
  }
}
