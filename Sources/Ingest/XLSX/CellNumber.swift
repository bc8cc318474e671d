// SPDX-License-Identifier: Apache-2.0
// CellNumber: reads the decimal text of a numeric cell.

/// Decimal text to Double, exact, and without allocation for up to 19 digits.
enum CellNumber {
  /// The number in `bytes[range]`, outer white space aside; nil unless it is a finite decimal.
  ///
  /// `NaN`, `Infinity`, `0x10` and `1_000` are not numbers here.
  static func parse(_ bytes: [UInt8], _ range: Range<Int>) -> Double? {
    bytes.withUnsafeBufferPointer { parse(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// The same over bare bytes.
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var place = 0
    var end = bytes.count
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
        if significant <= 19 { mantissa = mantissa &* 10 &+ UInt64(byte - UInt8(ascii: "0")) }
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
    guard significant > 0 else { return isNegative ? -0.0 : 0 }
    if significant <= 19, let value = DecimalRounding.double(mantissa, scale: scale) {
      return isNegative ? -value : value
    }
    return slow(bytes, start, end)
  }

  /// The exponent from its `e` to the end, capped at six digits; nil when it is not one.
  private static func exponent(
    _ bytes: UnsafeBufferPointer<UInt8>, _ mark: Int, _ end: Int
  ) -> Int? {
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
  private static func slow(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Double? {
    guard end - start <= 1000 else { return nil }
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    let value = Double(text)
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
