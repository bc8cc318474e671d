// SPDX-License-Identifier: Apache-2.0
// NumberTextTests: numbers at the head of a text.

import DataModel
import Normalize
import Testing

struct NumberTextTests {
  @Test(arguments: [
    ("45", "45", ""), ("1,234.5", "1234.5", ""), ("12,345,678", "12345678", ""), ("-3", "-3", ""),
    ("+3", "3", ""),
    ("−3", "-3", ""), ("1 200", "1200", ""), ("3.5 亩", "3.5", "亩"), ("1200m2", "1200", "m2"),
    ("85%", "85", "%"),
    ("1.5E+05", "150000", ""), (".5", "0.5", ""), ("0.10", "0.1", ""), ("一百二十", "120", ""),
    ("一百二十人", "120", "人"), ("12.", "12", ""),
  ])
  func `a number and its rest are told apart`(_ text: String, _ number: String, _ rest: String)
    throws
  {
    let parsed = try #require(NumberText(text))
    #expect(parsed.number.text == number)
    #expect(parsed.rest == rest)
  }

  @Test(arguments: ["", "若干", "约三百", "-", "+", ",5", "abc", ".", "--3"])
  func `a text that begins with no number is none`(_ text: String) {
    #expect(NumberText(text) == nil)
  }

  @Test(arguments: ["1,23", "1,2345", "1234,567", "1,234,56", "1.2.3", "3-5"])
  func `wrong separators leave a rest`(_ text: String) throws {
    #expect(try #require(NumberText(text)).rest.isEmpty == false)
  }
}
