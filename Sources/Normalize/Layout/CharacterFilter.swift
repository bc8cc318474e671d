// SPDX-License-Identifier: Apache-2.0
// CharacterFilter: tells by its characters that a word has none of the declared words in it.

/// Declared words by one character of each.
///
/// Taking a word apart leaves parts out or changes the order. So a word can become a declared one only
/// if it has all its characters, and all the others belong to parts that may be left out. Nearly no text
/// of a record does, nor does a title with the name of a place.
struct CharacterFilter: Sendable {
  /// A declared word.
  private struct Word: Sendable {
    let anchor: UInt32
    /// Its characters among those of all words.
    let characters: Range<Int>
  }

  /// In the order of their rarest characters, their anchors.
  private var words: [Word] = []
  /// A bit for each character of each word, the anchor among them.
  private var bits: [UInt64] = []
  /// The words with one anchor.
  private var groups: [(anchor: UInt32, words: Range<Int32>)] = []
  /// Where the group of an anchor is looked for first, plus one; a power of two of places.
  private var places: [Int32] = []
  /// The other characters of all words.
  private var characters: [UInt32] = []
  private var rarest = ScalarSet([])
  private var removable = ScalarSet([])
  /// A declared word is made of added characters alone: then any text may become it.
  private var isOpen = false

  init() {}

  /// `parts` are what may be left out, `added` characters that may come into a word.
  init(_ declared: [String], parts: [String], added: Set<Unicode.Scalar>) {
    let needed = Set(declared.map { Set($0.unicodeScalars).subtracting(added) })
    removable = ScalarSet(parts.flatMap(\.unicodeScalars))
    var counts: [Unicode.Scalar: Int] = [:]
    for scalar in needed.joined() { counts[scalar, default: 0] += 1 }
    var anchors: Set<Unicode.Scalar> = []
    for word in needed {
      guard let anchor = word.min(by: { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) })
      else {
        isOpen = true
        continue
      }
      anchors.insert(anchor)
      let others = word.filter { $0 != anchor }.map(\.value)
      words.append(
        Word(
          anchor: anchor.value, characters: characters.count..<characters.count + others.count))
      characters += others
    }
    words.sort { $0.anchor < $1.anchor }
    bits = words.map { word in
      characters[word.characters].reduce(Self.bit(word.anchor)) { $0 | Self.bit($1) }
    }
    rarest = ScalarSet(anchors)
    group()
  }

  private mutating func group() {
    var start = 0
    while start < words.count {
      let anchor = words[start].anchor
      let end = words[start...].firstIndex { $0.anchor != anchor } ?? words.count
      groups.append((anchor, Int32(start)..<Int32(end)))
      start = end
    }
    var count = 64
    while count < groups.count * 4 { count *= 2 }
    places = [Int32](repeating: 0, count: count)
    for (number, group) in groups.enumerated() {
      var place = Self.place(group.anchor, count)
      while places[place] != 0 { place = (place + 1) & (count - 1) }
      places[place] = Int32(number + 1)
    }
  }

  func mayBecomeDeclared(_ word: String) -> Bool {
    let scalars = word.unicodeScalars
    guard isOpen || scalars.contains(where: { rarest.contains($0) }) else { return false }
    var (bits, keptBits): (UInt64, UInt64) = (0, 0)
    for scalar in scalars {
      let bit = Self.bit(scalar.value)
      bits |= bit
      if !removable.contains(scalar) { keptBits |= bit }
    }
    if isOpen, keptBits == 0 { return true }
    for scalar in scalars where rarest.contains(scalar) {
      for place in words(anchoredAt: scalar.value) {
        // Most words are ruled out by a bit for each character, without a look at these.
        let own = self.bits[place]
        if (own & ~bits) | (keptBits & ~own) == 0, isMadeOf(words[place], scalars) { return true }
      }
    }
    return false
  }

  /// Whether a word has all characters of a declared one, and no other that may not be left out.
  private func isMadeOf(_ word: Word, _ scalars: String.UnicodeScalarView) -> Bool {
    let needed = characters[word.characters]
    return needed.allSatisfy { value in scalars.contains { $0.value == value } }
      && scalars.allSatisfy {
        removable.contains($0) || $0.value == word.anchor || needed.contains($0.value)
      }
  }

  private func words(anchoredAt anchor: UInt32) -> Range<Int> {
    var place = Self.place(anchor, places.count)
    while places[place] != 0 {
      let group = groups[Int(places[place]) - 1]
      if group.anchor == anchor { return Int(group.words.lowerBound)..<Int(group.words.upperBound) }
      place = (place + 1) & (places.count - 1)
    }
    return 0..<0
  }

  private static func place(_ anchor: UInt32, _ count: Int) -> Int {
    Int((anchor &* 0x9E37_79B1) >> 12) & (count - 1)
  }

  /// One of sixty-four bits for a character.
  private static func bit(_ value: UInt32) -> UInt64 {
    1 << UInt64((value &* 0x9E37_79B1) >> 26)
  }
}
