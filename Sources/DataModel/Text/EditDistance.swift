// SPDX-License-Identifier: Apache-2.0
// EditDistance: how many characters lie between two short words, for suggestions.

/// Nearness of words.
package enum EditDistance {
  /// Longest word that is compared; longer ones are never near anything.
  package static let longestWord = 64

  /// What tells of most words that they are not near, without taking them apart.
  private struct Characters {
    private var count = 0
    /// A bit for each character, which others may share.
    private var bits: UInt64 = 0

    init(_ text: String) {
      for scalar in text.unicodeScalars {
        count += 1
        bits |= 1 << UInt64((scalar.value &* 0x9E37_79B1) >> 26)
      }
    }

    /// One edit takes or adds one character at most.
    func mayBe(_ other: Characters, within limit: Int) -> Bool {
      abs(count - other.count) <= limit && (bits & ~other.bits).nonzeroBitCount <= limit
        && (other.bits & ~bits).nonzeroBitCount <= limit
    }
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
  ///
  /// nil when it is more than `limit` or a word is too long. Cost: the product of the lengths.
  package static func between(_ left: String, _ right: String, limit: Int) -> Int? {
    // No character has more than four bytes.
    guard abs(left.utf8.count - right.utf8.count) <= limit * 4,
      Characters(left).mayBe(Characters(right), within: limit)
    else { return nil }
    let first = Array(left.unicodeScalars.prefix(longestWord + 1))
    let second = Array(right.unicodeScalars.prefix(longestWord + 1))
    guard first.count <= longestWord, second.count <= longestWord,
      abs(first.count - second.count) <= limit
    else { return nil }
    var beforePrevious = [Int](repeating: 0, count: second.count + 1)
    var previous = Array(0...second.count)
    var current = beforePrevious
    for row in 0..<first.count {
      current[0] = row + 1
      var least = row + 1
      for column in 0..<second.count {
        let same = first[row] == second[column]
        var best = min(
          previous[column] + (same ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
          best = min(best, beforePrevious[column - 1] + 1)
        }
        current[column + 1] = best
        least = min(least, best)
      }
      // A swap reaches back two rows, so both must be too far.
      if least > limit, previous.allSatisfy({ $0 > limit }) { return nil }
      (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    guard let distance = previous.last, distance <= limit else { return nil }
    return distance
  }
}
