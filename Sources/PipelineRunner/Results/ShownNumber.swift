// SPDX-License-Identifier: Apache-2.0
// ShownNumber: numbers of the tables as a person reads them: rounded, with thousands separators.

import DataModel

/// Numbers for people.
enum ShownNumber {
  /// `1,234.5`: at most `digits` decimals, rounded half up; texts that are no number as they are.
  static func text(_ text: String, digits: Int) -> String {
    guard let number = ExactNumber(decimal: text) else { return text }
    return self.text(number, digits: digits)
  }

  static func text(_ number: Double, digits: Int) -> String {
    guard number.isFinite else { return "–" }
    return text(ExactNumber(decimalOf: number), digits: digits)
  }

  static func text(_ number: ExactNumber, digits: Int) -> String {
    grouped(number.rounded(digits: digits).text)
  }

  /// What is to be added must not be rounded down.
  static func roundedUp(_ number: Double, digits: Int) -> String {
    guard number.isFinite, abs(number) < 1e15 else { return text(number, digits: digits) }
    var power = 1
    for _ in 0..<max(0, digits) { power *= 10 }
    // A binary remainder far below the last decimal is no amount.
    let scaled = ExactNumber(decimalOf: (number * Double(power) * (1 - 1e-15)))
    guard let value = scaled.roundedUp.divided(by: ExactNumber(power)) else { return "–" }
    return grouped(value.text)
  }

  /// With as many decimals as the form prints, `4.20`.
  static func fixed(_ number: Double, digits: Int) -> String {
    guard number.isFinite, digits > 0 else { return text(number, digits: digits) }
    let plain = ExactNumber(decimalOf: number).rounded(digits: digits).text
    guard !plain.contains("e") else { return plain }
    let pieces = plain.split(separator: ".", omittingEmptySubsequences: false)
    let decimals = pieces.count > 1 ? String(pieces[1]) : ""
    let rest = String(repeating: "0", count: max(0, digits - decimals.count))
    return grouped(String(pieces[0])) + "." + decimals + rest
  }

  static func percent(_ share: Double) -> String { text(share * 100, digits: 1) + "%" }

  private static func grouped(_ plain: String) -> String {
    guard !plain.contains("e") else { return plain }
    let isNegative = plain.hasPrefix("-")
    let digits = plain.drop { $0 == "-" }
    let whole = digits.prefix { $0 != "." }
    var result = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return (isNegative ? "-" : "") + result + digits.dropFirst(whole.count)
  }
}
