// SPDX-License-Identifier: Apache-2.0
// NearestName: "did you mean": the known name a mistyped one is nearest to.

/// Finds the known name that a person may have meant.
enum NearestName {
  /// `, did you mean X?` in both languages; empty texts when nothing is near.
  static func hint(_ name: String, among names: some Sequence<String>) -> BilingualText {
    guard let nearest = nearest(to: name, among: names) else {
      return BilingualText(chinese: "", english: "")
    }
    return BilingualText(
      chinese: "，是否应为 \(nearest)？", english: "; did you mean \(nearest)?")
  }

  /// The candidate with the fewest edits, if they are few for its length.
  static func nearest(to name: String, among names: some Sequence<String>) -> String? {
    let target = Array(name.lowercased().prefix(64))
    var best: (edits: Int, name: String)?
    for candidate in names {
      let letters = Array(candidate.lowercased().prefix(64))
      let edits = distance(target, letters)
      guard edits <= max(1, max(target.count, letters.count) / 2) else { continue }
      if best.map({ (edits, candidate) < ($0.edits, $0.name) }) ?? true {
        best = (edits, candidate)
      }
    }
    return best?.name
  }

  /// Levenshtein distance.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var previous = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        let change = previous[column] + (letter == other ? 0 : 1)
        current.append(min(change, previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return previous[right.count]
  }
}
