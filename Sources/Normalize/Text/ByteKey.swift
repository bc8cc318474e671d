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
    left.text.utf8.count == right.text.utf8.count && left.text.utf8.elementsEqual(right.text.utf8)
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

extension String {
  /// True when the bytes of `part` occur in this text.
  func containsBytes(of part: String) -> Bool {
    let wanted = Array(part.utf8)
    guard let first = wanted.first else { return true }
    let bytes = Array(utf8)
    guard bytes.count >= wanted.count else { return false }
    for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
      if bytes[start..<(start + wanted.count)] == wanted[...] { return true }
    }
    return false
  }
}
