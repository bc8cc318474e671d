// SPDX-License-Identifier: Apache-2.0
// WordEnds: tells whether a word begins or ends any of the declared ones.

/// Declared words in two orders: by their bytes, and by their bytes from the end.
///
/// A word that neither begins nor ends a declared one says nothing in a path of words either: words of
/// a path are joined, or stand for themselves.
struct WordEnds: Sendable {
  private let forward: [[UInt8]]
  private let backward: [[UInt8]]
  private let longest: Int
  /// A bit for the first two, three, and the last two, three characters of each word: most texts have none.
  private let starts: [UInt64]
  private let ends: [UInt64]
  private let longStarts: [UInt64]
  private let longEnds: [UInt64]

  init(_ words: some Sequence<String>) {
    let all = Set(words.map { Array($0.utf8) }).filter { !$0.isEmpty }
    forward = all.sorted { $0.lexicographicallyPrecedes($1) }
    backward = all.map { Array($0.reversed()) }.sorted { $0.lexicographicallyPrecedes($1) }
    longest = all.map(\.count).max() ?? 0
    let texts = all.map { String(decoding: $0, as: UTF8.self) }
    let heads = texts.map { Array($0.unicodeScalars.prefix(3)) }
    let tails = texts.map { Array($0.unicodeScalars.reversed().prefix(3)) }
    starts = Self.bits(heads.map { $0.prefix(2) }, of: 2)
    ends = Self.bits(tails.map { $0.prefix(2) }, of: 2)
    longStarts = Self.bits(heads.map { $0[...] }, of: 3)
    longEnds = Self.bits(tails.map { $0[...] }, of: 3)
  }

  func have(_ word: String) -> Bool {
    guard word.utf8.count <= longest, word.withBytes({ mayHave($0, isStrict: true) }) else {
      return false
    }
    let bytes = Array(word.utf8)
    return Self.begins(bytes, forward) || Self.begins(bytes.reversed(), backward)
  }

  /// False for most words that `have` finds to be none, told by two characters at either end.
  ///
  /// Of codes and dates thousands begin or end alike, and few of them come again: three tell those.
  func mightHave(_ word: String) -> Bool {
    word.utf8.count <= longest
      && word.withBytes { mayHave($0, isStrict: $0.first.map { $0 < 0x80 } ?? true) }
  }

  /// Whether a declared word ends with this one and is longer.
  func endLonger(_ word: String) -> Bool {
    guard word.utf8.count < longest, mayEnd(word) else { return false }
    let bytes = Array(word.utf8.reversed())
    let place = Self.place(of: bytes, in: backward)
    return backward[place...].prefix(2).contains { longer in
      longer.count > bytes.count && longer.starts(with: bytes)
    }
  }

  /// False for most words that end none, by their last two characters.
  private func mayEnd(_ word: String) -> Bool {
    word.withBytes { bytes in
      guard let tail = Self.tail(bytes) else { return true }
      return Self.holds(ends, tail.pair)
    }
  }

  /// False for most words that are none, by two characters at either end, or by three where it is strict.
  private func mayHave(_ bytes: UnsafeBufferPointer<UInt8>, isStrict: Bool) -> Bool {
    guard let tail = Self.tail(bytes) else { return true }
    let (first, width) = Self.scalar(bytes, at: 0)
    let (second, nextWidth) = Self.scalar(bytes, at: width)
    let pair = Self.place(first, second)
    guard isStrict, let last = tail.third else {
      return Self.holds(starts, pair) || Self.holds(ends, tail.pair)
    }
    let third = Self.scalar(bytes, at: width + nextWidth).value
    return Self.holds(longStarts, Self.place(pair, third))
      || Self.holds(longEnds, Self.place(tail.pair, last))
  }

  /// Where the last two characters are in the bits, the last one first, and the third from the end; nil
  /// for a text that has not two.
  private static func tail(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (pair: Int, third: UInt32?)? {
    let last = start(of: bytes.count, in: bytes)
    guard last > 0 else { return nil }
    let before = start(of: last, in: bytes)
    let pair = place(scalar(bytes, at: last).value, scalar(bytes, at: before).value)
    guard before > 0 else { return (pair, nil) }
    return (pair, scalar(bytes, at: start(of: before, in: bytes)).value)
  }

  /// Where the character begins that ends here.
  private static func start(of end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var place = end - 1
    while place > 0, bytes[place] & 0xC0 == 0x80 { place -= 1 }
    return place
  }

  /// A character of valid UTF-8 and its length.
  private static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (value: UInt32, width: Int) {
    let first = UInt32(bytes[place])
    let width = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard width > 1, place + width <= bytes.count else { return (first, 1) }
    var scalar = first & (0x7F >> UInt32(width))
    for offset in 1..<width { scalar = scalar << 6 | UInt32(bytes[place + offset] & 0x3F) }
    return (scalar, width)
  }

  private static func holds(_ bits: [UInt64], _ place: Int) -> Bool {
    bits[place >> 6] & 1 << UInt64(place & 63) != 0
  }

  /// One of 65,536 places.
  private static func place(_ first: UInt32, _ second: UInt32) -> Int {
    Int((first &* 0x9E5 ^ second) & 0xFFFF)
  }

  private static func place(_ pair: Int, _ third: UInt32) -> Int {
    place(UInt32(pair), third)
  }

  /// A bit for each text of so many characters.
  private static func bits(_ texts: [ArraySlice<Unicode.Scalar>], of count: Int) -> [UInt64] {
    var bits = [UInt64](repeating: 0, count: 1024)
    for text in texts where text.count == count {
      var place = place(text[0].value, text[1].value)
      if count == 3 { place = Self.place(place, text[2].value) }
      bits[place >> 6] |= 1 << UInt64(place & 63)
    }
    return bits
  }

  /// Whether the first word that does not come before this one begins with it.
  private static func begins(_ bytes: [UInt8], _ words: [[UInt8]]) -> Bool {
    let place = place(of: bytes, in: words)
    return place < words.count && words[place].starts(with: bytes)
  }

  /// Where the first word is that does not come before this one.
  private static func place(of bytes: [UInt8], in words: [[UInt8]]) -> Int {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].lexicographicallyPrecedes(bytes) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
