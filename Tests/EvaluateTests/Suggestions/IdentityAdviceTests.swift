// SPDX-License-Identifier: Apache-2.0
// IdentityAdviceTests: what is said of identity numbers that are not valid.

import DataModel
import Evaluate
import Testing

@Suite struct IdentityAdviceTests {
  private let birth = CivilDate(year: 1949, month: 12, day: 31)

  @Test func `the right check digit is named`() throws {
    let words = try #require(IdentityAdvice.words(for: "110105194912310021", dates: []))
    #expect(words.contains("末位校验码应为 X"))
    #expect(!words.contains("一致"))
  }

  @Test func `a birth date that agrees speaks for the other digits`() throws {
    let date = try #require(birth)
    let words = try #require(IdentityAdvice.words(for: "110105194912310021", dates: [date]))
    #expect(words.hasPrefix("第7至14位与本条所填出生日期一致"))
  }

  @Test func `neighbours that changed places are named where date and check digit agree then`()
    throws
  {
    let date = try #require(birth)
    // 1949 written as 1994.
    let words = try #require(IdentityAdvice.words(for: "11010519941231002X", dates: [date]))
    #expect(words.hasPrefix("第9、10位像是写颠倒了"))
  }

  @Test(arguments: [
    ("110105491231002", "15位的旧证号"), ("11010519491231002", "少 1 位"),
    ("11010519491231002XX", "多 1 位"), ("1101051949123A002X", "不是数字"),
    ("110105194902300020", "不是存在的日期"),
  ])
  func `other faults are named`(text: String, expected: String) throws {
    let words = try #require(IdentityAdvice.words(for: text, dates: []))
    #expect(words.contains(expected))
  }

  @Test(arguments: ["110105194912310021", "11010519941231002X", "110105194902300020"])
  func `no part of the number but its last character is quoted`(text: String) throws {
    let words = try #require(IdentityAdvice.words(for: text, dates: []))
    for start in 0..<(text.count - 3) {
      let part = text.dropFirst(start).prefix(4)
      #expect(!words.contains(part))
    }
  }
}
