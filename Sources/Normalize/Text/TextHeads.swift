// SPDX-License-Identifier: Apache-2.0
// TextHeads: tells with which of a few words a text begins.

/// Words as bytes in one piece, so that a look at all of them counts no references.
struct TextHeads: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  init(_ words: [[UInt8]]) {
    for word in words {
      bytes += word
      ends.append(bytes.count)
    }
  }

  /// The first word, in their order, with which the text begins.
  func firstBeginning(_ text: String) -> Int? {
    text.withBytes { text in
      bytes.withUnsafeBufferPointer { bytes in
        var start = 0
        for (index, end) in ends.enumerated() {
          if Self.begins(text, bytes, start..<end) { return index }
          start = end
        }
        return nil
      }
    }
  }

  @inline(__always)
  private static func begins(
    _ text: UnsafeBufferPointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>
  ) -> Bool {
    guard text.count >= word.count else { return false }
    for offset in 0..<word.count where text[offset] != bytes[word.lowerBound + offset] {
      return false
    }
    return true
  }
}
