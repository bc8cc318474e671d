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
    guard let column = totalColumn(row, firstColumn: firstColumn) else { return false }
    return !Self.isFilledLikeRecord(row, besides: column, builders)
  }

  /// The column in which the word of a total stands.
  private mutating func totalColumn(_ row: SheetRow, firstColumn: Int) -> Int? {
    row.cells.withUnsafeBufferPointer { cells in
      var seen = 0
      for place in cells.indices {
        switch cells[place].value {
        case .blank: continue
        case .text(let text):
          if text.utf8.isEmpty { continue }
          if isTotal(text, beginsRow: seen == 0) { return cells[place].column }
        case .number, .boolean, .date, .error: break
        }
        seen += 1
        if seen >= 3 || cells[place].column > firstColumn + 3 { return nil }
      }
      return nil
    }
  }

  private mutating func isTotal(_ text: String, beginsRow: Bool) -> Bool {
    guard words.mayBeTotal(text, beginsRow: beginsRow) else { return false }
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
