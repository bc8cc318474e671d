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

  /// The folded word of a text.
  mutating func label(_ text: String) -> HeaderLabel { facts(text).label }

  /// The paths of the rows with these indices, one for each column that has a word.
  mutating func block(_ rows: Range<Int>) -> HeaderBlock {
    var words: [(column: Int, row: Int, text: String)] = []
    for index in rows {
      let isLast = index == rows.upperBound - 1
      for (column, text) in self.words(ofRow: index, isLast: isLast, in: rows) {
        words.append((column, sheet.rows[index].number, text))
      }
    }
    // Stable: the words of a column stay in the order of its rows.
    let order = words.indices.sorted { (words[$0].column, $0) < (words[$1].column, $1) }
    var paths: [HeaderPath] = []
    var start = 0
    while start < order.count, paths.count < Self.widestHeader {
      let column = words[order[start]].column
      var end = start + 1
      while end < order.count, words[order[end]].column == column { end += 1 }
      let entries = order[start..<end].map { words[$0] }
      start = end
      guard let last = entries.last else { continue }
      paths.append(path(column: column, entries, last: last))
    }
    return HeaderBlock(rows: rows, paths: paths)
  }

  /// The path of one column, of which these are the words from top to bottom.
  private mutating func path(
    column: Int, _ entries: [(column: Int, row: Int, text: String)],
    last: (column: Int, row: Int, text: String)
  ) -> HeaderPath {
    let lastKey = ByteKey(last.text)
    let leaf = facts(last.text)
    var parents: [String] = []
    var units: [UnitDefinition] = []
    var areInert = true
    for entry in entries.dropLast() where ByteKey(entry.text) != lastKey {
      let group = facts(entry.text)
      let word = group.label.word
      if !group.isInert { areInert = false }
      if let unit = group.label.unit { units.insert(unit, at: 0) }
      guard !word.isEmpty, parents.last != word else { continue }
      parents.append(word)
    }
    // Words that say nothing leave the leaf what it is alone, unless it has a path of its own.
    let isAlone = parents.isEmpty || areInert && leaf.label.parents.isEmpty
    return HeaderPath(
      column: column, parents: parents + leaf.label.parents, leaf: leaf.label, text: last.text,
      row: entries.first { ByteKey($0.text) == lastKey }?.row ?? last.row, groupUnits: units,
      meanings: leaf.isInert ? [] : isAlone ? leaf.meanings : nil)
  }

  /// The text over each column of a row, spread over merges.
  ///
  /// Where no word of the row is merged over columns (CSV, or a writer who merges titles only), a word of
  /// an upper row spreads over the blanks to its right that have words below them and nothing above.
  private func words(
    ofRow index: Int, isLast: Bool, in rows: Range<Int>
  ) -> [(column: Int, text: String)] {
    let row = sheet.rows[index]
    var own: [(column: Int, text: String)] = []
    for cell in row.cells.prefix(Self.widestHeader) where !cell.value.isEmpty {
      guard case .text(let text) = cell.value else {
        own.append((cell.column, cell.value.rawText))
        continue
      }
      let width = merges.width(row: row.number, column: cell.column)
      for offset in 0..<max(1, min(width, Self.widestHeader)) {
        own.append((cell.column + offset, text))
      }
    }
    let covered = merges.coveredFromAbove(
      row: row.number, notAbove: sheet.rows[rows.lowerBound].number)
    for range in covered {
      guard let text = text(row: range.first.row, column: range.first.column, in: rows) else {
        continue
      }
      for column in range.first
        .column...min(
          range.last.column, range.first.column + Self.widestHeader)
      {
        own.append((column, text))
      }
    }
    if !isLast, !hasWideWord(row) { own += spread(own, below: index + 1, in: rows) }
    return own
  }

  private func hasWideWord(_ row: SheetRow) -> Bool {
    !merges.isEmpty
      && row.cells.prefix(Self.widestHeader).contains {
        !$0.value.isEmpty && merges.width(row: row.number, column: $0.column) > 1
      }
  }

  private func text(row number: Int, column: Int, in rows: Range<Int>) -> String? {
    guard let row = sheet.rows[rows].first(where: { $0.number == number }),
      let cell = row.cells.first(where: { $0.column == column }), case .text(let text) = cell.value
    else { return nil }
    return text
  }

  private func spread(
    _ own: [(column: Int, text: String)], below: Int, in rows: Range<Int>
  ) -> [(column: Int, text: String)] {
    guard below < rows.upperBound else { return [] }
    return GroupWords.spread(
      own, beneath: sheet.rows[below].cells.filter { !$0.value.isEmpty }.map(\.column),
      widest: Self.widestHeader)
  }
}
