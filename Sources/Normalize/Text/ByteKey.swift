// SPDX-License-Identifier: Apache-2.0
// ByteKey: a text as a dictionary key by its bytes.

/// A text that equals another when their bytes do.
///
/// Swift compares and hashes strings by canonical equivalence, which for Chinese text costs several times
/// the lookup; the texts looked up here are folded already, or are memories of what a file holds.
struct ByteKey: Hashable, Sendable {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  static func == (left: Self, right: Self) -> Bool {
    if TextIdentity(left.text) == TextIdentity(right.text) { return true }
    guard left.text.utf8.count == right.text.utf8.count else { return false }
    let isSame = left.text.utf8.withContiguousStorageIfAvailable { own in
      right.text.utf8.withContiguousStorageIfAvailable { others in
        Self.isSame(UnsafeRawBufferPointer(own), UnsafeRawBufferPointer(others))
      }
    }
    return (isSame ?? nil) ?? left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// Eight bytes at a time; both have as many.
  @inline(__always)
  private static func isSame(
    _ own: UnsafeRawBufferPointer, _ others: UnsafeRawBufferPointer
  ) -> Bool {
    guard own.count == others.count else { return false }
    var place = 0
    while place + 8 <= own.count {
      let left = own.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      let right = others.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      guard left == right else { return false }
      place += 8
    }
    while place < own.count {
      guard own[place] == others[place] else { return false }
      place += 1
    }
    return true
  }

  func hash(into hasher: inout Hasher) {
    let hashed: Void? = text.utf8.withContiguousStorageIfAvailable {
      hasher.combine(bytes: UnsafeRawBufferPointer($0))
    }
    if hashed == nil {
      for byte in text.utf8 { hasher.combine(byte) }
    }
  }
}

extension Character {
  /// The scalar that the character consists of: comparing characters costs many times as much.
  var onlyScalar: Unicode.Scalar? {
    let scalars = unicodeScalars
    guard let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex
    else { return nil }
    return first
  }
}

extension String {
  /// Calls with the text's bytes, which are copied only where the storage is not one piece.
  @inline(__always)
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    utf8.withContiguousStorageIfAvailable(body) ?? Array(utf8).withUnsafeBufferPointer(body)
  }

  /// The last character, found by its bytes.
  var lastScalar: Unicode.Scalar? {
    let found = utf8.withContiguousStorageIfAvailable(Self.lastScalar)
    guard let found else { return unicodeScalars.last }
    return found.flatMap(Unicode.Scalar.init)
  }

  /// The number of the last character of a text with these bytes; nil for none.
  @inline(__always)
  static func lastScalar(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
    var place = bytes.count - 1
    while place > 0, bytes[place] & 0xC0 == 0x80 { place -= 1 }
    guard place >= 0 else { return nil }
    let width = bytes.count - place
    var value = UInt32(bytes[place])
    guard width > 1 else { return value }
    value &= 0x7F >> UInt32(width)
    for offset in 1..<width { value = value << 6 | UInt32(bytes[place + offset] & 0x3F) }
    return value
  }

  /// True when the text begins with these bytes.
  func begins(withBytes part: [UInt8]) -> Bool {
    withBytes { bytes in
      guard bytes.count >= part.count else { return false }
      for place in part.indices where bytes[place] != part[place] { return false }
      return true
    }
  }

  /// True when the text ends with these bytes.
  func ends(withBytes part: [UInt8]) -> Bool {
    withBytes { bytes in
      let start = bytes.count - part.count
      guard start >= 0 else { return false }
      for place in part.indices where bytes[start + place] != part[place] { return false }
      return true
    }
  }

  /// True when the bytes of `part` occur in this text.
  func containsBytes(of part: String) -> Bool { containsBytes(of: Array(part.utf8)) }

  /// True when these bytes occur in this text; nothing is copied where its storage is contiguous.
  func containsBytes(of part: [UInt8]) -> Bool {
    withBytes { Self.place(of: part, in: $0) != nil }
  }

  /// Where these bytes stand first among others.
  static func place(of part: [UInt8], in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = part.first else { return 0 }
    guard bytes.count >= part.count else { return nil }
    for start in 0...(bytes.count - part.count) where bytes[start] == first {
      var offset = 1
      while offset < part.count, bytes[start + offset] == part[offset] { offset += 1 }
      if offset == part.count { return start }
    }
    return nil
  }
}
