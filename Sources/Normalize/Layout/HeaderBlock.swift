// SPDX-License-Identifier: Apache-2.0
// HeaderBlock: a few header rows read as one path of words for each column.

import DataModel
import Definitions

/// The words above a column, outermost first; the last one is the leaf.
struct HeaderPath: Sendable {
  var column: Int
  /// Folded words of the groups above the leaf.
  var parents: [String]
  var leaf: HeaderLabel
  /// The leaf as written.
  var text: String
  /// Row number of the cell that holds the leaf.
  var row: Int
  /// Units beside the words of the groups, the nearest one first.
  var groupUnits: [UnitDefinition] = []
  /// What the path means, where its words alone told that.
  var meanings: [WordMeaning]?
}

/// One to four rows read as a header.
struct HeaderBlock: Sendable {
  /// Indices into the sheet's rows.
  var rows: Range<Int>
  var paths: [HeaderPath]

  var columns: ClosedRange<Int>? {
    guard let first = paths.first?.column, let last = paths.last?.column else { return nil }
    return first...last
  }
}

/// A word over a column.
struct HeaderWord {
  var column: Int
  /// Row number of the header row to which the word belongs.
  var row: Int
  var text: String
}

/// Reads header words from a sheet; remembers the words it has folded.
struct HeaderBlockReader {
  /// Columns of a sheet that are considered at all.
  static let widestHeader = 2_000
  private static let mostTexts = 20_000
  /// A longer text is no word of a header.
  static let longestWord = 120

  private let sheet: Sheet
  private let merges: MergeIndex
  private let catalog: FormCatalog
  private var texts = TextMap<WordFacts>()

  init(sheet: Sheet, merges: MergeIndex, catalog: FormCatalog) {
    self.sheet = sheet
    self.merges = merges
    self.catalog = catalog
  }

  /// What a text says; found out once however often it occurs.
  mutating func facts(_ text: String) -> WordFacts {
    if let known = texts[text] { return known }
    let facts = catalog.facts(of: text)
    if texts.count > Self.mostTexts { texts.removeAll() }
    texts[text] = facts
    return facts
  }

  /// Whether any form knows the word; figures and days are told by their bytes.
  mutating func isKnown(_ text: String) -> Bool {
    if !catalog.knowsFigures, Self.isFigure(text) { return false }
    return facts(text).isKnown
  }

  /// True for a text of digits and marks alone.
  private static func isFigure(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 < 0x41 }
  }

  /// The folded word of a text.
  mutating func label(_ text: String) -> HeaderLabel { facts(text).label }

  /// The paths of the rows with these indices, one for each column that has a word.
  mutating func block(_ rows: Range<Int>) -> HeaderBlock {
    let words = words(of: rows)
    var paths: [HeaderPath] = []
    var start = 0
    while start < words.count, paths.count < Self.widestHeader {
      var end = start + 1
      while end < words.count, words[end].column == words[start].column { end += 1 }
      paths.append(path(words[start..<end], leaf: words[end - 1]))
      start = end
    }
    return HeaderBlock(rows: rows, paths: paths)
  }

  /// The words over all columns from left to right, those over one column from top to bottom.
  private func words(of rows: Range<Int>) -> [HeaderWord] {
    var words: [HeaderWord] = []
    words.reserveCapacity(rows.count * sheet.rows[rows.lowerBound].cells.count)
    for index in rows { add(wordsOfRow: index, in: rows, to: &words) }
    if zip(words, words.dropFirst()).allSatisfy({ $0.column <= $1.column }) { return words }
    let order = words.indices.map { words[$0].column << 32 | $0 }.sorted()
    return order.map { words[$0 & 0xFFFF_FFFF] }
  }

  /// The path of one column, of which these are the words from top to bottom.
  private mutating func path(_ words: ArraySlice<HeaderWord>, leaf last: HeaderWord) -> HeaderPath {
    let lastKey = ByteKey(last.text)
    let leaf = facts(last.text)
    var parents: [String] = []
    var units: [UnitDefinition] = []
    var areInert = true
    var row = last.row
    for word in words.reversed().dropFirst() {
      if ByteKey(word.text) == lastKey {
        row = word.row
        continue
      }
      let group = facts(word.text)
      if !group.isInert { areInert = false }
      if let unit = group.label.unit { units.append(unit) }
      if !group.label.word.isEmpty { parents.append(group.label.word) }
    }
    if parents.count > 1 { parents = Self.withoutRepetitions(parents.reversed()) }
    let own = leaf.label.parents
    // Words that say nothing leave the leaf what it is alone, unless it has a path of its own.
    let isAlone = parents.isEmpty || areInert && own.isEmpty
    return HeaderPath(
      column: last.column, parents: own.isEmpty ? parents : parents + own, leaf: leaf.label,
      text: last.text, row: row, groupUnits: units,
      meanings: leaf.isInert ? [] : isAlone ? leaf.meanings : nil)
  }

  /// Each word once where it follows itself.
  private static func withoutRepetitions(_ words: [String]) -> [String] {
    var kept: [String] = []
    for word in words where kept.last.map({ ByteKey($0) == ByteKey(word) }) != true {
      kept.append(word)
    }
    return kept
  }

  /// Adds the text over each column of a row, spread over merges.
  ///
  /// Where no word of the row is merged over columns (CSV, or a writer who merges titles only), a word of
  /// an upper row spreads over the blanks to its right that have words below them and nothing above.
  private func add(wordsOfRow index: Int, in rows: Range<Int>, to words: inout [HeaderWord]) {
    let row = sheet.rows[index]
    let start = words.count
    var isWide = false
    for cell in row.cells.prefix(Self.widestHeader) where !cell.value.isEmpty {
      let width = merges.width(row: row.number, column: cell.column)
      if width > 1 { isWide = true }
      guard case .text(let text) = cell.value else {
        words.append(
          HeaderWord(column: cell.column, row: row.number, text: cell.value.rawText))
        continue
      }
      for offset in 0..<max(1, min(width, Self.widestHeader)) {
        words.append(HeaderWord(column: cell.column + offset, row: row.number, text: text))
      }
    }
    if !merges.isEmpty { add(coveringRow: row.number, in: rows, to: &words) }
    guard index + 1 < rows.upperBound, !isWide else { return }
    let beneath = sheet.rows[index + 1].cells
    guard !Self.areWhole(words[start...], until: beneath.last?.column ?? 0) else { return }
    words += GroupWords.spread(
      words[start...], beneath: beneath.filter { !$0.value.isEmpty }.map(\.column),
      widest: Self.widestHeader)
  }

  /// Words over all columns: none leaves a blank beside it.
  private static func areWhole(_ words: ArraySlice<HeaderWord>, until last: Int) -> Bool {
    guard let first = words.first?.column, words.count > last - first else { return false }
    return words.indices.allSatisfy { words[$0].column == first + $0 - words.startIndex }
  }

  /// Adds the words that are merged over cells of a row from above.
  private func add(
    coveringRow number: Int, in rows: Range<Int>, to words: inout [HeaderWord]
  ) {
    let covered = merges.coveredFromAbove(
      row: number, notAbove: sheet.rows[rows.lowerBound].number)
    for range in covered {
      guard let text = text(row: range.first.row, column: range.first.column, in: rows) else {
        continue
      }
      let last = min(range.last.column, range.first.column + Self.widestHeader)
      for column in range.first.column...last {
        words.append(HeaderWord(column: column, row: number, text: text))
      }
    }
  }

  private func text(row number: Int, column: Int, in rows: Range<Int>) -> String? {
    guard let row = sheet.rows[rows].first(where: { $0.number == number }),
      let cell = row.cells.first(where: { $0.column == column }), case .text(let text) = cell.value
    else { return nil }
    return text
  }
}
