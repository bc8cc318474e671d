// SPDX-License-Identifier: Apache-2.0
// TextHash: a number of a text's bytes, by which several maps find it.

/// The hash of a text; made once where one text is looked up in several maps.
struct TextHash: Equatable, Sendable {
  private let bits: UInt64

  init(_ text: String) {
    let found = text.utf8.withContiguousStorageIfAvailable { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      let count = raw.count
      var hash = UInt64(count)
      guard count >= 8 else { return Self.mix(hash, Self.few(raw)) }
      var place = 0
      while place + 8 < count {
        hash = Self.mix(hash, raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        place += 8
      }
      // The last eight bytes, of which some may have been taken already.
      return Self.mix(hash, raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
    }
    bits =
      found ?? Array(text.utf8).reduce(UInt64(text.utf8.count)) { Self.mix($0, UInt64($1)) }
  }

  /// A part of the hash that says nothing of its slot.
  var mark: UInt32 { UInt32(truncatingIfNeeded: bits) }

  /// Where in a table of a power of two of places the text is looked for first.
  var slot: Int { Int(truncatingIfNeeded: bits >> 32) }

  /// All bytes of a text of less than eight, without a loop: most figures are as short.
  @inline(__always)
  private static func few(_ raw: UnsafeRawBufferPointer) -> UInt64 {
    let count = raw.count
    if count >= 4 {
      let first = raw.loadUnaligned(as: UInt32.self)
      let last = raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
      return UInt64(first) << 32 | UInt64(last)
    }
    guard count > 0 else { return 0 }
    return UInt64(raw[0]) << 16 | UInt64(raw[count / 2]) << 8 | UInt64(raw[count - 1])
  }

  @inline(__always)
  private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}
