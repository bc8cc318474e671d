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

/// A cell of a row as its part of a header.
struct HeaderToken: Sendable {
  var column: Int
  var width: Int
  /// Where its text stands among all texts of the sheet.
  var text: Int
  /// Where its word does among the words; nil where no text that says nothing can have the same.
  var word: Int?
  /// The number of what its text says; nil for a text that says nothing.
  var facts: Int?
  /// Only texts spread over the columns that they are merged over.
  var isText: Bool
}

/// What the words of a row say, whatever stands above or below.
struct HeaderRow: Sendable {
  /// How many cells are filled, hold a text, and hold a word that a form knows.
  var filled = 0
  var words = 0
  var known = 0
  /// nil for a row too wide or with a text too long for a header.
  var tokens: [HeaderToken]?
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
  /// So many texts have come that their places were given anew.
  private var isCrowded = false
  private var words = TextMap<Void>()
  private var rows: [Int: HeaderRow] = [:]
  /// Who asks for a block asks for it again once it is found to be a header.
  private var last: HeaderBlock?

  init(sheet: Sheet, merges: MergeIndex, catalog: FormCatalog) {
    self.sheet = sheet
    self.merges = merges
    self.catalog = catalog
  }

  /// What a text says; found out once however often it occurs.
  mutating func facts(_ text: String) -> WordFacts {
    let place = place(of: text)
    return texts.value(at: place)
  }

  private mutating func place(of text: String) -> Int {
    if let known = texts.place(of: text) { return known }
    let facts = catalog.facts(of: text)
    if texts.count > Self.mostTexts {
      texts.removeAll()
      words.removeAll()
      isCrowded = true
    }
    return texts.add(text, facts)
  }

  /// The cells of these rows; nil where not all can be told by what they say.
  mutating func tokens(_ rows: Range<Int>) -> [[HeaderToken]]? {
    var found: [[HeaderToken]] = []
    found.reserveCapacity(rows.count)
    for index in rows {
      guard let tokens = row(index).tokens else { return nil }
      found.append(tokens)
    }
    return isCrowded ? nil : found
  }

  /// What the words of a row say by themselves.
  mutating func row(_ index: Int) -> HeaderRow {
    if let known = rows[index] { return known }
    let row = sheet.rows[index]
    var found = HeaderRow(
      tokens: row.cells.count <= Self.widestHeader ? [] : nil)
    found.tokens?.reserveCapacity(row.cells.count)
    for cell in row.cells.prefix(Self.widestHeader) where !cell.value.isEmpty {
      found.filled += 1
      let own = cell.textValue
      if own != nil { found.words += 1 }
      guard own != nil || found.tokens != nil else { continue }
      let text = own ?? cell.value.rawText
      guard text.utf8.count <= Self.longestWord else {
        found.tokens = nil
        continue
      }
      let place = place(of: text)
      let facts = texts.value(at: place)
      if own != nil, facts.isKnown, catalog.knowsFigures || !Self.isFigure(text) {
        found.known += 1
      }
      found.tokens?.append(token(cell, text: place, facts, isText: own != nil, in: row))
    }
    rows[index] = found
    return found
  }

  private mutating func token(
    _ cell: Cell, text place: Int, _ facts: WordFacts, isText: Bool, in row: SheetRow
  ) -> HeaderToken {
    let word = facts.isInert || facts.isAmbiguous ? facts.label.word : nil
    return HeaderToken(
      column: cell.column, width: merges.width(row: row.number, column: cell.column),
      text: place, word: word.map { words.place(of: $0) ?? words.add($0, ()) },
      facts: facts.isInert ? nil : facts.number, isText: isText)
  }

  /// True for a text of digits and marks alone.
  static func isFigure(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 < 0x41 }
  }

  /// The folded word of a text.
  mutating func label(_ text: String) -> HeaderLabel { facts(text).label }

  /// The paths of the rows with these indices, one for each column that has a word.
  mutating func block(_ rows: Range<Int>) -> HeaderBlock {
    if let last, last.rows == rows { return last }
    let block = newBlock(rows)
    last = block
    return block
  }

  private mutating func newBlock(_ rows: Range<Int>) -> HeaderBlock {
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
