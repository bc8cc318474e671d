// SPDX-License-Identifier: Apache-2.0
// HeaderRow: what the cells of a row are as a part of a header, each text by its number.

/// A cell of a row as its part of a header.
struct HeaderToken: Sendable {
  private let columnNumber: Int32
  private let columnCount: Int32
  /// -1 for none.
  private let place: Int32
  /// The text says nothing in any header.
  let isInert: Bool
  /// Only texts spread over the columns that they are merged over.
  let isText: Bool

  init(column: Int, width: Int, text: Int?, isInert: Bool, isText: Bool) {
    columnNumber = Int32(clamping: column)
    columnCount = Int32(clamping: width)
    place = Int32(clamping: text ?? -1)
    self.isInert = isInert
    self.isText = isText
  }

  var column: Int { Int(columnNumber) }
  var width: Int { Int(columnCount) }
  /// Where its text stands among all texts of the sheet; nil for a figure, and for one too long to be a
  /// word.
  var text: Int? { place < 0 ? nil : Int(place) }
}

/// What the words of a row say, whatever stands above or below.
struct HeaderRow: Sendable {
  /// How many cells are filled, hold a text, and hold a word that a form knows.
  var filled = 0
  var words = 0
  var known = 0
  /// False for a row too wide or with a text too long for a header.
  var isTellable = true
  /// Its cells among those of all rows that were read.
  var tokens = 0..<0
}

/// A word over a column.
struct HeaderWord {
  var column: Int
  /// Row number of the header row to which the word belongs.
  var row: Int
  /// Where its text stands among all texts of the sheet.
  var text: Int
}

/// The words over the columns of a few rows: those over one column stand together, from top to bottom.
///
/// Most rows that are tried are no header, and what they mean is told by the numbers of their texts.
struct HeaderColumns {
  let rows: Range<Int>
  private let words: [HeaderWord]
  /// Where the words of each column begin, and where the last ones end.
  private var starts: [Int] = []

  /// `words` are in the order of their columns; no more than `most` columns are taken.
  init(rows: Range<Int>, words: [HeaderWord], most: Int) {
    self.rows = rows
    self.words = words
    starts.reserveCapacity(words.count + 1)
    for place in words.indices where place == 0 || words[place].column != words[place - 1].column {
      starts.append(place)
      if starts.count > most { return }
    }
    starts.append(words.count)
  }

  var indices: Range<Int> { 0..<(starts.count - 1) }

  /// The words over one column.
  subscript(index: Int) -> ArraySlice<HeaderWord> { words[starts[index]..<starts[index + 1]] }

  func column(_ index: Int) -> Int { words[starts[index]].column }

  /// The number of the text that stands lowest over one column, and how many stand there.
  func leaf(_ index: Int) -> (text: Int, count: Int) {
    let end = starts[index + 1]
    return (words[end - 1].text, end - starts[index])
  }
}
