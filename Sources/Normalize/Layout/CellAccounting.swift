// SPDX-License-Identifier: Apache-2.0
// CellAccounting: counts what became of each non-empty cell while a sheet is read.

import DataModel

/// The account of a file as it grows; every row is entered exactly once.
struct CellAccounting {
  private var counted = CellAccount()
  /// Cells by rule; a rule is named by the same literal nearly every time, and may be there twice.
  private var ignored: [(rule: String, count: Int)] = []

  /// The account so far.
  var account: CellAccount {
    var account = counted
    for (rule, count) in ignored { account.ignored[rule, default: 0] += count }
    return account
  }

  /// `rows` are those of the sheet.
  mutating func begin(_ rows: [RowFill]) {
    for place in rows.indices { counted.cells += rows[place].count }
  }

  mutating func use(_ count: Int) { counted.used += count }

  mutating func ignore(_ count: Int, rule: String) {
    guard count > 0 else { return }
    for index in ignored.indices where TextIdentity(ignored[index].rule) == TextIdentity(rule) {
      ignored[index].count += count
      return
    }
    ignored.append((rule, count))
  }

  mutating func quarantine(_ count: Int) { counted.quarantined += count }
}

extension CellValue {
  /// As `isEmpty` says, without a call into another module for each cell.
  @inline(__always)
  var isFilled: Bool {
    // Two questions instead of a jump that goes to another place for each kind of value.
    if case .text(let text) = self { return !text.utf8.isEmpty }
    if case .blank = self { return false }
    return true
  }
}

extension SheetRow {
  /// Cells that are neither blank nor empty text.
  var nonEmptyCount: Int {
    cells.withUnsafeBufferPointer { cells in
      var count = 0
      for place in cells.indices where cells[place].value.isFilled { count += 1 }
      return count
    }
  }

  /// Whether no more cells than these are filled; looks no further than it must.
  func holdsAtMost(_ limit: Int) -> Bool {
    cells.withUnsafeBufferPointer { cells in
      var filled = 0
      for place in cells.indices where cells[place].value.isFilled {
        filled += 1
        if filled > limit { return false }
      }
      return true
    }
  }

  /// Whether no cell is filled.
  var isBlank: Bool { holdsAtMost(0) }

  var firstNonEmpty: Cell? { cells.first { $0.value.isFilled } }

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
