// SPDX-License-Identifier: Apache-2.0
// TextHash: a number of a text's bytes, by which several maps find it.

/// The hash of a text; made once where one text is looked up in several maps.
struct TextHash: Equatable, Sendable {
  private let bits: UInt64

  init(_ text: String) {
    let found = text.utf8.withContiguousStorageIfAvailable { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      var hash = UInt64(bytes.count)
      var place = 0
      while place + 8 <= raw.count {
        hash = Self.mix(hash, raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        place += 8
      }
      var rest: UInt64 = 0
      while place < raw.count {
        rest = rest << 8 | UInt64(raw[place])
        place += 1
      }
      return Self.mix(hash, rest)
    }
    bits =
      found ?? Array(text.utf8).reduce(UInt64(text.utf8.count)) { Self.mix($0, UInt64($1)) }
  }

  /// Where in a table of a power of two of places the text is looked for first.
  var slot: Int { Int(truncatingIfNeeded: bits >> 32) }

  private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}
