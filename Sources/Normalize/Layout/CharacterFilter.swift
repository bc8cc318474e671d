// SPDX-License-Identifier: Apache-2.0
// CharacterFilter: tells by its characters that a word has none of the declared words in it.

/// Declared words by one character of each.
///
/// Taking a word apart leaves parts out or changes the order. So a word can become a declared one only
/// if it has all its characters, and all the others belong to parts that may be left out. Nearly no text
/// of a record does, nor does a title with the name of a place.
struct CharacterFilter: Sendable {
  /// The other characters of each declared word, by its rarest.
  private var words: [UInt32: [(characters: [UInt32], bits: UInt64)]] = [:]
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
    for characters in needed {
      guard let anchor = characters.min(by: { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) })
      else {
        isOpen = true
        continue
      }
      anchors.insert(anchor)
      let others = characters.filter { $0 != anchor }.map(\.value)
      words[anchor.value, default: []].append((others, Self.bits(others) | Self.bit(anchor.value)))
    }
    rarest = ScalarSet(anchors)
  }

  func mayBecomeDeclared(_ word: String) -> Bool {
    let scalars = word.unicodeScalars
    if isOpen, scalars.allSatisfy(removable.contains) { return true }
    var (bits, keptBits): (UInt64, UInt64) = (0, 0)
    var hasAnchor = false
    for scalar in scalars {
      let bit = Self.bit(scalar.value)
      bits |= bit
      if !removable.contains(scalar) { keptBits |= bit }
      if rarest.contains(scalar) { hasAnchor = true }
    }
    guard hasAnchor else { return false }
    return scalars.contains { scalar in
      guard rarest.contains(scalar) else { return false }
      let anchor = scalar.value
      return words[anchor]?.contains { declared in
        // Most words are ruled out by a bit for each character, without a look at these.
        declared.bits & ~bits == 0 && keptBits & ~declared.bits == 0
          && declared.characters.allSatisfy { value in scalars.contains { $0.value == value } }
          && scalars.allSatisfy {
            removable.contains($0) || $0.value == anchor || declared.characters.contains($0.value)
          }
      } ?? false
    }
  }

  /// One of sixty-four bits for a character.
  private static func bit(_ value: UInt32) -> UInt64 {
    1 << UInt64((value &* 0x9E37_79B1) >> 26)
  }

  private static func bits(_ values: [UInt32]) -> UInt64 { values.reduce(0) { $0 | bit($1) } }
}
