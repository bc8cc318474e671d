// SPDX-License-Identifier: Apache-2.0
// LayoutRemarks: says where a sheet holds what the person at the spreadsheet may not see.

import DataModel

/// Sentences about hidden lines that hold data, comments, and rows that hold only formats.
///
/// Hidden lines without data are how templates are made, and are not worth a word. The text of a
/// comment is never repeated: it may name persons.
enum LayoutRemarks {
  static let hiddenRows = "hidden rows hold data, which is read like any other"
  static let hiddenColumns = "hidden columns hold data, which is read like any other"
  static let comments = "comments are not read as data"
  static let lostComments = "its comments cannot be read"
  static let emptyRows = "rows that hold only formats are passed over"
  static let veryHidden =
    "the sheet is hidden so that only a program can show it, and it holds data"

  /// Any template has some empty rows with borders; more are worth knowing, for they slow Excel down.
  private static let worthTelling = 1_000

  static func sentences(_ sheet: Sheet) -> [String] {
    sentences(
      sheet.info,
      rowNumbers: sheet.rows.lazy.filter { row in row.cells.contains { !$0.value.isEmpty } }
        .map(\.number),
      columns: sheet.rows.lazy.flatMap { row in
        row.cells.lazy.filter { !$0.value.isEmpty }.map(\.column)
      })
  }

  /// The same for cells that are kept otherwise: the numbers of the rows that hold something, in
  /// order, and the columns of all cells that do, as they come.
  static func sentences(
    _ info: SheetInfo, rowNumbers: some Sequence<Int>, columns: some Sequence<Int>
  ) -> [String] {
    var list = WarningList()
    let layout = info.layout
    if info.visibility == .veryHidden, rowNumbers.contains(where: { _ in true }) {
      list.add(veryHidden, at: "")
    }
    for run in filledRows(layout.hiddenRows.runs, rowNumbers) {
      list.add(hiddenRows, at: text(run) { String($0) })
    }
    for run in filledColumns(layout.hiddenColumns.runs, columns) {
      list.add(hiddenColumns, at: text(run) { CellReference.letters(ofColumn: $0) })
    }
    for comment in layout.comments.kept { list.add(comments, at: comment.place.description) }
    for _ in 0..<layout.comments.omitted { list.add(comments, at: "") }
    if layout.emptyRowCount >= worthTelling { list.add(emptyRows, at: "\(layout.emptyRowCount)") }
    return list.sentences(sheet: info.name)
  }

  private static func text(_ run: ClosedRange<Int>, _ name: (Int) -> String) -> String {
    run.count == 1 ? name(run.lowerBound) : name(run.lowerBound) + ":" + name(run.upperBound)
  }

  /// The hidden runs, cut down to the rows that hold something.
  private static func filledRows(
    _ runs: [ClosedRange<Int>], _ rowNumbers: some Sequence<Int>
  ) -> [ClosedRange<Int>] {
    guard !runs.isEmpty else { return [] }
    var filled = LineRuns()
    var place = 0
    for number in rowNumbers {
      while place < runs.count, runs[place].upperBound < number { place += 1 }
      guard place < runs.count else { break }
      if runs[place].contains(number) { filled.insert(number) }
    }
    return filled.runs
  }

  private static func filledColumns(
    _ runs: [ClosedRange<Int>], _ columns: some Sequence<Int>
  ) -> [ClosedRange<Int>] {
    guard !runs.isEmpty else { return [] }
    var isFilled = Array(repeating: false, count: CellReference.lastColumn + 1)
    for column in columns where column < isFilled.count { isFilled[column] = true }
    var filled = LineRuns()
    for run in runs {
      for column in run where column < isFilled.count && isFilled[column] { filled.insert(column) }
    }
    return filled.runs
  }
}
