// SPDX-License-Identifier: Apache-2.0
// ByteCursor: the small steps of the scanners over bare bytes.

/// Steps over bytes that are known to go on: see `RowScanner` for why no end is checked.
enum Bytes {
  typealias Cursor = UnsafePointer<UInt8>

  // Literals as the number that their bytes make in memory, lowest byte first.
  /// `<row`.
  static var rowStart: UInt64 { 0x776F_723C }
  /// `</row>`.
  static var rowEnd: UInt64 { 0x3E77_6F72_2F3C }
  /// `<v>`.
  static var valueStart: UInt64 { 0x003E_763C }
  /// `</v></c>`.
  static var valueEnd: UInt64 { 0x3E63_2F3C_3E76_2F3C }
  /// `</c>`.
  static var cellEnd: UInt64 { 0x3E63_2F3C }
  /// `</f>`.
  static var formulaEnd: UInt64 { 0x3E66_2F3C }
  /// `<is><t`.
  static var inlineStart: UInt64 { 0x743C_3E73_693C }
  /// `</t>`.
  static var textEnd: UInt64 { 0x3E74_2F3C }
  /// `</is>`.
  static var inlineEnd: UInt64 { 0x003E_7369_2F3C }
  /// `<si><t`.
  static var itemStart: UInt64 { 0x743C_3E69_733C }
  /// `</si>`.
  static var itemEnd: UInt64 { 0x003E_6973_2F3C }
  /// ` xml:spa`.
  static var space: UInt64 { 0x6170_733A_6C6D_7820 }
  /// `ce="pres`.
  static var spaceRest: UInt64 { 0x7365_7270_223D_6563 }
  /// `erve"`.
  static var spaceEnd: UInt64 { 0x0022_6576_7265 }

  /// `hidden`.
  static var hidden: UInt64 { 0x6E65_6464_6968 }
  static var hiddenMask: UInt64 { 0xFFFF_FFFF_FFFF }

  /// The next eight bytes as a number, lowest first.
  @inline(__always)
  static func eight(_ place: Cursor) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt64.self))
  }

  /// Steps over a literal of `count` bytes if it stands here.
  @inline(__always)
  static func skip(_ place: inout Cursor, _ literal: UInt64, _ count: Int) -> Bool {
    let mask: UInt64 = count >= 8 ? .max : (1 << UInt64(count * 8)) - 1
    guard eight(place) & mask == literal else { return false }
    place += count
    return true
  }

  /// Where the last such literal ends that has eight bytes behind it; 0 when there is none.
  static func endOfLast(
    _ literal: UInt64, _ count: Int, in bytes: UnsafeBufferPointer<UInt8>, after start: Int
  ) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var place = bytes.count - 16
    while place >= start {
      if base[place] == UInt8(ascii: "<") {
        var end = base + place
        if skip(&end, literal, count) { return end - base }
      }
      place -= 1
    }
    return 0
  }

  @inline(__always)
  static func skipSpace(_ place: inout Cursor) {
    while place[0] <= 0x20,
      place[0] == 0x20 || place[0] == 0x0A || place[0] == 0x0D || place[0] == 0x09
    {
      place += 1
    }
  }

  /// True for what ends the name of an element or attribute.
  @inline(__always)
  static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "<")
  }

  /// A whole number of at most `digits` digits; nil when there is none here.
  @inline(__always)
  static func number(_ place: inout Cursor, digits: Int) -> Int? {
    let start = place
    var value = 0
    while place - start < digits {
      let digit = place[0] &- UInt8(ascii: "0")
      guard digit <= 9 else { break }
      value = value &* 10 &+ Int(digit)
      place += 1
    }
    return place > start ? value : nil
  }

  /// The high bit of each byte that ends a text or needs a closer look: `<`, `&`, `_`, controls.
  ///
  /// Only the lowest mark is sure; above it there may be false ones.
  @inline(__always)
  static func marks(_ word: UInt64) -> UInt64 {
    let low: UInt64 = 0x0101_0101_0101_0101
    let less = word ^ (0x3C * low)
    let reference = word ^ (0x26 * low)
    let underscore = word ^ (0x5F * low)
    return
      (((less &- low) & ~less) | ((reference &- low) & ~reference)
      | ((underscore &- low) & ~underscore) | ((word &- 0x20 * low) & ~word))
      & (0x80 * low)
  }

  /// Three-byte characters, of which Chinese text consists, are checked here; others by the library.
  static func isUTF8(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var place = 0
    while place < count {
      let byte = text[place]
      if byte < 0x80 {
        place += 1
      } else if byte > 0xE0, byte < 0xF0, byte != 0xED, place + 2 < count,
        text[place + 1] & 0xC0 == 0x80, text[place + 2] & 0xC0 == 0x80
      {
        place += 3
      } else {
        let rest = UnsafeBufferPointer(start: text + place, count: count - place)
        return (try? UTF8Span(validating: Span(_unsafeElements: rest))) != nil
      }
    }
    return true
  }
}
