// SPDX-License-Identifier: Apache-2.0
// NearWord: a word that others may be near to.

/// A word with what tells of most others that they are not near to it.
package struct NearWord: Sendable {
  let text: String
  /// Characters as a reader counts them.
  let length: Int
  private let scalarCount: Int
  /// A bit for each character, which others may share.
  private let characters: UInt64

  package init(_ text: String) {
    self.text = text
    length = text.count
    var count = 0
    var bits: UInt64 = 0
    for scalar in text.unicodeScalars {
      count += 1
      bits |= 1 << UInt64((scalar.value &* 0x9E37_79B1) >> 26)
    }
    scalarCount = count
    characters = bits
  }

  /// False where more than `limit` edits lie between the words: one takes or adds one character at most.
  package func mayBe(_ other: NearWord, within limit: Int) -> Bool {
    abs(scalarCount - other.scalarCount) <= limit
      && (characters & ~other.characters).nonzeroBitCount <= limit
      && (other.characters & ~characters).nonzeroBitCount <= limit
  }
}
