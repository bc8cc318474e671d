// SPDX-License-Identifier: Apache-2.0
// RawTexts: what a file says where the value that was read from it prints something else.

/// Texts by row, in the order of the rows.
package struct RawTexts: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  private var rows: [Int] = []
  private var texts: [String] = []

  package init() {}

  package init(dictionaryLiteral elements: (Int, String)...) {
    for (row, text) in elements { self[row] = text }
  }

  /// The same text in each row.
  package init(repeating text: String, count: Int) {
    rows = Array(0..<count)
    texts = Array(repeating: text, count: count)
  }

  /// Adds a text behind all others; that of the last row is replaced.
  package mutating func append(_ text: String, row: Int) {
    if let last = rows.last, last >= row {
      self[row] = text
    } else {
      rows.append(row)
      texts.append(text)
    }
  }

  package subscript(row: Int) -> String? {
    get {
      guard let last = rows.last, row <= last else { return nil }
      let place = place(of: row)
      return rows[place] == row ? texts[place] : nil
    }
    set {
      let place = place(of: row)
      let isKnown = place < rows.count && rows[place] == row
      switch (newValue, isKnown) {
      case (let text?, true): texts[place] = text
      case (let text?, false):
        rows.insert(row, at: place)
        texts.insert(text, at: place)
      case (nil, true):
        rows.remove(at: place)
        texts.remove(at: place)
      case (nil, false): break
      }
    }
  }

  /// Where the row stands or would stand.
  private func place(of row: Int) -> Int {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
