// SPDX-License-Identifier: Apache-2.0
// NearestName: "did you mean": the known name a mistyped one is nearest to.

import DataModel

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
    let target = name.lowercased()
    var best: (edits: Int, name: String)?
    for candidate in names {
      let limit = max(1, max(target.count, candidate.count) / 2)
      guard
        let edits = EditDistance.between(target, candidate.lowercased(), limit: limit)
      else { continue }
      if best.map({ (edits, candidate) < ($0.edits, $0.name) }) ?? true {
        best = (edits, candidate)
      }
    }
    return best?.name
  }
}
