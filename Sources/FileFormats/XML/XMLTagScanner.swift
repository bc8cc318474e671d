// SPDX-License-Identifier: Apache-2.0
// XMLTagScanner: reads one start tag out of a byte buffer without allocating.

/// Where an attribute stands in the reader's buffer.
struct XMLAttribute {
  var nameStart: Int
  var nameEnd: Int
  var valueStart: Int
  var valueEnd: Int
}

/// Free functions over a byte array: the array is borrowed, so nothing is copied or checked twice.
enum XMLTagScanner {
  enum Outcome {
    /// The tag is complete.
    case done
    /// The buffer ends inside the tag.
    case needsMore
    /// Not well-formed.
    case malformed
  }

  /// A start tag: the name without prefix, and whether it closes itself.
  struct Tag {
    var nameStart = 0
    var nameEnd = 0
    var end = 0
    var isEmptyElement = false
    var key: UInt64 = 0
  }

  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  @inline(__always)
  private static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "=")
  }

  /// Reads a name at `place`, moving it behind the name; the prefix is left out of the start.
  private static func name(
    _ bytes: [UInt8], _ place: inout Int, start: inout Int, key: inout UInt64
  ) -> Bool {
    let limit = bytes.count
    start = place
    key = 0xcbf2_9ce4_8422_2325
    while place < limit {
      let byte = bytes[place]
      if endsName(byte) { return true }
      if byte == UInt8(ascii: ":") {
        start = place + 1
      }
      key = (key ^ UInt64(byte)) &* 0x100_0000_01b3
      place += 1
    }
    return false
  }

  /// Reads the start tag whose `<` is at `origin`.
  static func startTag(
    _ bytes: [UInt8], at origin: Int, tag: inout Tag, attributes: inout [XMLAttribute]
  ) -> Outcome {
    attributes.removeAll(keepingCapacity: true)
    let limit = bytes.count
    var place = origin + 1
    guard name(bytes, &place, start: &tag.nameStart, key: &tag.key) else { return .needsMore }
    tag.nameEnd = place
    guard tag.nameEnd > tag.nameStart else { return .malformed }
    while true {
      while place < limit, isSpace(bytes[place]) { place += 1 }
      guard place + 1 < limit || (place < limit && bytes[place] == UInt8(ascii: ">")) else {
        return .needsMore
      }
      switch bytes[place] {
      case UInt8(ascii: ">"):
        tag.end = place + 1
        tag.isEmptyElement = false
        return .done
      case UInt8(ascii: "/"):
        guard bytes[place + 1] == UInt8(ascii: ">") else { return .malformed }
        tag.end = place + 2
        tag.isEmptyElement = true
        return .done
      default:
        let outcome = attribute(bytes, &place, into: &attributes)
        guard outcome == .done else { return outcome }
      }
    }
  }

  private static func attribute(
    _ bytes: [UInt8], _ place: inout Int, into attributes: inout [XMLAttribute]
  ) -> Outcome {
    let limit = bytes.count
    var found = XMLAttribute(nameStart: 0, nameEnd: 0, valueStart: 0, valueEnd: 0)
    var key: UInt64 = 0
    guard name(bytes, &place, start: &found.nameStart, key: &key) else { return .needsMore }
    found.nameEnd = place
    guard found.nameEnd > found.nameStart else { return .malformed }
    while place < limit, isSpace(bytes[place]) { place += 1 }
    guard place < limit else { return .needsMore }
    guard bytes[place] == UInt8(ascii: "=") else { return .malformed }
    place += 1
    while place < limit, isSpace(bytes[place]) { place += 1 }
    guard place < limit else { return .needsMore }
    let quote = bytes[place]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return .malformed }
    place += 1
    found.valueStart = place
    while place < limit, bytes[place] != quote {
      if bytes[place] == UInt8(ascii: "<") { return .malformed }
      place += 1
    }
    guard place < limit else { return .needsMore }
    found.valueEnd = place
    place += 1
    attributes.append(found)
    return .done
  }

  /// Reads the end tag whose `</` is at `origin`; `tag.key` covers the name with its prefix.
  static func endTag(_ bytes: [UInt8], at origin: Int, tag: inout Tag) -> Outcome {
    var place = origin + 2
    guard name(bytes, &place, start: &tag.nameStart, key: &tag.key) else { return .needsMore }
    tag.nameEnd = place
    while place < bytes.count, isSpace(bytes[place]) { place += 1 }
    guard place < bytes.count else { return .needsMore }
    guard bytes[place] == UInt8(ascii: ">"), tag.nameEnd > tag.nameStart else {
      return .malformed
    }
    tag.end = place + 1
    return .done
  }
}
