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

  init(_ words: some Sequence<String>) {
    let all = Set(words.map { Array($0.utf8) }).filter { !$0.isEmpty }
    forward = all.sorted { $0.lexicographicallyPrecedes($1) }
    backward = all.map { Array($0.reversed()) }.sorted { $0.lexicographicallyPrecedes($1) }
    longest = all.map(\.count).max() ?? 0
  }

  func have(_ word: String) -> Bool {
    guard word.utf8.count <= longest else { return false }
    let bytes = Array(word.utf8)
    return Self.begins(bytes, forward) || Self.begins(bytes.reversed(), backward)
  }

  /// Whether the first word that does not come before this one begins with it.
  private static func begins(_ bytes: [UInt8], _ words: [[UInt8]]) -> Bool {
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
    return low < words.count && words[low].starts(with: bytes)
  }
}
