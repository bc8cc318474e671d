// SPDX-License-Identifier: Apache-2.0
// SimplifiedCharacters: traditional characters as simplified ones, for comparing words and names.

/// The simplified forms of traditional characters.
///
/// Used for comparing only (headers, labels, code names, yes and no, school names): a text value keeps
/// the characters it was written with.
package enum SimplifiedCharacters {
  private static let first: UInt32 = 0x4E00
  private static let last: UInt32 = 0x9FFF

  /// For each character from U+4E00 to U+9FFF its simplified form; 0 where it has none.
  private static let table: [UInt16] = {
    var table = [UInt16](repeating: 0, count: Int(last - first) + 1)
    var scalars = SimplifiedCharacterTable.pairs.unicodeScalars.makeIterator()
    while let traditional = scalars.next(), let simplified = scalars.next() {
      guard (first...last).contains(traditional.value) else { continue }
      table[Int(traditional.value - first)] = UInt16(truncatingIfNeeded: simplified.value)
    }
    return table
  }()

  /// The simplified form of one character; itself where it has none.
  package static func simplified(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    form(scalar) ?? scalar
  }

  private static func form(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard scalar.value >= first, scalar.value <= last else { return nil }
    let value = table[Int(scalar.value - first)]
    return value == 0 ? nil : Unicode.Scalar(value)
  }

  /// The text in simplified characters; nil when it has no traditional one.
  package static func simplified(_ text: String) -> String? {
    let isTraditional = text.utf8.withContiguousStorageIfAvailable(hasTraditional)
    guard isTraditional ?? text.unicodeScalars.contains(where: { form($0) != nil }) else {
      return nil
    }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(form(scalar) ?? scalar) }
    return String(scalars)
  }

  /// Whether a traditional character is among these bytes of valid UTF-8.
  private static func hasTraditional(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let table = table
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      guard byte >= 0xE4, byte <= 0xE9, place + 2 < bytes.count else {
        place += 1
        continue
      }
      let value =
        UInt32(byte & 0x0F) << 12 | UInt32(bytes[place + 1] & 0x3F) << 6
        | UInt32(bytes[place + 2] & 0x3F)
      if value >= first, table[Int(value - first)] != 0 { return true }
      place += 3
    }
    return false
  }
}
