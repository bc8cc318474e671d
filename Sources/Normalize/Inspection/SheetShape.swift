// SPDX-License-Identifier: Apache-2.0
// SheetShape: answers what the rows of a sheet look like, whatever their words mean.

import DataModel
import Definitions

/// A sheet seen as shapes: rows of words, rows of values, gaps.
struct SheetShape {
  private static let longestHeaderWord = 60
  private static let longestLabel = 24

  let sheet: Sheet
  private let merges: MergeIndex
  private var reader: HeaderBlockReader

  init(_ sheet: Sheet, catalog: FormCatalog) {
    self.sheet = sheet
    merges = MergeIndex(sheet.info.merges)
    reader = HeaderBlockReader(sheet: sheet, merges: merges, catalog: catalog)
  }

  mutating func label(_ text: String) -> HeaderLabel { reader.label(text) }

  mutating func block(_ rows: Range<Int>) -> HeaderBlock { reader.block(rows) }

  /// The words of a path as they are written in the header's cells.
  func words(_ path: HeaderPath, header: Range<Int>) -> [String] {
    let leaf = TextFolding.withoutSpaces(path.text)
    return path.parents + [leaf]
  }

  // MARK: - Rows

  private func filled(_ index: Int) -> [Cell] {
    sheet.rows[index].cells.filter { !$0.value.isEmpty }
  }

  /// Columns that the row's cells cover, merges included.
  private func coverage(_ index: Int) -> Int {
    let row = sheet.rows[index].number
    return filled(index).reduce(0) { $0 + merges.width(row: row, column: $1.column) }
  }

  func width(_ rows: Range<Int>) -> Int { rows.map(coverage).max() ?? 0 }

  private func isContiguous(_ index: Int) -> Bool {
    index > 0 && sheet.rows[index].number == sheet.rows[index - 1].number + 1
      && sheet.rows[index].firstNonEmpty != nil
  }

  /// Words, each other than the next, none of them a figure.
  private func isWords(_ index: Int) -> Bool {
    let cells = filled(index)
    guard !cells.isEmpty else { return false }
    return cells.allSatisfy { cell in
      guard let text = cell.textValue, text.count <= Self.longestHeaderWord else { return false }
      var types = ValueTypes()
      types.add(cell.value)
      switch types.guess(word: "") {
      case .text, .personName, .codeLike, .yesNo, .empty: return true
      case .integer, .number, .date, .month, .identityNumber, .schoolCode, .telephone: return false
      }
    }
  }

  /// Two words at least, and below them a row that is about as wide.
  func mayBeHeader(_ index: Int) -> Bool {
    let cells = filled(index)
    guard cells.count >= 2, isWords(index), index + 1 < sheet.rows.count,
      isContiguous(index + 1)
    else { return false }
    let words = Set(cells.map(\.value.rawText))
    guard words.count * 10 >= cells.count * 6 else { return false }
    // A row of one word may come between: the first of several groups.
    let isGroup = filled(index + 1).count == 1 && index + 2 < sheet.rows.count
    let below = filled(isGroup && isContiguous(index + 2) ? index + 2 : index + 1).count
    return below * 2 >= cells.count && coverage(index) * 2 >= below
  }

  /// The row after the header's last.
  func headerEnd(from start: Int, tallest: Int) -> Int {
    var end = start + 1
    while end - start < tallest, end + 1 < sheet.rows.count, isContiguous(end), isWords(end),
      isContiguous(end + 1), continuesHeader(end, from: start)
    {
      end += 1
    }
    return end
  }

  /// The row above spreads over it, or leaves the gaps that it fills.
  private func continuesHeader(_ index: Int, from start: Int) -> Bool {
    let number = sheet.rows[index].number
    let above = filled(index - 1)
    let isGroup = above.contains {
      merges.width(row: number - 1, column: $0.column) > 1
    }
    let isTall = (start..<index).contains { row in
      filled(row).contains {
        merges.lastRow(row: sheet.rows[row].number, column: $0.column) >= number
      }
    }
    if isGroup || isTall { return true }
    guard merges.isEmpty else { return false }
    let known = Set(above.map(\.column))
    let isFilling = filled(index).contains { !known.contains($0.column) }
    return isFilling && !isWords(index + 1)
  }

  func skipColumnNumbers(_ index: Int) -> Int {
    guard index < sheet.rows.count, isContiguous(index),
      RowWords.areColumnNumbers(sheet.rows[index].cells)
    else { return index }
    return index + 1
  }

  /// The row after the last that belongs to a list of this width.
  func dataEnd(from start: Int, width: Int) -> Int {
    var end = start
    while end < sheet.rows.count, isContiguous(end) {
      let endsList = end + 1 >= sheet.rows.count || !isContiguous(end + 1) || isAlone(end + 1)
      if width >= 3, isAlone(end), endsList { break }
      end += 1
    }
    return end
  }

  private func isAlone(_ index: Int) -> Bool { filled(index).count == 1 }

  /// Some of a column's cells, for a guess at their type.
  func cells(column: Int, rows: Range<Int>) -> [CellValue] {
    rows.prefix(500).compactMap { sheet.rows[$0].cell(column: column)?.value }
  }

  /// How many cells hold something in the columns of these rows.
  func filledCounts(_ rows: Range<Int>) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for cell in sheet.rows[rows].lazy.flatMap(\.cells) where !cell.value.isEmpty {
      counts[cell.column, default: 0] += 1
    }
    return counts
  }

  /// The nearest text above that stands alone in its row.
  func title(above index: Int) -> String {
    for row in sheet.rows[..<max(0, index)].suffix(5).reversed() {
      let texts = row.cells.compactMap(\.textValue)
      if texts.count == 1, row.fill.count == 1, texts[0].count <= 60 {
        return TextFolding.withoutSpaces(texts[0])
      }
    }
    return ""
  }

  func index(ofRow number: Int) -> Int {
    sheet.rows.firstIndex { $0.number >= number } ?? 0
  }

  // MARK: - Labels

  /// Short texts of a row, each with the cell to its right.
  func pairs(_ index: Int) -> [(place: CellReference, text: String, value: CellValue)] {
    let cells = filled(index)
    guard (2...16).contains(cells.count) else { return [] }
    var pairs: [(place: CellReference, text: String, value: CellValue)] = []
    var position = 0
    while position + 1 < cells.count {
      let cell = cells[position]
      guard let text = cell.textValue, text.count <= Self.longestLabel, isLabel(text) else {
        position += 1
        continue
      }
      let row = sheet.rows[index].number
      let next = cell.column + merges.width(row: row, column: cell.column)
      guard cells[position + 1].column == next else {
        position += 1
        continue
      }
      pairs.append(
        (CellReference(row: row, column: cell.column), text, cells[position + 1].value))
      position += 2
    }
    return pairs
  }

  private func isLabel(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.properties.isAlphabetic }
      && NumberText(TextFolding.compatible(text)) == nil
  }
}
