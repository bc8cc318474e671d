// SPDX-License-Identifier: Apache-2.0
// HeaderBlockReader: reads rows of a sheet as parts of headers.

import DataModel
import Definitions

/// Reads header words from a sheet; remembers the words it has folded.
struct HeaderBlockReader {
  /// Columns of a sheet that are considered at all.
  static let widestHeader = 2_000
  private static let mostTexts = 20_000
  private static let mostTokens = 200_000
  /// What the rows of most sheets have that are looked at as headers.
  private static let usualTexts = 20
  private static let usualTokens = 48
  /// A longer text is no word of a header.
  static let longestWord = 120

  private let sheet: Sheet
  private let merges: MergeIndex
  private let catalog: FormCatalog
  private var texts: TextMap<WordTelling>
  private var rows: [HeaderRow]
  /// Where each row of the sheet is among those that were read, plus one.
  private var places: [Int32]
  private(set) var tokens: [HeaderToken]

  init(
    sheet: Sheet, merges: MergeIndex, catalog: FormCatalog, in room: HeaderWordRoom = .init()
  ) {
    self.sheet = sheet
    self.merges = merges
    self.catalog = catalog
    (texts, rows, places, tokens) = (room.texts, room.rows, room.places, room.tokens)
  }

  /// Leaves its arrays; nothing is asked of it any more.
  mutating func leave() -> HeaderWordRoom {
    var room = HeaderWordRoom()
    swap(&room.texts, &texts)
    swap(&room.rows, &rows)
    swap(&room.places, &places)
    swap(&room.tokens, &tokens)
    return room
  }

  // MARK: - Texts

  /// What a text says; found out once however often it occurs.
  mutating func facts(_ text: String) -> WordFacts {
    makeRoom()
    let place = place(of: text)
    return texts.value(at: place).facts
  }

  /// The folded word of a text.
  mutating func label(_ text: String) -> HeaderLabel { facts(text).label }

  /// Forgets everything where too much has come; no number of a text holds after that.
  private mutating func makeRoom() {
    guard texts.count > Self.mostTexts || tokens.count > Self.mostTokens else { return }
    texts.removeAll()
    rows.removeAll()
    places.removeAll()
    tokens.removeAll()
  }

  private mutating func place(of text: String) -> Int {
    let hash = TextHash(text)
    if let known = texts.place(of: text, hash) { return known }
    return texts.add(text, hash, catalog.telling(of: text, hash))
  }

  /// True for a text of digits and marks alone.
  static func isFigure(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 < 0x41 }
  }

  // MARK: - Rows

  /// What the words of a row say by themselves.
  mutating func row(_ index: Int) -> HeaderRow {
    if let known = knownRow(index) { return known }
    makeRoom()
    return newRow(index)
  }

  private func knownRow(_ index: Int) -> HeaderRow? {
    guard !places.isEmpty, places[index] > 0 else { return nil }
    return rows[Int(places[index]) - 1]
  }

  private mutating func begin() {
    places.append(contentsOf: repeatElement(0, count: sheet.rows.count))
    tokens.reserveCapacity(Self.usualTokens)
    texts.reserve(Self.usualTexts)
  }

  private mutating func newRow(_ index: Int) -> HeaderRow {
    if places.isEmpty { begin() }
    let number = sheet.rows[index].number
    let cells = sheet.rows[index].cells
    var found = HeaderRow(isTellable: cells.count <= Self.widestHeader)
    let start = tokens.count
    for place in cells.indices.prefix(Self.widestHeader) where cells[place].value.isFilled {
      switch cells[place].value {
      case .text(let text):
        add(text, isText: true, column: cells[place].column, of: number, to: &found)
      case .number where !catalog.knowsFigures:
        // No form's word: its text is made where a path asks for it.
        found.filled += 1
        add(nil, isInert: true, isText: false, column: cells[place].column, of: number)
      case let value:
        add(value.rawText, isText: false, column: cells[place].column, of: number, to: &found)
      }
    }
    found.tokens = start..<tokens.count
    rows.append(found)
    places[index] = Int32(rows.count)
    return found
  }

  private mutating func add(
    _ text: String, isText: Bool, column: Int, of row: Int, to found: inout HeaderRow
  ) {
    found.filled += 1
    if isText { found.words += 1 }
    var place: Int?
    var isInert = true
    if text.utf8.count <= Self.longestWord {
      let known = self.place(of: text)
      if isText, texts.value(at: known).isKnown, catalog.knowsFigures || !Self.isFigure(text) {
        found.known += 1
      }
      place = known
      isInert = texts.value(at: known).isInert
    } else {
      found.isTellable = false
    }
    add(place, isInert: isInert, isText: isText, column: column, of: row)
  }

  private mutating func add(
    _ text: Int?, isInert: Bool, isText: Bool, column: Int, of row: Int
  ) {
    let width = merges.isEmpty ? 1 : merges.width(row: row, column: column)
    tokens.append(
      HeaderToken(column: column, width: width, text: text, isInert: isInert, isText: isText))
  }

  /// Whether a row has `count` words that say something, as far as its first words tell.
  mutating func mayHold(_ count: Int, wordsIn index: Int) -> Bool {
    guard knownRow(index) == nil else { return true }
    makeRoom()
    let cells = sheet.rows[index].cells.prefix(Self.widestHeader)
    var left = cells.count { $0.value.isFilled }
    guard left >= count else { return false }
    // A look at figures costs least, and they are what most records have.
    for isFigure in [true, false] {
      for place in cells.indices where cells[place].value.beginsWithDigit == isFigure {
        switch cells[place].value {
        case .number where !catalog.knowsFigures: left -= 1
        case let value:
          guard value.isFilled else { continue }
          let text = value.rawText
          guard text.utf8.count <= Self.longestWord else { return false }
          if isInert(text) { left -= 1 }
        }
        if left < count { return false }
      }
    }
    return true
  }

  /// Whether a text says nothing; most of a record are not worth a place among the texts.
  private mutating func isInert(_ text: String) -> Bool {
    let hash = TextHash(text)
    if let known = texts.place(of: text, hash) { return texts.value(at: known).isInert }
    guard let telling = catalog.tellingUnlessMute(text, hash) else { return true }
    texts.add(text, hash, telling)
    return telling.isInert
  }

  // MARK: - Columns

  /// The words over the columns of these rows.
  mutating func columns(_ rows: Range<Int>) -> HeaderColumns {
    makeRoom()
    return HeaderColumns(rows: rows, words: words(of: rows), most: Self.widestHeader)
  }

  /// The words over all columns from left to right, those over one column from top to bottom.
  private mutating func words(of rows: Range<Int>) -> [HeaderWord] {
    var count = 0
    for index in rows { count += (knownRow(index) ?? newRow(index)).tokens.count }
    var words: [HeaderWord] = []
    words.reserveCapacity(count)
    for index in rows {
      guard let row = knownRow(index) else { continue }
      add(row, index: index, in: rows, to: &words)
    }
    if Self.areInOrder(words) { return words }
    let order = words.indices.map { words[$0].column << 32 | $0 }.sorted()
    return order.map { words[$0 & 0xFFFF_FFFF] }
  }

  private static func areInOrder(_ words: [HeaderWord]) -> Bool {
    for place in words.indices.dropFirst() where words[place].column < words[place - 1].column {
      return false
    }
    return true
  }

  /// Adds the text over each column of a row, spread over merges.
  ///
  /// Where no word of the row is merged over columns (CSV, or a writer who merges titles only), a word of
  /// an upper row spreads over the blanks to its right that have words below them and nothing above.
  private mutating func add(
    _ row: HeaderRow, index: Int, in rows: Range<Int>, to words: inout [HeaderWord]
  ) {
    let number = sheet.rows[index].number
    let start = words.count
    var isWide = false
    for token in row.tokens {
      let (column, width) = (tokens[token].column, tokens[token].width)
      if width > 1 { isWide = true }
      let text = tokens[token].text ?? newPlace(index, column: column)
      let count = tokens[token].isText ? max(1, min(width, Self.widestHeader)) : 1
      for offset in 0..<count {
        words.append(HeaderWord(column: column + offset, row: number, text: text))
      }
    }
    if !merges.isEmpty { add(coveringRow: number, in: rows, to: &words) }
    guard index + 1 < rows.upperBound, !isWide else { return }
    let beneath = sheet.rows[index + 1].cells
    guard !Self.areWhole(words[start...], until: beneath.last?.column ?? 0) else { return }
    words += GroupWords.spread(
      words[start...], beneath: beneath.filter { !$0.value.isEmpty }.map(\.column),
      widest: Self.widestHeader)
  }

  /// The number of the text of a figure, or of one that is too long for a word.
  private mutating func newPlace(_ index: Int, column: Int) -> Int {
    place(of: sheet.rows[index].cell(column: column)?.value.rawText ?? "")
  }

  /// Words over all columns: none leaves a blank beside it.
  private static func areWhole(_ words: ArraySlice<HeaderWord>, until last: Int) -> Bool {
    guard let first = words.first?.column, words.count > last - first else { return false }
    return words.indices.allSatisfy { words[$0].column == first + $0 - words.startIndex }
  }

  /// Adds the words that are merged over cells of a row from above.
  private mutating func add(
    coveringRow number: Int, in rows: Range<Int>, to words: inout [HeaderWord]
  ) {
    let covered = merges.coveredFromAbove(
      row: number, notAbove: sheet.rows[rows.lowerBound].number)
    for range in covered {
      guard let text = text(row: range.first.row, column: range.first.column, in: rows) else {
        continue
      }
      let place = place(of: text)
      let last = min(range.last.column, range.first.column + Self.widestHeader)
      for column in range.first.column...last {
        words.append(HeaderWord(column: column, row: number, text: place))
      }
    }
  }

  private func text(row number: Int, column: Int, in rows: Range<Int>) -> String? {
    guard let row = sheet.rows[rows].first(where: { $0.number == number }),
      let cell = row.cells.first(where: { $0.column == column }), case .text(let text) = cell.value
    else { return nil }
    return text
  }

  // MARK: - Paths

  /// The paths of the rows with these indices, one for each column that has a word.
  mutating func block(_ rows: Range<Int>) -> HeaderBlock {
    let columns = columns(rows)
    return HeaderBlock(rows: rows, paths: columns.indices.map { path(columns[$0]) })
  }

  /// Whether the lowest of the words over a column says anything.
  func speaks(_ words: ArraySlice<HeaderWord>) -> Bool {
    words.last.map { !texts.value(at: $0.text).isInert } ?? false
  }

  /// Whether two columns end in words that say the same.
  func sayAlike(_ left: ArraySlice<HeaderWord>, _ right: ArraySlice<HeaderWord>) -> Bool {
    guard let left = left.last?.text, let right = right.last?.text else { return false }
    return left == right
      || texts.value(at: left).facts.label.word == texts.value(at: right).facts.label.word
  }

  /// Adds what some columns may mean to the claims.
  func add(_ part: Range<Int>, of columns: HeaderColumns, to claims: inout HeaderClaims) {
    for index in part {
      let (text, count) = columns.leaf(index)
      let leaf = texts.value(at: text)
      if leaf.isInert {
        claims.addMute()
      } else if count == 1 || leaf.standsAlone {
        claims.add(leaf.meanings)
      } else {
        meanings(columns[index]).withUnsafeBufferPointer { claims.add($0) }
      }
    }
  }

  /// What the words over a column mean, the lowest of them the leaf.
  func meanings(_ words: ArraySlice<HeaderWord>) -> [WordMeaning] {
    guard let last = words.last else { return [] }
    let leaf = texts.value(at: last.text).facts
    if leaf.isInert { return [] }
    if words.count == 1 || leaf.standsAlone || isAlone(leaf, words) { return leaf.meanings }
    let key = key(leaf, words)
    if let key, let known = catalog.memory.meanings(key) { return known }
    let found = catalog.meanings(of: path(words))
    if let key { catalog.memory.keep(found, for: key) }
    return found
  }

  /// What a path means depends on these words and nothing else; nil for a path of too many.
  private func key(_ leaf: WordFacts, _ words: ArraySlice<HeaderWord>) -> PathKey? {
    var key = PathKey(leaf: leaf.number)
    var last: WordFacts?
    for word in words.dropLast() where word.text != words[words.endIndex - 1].text {
      let group = texts.value(at: word.text).facts
      if group.label.word.isEmpty { continue }
      if let last, last === group || ByteKey(last.label.word) == ByteKey(group.label.word) {
        continue
      }
      last = group
      guard key?.append(group.isInert ? 0 : group.number) == true else { return nil }
    }
    return key
  }

  /// Whether the words above say nothing, so that the leaf is what it is alone.
  private func isAlone(_ leaf: WordFacts, _ words: ArraySlice<HeaderWord>) -> Bool {
    var areInert = true
    var isEmpty = true
    for word in words.dropLast() where word.text != words[words.endIndex - 1].text {
      let group = texts.value(at: word.text).facts
      if !group.isInert { areInert = false }
      if !group.label.word.isEmpty { isEmpty = false }
    }
    // Words that say nothing leave the leaf what it is alone, unless it has a path of its own.
    return isEmpty || areInert && leaf.label.parents.isEmpty
  }

  /// The path of one column, of which these are the words from top to bottom.
  func path(_ words: ArraySlice<HeaderWord>) -> HeaderPath {
    let last = words[words.endIndex - 1]
    let leaf = texts.value(at: last.text).facts
    if words.count == 1 {
      let label = leaf.label
      return HeaderPath(
        column: last.column, parents: label.parents, leaf: label, text: texts.text(at: last.text),
        row: last.row, meanings: leaf.meanings)
    }
    var parents: [String] = []
    var units: [UnitDefinition] = []
    var row = last.row
    for word in words.reversed().dropFirst() {
      if word.text == last.text {
        row = word.row
        continue
      }
      let group = texts.value(at: word.text).facts.label
      if let unit = group.unit { units.append(unit) }
      if !group.word.isEmpty { parents.append(group.word) }
    }
    if parents.count > 1 { parents = Self.withoutRepetitions(parents.reversed()) }
    let own = leaf.label.parents
    return HeaderPath(
      column: last.column, parents: own.isEmpty ? parents : parents + own, leaf: leaf.label,
      text: texts.text(at: last.text), row: row, groupUnits: units,
      meanings: leaf.isInert ? [] : isAlone(leaf, words) ? leaf.meanings : nil)
  }

  /// Each word once where it follows itself.
  private static func withoutRepetitions(_ words: [String]) -> [String] {
    var kept: [String] = []
    for word in words where kept.last.map({ ByteKey($0) == ByteKey(word) }) != true {
      kept.append(word)
    }
    return kept
  }
}
