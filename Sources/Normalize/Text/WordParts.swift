// SPDX-License-Identifier: Apache-2.0
// WordParts: which of many parts begin or end a word.

/// The bytes of declared parts of words in one piece: asked part by part, each would be retained and
/// released for every word.
package struct WordParts: Sendable {
  private let bytes: [UInt8]
  private let ranges: [Range<Int>]

  package init(_ parts: [String]) {
    var bytes: [UInt8] = []
    ranges = parts.map { part in
      let start = bytes.count
      bytes += part.utf8
      return start..<bytes.count
    }
    self.bytes = bytes
  }

  /// Places of the parts that the word begins with, in their order.
  package func beginning(_ word: String) -> [Int] {
    word.withBytes { word in
      places { part in part.count <= word.count && Self.isSame(part, word, from: 0) }
    }
  }

  /// Places of the parts that the word ends in, in their order.
  package func ending(_ word: String) -> [Int] {
    word.withBytes { word in
      places { part in
        part.count <= word.count && Self.isSame(part, word, from: word.count - part.count)
      }
    }
  }

  @inline(__always)
  private func places(where isLike: (UnsafeBufferPointer<UInt8>) -> Bool) -> [Int] {
    var found: [Int] = []
    bytes.withUnsafeBufferPointer { bytes in
      for place in ranges.indices where isLike(UnsafeBufferPointer(rebasing: bytes[ranges[place]]))
      {
        found.append(place)
      }
    }
    return found
  }

  @inline(__always)
  private static func isSame(
    _ part: UnsafeBufferPointer<UInt8>, _ word: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Bool {
    for offset in part.indices where word[start + offset] != part[offset] { return false }
    return true
  }
}
