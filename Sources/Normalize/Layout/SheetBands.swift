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
    let hasGap = zip(tokens, tokens.dropFirst()).contains { $1.column > $0.column + $0.width }
    if hasGap { return true }
    let texts = tokens.map(\.text).sorted()
    return zip(texts, texts.dropFirst()).contains { $0 == $1 }
  }

  private func split(_ rows: Range<Int>, with detector: inout LayoutDetector) -> Split? {
    guard detector.isContiguous(rows) else { return nil }
    let memory = state.catalog.memory
    let signature = detector.signature(rows)
    if let signature, memory.isWhole(signature) { return nil }
    let split = newSplit(rows, with: &detector)
    if let signature, split == nil { memory.keepWhole(signature) }
    return split
  }

  private func newSplit(_ rows: Range<Int>, with detector: inout LayoutDetector) -> Split? {
    let paths = detector.block(rows).paths
    let divisions = [segments(paths), repetitions(paths)].filter { $0.count >= 2 }
    for segments in divisions {
      let matches = segments.compactMap { segment in
        detector.match(HeaderBlock(rows: rows, paths: Array(paths[segment])))
      }
      guard matches.count == segments.count, areTables(matches),
        let whole = detector.match(HeaderBlock(rows: rows, paths: paths))
      else { continue }
      let evidence = matches.reduce(0) { $0 + $1.evidence }
      guard evidence > whole.evidence else { continue }
      let firsts = segments.map { paths[$0.lowerBound].column }
      let gaps = zip(segments, segments.dropFirst()).compactMap { left, right in
        let first = paths[left.upperBound - 1].column + 1
        let last = paths[right.lowerBound].column - 1
        return first <= last ? first...last : nil
      }
      return Split(header: rows, firstColumns: firsts, gaps: gaps, evidence: evidence)
    }
    return nil
  }

  /// Each is a list by its own words; two of one form repeat each other and do not complete each other.
  private func areTables(_ matches: [HeaderMatch]) -> Bool {
    guard
      matches.allSatisfy({
        $0.isConvincing && $0.ownStrongCount >= 2
          && !state.catalog.forms[$0.form].isOnePerSchool
      })
    else { return false }
    for (index, match) in matches.enumerated() {
      let own = Set(match.columns.map(\.field))
      for other in matches[..<index] where other.form == match.form {
        let shared = other.columns.count { own.contains($0.field) }
        guard shared * 2 > min(own.count, other.columns.count) else { return false }
      }
    }
    return true
  }

  /// Runs of columns that lie together.
  private func segments(_ paths: [HeaderPath]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    for index in paths.indices.dropFirst() where paths[index].column > paths[index - 1].column + 1 {
      found.append(start..<index)
      start = index
    }
    if start < paths.count { found.append(start..<paths.count) }
    return found
  }

  /// The parts of a header that is the same words again and again.
  private func repetitions(_ paths: [HeaderPath]) -> [Range<Int>] {
    guard paths.count >= 4 else { return [] }
    for period in 2...(paths.count / 2) where paths.count % period == 0 {
      let repeats = (period..<paths.count).allSatisfy { index in
        paths[index].leaf.word == paths[index - period].leaf.word
          && paths[index].parents == paths[index - period].parents
      }
      if repeats {
        return stride(from: 0, to: paths.count, by: period).map { $0..<($0 + period) }
      }
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
    while end - 1 > split.header.upperBound, state.rows[end - 1].nonEmptyCount <= 1 { end -= 1 }
    return end
  }
}
