// SPDX-License-Identifier: Apache-2.0
// LayoutDetector: finds the headers of lists on a sheet.

import DataModel
import Definitions

/// Looks for headers, row by row.
struct LayoutDetector {
  /// A header has at most this many rows.
  static let tallestHeader = 4
  /// The share of words that a row of a header has more than, and one in the midst of two tables.
  private static let leastWords = 0.6
  private static let leastGoingOn = 0.8
  /// Rows that looked like headers and were none; after so many a sheet is taken to have no more.
  private static let mostDisappointments = 2_000

  private let state: SheetState
  private var reader: HeaderBlockReader
  private var claims: HeaderClaims
  private var disappointments = 0
  private var titles: TitlesAbove
  /// What rows were found to be together.
  private var assignments: TriedRows

  init(_ state: SheetState) {
    self.state = state
    let room = state.catalog.rooms.take() ?? DetectorRoom(claims: HeaderClaims(state.catalog))
    claims = room.claims
    assignments = room.tried
    titles = TitlesAbove(state, in: room.titles)
    reader = HeaderBlockReader(
      sheet: state.sheet, merges: state.merges, catalog: state.catalog, in: room.words)
  }

  /// Leaves the room that its work took to the next detector; nothing is asked of this one any more.
  mutating func finish() {
    var room = DetectorRoom(claims: HeaderClaims())
    swap(&room.claims, &claims)
    swap(&room.tried, &assignments)
    room.titles = titles.leave()
    room.words = reader.leave()
    state.catalog.rooms.put(back: &room)
  }

  mutating func label(_ text: String) -> HeaderLabel { reader.label(text) }

  /// What a text says as a header or a label.
  mutating func facts(_ text: String) -> WordFacts { reader.facts(text) }

  /// The words of a row by their places; nil for a row with a text too long for a header.
  mutating func tokens(_ index: Int) -> ArraySlice<HeaderToken>? {
    let row = reader.row(index)
    return row.isTellable ? reader.tokens[row.tokens] : nil
  }

  /// The words of these rows by their columns.
  mutating func columns(_ rows: Range<Int>) -> HeaderColumns { reader.columns(rows) }

  /// The path of each of these columns says the same in the same groups.
  func areAlike(_ left: ArraySlice<HeaderWord>, _ right: ArraySlice<HeaderWord>) -> Bool {
    guard reader.sayAlike(left, right) else { return false }
    if left.count == 1, right.count == 1, left.last?.text == right.last?.text { return true }
    return reader.path(left).parents == reader.path(right).parents
  }

  /// The best form for some columns of a header, whether it convinces or not.
  mutating func best(_ columns: HeaderColumns, _ part: Range<Int>) -> HeaderAssignment? {
    claim(columns, part)
    guard !claims.areEmpty else { return nil }
    return claims.best(titlePoints: points(above: columns.rows.lowerBound))
  }

  private mutating func claim(_ columns: HeaderColumns, _ part: Range<Int>) {
    claims.removeAll()
    reader.add(part, of: columns, to: &claims)
  }

  /// Whether two at least of some columns have a word that says something.
  func mayMeanTwo(_ columns: HeaderColumns, _ part: Range<Int>) -> Bool {
    var speaking = 0
    for index in part where reader.speaks(columns[index]) {
      speaking += 1
      if speaking == 2 { return true }
    }
    return false
  }

  /// The first header whose last row is at or after `start`; no row before `floor` belongs to it.
  mutating func nextHeader(from start: Int, floor: Int, until end: Int) -> FoundHeader? {
    var index = start
    while index < end {
      if let found = header(at: index, floor: floor) { return found }
      index += 1
    }
    return nil
  }

  /// The header that has this row among its last rows; nil when there is none.
  mutating func header(at index: Int, floor: Int) -> FoundHeader? {
    guard disappointments < Self.mostDisappointments, mayBeHeader(index) else { return nil }
    var best: FoundHeader?
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

  private mutating func improve(_ best: inout FoundHeader?, with rows: Range<Int>) {
    let least = best?.assignment.evidence ?? 0
    guard let found = convincing(rows, beyond: least), found.evidence > least else { return }
    best = FoundHeader(rows: rows, assignment: found)
  }

  /// Which column is which field in these rows, if their words convince.
  ///
  /// nil too where nothing in them can come to more evidence than `least`.
  mutating func convincing(_ rows: Range<Int>, beyond least: Int = 0) -> HeaderAssignment? {
    if let known = assignments[rows] { return known }
    let columns = reader.columns(rows)
    claim(columns, columns.indices)
    var found: HeaderAssignment?
    if !claims.areEmpty {
      guard claims.bound > least else { return nil }
      found = claims.best(titlePoints: points(above: rows.lowerBound))
      if found?.score.isConvincing == false { found = nil }
    }
    assignments.add(found, for: rows)
    return found
  }

  /// A header with the words of its columns.
  mutating func match(of header: FoundHeader) -> HeaderMatch {
    header.assignment.match(of: reader.block(header.rows))
  }

  /// The header with the rows below it that also belong to it.
  private mutating func extended(_ found: FoundHeader, floor: Int) -> FoundHeader {
    var best = found
    for end in (found.rows.upperBound + 1)..<(found.rows.upperBound + 4) {
      let lowest = max(floor, end - Self.tallestHeader)
      guard end <= state.rows.count, lowest < found.rows.upperBound,
        isContiguous((end - 2)..<end), mayHoldWords(end - 1),
        mayAdd(end - 1, to: best.assignment.columnCount, floor: lowest)
      else { break }
      var candidate: FoundHeader? = best
      for start in stride(from: found.rows.upperBound - 1, through: lowest, by: -1) {
        guard isContiguous(start..<end) else { break }
        if mayBegin(start, above: end - 1) { improve(&candidate, with: start..<end) }
      }
      if let candidate, candidate.assignment.columnCount >= best.assignment.columnCount {
        best = candidate
      }
    }
    return spannedByMerges(best)
  }

  /// False for a row that leaves fewer than `count` columns a word, as a record does below nearly every
  /// header.
  private mutating func mayAdd(_ index: Int, to count: Int, floor: Int) -> Bool {
    guard leavesWords(index, for: count, floor: floor) else { return false }
    let own = count - spareColumns(index, floor: floor)
    guard reader.mayHold(own, wordsIn: index), hasKnownWords(index), let tokens = tokens(index)
    else { return false }
    return tokens.count { !$0.isInert } >= own
  }

  /// Whether `count` columns may have words where a header ends in this row: figures are nobody's words.
  private func leavesWords(_ index: Int, for count: Int, floor: Int) -> Bool {
    guard !state.catalog.knowsFigures else { return true }
    let fill = state.rows[index].fill
    if fill.isNarrow, fill.texts == 0 { return spareColumns(index, floor: floor) >= count }
    let words = state.rows[index].cells.withUnsafeBufferPointer { cells in
      var words = 0
      for place in cells.indices {
        if case .text(let text) = cells[place].value, !HeaderBlockReader.isFigure(text) {
          words += 1
        }
      }
      return words
    }
    return words >= count || words + spareColumns(index, floor: floor) >= count
  }

  /// The columns that this row leaves to those above which may stand in one header with it.
  private func spareColumns(_ index: Int, floor: Int) -> Int {
    let top = (floor..<max(floor, index)).first { mayBegin($0, above: index) }
    return columns(besides: index, floor: top ?? index)
  }

  /// The columns, at most, that rows above one fill and it leaves blank.
  private func columns(besides index: Int, floor: Int) -> Int {
    var columns = 0
    for above in max(floor, 0)..<max(floor, index, 0) where state.rows[above].fill.count > 0 {
      columns += self.columns(of: above, besides: index)
    }
    return columns
  }

  /// The columns that one row fills, with all it is merged over, and another leaves blank.
  private func columns(of above: Int, besides index: Int) -> Int {
    let (upper, lower) = (state.rows[above].fill, state.rows[index].fill)
    if state.merges.isEmpty, upper.isNarrow, lower.isNarrow {
      return (upper.filled & ~lower.filled).nonzeroBitCount
    }
    let own = state.rows[index].cells
    var columns = 0
    var place = 0
    for cell in state.rows[above].cells where cell.value.isFilled {
      while place < own.count, own[place].column < cell.column { place += 1 }
      let isCovered =
        place < own.count && own[place].column == cell.column && own[place].value.isFilled
      let width = state.merges.width(row: state.rows[above].number, column: cell.column)
      columns += isCovered ? width - 1 : width
    }
    return columns
  }

  /// Where a header cell is merged over the rows below, these rows are header too.
  private mutating func spannedByMerges(_ found: FoundHeader) -> FoundHeader {
    guard state.merges.hasTallRanges else { return found }
    let rows = found.rows
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
    guard end > rows.upperBound, let taller = convincing(rows.lowerBound..<end),
      taller.form == found.form
    else { return found }
    return FoundHeader(rows: rows.lowerBound..<end, assignment: taller)
  }

  /// Two known words, and enough of them among the row's cells.
  mutating func mayBeHeader(_ index: Int) -> Bool {
    // Most rows end here: a title alone in its row, or a record with its figures.
    guard state.rows[index].fill.count > 1, mayHoldWords(index) else { return false }
    let row = reader.row(index)
    return row.known >= 2 && (row.known * 4 >= row.filled || row.known >= 6)
  }

  /// True for a row of words with values among them that say nothing: no header that ends in it is firm,
  /// whatever stands above.
  mutating func isMostlyMute(_ index: Int, floor: Int) -> Bool {
    guard mayBeHeader(index), let tokens = tokens(index) else { return false }
    let mute = tokens.count { $0.isInert }
    let speaking =
      tokens.count - mute
      + columns(besides: index, floor: max(floor, index - Self.tallestHeader + 1))
    return !HeaderAssignment.isFirm(matched: speaking, of: speaking + mute)
  }

  /// A known word among any four: a record has one now and then, and is no header for that.
  mutating func hasKnownWords(_ index: Int) -> Bool {
    let row = reader.row(index)
    return row.known > 0 && row.known * 4 >= row.words
  }

  /// Whether a row may be one more of a header: words for the most part, among them known ones.
  mutating func mayGoOn(_ index: Int) -> Bool {
    textShare(index, exceeds: Self.leastGoingOn) && hasKnownWords(index)
  }

  /// Whether so much of a row is words that a header may go on in it.
  func mayHoldWords(_ index: Int) -> Bool { textShare(index, exceeds: Self.leastWords) }

  /// Whether more of a row's filled cells than this share are texts with a character that no figure has.
  private func textShare(_ index: Int, exceeds share: Double) -> Bool {
    let fill = state.rows[index].fill
    let least = Double(fill.count) * share
    // Most records have too few texts of any kind.
    if fill.isNarrow, Double(fill.texts.nonzeroBitCount) <= least { return false }
    return state.rows[index].cells.withUnsafeBufferPointer { cells in
      var texts = 0
      for place in cells.indices {
        if case .text(let text) = cells[place].value, text.utf8.contains(where: { $0 > 0x39 }) {
          texts += 1
        }
      }
      return fill.count > 0 && Double(texts) / Double(fill.count) > share
    }
  }

  /// A title alone in its row is not part of the header; a group to the right of the first column is.
  private func mayBegin(_ start: Int, above index: Int) -> Bool {
    guard let first = state.firstColumn(start) else { return false }
    if state.rows[start].fill.count > 1, sayDifferentThings(state.rows[start].cells) { return true }
    guard let leftmost = state.firstColumn(index) else { return false }
    return first > leftmost
  }

  /// Whether some filled cell holds another value than the first one.
  private func sayDifferentThings(_ cells: [Cell]) -> Bool {
    guard let first = cells.firstIndex(where: { $0.value.isFilled }) else { return false }
    for place in cells.indices[first...].dropFirst()
    where cells[place].value.isFilled && cells[place].value != cells[first].value {
      return true
    }
    return false
  }

  func isContiguous(_ rows: Range<Int>) -> Bool {
    guard rows.lowerBound >= 0, rows.upperBound <= state.rows.count else { return false }
    return zip(rows, rows.dropFirst()).allSatisfy {
      state.rows[$1].number == state.rows[$0].number + 1
    } && rows.allSatisfy { state.rows[$0].fill.count > 0 }
  }

  /// Points of each form for the words above a row.
  mutating func points(above start: Int) -> [Int] { titles.points(above: start) }

  /// What is known of the words above a row, where somebody asked for their points.
  func knownTitle(above start: Int) -> TitlesAbove.Title? { titles.known(above: start) }

  /// True for a title or a unit alone in its row, above a header that is printed again on a new page.
  func leadsToRepetition(_ index: Int, headerRows: Range<Int>) -> Bool {
    guard state.rows[index].fill.count <= 2 else { return false }
    for row in state.rows[index...].dropFirst().prefix(3) where row.firstNonEmpty != nil {
      if repeats(row, headerRows: headerRows) { return true }
      guard row.fill.count <= 2 else { return false }
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
      if same == filled.count, header.fill.count == same { return true }
    }
    return false
  }
}
