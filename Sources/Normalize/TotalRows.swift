// SPDX-License-Identifier: Apache-2.0
// TotalRows: tells the rows of a list that add others up.

import DataModel
import Definitions

/// Knows totals by their word, and remembers the texts it was asked about.
struct TotalRows {
  private let words: RowWords
  /// Whether a text is the word of a total: as the first of its row, and further on.
  private var knownFirst = RecentTexts<Bool>()
  private var known = RecentTexts<Bool>()

  init(_ words: RowWords) { self.words = words }

  /// The column among the first ones of a row in which the word of a total stands.
  mutating func column(
    _ cells: UnsafeBufferPointer<Cell>, _ fill: RowFill, firstColumn: Int
  ) -> Int? {
    if fill.isNarrow, fill.texts & Self.firstThree(of: fill.filled) == 0 { return nil }
    var seen = 0
    for place in cells.indices where cells[place].value.isFilled {
      if case .text(let text) = cells[place].value,
        words.mayEndTotal(text, beginsRow: seen == 0), isTotal(text, beginsRow: seen == 0)
      {
        return cells[place].column
      }
      seen += 1
      if seen >= 3 || cells[place].column > firstColumn + 3 { return nil }
    }
    return nil
  }

  /// The lowest three bits of those that are set.
  private static func firstThree(of bits: UInt64) -> UInt64 {
    var rest = bits
    for _ in 0..<3 { rest &= rest &- 1 }
    return bits & ~rest
  }

  private mutating func isTotal(_ text: String, beginsRow: Bool) -> Bool {
    guard words.mayBeTotal(text, beginsRow: beginsRow) else { return false }
    if let known = beginsRow ? knownFirst[text] : known[text] { return known }
    let isTotal = words.isTotal(text, beginsRow: beginsRow)
    if beginsRow { knownFirst[text] = isTotal } else { known[text] = isTotal }
    return isTotal
  }

  /// A building may be called 全校, and a teacher 注册: a total has figures, and no two words that
  /// only a record has.
  static func isFilledLikeRecord(
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
