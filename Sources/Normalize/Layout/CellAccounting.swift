// SPDX-License-Identifier: Apache-2.0
// CellAccounting: counts what became of each non-empty cell while a sheet is read.

import DataModel

/// The account of a file as it grows; every row is entered exactly once.
struct CellAccounting {
  private(set) var account = CellAccount()

  mutating func begin(sheet: Sheet) { account.cells += sheet.nonEmptyCellCount }

  mutating func use(_ count: Int) { account.used += count }

  mutating func ignore(_ count: Int, rule: String) {
    if count > 0 { account.ignored[rule, default: 0] += count }
  }

  mutating func quarantine(_ count: Int) { account.quarantined += count }
}

extension SheetRow {
  /// Cells that are neither blank nor empty text.
  var nonEmptyCount: Int { cells.count { !$0.value.isEmpty } }

  var firstNonEmpty: Cell? { cells.first { !$0.value.isEmpty } }

  func cell(column: Int) -> Cell? {
    var low = 0
    var high = cells.count
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].column < column { low = middle + 1 } else { high = middle }
    }
    return low < cells.count && cells[low].column == column ? cells[low] : nil
  }
}

extension Cell {
  /// Texts by their bytes: Swift's equality of Chinese strings costs many times as much.
  func hasSameContent(as other: Cell) -> Bool {
    guard case .text(let own) = value, case .text(let others) = other.value else {
      return value == other.value
    }
    return ByteKey(own) == ByteKey(others)
  }

  /// The text of a text cell; nil for anything else and for the empty text.
  var textValue: String? {
    if case .text(let text) = value, !text.isEmpty { text } else { nil }
  }
}
