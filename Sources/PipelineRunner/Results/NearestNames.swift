// SPDX-License-Identifier: Apache-2.0
// NearestNames: what a person may have meant by a name that is not there.

import DataModel

/// Suggestions for messages.
enum NearestNames {
  /// At most `count` of the candidates, the nearest first; those that contain the word before others.
  static func suggestions(
    _ word: String, among candidates: [String], count: Int = 3
  ) -> [String] {
    let wanted = word.lowercased()
    guard !wanted.isEmpty else { return [] }
    let limit = max(2, wanted.count / 3)
    var scored: [(score: Int, name: String)] = []
    for name in candidates {
      let lower = name.lowercased()
      if lower.contains(wanted) {
        scored.append((0, name))
      } else if let distance = EditDistance.between(wanted, lower, limit: limit) {
        scored.append((distance, name))
      }
    }
    var seen: Set<String> = []
    return scored.sorted { ($0.score, $0.name) < ($1.score, $1.name) }.map(\.name)
      .filter { seen.insert($0).inserted }.prefix(count).map { $0 }
  }
}
