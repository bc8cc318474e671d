// SPDX-License-Identifier: Apache-2.0
// XMLText: turns raw character data into the text it stands for.

/// References, line ends and forbidden characters of XML text.
package enum XMLText {
  /// Bytes behind the `&` of a reference, its `;` included.
  static let longestReference = 13
  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// Appends the text that `bytes[range]` stands for; returns how many characters were replaced.
  ///
  /// Literal text (CDATA) has no references. In attributes white space becomes spaces.
  package static func append(
    _ bytes: [UInt8], _ range: Range<Int>, isLiteral: Bool, isAttribute: Bool,
    to target: inout [UInt8]
  ) -> Int {
    var replaced = 0
    var place = range.lowerBound
    var runStart = place
    while place < range.upperBound {
      let byte = bytes[place]
      if byte >= 0x20, byte != UInt8(ascii: "&") || isLiteral {
        place += 1
        continue
      }
      if byte == 0x0A || byte == 0x09, !isAttribute {
        place += 1
        continue
      }
      target += bytes[runStart..<place]
      if byte == UInt8(ascii: "&") {
        replaced += appendReference(bytes, &place, range.upperBound, to: &target)
      } else {
        replaced += appendControl(bytes, &place, range.upperBound, isAttribute, to: &target)
      }
      runStart = place
    }
    target += bytes[runStart..<range.upperBound]
    return replaced
  }

  private static func appendControl(
    _ bytes: [UInt8], _ place: inout Int, _ end: Int, _ isAttribute: Bool,
    to target: inout [UInt8]
  ) -> Int {
    let byte = bytes[place]
    place += 1
    switch byte {
    case 0x0D:
      if place < end, bytes[place] == 0x0A { place += 1 }
      target.append(isAttribute ? 0x20 : 0x0A)
      return 0
    case 0x0A, 0x09:
      target.append(0x20)
      return 0
    default:
      target += replacement
      return 1
    }
  }

  /// Resolves the reference at `place`; one that means nothing becomes U+FFFD.
  private static func appendReference(
    _ bytes: [UInt8], _ place: inout Int, _ end: Int, to target: inout [UInt8]
  ) -> Int {
    let start = place + 1
    var stop = start
    let limit = min(end, start + longestReference - 1)
    // A stray ampersand takes no other with it.
    while stop < limit, bytes[stop] != UInt8(ascii: ";"), bytes[stop] != UInt8(ascii: "&") {
      stop += 1
    }
    guard stop < end, bytes[stop] == UInt8(ascii: ";") else {
      place = start
      target += replacement
      return 1
    }
    place = stop + 1
    let body = bytes[start..<stop]
    if let character = named(body) {
      target.append(character)
      return 0
    }
    guard let scalar = numeric(body), isAllowed(scalar) else {
      target += replacement
      return 1
    }
    target += Array(String(Character(scalar)).utf8)
    return 0
  }

  private static func named(_ body: ArraySlice<UInt8>) -> UInt8? {
    if body.elementsEqual("amp".utf8) { return UInt8(ascii: "&") }
    if body.elementsEqual("lt".utf8) { return UInt8(ascii: "<") }
    if body.elementsEqual("gt".utf8) { return UInt8(ascii: ">") }
    if body.elementsEqual("quot".utf8) { return UInt8(ascii: "\"") }
    if body.elementsEqual("apos".utf8) { return UInt8(ascii: "'") }
    return nil
  }

  private static func numeric(_ body: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard body.first == UInt8(ascii: "#") else { return nil }
    let digits = body.dropFirst()
    let isHexadecimal = digits.first == UInt8(ascii: "x")
    let text = String(decoding: isHexadecimal ? digits.dropFirst() : digits, as: UTF8.self)
    guard !text.hasPrefix("+"), !text.hasPrefix("-") else { return nil }
    return UInt32(text, radix: isHexadecimal ? 16 : 10).flatMap(Unicode.Scalar.init)
  }

  /// The production Char of XML 1.0.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// The encoding that an XML declaration names, in lowercase; nil when it names none.
  static func encodingName(in declaration: ArraySlice<UInt8>) -> String? {
    let word = Array("encoding".utf8)
    var place = declaration.startIndex
    while place + word.count < declaration.endIndex {
      guard declaration[place] == word[0], declaration[place...].starts(with: word),
        declaration[place - 1] <= 0x20
      else {
        place += 1
        continue
      }
      let value = declaration[(place + word.count)...].drop {
        $0 <= 0x20 || $0 == UInt8(ascii: "=")
      }
      guard let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
      else { return nil }
      return String(decoding: value.dropFirst().prefix { $0 != quote }, as: UTF8.self)
        .lowercased()
    }
    return nil
  }
}
