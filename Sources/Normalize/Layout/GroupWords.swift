// SPDX-License-Identifier: Apache-2.0
// GroupWords: gives the words of header groups to the columns beside them where nothing is merged.

/// Group words of a header row without merges.
enum GroupWords {
  /// The columns to the right of each word that have none of their own and one of these beneath them.
  ///
  /// A column without a word in either row ends the group; no more than `widest` columns are looked at.
  static func spread(
    _ own: some Collection<HeaderWord>, beneath columns: [Int], widest: Int
  ) -> [HeaderWord] {
    guard let row = own.first?.row, let first = own.lazy.map(\.column).min(),
      let last = columns.max(), first < last
    else { return [] }
    let end = min(last, first + widest)
    // The first word of each column, and whether something stands beneath it.
    var words = [Int?](all: nil, count: end - first + 1)
    var isAbove = [Bool](all: false, count: words.count)
    for word in own where word.column <= end && words[word.column - first] == nil {
      words[word.column - first] = word.text
    }
    for column in columns where column >= first && column <= end { isAbove[column - first] = true }
    var result: [HeaderWord] = []
    var current: Int?
    for column in first...end {
      if let text = words[column - first] {
        current = isAbove[column - first] ? text : nil
      } else if isAbove[column - first], let current {
        result.append(HeaderWord(column: column, row: row, text: current))
      } else {
        current = nil
      }
    }
    return result
  }
}
