// SPDX-License-Identifier: Apache-2.0
// TotalRows: tells the rows of a list that add others up.

import DataModel
import Definitions

/// Knows totals by their word, and remembers the texts it was asked about.
struct TotalRows {
  private let words: RowWords
  /// Whether a text is the word of a total: as the first of its row, and further on.
  private var known = [RecentTexts<Bool>](repeating: RecentTexts(), count: 2)

  init(_ words: RowWords) { self.words = words }

  /// The word of a total stands in one of the first columns, and the row says no words of its own.
  mutating func contain(
    _ row: SheetRow, firstColumn: Int, builders: [ColumnBuilder]
  ) -> Bool {
    var seen = 0
    for cell in row.cells where !cell.value.isEmpty {
      if let text = cell.textValue, isTotal(text, beginsRow: seen == 0) {
        return !Self.isFilledLikeRecord(row, besides: cell.column, builders)
      }
      seen += 1
      if seen >= 3 || cell.column > firstColumn + 3 { return false }
    }
    return false
  }

  private mutating func isTotal(_ text: String, beginsRow: Bool) -> Bool {
    if let known = known[beginsRow ? 0 : 1][text] { return known }
    let isTotal = words.isTotal(text, beginsRow: beginsRow)
    known[beginsRow ? 0 : 1][text] = isTotal
    return isTotal
  }

  /// A building may be called 全校, and a teacher 注册: a total has figures, and no two words that
  /// only a record has.
  private static func isFilledLikeRecord(
    _ row: SheetRow, besides column: Int, _ builders: [ColumnBuilder]
  ) -> Bool {
    var words = 0
    for builder in builders where builder.column != column && !builder.field.fillsDown {
      switch builder.field.kind {
      case .integer, .number, .date, .month, .schoolCode: continue
      case .text, .personName, .code, .yesNo, .identityNumber: break
      }
      guard let text = row.cell(column: builder.column)?.textValue,
        text.unicodeScalars.contains(where: { $0.properties.isAlphabetic })
          || builder.field.kind == .identityNumber
      else { continue }
      words += 1
      if words == 2 { return true }
    }
    return false
  }
}
