// SPDX-License-Identifier: Apache-2.0
// RawTexts: what a file says where the value that was read from it prints something else.

/// Texts by row, in the order of the rows.
package struct RawTexts: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  /// A column with one such text has more of them.
  private static let usual = 16

  private var entries: [Entry] = []

  private struct Entry: Hashable, Sendable {
    let row: Int
    var text: String
  }

  package init() {}

  package init(dictionaryLiteral elements: (Int, String)...) {
    for (row, text) in elements { self[row] = text }
  }

  /// The same text in each row.
  package init(repeating text: String, count: Int) {
    entries = (0..<count).map { Entry(row: $0, text: text) }
  }

  /// Adds a text behind all others; that of the last row is replaced.
  package mutating func append(_ text: String, row: Int) {
    if !entries.isEmpty, entries[entries.count - 1].row >= row {
      self[row] = text
    } else {
      if entries.isEmpty { entries.reserveCapacity(Self.usual) }
      entries.append(Entry(row: row, text: text))
    }
  }

  package subscript(row: Int) -> String? {
    get {
      guard !entries.isEmpty, row <= entries[entries.count - 1].row else { return nil }
      let place = place(of: row)
      return entries[place].row == row ? entries[place].text : nil
    }
    set {
      let place = place(of: row)
      let isKnown = place < entries.count && entries[place].row == row
      switch (newValue, isKnown) {
      case (let text?, true): entries[place].text = text
      case (let text?, false): entries.insert(Entry(row: row, text: text), at: place)
      case (nil, true): entries.remove(at: place)
      case (nil, false): break
      }
    }
  }

  /// Where the row stands or would stand.
  private func place(of row: Int) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].row < row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
