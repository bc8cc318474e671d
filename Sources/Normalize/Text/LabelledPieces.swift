// SPDX-License-Identifier: Apache-2.0
// LabelledPieces: labels with their values that stand in one cell.

/// `学校名称：示例小学　　学校代码：2199000001` in its pieces.
package enum LabelledPieces {
  package struct Piece: Hashable, Sendable {
    package var label: String
    package var value: String
  }

  /// The pieces of a text that are divided by wide spaces, line breaks or semicolons.
  ///
  /// Fewer than two are none: one label with its value needs no dividing.
  package static func several(_ text: String) -> [Piece] {
    guard text.utf8.count <= 1_200, mayHoldColons(text),
      text.withBytes(mayBeDivided),
      text.unicodeScalars.count(where: { $0 == "：" || $0 == ":" }) >= 2
    else { return [] }
    let parts = text.withBytes(areSimple) ? simpleParts(text) : parts(text)
    // 学校名称：  示例小学: the value went on behind the spaces.
    var joined: [String] = []
    for part in parts where !part.isEmpty {
      if let last = joined.last, last.last == "：" || last.last == ":", single(part) == nil {
        joined[joined.count - 1] = last + part
      } else {
        joined.append(part)
      }
    }
    let pieces = joined.compactMap { single($0, mayBeBlank: true) }
    return pieces.count >= 2 && pieces.count == joined.count ? pieces : []
  }

  /// What wide spaces, line breaks, two spaces or semicolons divide.
  private static func parts(_ text: String) -> [String] {
    var parts: [String] = []
    var current = ""
    var spaces = 0
    for character in text {
      let isSpace = character.unicodeScalars.allSatisfy(TextFolding.isSpace)
      if isSpace {
        spaces += character == "\n" || character == "\u{3000}" || character == "\t" ? 2 : 1
        continue
      }
      if spaces >= 2 || character == "；" || character == ";" {
        parts.append(current)
        current = ""
      } else if spaces == 1 {
        current.append(" ")
      }
      spaces = 0
      if character != "；", character != ";" { current.append(character) }
    }
    parts.append(current)
    return parts
  }

  /// The same for a text each of whose scalars is a character.
  private static func simpleParts(_ text: String) -> [String] {
    var parts: [String] = []
    var current: [UInt8] = []
    var spaces = 0
    for scalar in text.unicodeScalars {
      if TextFolding.isSpace(scalar) {
        spaces += scalar == "\n" || scalar == "\u{3000}" || scalar == "\t" ? 2 : 1
        continue
      }
      let divides = scalar == "；" || scalar == ";"
      if spaces >= 2 || divides {
        parts.append(String(decoding: current, as: UTF8.self))
        current.removeAll(keepingCapacity: true)
      } else if spaces == 1 {
        current.append(0x20)
      }
      spaces = 0
      if !divides { TextFolding.append(scalar, to: &current) }
    }
    parts.append(String(decoding: current, as: UTF8.self))
    return parts
  }

  /// True for ASCII without a carriage return, common Chinese characters and their punctuation: none of
  /// them makes one character with another.
  private static func areSimple(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    while place < bytes.count {
      switch bytes[place] {
      case 0x0D: return false
      case 0..<0x80: place += 1
      case 0xE3:
        guard place + 2 < bytes.count, bytes[place + 1] == 0x80, bytes[place + 2] < 0xA0 else {
          return false
        }
        place += 3
      case 0xE4...0xE9: place += 3
      case 0xEF:
        guard place + 2 < bytes.count, bytes[place + 1] == 0xBC else { return false }
        place += 3
      default: return false
      }
    }
    return true
  }

  /// False for most texts without a space or a semicolon, told by their bytes.
  private static func mayBeDivided(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for place in bytes.indices {
      switch bytes[place] {
      case 0...0x20, 0x3B, 0xC2, 0xE1, 0xE2: return true
      case 0xE3:
        guard place + 2 < bytes.count, bytes[place + 1] == 0x80, bytes[place + 2] > 0x80 else {
          return true
        }
      case 0xEF:
        guard place + 2 < bytes.count, bytes[place + 1] == 0xBC, bytes[place + 2] != 0x9B else {
          return true
        }
      default: break
      }
    }
    return false
  }

  /// False for a text that has not two bytes that end a colon.
  private static func mayHoldColons(_ text: String) -> Bool {
    text.withBytes { bytes in
      var count = 0
      for byte in bytes where byte == 0x3A || byte == 0x9A { count += 1 }
      return count >= 2
    }
  }

  /// Label and value around the first colon; nil where either is missing.
  static func single(_ text: String, mayBeBlank: Bool = false) -> Piece? {
    guard let (head, tail) = text.partsAroundColon else { return nil }
    let label = TextFolding.trimmed(head)
    let value = TextFolding.trimmed(tail)
    guard !label.isEmpty, mayBeBlank || !value.isEmpty else { return nil }
    return Piece(label: label, value: value)
  }
}

extension String {
  /// What stands before and behind the first colon, narrow or wide; found by bytes.
  var partsAroundColon: (head: String, tail: String)? {
    guard let colon = withBytes(Self.firstColon) else { return nil }
    let head = utf8.index(utf8.startIndex, offsetBy: colon.lowerBound)
    let tail = utf8.index(utf8.startIndex, offsetBy: colon.upperBound)
    return (String(self[..<head]), String(self[tail...]))
  }

  /// Whether a colon is in the text, narrow or wide.
  var hasColon: Bool { withBytes(Self.firstColon) != nil }

  /// Whether anything follows the first colon.
  var goesOnBehindColon: Bool {
    withBytes { bytes in Self.firstColon(bytes).map { $0.upperBound < bytes.count } ?? false }
  }

  private static func firstColon(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    for place in bytes.indices {
      if bytes[place] == UInt8(ascii: ":") { return place..<place + 1 }
      if bytes[place] == 0xEF, place + 2 < bytes.count, bytes[place + 1] == 0xBC,
        bytes[place + 2] == 0x9A
      {
        return place..<place + 3
      }
    }
    return nil
  }
}
