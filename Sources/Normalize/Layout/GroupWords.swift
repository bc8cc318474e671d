// SPDX-License-Identifier: Apache-2.0
// GroupWords: gives the words of header groups to the columns beside them where nothing is merged.

/// Group words of a header row without merges.
enum GroupWords {
  /// The columns to the right of each word that have none of their own and one of these beneath them.
  ///
  /// A column without a word in either row ends the group; no more than `widest` columns are looked at.
  static func spread(
    _ own: [(column: Int, text: String)], beneath columns: [Int], widest: Int
  ) -> [(column: Int, text: String)] {
    let taken = Dictionary(
      own.map { ($0.column, $0.text) }, uniquingKeysWith: { first, _ in first })
    let beneath = Set(columns)
    guard let last = beneath.max(), let first = taken.keys.min(), first < last else { return [] }
    var result: [(column: Int, text: String)] = []
    var current: String?
    for column in first...min(last, first + widest) {
      if let text = taken[column] {
        current = beneath.contains(column) ? text : nil
      } else if beneath.contains(column), let current {
        result.append((column, current))
      } else {
        current = nil
      }
    }
    return result
  }
}
