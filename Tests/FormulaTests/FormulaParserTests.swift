// SPDX-License-Identifier: Apache-2.0
// FormulaParserTests: what is not a formula is refused at the right place, and nothing traps.

import DataModel
import Formula
import Testing

@Suite struct `Parsing a formula` {
  @Test(arguments: [
    ("", 0), ("1+", 2), ("1 2", 2), ("(1", 0), ("1)", 1), ("SUM(1", 0), ("SUM(1,)", 6),
    ("\"abc", 0), ("“abc\"", 0), ("[abc", 0), ("[]", 0), ("1..2", 0), (".", 0), ("1.5人", 0),
    ("学生数 # 2", 4), ("{1,学生数}", 3), ("{1", 0), ("*2", 0), ("a,b", 1), ("-{1}", 1),
    ("班级[学生数", 2), ("1e9999", 0), ("=", 1), ("==1", 1), ("{-校名}", 1),
  ])
  func `a mistake is told with its place`(formula: String, offset: Int) {
    let errors = TestSchool.classes.errors(formula)
    #expect(errors.map(\.offset) == [offset], "\(errors)")
    #expect(errors.allSatisfy { !$0.chinese.isEmpty && !$0.english.isEmpty })
  }

  @Test(arguments: ["(", "-", "ABS(", "1+(", "NOT(", "IF(TRUE,1,", "{", "["])
  func `deep nesting is an error and not a crash`(opening: String) {
    for count in [65, 1000, 8000] {
      let errors = TestSchool.classes.errors(String(repeating: opening, count: count) + "1")
      #expect(errors.count == 1)
    }
  }

  @Test func `sixty levels of brackets are allowed`() throws {
    let formula = String(repeating: "(", count: 60) + "1" + String(repeating: ")", count: 60)
    #expect(try TestSchool.classes.calculate(formula) == .whole(1))
  }

  @Test func `a chain of 256 terms is the longest`() throws {
    func chain(_ count: Int) -> String {
      Array(repeating: "1", count: count).joined(separator: "+")
    }
    #expect(try TestSchool.classes.calculate(chain(256)) == .whole(256))
    #expect(TestSchool.classes.errors(chain(257)).map(\.kind) == [.tooLarge])
  }

  @Test func `a formula of more than 8192 characters is refused`() throws {
    let longest = "1" + String(repeating: " ", count: 8191)
    #expect(try TestSchool.classes.calculate(longest) == .whole(1))
    #expect(TestSchool.classes.errors(longest + " ").map(\.kind) == [.tooLarge])
    #expect(
      TestSchool.classes.errors(String(repeating: "一", count: 1_000_000)).map(\.kind)
        == [.tooLarge])
  }

  @Test func `every prefix of a formula gives a value or an error`() {
    let formula =
      "=IF(AND(寄宿制,班级[学生数]>1),SUM(COUNTIFS(班级[科目],{\"体育\",-1.5e3})),[面积]%^2)&“文本”"
    for end in formula.indices {
      _ = TestSchool.classes.errors(String(formula[..<end]))
    }
    for (position, character) in formula.enumerated() {
      var changed = Array(formula)
      for other in "(\"[{,1一-.\u{0}😀" where other != character {
        changed[position] = other
        _ = TestSchool.classes.errors(String(changed))
      }
    }
  }

  @Test func `full-width punctuation is read as its ASCII form`() throws {
    #expect(try TestSchool.classes.calculate("SUM（1，2）") == .whole(3))
    #expect(try TestSchool.classes.calculate("IF（校名＝“示例小学”，1，0）") == .whole(1))
    #expect(try TestSchool.classes.calculate("面积（㎡）+SUM（面积（㎡），1）") == .whole(15))
  }

  @Test func `function names are read in any case and with Excel's prefix`() throws {
    #expect(try TestSchool.classes.calculate("sum(1,2)+_xlfn.IFS(true,1)") == .whole(4))
    #expect(try TestSchool.classes.calculate("IF(TRUE(),1,2)") == .whole(1))
  }

  @Test func `a quote inside a text is doubled`() throws {
    #expect(try TestSchool.classes.calculate("\"a\"\"b\"") == .text("a\"b"))
    #expect(try TestSchool.classes.calculate("“a\"b”") == .text("a\"b"))
  }

  @Test func `a bracket inside a bracketed name is escaped as in Excel`() throws {
    let school = TestSchool().field("a]b'c[d", .number(unit: nil), .whole(1))
    #expect(try school.calculate("[a']b''c'[d]") == .whole(1))
  }
}
