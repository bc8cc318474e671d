// SPDX-License-Identifier: Apache-2.0
// ByteCursor: the small steps of the scanners over bare bytes.

/// Steps over bytes that are known to go on: see `RowScanner` for why no end is checked.
enum Bytes {
  typealias Cursor = UnsafePointer<UInt8>

  // Literals as the number that their bytes make in memory, lowest byte first.
  static let rowStart = literal("<row")
  static let rowEnd = literal("</row>")
  static let valueStart = literal("<v>")
  static let valueEnd = literal("</v></c>")
  static let cellEnd = literal("</c>")
  static let formulaEnd = literal("</f>")
  static let inlineStart = literal("<is><t")
  static let textEnd = literal("</t>")
  static let inlineEnd = literal("</is>")
  static let itemStart = literal("<si><t")
  static let itemEnd = literal("</si>")
  static let space = literal(" xml:spa")
  static let spaceRest = literal("ce=\"pres")
  static let spaceEnd = literal("erve\"")

  private static func literal(_ text: StaticString) -> UInt64 {
    var value: UInt64 = 0
    for offset in 0..<text.utf8CodeUnitCount {
      value |= UInt64(text.utf8Start[offset]) << UInt64(8 * offset)
    }
    return value
  }

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

  /// Steps over text up to the next `<`; nil where the text has to be decoded or is no UTF-8.
  @inline(__always)
  static func plainText(_ place: inout Cursor) -> UnsafeBufferPointer<UInt8>? {
    let start = place
    var bits: UInt8 = 0
    while true {
      let byte = place[0]
      if byte == UInt8(ascii: "<") { break }
      bits |= byte
      if byte < 0x20 {
        guard byte == 0x0A || byte == 0x09 else { return nil }
      } else if byte == UInt8(ascii: "&") {
        return nil
      } else if byte == UInt8(ascii: "_"), place[1] == UInt8(ascii: "x") {
        return nil
      }
      place += 1
    }
    let text = UnsafeBufferPointer(start: start, count: place - start)
    guard bits < 0x80 || isUTF8(text) else { return nil }
    return text
  }

  /// Three-byte characters, of which Chinese text consists, are checked here; others by the library.
  private static func isUTF8(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    while place < text.count {
      let byte = text[place]
      if byte < 0x80 {
        place += 1
      } else if byte > 0xE0, byte < 0xED || byte == 0xEE, place + 2 < text.count,
        text[place + 1] & 0xC0 == 0x80, text[place + 2] & 0xC0 == 0x80
      {
        place += 3
      } else {
        let rest = Span(_unsafeElements: UnsafeBufferPointer(rebasing: text[place...]))
        return (try? UTF8Span(validating: rest)) != nil
      }
    }
    return true
  }
}
