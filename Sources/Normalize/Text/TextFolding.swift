// SPDX-License-Identifier: Apache-2.0
// TextFolding: the forms of a text under which two ways of writing the same thing are equal.

import DataModel
import Foundation

/// Folds of text: each is idempotent, so that folded texts can be compared and looked up.
package enum TextFolding {
  /// Compatibility composition (NFKC), with every kind of space as U+0020 and invisible marks gone.
  ///
  /// Texts of ASCII and common Chinese characters come back unchanged without a copy.
  package static func compatible(_ text: String) -> String {
    var text = text
    let found = text.withUTF8 { bytes in isPlain(bytes) ? nil : folded(bytes) }
    guard let found else { return text }
    guard found.isListed else { return composed(text) }
    return found.hasLine ? dropCarriageReturnResidue(found.text) : found.text
  }

  /// What a text becomes whose characters are all listed; no character grows by it.
  private static func folded(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (text: String, isListed: Bool, hasLine: Bool) {
    var isListed = true
    var hasLine = false
    let text = String(unsafeUninitializedCapacity: bytes.count) { room in
      var place = 0
      var count = 0
      while place < bytes.count {
        let byte = bytes[place]
        if (0x20...0x7E).contains(byte) {
          if byte == UInt8(ascii: "_") { hasLine = true }
          room[count] = byte
          (place, count) = (place + 1, count + 1)
          continue
        }
        let (scalar, width) = scalar(bytes, at: place)
        switch fold(scalar) {
        case .kept:
          for offset in 0..<width { room[count + offset] = bytes[place + offset] }
          count += width
        case .byte(let folded):
          if folded == UInt8(ascii: "_") { hasLine = true }
          room[count] = folded
          count += 1
        case .metre(let digit):
          (room[count], room[count + 1]) = (UInt8(ascii: "m"), digit)
          count += 2
        case .dropped: break
        case .unlisted:
          isListed = false
          return 0
        }
        place += width
      }
      return count
    }
    return (text, isListed, hasLine)
  }

  private enum Fold {
    case kept
    case byte(UInt8)
    /// m2 or m3.
    case metre(UInt8)
    case dropped
    case unlisted
  }

  @inline(__always)
  private static func fold(_ scalar: UInt32) -> Fold {
    switch scalar {
    case 0x3001, 0x3002, 0x3008...0x3011, 0x4E00...0x9FFF, 0xD7, 0xB7,
      0x2010...0x2015, 0x2018...0x201F, 0x2030, 0x203A, 0x203B, 0x221A, 0x2264, 0x2265, 0x2605,
      0x25CB, 0x2713, 0x2714, 0x3007:
      .kept
    case 0x33A1: .metre(UInt8(ascii: "2"))
    case 0x33A5: .metre(UInt8(ascii: "3"))
    case 0xFF01...0xFF5E: .byte(UInt8(truncatingIfNeeded: scalar - 0xFEE0))
    case 0x09, 0x0A, 0x0D, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
      .byte(0x20)
    case 0x200B...0x200F, 0x2060, 0xFEFF, 0xAD: .dropped
    default: .unlisted
    }
  }

  /// A character of valid UTF-8 and its length.
  @inline(__always)
  static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (scalar: UInt32, width: Int) {
    let first = UInt32(bytes[place])
    let width = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard width > 1, place + width <= bytes.count else { return (first, 1) }
    var scalar = first & (0x7F >> UInt32(width))
    for offset in 1..<width { scalar = scalar << 6 | UInt32(bytes[place + offset] & 0x3F) }
    return (scalar, width)
  }

  /// The character of three bytes, such as any common one.
  @inline(__always)
  static func common(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> UInt32 {
    UInt32(bytes[place] & 0x0F) << 12 | UInt32(bytes[place + 1] & 0x3F) << 6
      | UInt32(bytes[place + 2] & 0x3F)
  }

  /// Bytes are put together several times as fast as a view of scalars.
  static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    let value = scalar.value
    switch value {
    case 0..<0x80: bytes.append(UInt8(truncatingIfNeeded: value))
    case 0x80..<0x800:
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    case 0x800..<0x1_0000:
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    default: bytes += String(scalar).utf8
    }
  }

  /// The slow path, for the characters that the table above does not list.
  private static func composed(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.precomposedStringWithCompatibilityMapping.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: scalars.append(" ")
      case 0x200B...0x200F, 0x2060, 0xFEFF, 0xAD: continue
      default: scalars.append(scalar)
      }
    }
    return dropCarriageReturnResidue(String(scalars))
  }

  /// `_x000D_` is what some programs leave of a carriage return (ECMA-376 Part 1, ST_Xstring).
  private static func dropCarriageReturnResidue(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "_")), text.contains("_x000D_") else { return text }
    return text.replacingOccurrences(of: "_x000D_", with: " ")
  }

  /// True when NFKC cannot change the text: printable ASCII and U+4E00 to U+9FFF, without `_x000D_`.
  static func isPlain(_ text: String) -> Bool {
    let found = text.utf8.withContiguousStorageIfAvailable { isPlain($0) }
    return found ?? Array(text.utf8).withUnsafeBufferPointer { isPlain($0) }
  }

  @inline(__always)
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    areCommon(bytes) { (0x20...0x7E).contains($0) }
  }

  /// Whether a character from U+4E00 to U+9FFF begins here, which folding keeps.
  @inline(__always)
  static func isCommon(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard place + 2 < bytes.count else { return false }
    return (0xE5...0xE9).contains(bytes[place]) || bytes[place] == 0xE4 && bytes[place + 1] >= 0xB8
  }

  /// True where all is U+4E00 to U+9FFF or ASCII that is taken; an underscore never is.
  @inline(__always)
  private static func areCommon(
    _ bytes: UnsafeBufferPointer<UInt8>, besides isTaken: (UInt8) -> Bool
  ) -> Bool {
    var place = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "_"): return false
      case 0..<0x80:
        guard isTaken(bytes[place]) else { return false }
        place += 1
      case 0xE4:
        guard place + 1 < bytes.count, bytes[place + 1] >= 0xB8 else { return false }
        place += 3
      case 0xE5...0xE9: place += 3
      default: return false
      }
    }
    return true
  }

  /// Four Chinese characters at least: words, and no number with a unit.
  static func holdsWords(_ text: String) -> Bool {
    text.unicodeScalars.count { (0x3400...0x9FFF).contains($0.value) } >= 4
  }

  /// The text without spaces of any kind at its ends.
  package static func trimmed(_ text: String) -> String {
    if hasPlainEdges(text) { return text }
    let scalars = text.unicodeScalars
    guard let start = scalars.firstIndex(where: { !isSpace($0) }),
      let end = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    if start == scalars.startIndex, scalars.index(after: end) == scalars.endIndex {
      return text.utf8.last == UInt8(ascii: "_") && text.hasSuffix("_x000D_")
        ? trimmed(String(text.dropLast(7))) : text
    }
    return String(scalars[start...end])
  }

  /// True where the text begins and ends with printable ASCII or a common character.
  static func hasPlainEdges(_ text: String) -> Bool {
    let plain = text.utf8.withContiguousStorageIfAvailable { bytes in
      guard let first = bytes.first, let last = bytes.last else { return true }
      let begins = first > 0x20 && first < 0x7F || (0xE4...0xE9).contains(first)
      let ends =
        last > 0x20 && last < 0x7F && last != UInt8(ascii: "_")
        || last >= 0x80 && bytes.count >= 3 && (0xE4...0xE9).contains(bytes[bytes.count - 3])
      return begins && ends
    }
    return plain ?? false
  }

  /// True for a text of nothing but spaces.
  static func isBlank(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return true }
    if first > 0x20 && first < 0x7F || (0xE4...0xE9).contains(first) { return false }
    return text.unicodeScalars.allSatisfy(isSpace)
  }

  /// False for most texts without any space, told by their bytes.
  static func mayHaveSpace(_ text: String) -> Bool {
    let found = text.utf8.withContiguousStorageIfAvailable { bytes in
      for byte in bytes {
        // The first bytes of U+00A0, U+1680, U+2000 and its neighbours, U+3000 and U+FEFF.
        if byte <= 0x20 || byte == 0xC2 || (byte >= 0xE1 && byte <= 0xE3) || byte == 0xEF {
          return true
        }
      }
      return false
    }
    return found ?? true
  }

  /// False for nearly all texts without any space: one look further than the first bytes of spaces.
  private static func mayHoldSpace(_ text: String) -> Bool {
    text.withBytes { bytes in
      for place in bytes.indices where bytes[place] < 0xE4 || bytes[place] == 0xEF {
        if mayBeginSpace(bytes, at: place) { return true }
      }
      return false
    }
  }

  /// True for the first byte of any space.
  @inline(__always)
  private static func mayBeginSpace(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    switch bytes[place] {
    case 0...0x20, 0xC2, 0xE1: return true
    // U+2000 to U+206F but for dashes and quotation marks; U+3000; U+FEFF.
    case 0xE2:
      guard place + 2 < bytes.count else { return true }
      return bytes[place + 1] == 0x81
        || bytes[place + 1] == 0x80 && !(0x90...0x9F).contains(bytes[place + 2])
    case 0xE3:
      guard place + 2 < bytes.count else { return true }
      return bytes[place + 1] == 0x80 && bytes[place + 2] == 0x80
    case 0xEF: return place + 1 >= bytes.count || bytes[place + 1] == 0xBB
    default: return false
    }
  }

  /// The text without any space.
  package static func withoutSpaces(_ text: String) -> String {
    guard mayHoldSpace(text), text.unicodeScalars.contains(where: isSpace) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars where !isSpace(scalar) { append(scalar, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// How words are compared: NFKC, no spaces, lower case.
  package static func key(_ text: String) -> String {
    if isOwnKey(text) { return text }
    let folded = withoutSpaces(compatible(text))
    let hasUpperCase = folded.utf8.contains {
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) || ($0 >= 0xC3 && $0 <= 0xD4)
    }
    return hasUpperCase ? folded.lowercased() : folded
  }

  /// True for a text of common Chinese characters, figures and small letters alone, as most are.
  private static func isOwnKey(_ text: String) -> Bool {
    let found = text.utf8.withContiguousStorageIfAvailable { bytes in
      areCommon(bytes) { (0x21...0x7E).contains($0) && !(0x41...0x5A).contains($0) }
    }
    return found ?? false
  }

  /// How words of vocabularies, labels and code lists are compared: as a key, in simplified characters.
  package static func word(_ text: String) -> String {
    let key = key(text)
    return SimplifiedCharacters.simplified(key) ?? key
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09...0x0D, 0xA0, 0x1680, 0x2000...0x200F, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060,
      0x3000, 0xFEFF, 0xAD:
      true
    default: false
    }
  }
}
