// SPDX-License-Identifier: Apache-2.0
// SheetBands: finds lists that stand beside each other on one sheet.

import DataModel
import Definitions

/// A part of a sheet that is read for itself.
struct SheetBand: Sendable {
  /// Indices into the sheet's rows.
  var rows: Range<Int>
  var columns: ClosedRange<Int>
}

/// Splits a sheet whose header holds several tables: two lists with an empty column between them, or one
/// header printed twice to save paper.
struct SheetBands {
  /// A header that has not begun by this row does not stand beside another.
  private static let searchedRows = 40
  private static let tallestHeader = 3
  /// So few texts are compared each with each.
  private static let fewTexts = 40

  private struct Split {
    var header: Range<Int>
    var firstColumns: [Int]
    /// Columns between the tables, which are empty.
    var gaps: [ClosedRange<Int>]
    var evidence: Int
  }

  private let state: SheetState

  init(_ state: SheetState) {
    self.state = state
  }

  /// The bands from left to right, then the rows below them; nil where no two tables stand beside each
  /// other.
  func find(with detector: inout LayoutDetector) -> [SheetBand]? {
    for index in state.rows.indices.prefix(Self.searchedRows)
    where state.rows[index].cells.count >= 4 && detector.mayBeHeader(index) {
      if isWorthTrying(index, with: &detector), let split = bestSplit(at: index, with: &detector) {
        return bands(split)
      }
      // The first header of a sheet says how it is laid out; what follows are its records.
      if detector.convincing(index..<(index + 1)) != nil { return nil }
    }
    return nil
  }

  private func bestSplit(at index: Int, with detector: inout LayoutDetector) -> Split? {
    var best: Split?
    for last in index..<min(index + Self.tallestHeader, state.rows.count) {
      // Rows of records under the header are no part of it.
      guard last == index || detector.mayGoOn(last) else { break }
      guard let split = split(index..<(last + 1), with: &detector) else { continue }
      if split.evidence > best?.evidence ?? 0 { best = split }
    }
    return best
  }

  /// Four texts, and an empty column between two of them or one text twice.
  private func isWorthTrying(_ index: Int, with detector: inout LayoutDetector) -> Bool {
    guard let tokens = detector.tokens(index), tokens.count >= 4,
      tokens.allSatisfy({ $0.isText })
    else { return false }
    for place in tokens.indices.dropFirst() {
      let before = tokens[place - 1]
      if tokens[place].column > before.column + before.width { return true }
    }
    return hasTwice(tokens)
  }

  /// Whether one text stands twice in a row.
  private func hasTwice(_ tokens: ArraySlice<HeaderToken>) -> Bool {
    guard tokens.count <= Self.fewTexts else {
      let texts = tokens.compactMap(\.text)
      return Set(texts).count < texts.count
    }
    for place in tokens.indices {
      guard let text = tokens[place].text else { continue }
      for other in tokens.startIndex..<place where tokens[other].text == text { return true }
    }
    return false
  }

  private func split(_ rows: Range<Int>, with detector: inout LayoutDetector) -> Split? {
    guard detector.isContiguous(rows) else { return nil }
    let columns = detector.columns(rows)
    return split(columns, into: segments(columns), with: &detector)
      ?? split(columns, into: repetitions(columns, with: &detector), with: &detector)
  }

  private func split(
    _ columns: HeaderColumns, into segments: [Range<Int>],
    with detector: inout LayoutDetector
  ) -> Split? {
    guard let parts = tables(segments, of: columns, with: &detector), areApart(parts),
      let whole = detector.best(columns, columns.indices)
    else { return nil }
    let evidence = parts.reduce(0) { $0 + $1.evidence }
    guard evidence > whole.evidence else { return nil }
    let firsts = segments.map { columns.column($0.lowerBound) }
    let gaps = zip(segments, segments.dropFirst()).compactMap { left, right in
      let first = columns.column(left.upperBound - 1) + 1
      let last = columns.column(right.lowerBound) - 1
      return first <= last ? first...last : nil
    }
    return Split(header: columns.rows, firstColumns: firsts, gaps: gaps, evidence: evidence)
  }

  /// What each part is; nil unless there are two at least and each is a list by its own words.
  private func tables(
    _ segments: [Range<Int>], of columns: HeaderColumns, with detector: inout LayoutDetector
  ) -> [HeaderAssignment]? {
    // A list has two columns of its own at least.
    guard segments.count >= 2, segments.allSatisfy({ $0.count >= 2 }),
      segments.allSatisfy({ detector.mayMeanTwo(columns, $0) })
    else { return nil }
    var parts: [HeaderAssignment] = []
    for segment in segments {
      guard let part = detector.best(columns, segment), part.score.isConvincing,
        part.score.ownStrongCount >= 2, !state.catalog.forms[part.form].isOnePerSchool
      else { return nil }
      parts.append(part)
    }
    return parts
  }

  /// Two of one form repeat each other and do not complete each other.
  private func areApart(_ parts: [HeaderAssignment]) -> Bool {
    for (index, part) in parts.enumerated() {
      let own = Set(part.fields)
      for other in parts[..<index] where other.form == part.form {
        let fields = other.fields
        let shared = fields.count { own.contains($0) }
        guard shared * 2 > min(own.count, fields.count) else { return false }
      }
    }
    return true
  }

  /// Runs of columns that lie together.
  private func segments(_ columns: HeaderColumns) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    for index in columns.indices.dropFirst()
    where columns.column(index) > columns.column(index - 1) + 1 {
      found.append(start..<index)
      start = index
    }
    if start < columns.indices.count { found.append(start..<columns.indices.count) }
    return found
  }

  /// The parts of a header that is the same words again and again.
  private func repetitions(
    _ columns: HeaderColumns, with detector: inout LayoutDetector
  ) -> [Range<Int>] {
    let count = columns.indices.count
    guard count >= 4 else { return [] }
    for period in 2...(count / 2) where count % period == 0 {
      let repeats = (period..<count).allSatisfy { index in
        detector.areAlike(columns[index], columns[index - period])
      }
      if repeats { return stride(from: 0, to: count, by: period).map { $0..<($0 + period) } }
    }
    return []
  }

  private func bands(_ split: Split) -> [SheetBand] {
    let end = end(of: split)
    var found: [SheetBand] = []
    for (index, first) in split.firstColumns.enumerated() {
      let isLast = index + 1 == split.firstColumns.count
      let next = isLast ? CellReference.lastColumn + 1 : split.firstColumns[index + 1]
      found.append(SheetBand(rows: 0..<end, columns: (index == 0 ? 1 : first)...(next - 1)))
    }
    if end < state.rows.count {
      found.append(SheetBand(rows: end..<state.rows.count, columns: 1...CellReference.lastColumn))
    }
    return found
  }

  /// Where something stands in the column between the tables, they have ended; its title goes with it.
  private func end(of split: Split) -> Int {
    var end = split.header.upperBound
    while end < state.rows.count {
      let isCrossed = state.rows[end].cells.contains { cell in
        !cell.value.isEmpty && split.gaps.contains { $0.contains(cell.column) }
      }
      if isCrossed { break }
      end += 1
    }
    guard end < state.rows.count else { return end }
    while end - 1 > split.header.upperBound, state.rows[end - 1].fill.count <= 1 { end -= 1 }
    return end
  }
}
