// SPDX-License-Identifier: Apache-2.0
// TitleWords: finds the words of titles in a text.

import DataModel

/// The words of titles of all forms, found in one pass over a text.
package struct TitleWords: Sendable {
  private struct Word: Sendable {
    let formNumber: Int32
    let start: Int32
    let byteCount: Int32
    let characters: Int32

    init(form: Int, bytes: Range<Int>, length: Int) {
      formNumber = Int32(clamping: form)
      start = Int32(clamping: bytes.lowerBound)
      byteCount = Int32(clamping: bytes.count)
      characters = Int32(clamping: length)
    }

    var form: Int { Int(formNumber) }
    /// Its bytes among those of all words.
    var bytes: Range<Int> { Int(start)..<Int(start) + Int(byteCount) }
    var length: Int { Int(characters) }
  }

  private let formCount: Int
  private var bytes: [UInt8] = []
  private var words: [Word] = []
  /// The third character of each word, as far as sixteen bits tell; 0 where any may stand there.
  ///
  /// Dozens of titles begin with 教师 or 学校: most are ruled out without a look at their bytes.
  private var thirds: [UInt16] = []
  /// The words that begin with two characters, by the number of their group.
  private var groups: [Range<Int>] = [0..<0]
  /// The number of the group of two characters, by twelve bits of theirs; 0 where no word begins so.
  private var starts = [UInt16](repeating: 0, count: 1 << 12)
  /// A bit for the first two characters of each word; nearly all places of a text have none.
  private var bits: [UInt64]
  /// The same for the first three characters of each word, or two and 0 for a word of two.
  private var triples: [UInt64]
  /// As many bits as stay at hand for so many words; what tells which of 65,536 places is whose.
  private let mask: Int
  /// A word is one character alone.
  private var hasSingles = false

  package init(_ titles: [[String]]) {
    formCount = titles.count
    var bitCount = 1 << 9
    while bitCount < 1 << 16, bitCount < titles.joined().count * 16 { bitCount *= 2 }
    mask = bitCount - 1
    bits = [UInt64](repeating: 0, count: bitCount / 64)
    triples = bits
    var byStart: [UInt16: [(form: Int, bytes: [UInt8], length: Int, third: UInt16)]] = [:]
    for (form, texts) in titles.enumerated() {
      for key in texts.map(TextFolding.word) where key.utf8.count >= 2 {
        let scalars = key.unicodeScalars.prefix(3).map { Int($0.value) }
        guard let first = scalars.first else { continue }
        if scalars.count == 1 { hasSingles = true }
        let start = Self.start(first, scalars.count == 1 ? 0 : scalars[1])
        let bit = Self.bit(first, scalars.count == 1 ? 0 : scalars[1])
        Self.set(bit & mask, in: &bits)
        Self.set(Self.bit(bit, scalars.count == 3 ? scalars[2] : 0) & mask, in: &triples)
        byStart[UInt16(truncatingIfNeeded: start), default: []].append(
          (
            form, Array(key.utf8), key.count,
            UInt16(truncatingIfNeeded: scalars.count == 3 ? scalars[2] : 0)
          ))
      }
    }
    for start in byStart.keys.sorted() where groups.count < Int(UInt16.max) {
      let first = words.count
      for word in byStart[start] ?? [] {
        words.append(
          Word(
            form: word.form, bytes: bytes.count..<bytes.count + word.bytes.count,
            length: word.length))
        bytes += word.bytes
        thirds.append(word.third)
      }
      starts[Int(start)] = UInt16(groups.count)
      groups.append(first..<words.count)
    }
  }

  /// Whether a word of any form occurs in a folded text.
  package func occur(in key: String) -> Bool {
    var isFound = false
    forEach(in: key) { _ in
      isFound = true
      return false
    }
    return isFound
  }

  /// False where no word stands at this place of a text, whatever `TextFolding.key` makes of it, which
  /// keeps traditional characters; two common characters stand there.
  func mayStand(
    _ first: UInt32, _ second: UInt32, in text: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> Bool {
    if hasSingles { return true }
    let bit = Self.bit(Int(first), Int(second))
    guard Self.holds(bits, bit & mask) else { return false }
    let isCommon = TextFolding.isCommon(text, at: place + 6)
    let third = isCommon ? TextFolding.scalar(text, at: place + 6).scalar : 0
    guard !isCommon || mayHold(Self.bit(bit, Int(third))) || mayHold(Self.bit(bit, 0)) else {
      return false
    }
    let group = Int(starts[Self.start(Int(first), Int(second))])
    for index in groups[group]
    where !isCommon || thirds[index] == 0 || thirds[index] == UInt16(truncatingIfNeeded: third) {
      let isThere = bytes.withUnsafeBufferPointer {
        Self.mayStand(words[index].bytes, of: $0, in: text, at: place)
      }
      if isThere { return true }
    }
    return false
  }

  /// Up to the first difference; a character that folding may change may be any other.
  @inline(__always)
  private static func mayStand(
    _ word: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>,
    in text: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> Bool {
    for offset in 0..<word.count {
      guard place + offset < text.count else { return false }
      guard text[place + offset] != bytes[word.lowerBound + offset] else { continue }
      var start = place + offset
      while start > place, text[start] & 0xC0 == 0x80 { start -= 1 }
      return !TextFolding.isCommon(text, at: start)
    }
    return true
  }

  /// How many characters the longest word of each form has that occurs in a folded text; 0 for none.
  package func longest(in key: String) -> [Int] {
    var longest = [Int](all: 0, count: formCount)
    forEach(in: key) { word in
      longest[word.form] = max(longest[word.form], word.length)
      return true
    }
    return longest
  }

  /// Calls with each word that occurs, as long as the call says so.
  private func forEach(in key: String, _ body: (Word) -> Bool) {
    key.withBytes { find(in: $0, body) }
  }

  @inline(__always)
  private func find(in text: UnsafeBufferPointer<UInt8>, _ body: (Word) -> Bool) {
    bits.withUnsafeBufferPointer { bits in
      let mask = mask
      var place = 0
      var (first, width) = Self.scalar(text, at: 0)
      while place < text.count {
        let next = place + width
        let (second, nextWidth) = Self.scalar(text, at: next)
        let bit = Self.bit(first, second)
        if bits[(bit & mask) >> 6] >> UInt64(bit & 63) & 1 != 0 {
          let third = Self.scalar(text, at: next + nextWidth).scalar
          if mayHold(Self.bit(bit, third)) || mayHold(Self.bit(bit, 0)) {
            let group = groups[Int(starts[Self.start(first, second)])]
            if !visit(group, text, place, third, body) { return }
          }
        }
        if hasSingles, !visit(groups[Int(starts[Self.start(first, 0)])], text, place, 0, body) {
          return
        }
        (place, first, width) = (next, second, nextWidth)
      }
    }
  }

  @inline(__always)
  private func mayHold(_ triple: Int) -> Bool { Self.holds(triples, triple & mask) }

  @inline(__always)
  private static func holds(_ bits: [UInt64], _ place: Int) -> Bool {
    bits[place >> 6] >> UInt64(place & 63) & 1 != 0
  }

  private static func set(_ place: Int, in bits: inout [UInt64]) {
    bits[place >> 6] |= 1 << UInt64(place & 63)
  }

  /// Calls with the words of a group that stand at a place; false where a call wants no more.
  ///
  /// `third`: the third character from there on.
  private func visit(
    _ group: Range<Int>, _ text: UnsafeBufferPointer<UInt8>, _ place: Int, _ third: Int,
    _ body: (Word) -> Bool
  ) -> Bool {
    let third = UInt16(truncatingIfNeeded: third)
    return thirds.withUnsafeBufferPointer { thirds in
      for index in group where thirds[index] == third || thirds[index] == 0 {
        let word = words[index]
        let isThere = bytes.withUnsafeBufferPointer {
          Self.stands(word.bytes, of: $0, in: text, at: place)
        }
        if isThere, !body(word) { return false }
      }
      return true
    }
  }

  /// Where two characters that follow each other are in `starts`.
  @inline(__always)
  private static func start(_ first: Int, _ second: Int) -> Int {
    (first &* 0x9E5 ^ second) & 0xFFF
  }

  /// Where two characters that follow each other are in `bits`.
  @inline(__always)
  private static func bit(_ first: Int, _ second: Int) -> Int {
    (first &* 0x9E5 ^ second) & 0xFFFF
  }

  /// A character of valid UTF-8 and its length; 0 behind the end.
  @inline(__always)
  private static func scalar(
    _ text: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (scalar: Int, width: Int) {
    guard place < text.count else { return (0, 1) }
    let first = Int(text[place])
    if first & 0xF0 == 0xE0, place + 2 < text.count {
      let rest = Int(text[place + 1] & 0x3F) << 6 | Int(text[place + 2] & 0x3F)
      return ((first & 0x0F) << 12 | rest, 3)
    }
    let width = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard width > 1, place + width <= text.count else { return (first, 1) }
    var scalar = first & (0x7F >> width)
    for offset in 1..<width { scalar = scalar << 6 | Int(text[place + offset] & 0x3F) }
    return (scalar, width)
  }

  /// From the end on: words of one group begin alike.
  @inline(__always)
  private static func stands(
    _ word: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>,
    in text: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> Bool {
    var offset = word.count
    guard text.count - place >= offset else { return false }
    while offset > 0 {
      offset -= 1
      if text[place + offset] != bytes[word.lowerBound + offset] { return false }
    }
    return true
  }
}
