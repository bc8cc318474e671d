// SPDX-License-Identifier: Apache-2.0
// MatrixRowIndex: finds the rows of a statistics table by the last word of a way to them.

/// The rows of one side by word: some hundred fields of a form each ask for a few of them.
struct MatrixRowIndex {
  private static let none = -1

  /// Place among the entries of each word's first row.
  private var firsts: [Int]
  private var entries: [(row: Int, next: Int)] = []

  init(_ rows: [MatrixRow], in numbers: MatrixWords) {
    firsts = Array(all: Self.none, count: numbers.count)
    entries.reserveCapacity(rows.count)
    // From the last to the first, so that each word's rows come in their order.
    for row in rows.indices.reversed() {
      let path = rows[row].words
      guard let last = path.last else { continue }
      add(row, last)
      // Below a group 合计 means the group.
      if path.count > 1, numbers.isTotal(last), path[path.count - 2] != last {
        add(row, path[path.count - 2])
      }
    }
  }

  private mutating func add(_ row: Int, _ word: Int) {
    guard word != MatrixWords.unknown else { return }
    entries.append((row, firsts[word]))
    firsts[word] = entries.count - 1
  }

  /// Places of the rows that one of these ways may lead to, in order.
  func rows(endingAs ways: [MatrixWay]) -> [Int] {
    var rows: [Int] = []
    for way in ways {
      guard let word = way.words.last else { continue }
      var entry = firsts[word]
      while entry != Self.none {
        rows.append(entries[entry].row)
        entry = entries[entry].next
      }
    }
    return ways.count > 1 && rows.count > 1 ? Set(rows).sorted() : rows
  }
}
