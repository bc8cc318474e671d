// SPDX-License-Identifier: Apache-2.0
// CharacterFilter: tells by its characters that a word has none of the declared words in it.

/// Declared words by one character of each.
///
/// Taking a word apart leaves parts out or changes the order. So a word can become a declared one only
/// if it has all its characters, and all the others belong to parts that may be left out. Nearly no text
/// of a record does, nor does a title with the name of a place.
struct CharacterFilter: Sendable {
  /// The other characters of each declared word, by its rarest.
  private var words: [UInt32: [[UInt32]]] = [:]
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
      words[anchor.value, default: []].append(
        characters.filter { $0 != anchor }.map(\.value))
    }
    rarest = ScalarSet(anchors)
  }

  func mayBecomeDeclared(_ word: String) -> Bool {
    let scalars = word.unicodeScalars
    let kept = scalars.filter { !removable.contains($0) }.map(\.value)
    if isOpen, kept.isEmpty { return true }
    guard scalars.contains(where: rarest.contains) else { return false }
    let values = scalars.map(\.value)
    return values.contains { value in
      words[value]?.contains { others in
        others.allSatisfy(values.contains)
          && kept.allSatisfy { $0 == value || others.contains($0) }
      } ?? false
    }
  }
}
