// SPDX-License-Identifier: Apache-2.0
// LayoutDetector: finds the headers of lists on a sheet.

import DataModel
import Definitions

/// Looks for headers, row by row.
struct LayoutDetector {
  /// A header has at most this many rows.
  static let tallestHeader = 4
  /// Rows that looked like headers and were none; after so many a sheet is taken to have no more.
  private static let mostDisappointments = 2_000

  private let state: SheetState
  private let matcher: HeaderMatcher
  private var reader: HeaderBlockReader
  private var disappointments = 0
  /// What rows were found to be, by their words alone; the readers of a sheet ask one after the other.
  private var knownRows: [Int: KnownRow] = [:]
  /// Points of the words above each row that was tried as a header's first.
  private var titlePoints: [Int: [Int]] = [:]
  private var titleRows: [Int: TitleRow] = [:]
  /// What rows were found to be together.
  private var matches: [Range<Int>: Found] = [:]

  init(_ state: SheetState) {
    self.state = state
    matcher = HeaderMatcher(catalog: state.catalog)
    reader = HeaderBlockReader(
      sheet: state.sheet, merges: state.merges, catalog: state.catalog)
  }

  mutating func label(_ text: String) -> HeaderLabel { reader.label(text) }

  /// What a text says as a header or a label.
  mutating func facts(_ text: String) -> WordFacts { reader.facts(text) }

  /// The words of these rows, one path for each column.
  mutating func block(_ rows: Range<Int>) -> HeaderBlock { reader.block(rows) }

  /// The best form for a part of a header, whether it convinces or not.
  mutating func match(_ block: HeaderBlock) -> HeaderMatch? {
    matcher.best(block, titlePoints: points(above: block.rows.lowerBound))
  }

  /// The first header whose last row is at or after `start`; no row before `floor` belongs to it.
  mutating func nextHeader(from start: Int, floor: Int, until end: Int) -> HeaderMatch? {
    var index = start
    while index < end {
      if let match = header(at: index, floor: floor) { return match }
      index += 1
    }
    return nil
  }

  /// The header that has this row among its last rows; nil when there is none.
  mutating func header(at index: Int, floor: Int) -> HeaderMatch? {
    guard disappointments < Self.mostDisappointments, mayBeHeader(index) else { return nil }
    var best: HeaderMatch?
    for height in 1...Self.tallestHeader {
      let start = index - height + 1
      guard start >= floor, isContiguous(start..<(index + 1)) else { break }
      guard height == 1 || mayBegin(start, above: index) else { continue }
      improve(&best, with: start..<(index + 1))
    }
    guard let found = best else {
      disappointments += 1
      return nil
    }
    return extended(found, floor: floor)
  }

  private mutating func improve(_ best: inout HeaderMatch?, with rows: Range<Int>) {
    guard let match = convincing(rows) else { return }
    if match.evidence > best?.evidence ?? 0 { best = match }
  }

  /// What rows are together; a class, for a match has many parts.
  private final class Found {
    let match: HeaderMatch?

    init(_ match: HeaderMatch?) { self.match = match }
  }

  /// The header that these rows are, if their words convince.
  mutating func convincing(_ rows: Range<Int>) -> HeaderMatch? {
    if let known = matches[rows] { return known.match }
    let found = newMatch(rows)
    matches[rows] = Found(found)
    return found
  }

  private mutating func newMatch(_ rows: Range<Int>) -> HeaderMatch? {
    let points = points(above: rows.lowerBound)
    let memory = state.catalog.memory
    let row = state.rows[rows.lowerBound].number
    let signature = signature(rows, points)
    if let signature,
      let known = memory.decision(signature, index: rows.lowerBound, row: row)
    {
      if case .match(let match) = known { return match }
      return nil
    }
    let match = matcher.convincing(reader.block(rows), titlePoints: points)
    if let signature {
      memory.keep(match, for: signature, index: rows.lowerBound, row: row)
    }
    return match
  }

  /// nil for rows with a name, a figure or another word that is a school's own: they do not come again.
  private mutating func signature(_ rows: Range<Int>, _ points: [Int]) -> HeaderSignature? {
    for index in rows {
      guard hasMostlyKnownWords(index) else { return nil }
    }
    return HeaderSignature(state.rows[rows], merges: state.merges, titlePoints: points)
  }

  private mutating func hasMostlyKnownWords(_ index: Int) -> Bool {
    var known = 0
    var unknown = 0
    for cell in state.rows[index].cells where !cell.value.isEmpty {
      guard let text = cell.textValue, text.utf8.count <= HeaderBlockReader.longestWord else {
        return false
      }
      if reader.isKnown(text) { known += 1 } else { unknown += 1 }
    }
    return unknown * 3 <= known
  }

  /// The header with the rows below it that also belong to it.
  private mutating func extended(_ match: HeaderMatch, floor: Int) -> HeaderMatch {
    var best = match
    for end in (match.block.rows.upperBound + 1)..<(match.block.rows.upperBound + 4) {
      let lowest = max(floor, end - Self.tallestHeader)
      guard end <= state.rows.count, lowest < match.block.rows.upperBound,
        isContiguous((end - 2)..<end), textShare(end - 1) > 0.6,
        hasKnownWords(end - 1)
      else { break }
      var candidate: HeaderMatch? = best
      for start in stride(from: match.block.rows.upperBound - 1, through: lowest, by: -1) {
        guard isContiguous(start..<end) else { break }
        if mayBegin(start, above: end - 1) { improve(&candidate, with: start..<end) }
      }
      if let candidate, candidate.columns.count >= best.columns.count { best = candidate }
    }
    return spannedByMerges(best)
  }

  /// Where a header cell is merged over the rows below, these rows are header too.
  private mutating func spannedByMerges(_ match: HeaderMatch) -> HeaderMatch {
    let rows = match.block.rows
    var bottom = state.rows[rows.upperBound - 1].number
    for index in rows {
      for cell in state.rows[index].cells where !cell.value.isEmpty {
        let last = state.merges.lastRow(row: state.rows[index].number, column: cell.column)
        bottom = max(bottom, last)
      }
    }
    var end = rows.upperBound
    while end < state.rows.count, end - rows.lowerBound < Self.tallestHeader,
      state.rows[end].number <= bottom
    {
      end += 1
    }
    guard end > rows.upperBound else { return match }
    guard let taller = convincing(rows.lowerBound..<end), taller.form == match.form
    else { return match }
    return taller
  }

  /// Two known words, and enough of them among the row's cells.
  mutating func mayBeHeader(_ index: Int) -> Bool {
    // Most rows end here: a title alone in its row, or a record with its figures.
    guard !state.rows[index].holdsAtMost(1), textShare(index) > 0.6 else { return false }
    let row = known(index)
    return row.known >= 2 && (row.known * 4 >= row.filled || row.known >= 6)
  }

  /// A known word among any four: a record has one now and then, and is no header for that.
  mutating func hasKnownWords(_ index: Int) -> Bool {
    let row = known(index)
    return row.known > 0 && row.known * 4 >= row.words
  }

  /// How many cells of a row are filled, hold a text, and hold a word that a form knows.
  private struct KnownRow {
    var known = 0
    var filled = 0
    var words = 0
  }

  private mutating func known(_ index: Int) -> KnownRow {
    if let row = knownRows[index] { return row }
    var row = KnownRow()
    for cell in state.rows[index].cells.prefix(HeaderBlockReader.widestHeader)
    where !cell.value.isEmpty {
      row.filled += 1
      guard let text = cell.textValue else { continue }
      row.words += 1
      if text.utf8.count <= HeaderBlockReader.longestWord, reader.isKnown(text) { row.known += 1 }
    }
    knownRows[index] = row
    return row
  }

  private func textShare(_ index: Int) -> Double {
    var texts = 0
    var filled = 0
    for cell in state.rows[index].cells where !cell.value.isEmpty {
      filled += 1
      if let text = cell.textValue, text.utf8.contains(where: { $0 > 0x39 }) { texts += 1 }
    }
    return filled == 0 ? 0 : Double(texts) / Double(filled)
  }

  /// A title alone in its row is not part of the header; a group to the right of the first column is.
  private func mayBegin(_ start: Int, above index: Int) -> Bool {
    let filled = state.rows[start].cells.filter { !$0.value.isEmpty }
    guard let first = filled.first else { return false }
    if filled.contains(where: { $0.value != first.value }) { return true }
    guard let leftmost = state.rows[index].firstNonEmpty else { return false }
    return first.column > leftmost.column
  }

  func isContiguous(_ rows: Range<Int>) -> Bool {
    guard rows.lowerBound >= 0, rows.upperBound <= state.rows.count else { return false }
    return zip(rows, rows.dropFirst()).allSatisfy {
      state.rows[$1].number == state.rows[$0].number + 1
    } && rows.allSatisfy { state.rows[$0].firstNonEmpty != nil }
  }

  mutating func points(above start: Int) -> [Int] {
    if let known = titlePoints[start] { return known }
    let points = state.catalog.titlePoints(folded: title(above: start))
    titlePoints[start] = points
    return points
  }

  /// A row's texts as a part of a title.
  private struct TitleRow {
    var texts: Int
    /// The texts folded, one after the other; folding takes the spaces between them away.
    var key: String
  }

  /// The sheet's name and the short rows above, which may say what the table is, folded.
  private mutating func title(above start: Int) -> String {
    var title = TextFolding.word(state.sheet.info.name)
    var taken = 0
    var index = start - 1
    while index >= 0, taken < 5, start - index <= 10 {
      let row = titleRow(index)
      if row.texts > 0 {
        taken += 1
        guard row.texts <= 4 else { break }
        title += row.key
      }
      index -= 1
    }
    return title
  }

  private mutating func titleRow(_ index: Int) -> TitleRow {
    if let known = titleRows[index] { return known }
    var texts = state.rows[index].cells.compactMap(\.textValue)
    if texts.isEmpty { texts = state.titleRows[index].cells.compactMap(\.textValue) }
    let key =
      texts.count > 4 ? "" : texts.map { TextFolding.word(Self.head($0)) }.joined()
    let row = TitleRow(texts: texts.count, key: key)
    titleRows[index] = row
    return row
  }

  /// As much of a text as a title has.
  private static func head(_ text: String) -> String {
    text.utf8.count <= 120 ? text : String(text.prefix(120))
  }

  /// True for a title or a unit alone in its row, above a header that is printed again on a new page.
  func leadsToRepetition(_ index: Int, headerRows: Range<Int>) -> Bool {
    guard state.rows[index].holdsAtMost(2) else { return false }
    for row in state.rows[index...].dropFirst().prefix(3) where row.firstNonEmpty != nil {
      if repeats(row, headerRows: headerRows) { return true }
      guard row.holdsAtMost(2) else { return false }
    }
    return false
  }

  /// True when the cells repeat those of a header row, as on each printed page.
  func repeats(_ row: SheetRow, headerRows: Range<Int>) -> Bool {
    guard let first = row.firstNonEmpty, first.textValue != nil else { return false }
    for index in headerRows {
      let header = state.rows[index]
      guard header.cell(column: first.column)?.hasSameContent(as: first) == true else { continue }
      let filled = row.cells.filter { !$0.value.isEmpty }
      let same = filled.count { header.cell(column: $0.column)?.hasSameContent(as: $0) == true }
      if same >= 2, same * 5 >= filled.count * 4 { return true }
      if same == filled.count, header.nonEmptyCount == same { return true }
    }
    return false
  }
}
