// SPDX-License-Identifier: Apache-2.0
// EditDistance: how many characters lie between two short words, for suggestions.

/// Nearness of words.
package enum EditDistance {
  /// Longest word that is compared; longer ones are never near anything.
  package static let longestWord = 64

  /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
  ///
  /// nil when it is more than `limit` or a word is too long. Cost: the product of the lengths.
  package static func between(_ left: String, _ right: String, limit: Int) -> Int? {
    // No character has more than four bytes.
    guard abs(left.utf8.count - right.utf8.count) <= limit * 4 else { return nil }
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

  /// The candidate nearest to the word within `limit`; nil when none is, or when the word is empty.
  package static func nearest(
    to word: String, among candidates: some Sequence<String>, limit: Int
  ) -> String? {
    guard !word.isEmpty else { return nil }
    var best: (word: String, distance: Int)?
    for candidate in candidates {
      let bound = best.map { $0.distance - 1 } ?? limit
      guard bound >= 0, let distance = between(word, candidate, limit: bound) else { continue }
      best = (candidate, distance)
    }
    return best?.word
  }
}
