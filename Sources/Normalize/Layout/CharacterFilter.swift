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
    /// A bit for each of them and for the anchor.
    let bits: UInt64
  }

  /// In the order of their rarest characters, their anchors.
  private var words: [Word] = []
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
          anchor: anchor.value, characters: characters.count..<characters.count + others.count,
          bits: others.reduce(Self.bit(anchor.value)) { $0 | Self.bit($1) }))
      characters += others
    }
    words.sort { $0.anchor < $1.anchor }
    rarest = ScalarSet(anchors)
  }

  func mayBecomeDeclared(_ word: String) -> Bool {
    let scalars = word.unicodeScalars
    var (bits, keptBits): (UInt64, UInt64) = (0, 0)
    var hasAnchor = false
    for scalar in scalars {
      let bit = Self.bit(scalar.value)
      bits |= bit
      if !removable.contains(scalar) { keptBits |= bit }
      if rarest.contains(scalar) { hasAnchor = true }
    }
    if isOpen, keptBits == 0 { return true }
    guard hasAnchor else { return false }
    for scalar in scalars where rarest.contains(scalar) {
      var place = firstWord(scalar.value)
      while place < words.count, words[place].anchor == scalar.value {
        // Most words are ruled out by a bit for each character, without a look at these.
        let own = words[place].bits
        if own & ~bits == 0, keptBits & ~own == 0, isMadeOf(words[place], scalars) { return true }
        place += 1
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

  /// Where the words with this anchor begin.
  private func firstWord(_ anchor: UInt32) -> Int {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].anchor < anchor { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// One of sixty-four bits for a character.
  private static func bit(_ value: UInt32) -> UInt64 {
    1 << UInt64((value &* 0x9E37_79B1) >> 26)
  }
}
