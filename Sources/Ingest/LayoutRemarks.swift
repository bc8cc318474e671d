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
    var list = WarningList()
    let layout = sheet.info.layout
    if sheet.info.visibility == .veryHidden, sheet.nonEmptyCellCount > 0 {
      list.add(veryHidden, at: "")
    }
    for run in filledRows(sheet) { list.add(hiddenRows, at: text(run) { String($0) }) }
    for run in filledColumns(sheet) {
      list.add(hiddenColumns, at: text(run) { CellReference.letters(ofColumn: $0) })
    }
    for comment in layout.comments.kept { list.add(comments, at: comment.place.description) }
    for _ in 0..<layout.comments.omitted { list.add(comments, at: "") }
    if layout.emptyRowCount >= worthTelling { list.add(emptyRows, at: "\(layout.emptyRowCount)") }
    return list.sentences(sheet: sheet.info.name)
  }

  private static func text(_ run: ClosedRange<Int>, _ name: (Int) -> String) -> String {
    run.count == 1 ? name(run.lowerBound) : name(run.lowerBound) + ":" + name(run.upperBound)
  }

  /// The hidden runs that hold a cell, cut down to the rows that do.
  private static func filledRows(_ sheet: Sheet) -> [ClosedRange<Int>] {
    let runs = sheet.info.layout.hiddenRows.runs
    guard !runs.isEmpty else { return [] }
    var filled = LineRuns()
    var place = 0
    for row in sheet.rows where row.cells.contains(where: { !$0.value.isEmpty }) {
      while place < runs.count, runs[place].upperBound < row.number { place += 1 }
      guard place < runs.count else { break }
      if runs[place].contains(row.number) { filled.insert(row.number) }
    }
    return filled.runs
  }

  private static func filledColumns(_ sheet: Sheet) -> [ClosedRange<Int>] {
    let runs = sheet.info.layout.hiddenColumns.runs
    guard !runs.isEmpty else { return [] }
    var isFilled = Array(repeating: false, count: CellReference.lastColumn + 1)
    for row in sheet.rows {
      for cell in row.cells where !cell.value.isEmpty && cell.column < isFilled.count {
        isFilled[cell.column] = true
      }
    }
    var filled = LineRuns()
    for run in runs {
      for column in run where column < isFilled.count && isFilled[column] { filled.insert(column) }
    }
    return filled.runs
  }
}
