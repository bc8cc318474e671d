// SPDX-License-Identifier: Apache-2.0
// TextHeads: tells with which of a few words a text begins.

import DataModel

/// Words as bytes in one piece, so that a look at all of them counts no references.
package struct TextHeads: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// The words that begin with a Chinese character, by its three bytes.
  private var byStart: [(start: UInt32, bytes: Range<Int>)] = []
  /// Some word is empty, and begins any text.
  private var hasEmpty = false
  /// Where the words are that begin with a character, by eight bits of it.
  private var groups = [Range<Int>](repeating: 0..<0, count: 256)
  /// A bit for the first two characters of each word, as far as twelve bits tell.
  private var pairs = [UInt64](repeating: 0, count: 64)
  /// Whether a word of the group has no second character that is a common one.
  private var isOpen = [Bool](repeating: false, count: 256)

  package init(_ words: [[UInt8]]) {
    for word in words {
      if word.isEmpty { hasEmpty = true }
      if let start = word.withUnsafeBufferPointer({ Self.common($0, at: 0) }) {
        byStart.append((start, bytes.count..<bytes.count + word.count))
      }
      bytes += word
      ends.append(bytes.count)
    }
    byStart.sort { Self.group($0.start) < Self.group($1.start) }
    for index in byStart.indices {
      let group = Self.group(byStart[index].start)
      groups[group] = (groups[group].isEmpty ? index : groups[group].lowerBound)..<index + 1
      addPair(byStart[index].start, of: byStart[index].bytes)
    }
  }

  private mutating func addPair(_ first: UInt32, of word: Range<Int>) {
    let second = bytes[word].withUnsafeBufferPointer { Self.common($0, at: 3) }
    guard let second else {
      isOpen[Self.group(first)] = true
      return
    }
    let pair = Self.pair(first, second)
    pairs[pair >> 6] |= 1 << UInt64(pair & 63)
  }

  private static func pair(_ first: UInt32, _ second: UInt32) -> Int {
    Int((first &* 0x9E5 ^ second) & 0xFFF)
  }

  private static func group(_ start: UInt32) -> Int { Int((start &* 0x9E37_79B1) >> 24) }

  /// False for a text that begins with none of the words, however it is written; told by the characters up
  /// to the first that is another than the word's.
  package func mayBegin(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !hasEmpty, let first = Self.common(text, at: 0), !Self.isTraditional(first) else {
      return true
    }
    // Folding keeps the character: no word begins the text that begins with any other.
    guard mayFollow(first, in: text) else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      byStart.withUnsafeBufferPointer { words in
        for index in groups[Self.group(first)]
        where words[index].start == first && Self.mayBegin(text, bytes, words[index].bytes) {
          return true
        }
        return false
      }
    }
  }

  /// False where the second character is one that folding keeps and no word has behind its first.
  private func mayFollow(_ first: UInt32, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !isOpen[Self.group(first)], let second = Self.common(text, at: 3),
      !Self.isTraditional(second)
    else { return true }
    let pair = Self.pair(first, second)
    return pairs[pair >> 6] >> UInt64(pair & 63) & 1 != 0
  }

  private static func mayBegin(
    _ text: UnsafeBufferPointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>
  ) -> Bool {
    for offset in 0..<word.count {
      guard offset < text.count else { return false }
      guard text[offset] != bytes[word.lowerBound + offset] else { continue }
      var start = offset
      while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
      // What is no common character may be folded to the word's.
      return common(text, at: start).map(isTraditional) ?? true
    }
    return true
  }

  /// The three bytes of a character from U+4E00 to U+9FFF, which folding keeps; nil for any other.
  @inline(__always)
  private static func common(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> UInt32? {
    guard TextFolding.isCommon(text, at: place) else { return nil }
    return UInt32(text[place]) << 16 | UInt32(text[place + 1]) << 8 | UInt32(text[place + 2])
  }

  private static func isTraditional(_ bytes: UInt32) -> Bool {
    let value = (bytes >> 16 & 0xF) << 12 | (bytes >> 8 & 0x3F) << 6 | bytes & 0x3F
    return Unicode.Scalar(value).map { SimplifiedCharacters.simplified($0) != $0 } ?? true
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
