// SPDX-License-Identifier: Apache-2.0
// CellNumber: reads the decimal text of a numeric cell.

/// Decimal text to Double, exact and without allocation for up to 15 digits.
enum CellNumber {
  /// Powers of ten that a Double holds exactly.
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The number in `bytes[range]`, outer white space aside; nil unless it is a finite decimal.
  ///
  /// `NaN`, `Infinity`, `0x10` and `1_000` are not numbers here.
  static func parse(_ bytes: [UInt8], _ range: Range<Int>) -> Double? {
    var place = range.lowerBound
    var end = range.upperBound
    while place < end, bytes[place] <= 0x20 { place += 1 }
    while end > place, bytes[end - 1] <= 0x20 { end -= 1 }
    let start = place
    var isNegative = false
    if place < end, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") {
      isNegative = bytes[place] == UInt8(ascii: "-")
      place += 1
    }
    var mantissa: UInt64 = 0
    var digits = 0
    var significant = 0
    var scale = 0
    var sawPoint = false
    while place < end {
      let byte = bytes[place]
      if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        digits += 1
        if significant > 0 || byte != UInt8(ascii: "0") { significant += 1 }
        if significant <= 18 { mantissa = mantissa * 10 + UInt64(byte - UInt8(ascii: "0")) }
        if sawPoint { scale -= 1 }
      } else if byte == UInt8(ascii: "."), !sawPoint {
        sawPoint = true
      } else {
        break
      }
      place += 1
    }
    guard digits > 0 else { return nil }
    if place < end {
      guard let exponent = exponent(bytes, place, end) else { return nil }
      scale += exponent
    }
    if significant <= 18, mantissa < 1 << 53, scale >= -22, scale <= 22 {
      let whole = Double(mantissa)
      let value = scale < 0 ? whole / powers[-scale] : whole * powers[scale]
      return isNegative ? -value : value
    }
    return slow(bytes, start, end)
  }

  /// The exponent from its `e` to the end, capped at six digits; nil when it is not one.
  private static func exponent(_ bytes: [UInt8], _ mark: Int, _ end: Int) -> Int? {
    guard bytes[mark] | 0x20 == UInt8(ascii: "e") else { return nil }
    var place = mark + 1
    var isNegative = false
    if place < end, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") {
      isNegative = bytes[place] == UInt8(ascii: "-")
      place += 1
    }
    guard place < end else { return nil }
    var value = 0
    while place < end {
      guard bytes[place] >= UInt8(ascii: "0"), bytes[place] <= UInt8(ascii: "9") else {
        return nil
      }
      value = min(999_999, value * 10 + Int(bytes[place] - UInt8(ascii: "0")))
      place += 1
    }
    return isNegative ? -value : value
  }

  /// Lets the standard library round what does not fit the fast way.
  private static func slow(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Double? {
    guard end - start <= 1000 else { return nil }
    let value = Double(String(decoding: bytes[start..<end], as: UTF8.self))
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  /// A whole number without sign, as shared string indexes and style numbers are.
  static func index(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    var place = range.lowerBound
    var end = range.upperBound
    while place < end, bytes[place] <= 0x20 { place += 1 }
    while end > place, bytes[end - 1] <= 0x20 { end -= 1 }
    guard place < end, end - place <= 10 else { return nil }
    var value = 0
    while place < end {
      let byte = bytes[place]
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      place += 1
    }
    return value
  }
}
