// SPDX-License-Identifier: Apache-2.0
// HTMLCharacterReference: what `&nbsp;`, `&#23398;` and their like stand for.

/// Resolves character references as browsers do.
package enum HTMLCharacterReference {
  private static let longestName = 32
  private static let replacement: UInt32 = 0xFFFD

  /// What the numbers 128 to 159 mean: the characters of windows-1252 at these places.
  static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  /// The character that the `&` at `place` begins, with `place` moved behind it.
  ///
  /// nil when there is no reference: the `&` is itself then, and `place` stays.
  package static func scalar(_ bytes: [UInt8], _ place: inout Int, end: Int) -> Unicode.Scalar? {
    let start = place + 1
    guard start < end else { return nil }
    if bytes[start] == UInt8(ascii: "#") { return numeric(bytes, &place, end: end) }
    var stop = start
    while stop < end, stop - start < longestName,
      HTMLBytes.isLetter(bytes[stop]) || HTMLBytes.isDigit(bytes[stop])
    {
      stop += 1
    }
    guard stop > start else { return nil }
    if stop < end, bytes[stop] == UInt8(ascii: ";") {
      let name = String(decoding: bytes[start..<stop], as: UTF8.self)
      if let found = HTMLEntityNames.all[name] {
        place = stop + 1
        return Unicode.Scalar(found)
      }
    }
    return legacy(bytes, &place, stop: stop)
  }

  /// The longest old name that the letters up to `stop` begin with.
  private static func legacy(
    _ bytes: [UInt8], _ place: inout Int, stop: Int
  ) -> Unicode.Scalar? {
    let start = place + 1
    var length = min(6, stop - start)
    while length >= 2 {
      let name = String(decoding: bytes[start..<start + length], as: UTF8.self)
      if let found = HTMLEntityNames.legacy[name] {
        place = start + length
        return Unicode.Scalar(found)
      }
      length -= 1
    }
    return nil
  }

  private static func numeric(
    _ bytes: [UInt8], _ place: inout Int, end: Int
  ) -> Unicode.Scalar? {
    var stop = place + 2
    let isHexadecimal = stop < end && bytes[stop] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { stop += 1 }
    let start = stop
    var value: UInt32 = 0
    while stop < end, let digit = digit(bytes[stop], isHexadecimal: isHexadecimal) {
      value = min(0x20_0000, value * (isHexadecimal ? 16 : 10) + digit)
      stop += 1
    }
    guard stop > start else { return nil }
    place = stop < end && bytes[stop] == UInt8(ascii: ";") ? stop + 1 : stop
    if value >= 0x80, value <= 0x9F { value = windows1252[Int(value - 0x80)] }
    let isControl = value < 0x20 && ![0x09, 0x0A, 0x0D].contains(value)
    return isControl
      ? Unicode.Scalar(replacement) : Unicode.Scalar(value) ?? Unicode.Scalar(replacement)
  }

  private static func digit(_ byte: UInt8, isHexadecimal: Bool) -> UInt32? {
    if HTMLBytes.isDigit(byte) { return UInt32(byte - UInt8(ascii: "0")) }
    let lower = byte | 0x20
    guard isHexadecimal, lower >= UInt8(ascii: "a"), lower <= UInt8(ascii: "f") else {
      return nil
    }
    return UInt32(lower - UInt8(ascii: "a")) + 10
  }

  /// Text with its references resolved, white space as it stands.
  package static func resolved(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    var text: [UInt8] = []
    var place = range.lowerBound
    while place < range.upperBound {
      if bytes[place] == UInt8(ascii: "&"),
        let scalar = scalar(bytes, &place, end: range.upperBound)
      {
        text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      } else {
        text.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
