// SPDX-License-Identifier: Apache-2.0
// DecimalText: a Double as the shortest plain decimal that reads back as the same Double.

/// Numbers as text, the same on every machine and in every locale.
package enum DecimalText {
  /// The shortest decimal that round-trips, without exponent: `30080`, `0.1`, `1.6666666666666667`.
  ///
  /// Values below 1e-7 or from 1e21 on keep the exponent form; NaN and infinities print as "".
  package static func shortest(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    if value == value.rounded(.towardZero), abs(value) < 1e15 { return String(Int64(value)) }
    let text = value.description
    guard let exponentMark = text.utf8.firstIndex(of: UInt8(ascii: "e")) else {
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    guard let exponent = Int(text[text.index(after: exponentMark)...]),
      (-7...20).contains(exponent)
    else { return text }
    return plain(mantissa: text[..<exponentMark], exponent: exponent)
  }

  /// Moves the point of `d.ddd` by `exponent` places.
  private static func plain(mantissa: Substring, exponent: Int) -> String {
    let isNegative = mantissa.hasPrefix("-")
    let unsigned = isNegative ? mantissa.dropFirst() : mantissa
    let halves = unsigned.split(separator: ".", maxSplits: 1)
    let whole = String(halves[0])
    var fraction = halves.count > 1 ? String(halves[1]) : ""
    if fraction == "0" { fraction = "" }
    let digits = whole + fraction
    let point = whole.count + exponent
    let body: String
    if point <= 0 {
      body = "0." + String(repeating: "0", count: -point) + digits
    } else if point >= digits.count {
      body = digits + String(repeating: "0", count: point - digits.count)
    } else {
      body = digits.prefix(point) + "." + digits.dropFirst(point)
    }
    return (isNegative ? "-" : "") + body
  }
}
