// SPDX-License-Identifier: Apache-2.0
// ExactNumberTests: decimals stay decimals, thresholds stay exact, overflow becomes a Double.

import DataModel
import Testing

@Suite("ExactNumber")
struct ExactNumberTests {
  @Test(arguments: [
    ("0.1", "0.1"), ("-12.50", "-12.5"), ("1.5e3", "1500"), ("2E-3", "0.002"), ("+7", "7"),
    ("007", "7"), ("1e-10", "1e-10"), (".5", "0.5"), ("3.", "3"),
  ])
  func `a decimal reads as itself`(text: String, expected: String) throws {
    let number = try #require(ExactNumber(decimal: text))
    #expect(number.isExact)
    #expect(number.text == expected)
  }

  @Test(arguments: [
    "", "-", ".", "1.2.3", "abc", "1e", "1e9999", "１２", "1 2", "0x10", "nan", "inf",
  ])
  func `what is no decimal is refused`(text: String) {
    #expect(ExactNumber(decimal: text) == nil)
  }

  @Test func `the decimal of a binary double is the one a person sees`() {
    #expect(ExactNumber(decimalOf: 0.1) == ExactNumber(1, over: 10))
    #expect(ExactNumber(decimalOf: 0.1) + ExactNumber(decimalOf: 0.2) == ExactNumber(3, over: 10))
  }

  @Test func `a mu is exactly 2000 thirds of a square metre`() {
    let area = ExactNumber(decimalOf: 45.12) * ExactNumber(2000, over: 3)
    #expect(area == ExactNumber(30_080))
    #expect(area.text == "30080")
  }

  @Test func `a value exactly at 85 percent of 0.9 is not below 0.765`() throws {
    let floor = try #require(ExactNumber(decimal: "0.9")) * ExactNumber(85, over: 100)
    let value = try #require(ExactNumber(153 * 100).divided(by: ExactNumber(20_000)))
    #expect(value == floor)
    #expect(!(value < floor))
    #expect(try #require(ExactNumber(decimal: "0.7649999999")) < floor)
  }

  @Test func `division by zero has no result`() {
    #expect(ExactNumber(1).divided(by: .zero) == nil)
    #expect(ExactNumber(1).divided(by: ExactNumber(approximate: 0)) == nil)
  }

  @Test(arguments: [
    ("2.345", 2, "2.35"), ("-2.345", 2, "-2.35"), ("0.7649", 2, "0.76"), ("0.765", 2, "0.77"),
    ("1249", -2, "1200"), ("1250", -2, "1300"), ("3.5", 0, "4"), ("-3.5", 0, "-4"), ("0", 2, "0"),
  ])
  func `rounding is half away from zero`(text: String, digits: Int, expected: String) throws {
    #expect(try #require(ExactNumber(decimal: text)).rounded(digits: digits).text == expected)
  }

  @Test(arguments: [("2.0", "2", "2"), ("2.1", "3", "2"), ("-2.1", "-2", "-3"), ("0", "0", "0")])
  func `rounding up and down are to the next whole number`(
    text: String, up: String, down: String
  ) throws {
    let number = try #require(ExactNumber(decimal: text))
    #expect(number.roundedUp.text == up)
    #expect(number.roundedDown.text == down)
  }

  @Test func `what no longer fits becomes the nearest double instead of trapping`() throws {
    let large = ExactNumber(Int.max)
    let product = large * large
    #expect(!product.isExact)
    #expect(abs(product.doubleValue / 8.507059173023462e37 - 1) < 1e-12)
    #expect((-ExactNumber(Int.min)).doubleValue == 9.223372036854775808e18)
    #expect((product - product).doubleValue == 0)
    let digits = try #require(ExactNumber(decimal: String(repeating: "9", count: 40)))
    #expect(digits.doubleValue == 1e40)
  }

  @Test func `a sum over thirds is exact`() {
    let third = ExactNumber(1, over: 3)
    let total = (0..<300).reduce(ExactNumber.zero) { sum, _ in sum + third }
    #expect(total == ExactNumber(100))
    #expect(total.wholeNumber == 100)
  }

  @Test func `equal values are equal and hash alike whether exact or not`() {
    let exact = ExactNumber(1, over: 4)
    let approximate = ExactNumber(approximate: 0.25)
    #expect(exact == approximate)
    #expect(Set([exact, approximate]).count == 1)
  }

  @Test func `the nearest double of a wide quotient is correctly rounded`() {
    // 1 + 2⁻⁵³ lies halfway between two doubles: the even one is 1.
    #expect(ExactNumber(9_007_199_254_740_993, over: 9_007_199_254_740_992).doubleValue == 1)
    #expect(ExactNumber(6_004_799_503_160_661_5, over: 3).doubleValue == 20_015_998_343_868_872)
  }
}
