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

  mutating func begin(_ sheet: Sheet) { counted.cells += sheet.nonEmptyCellCount }

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

  /// Whether a number, a day or a text with a digit before all else is there.
  var beginsWithDigit: Bool {
    switch self {
    case .number, .date: true
    case .text(let text): text.utf8.first.map { (0x30...0x39).contains($0) } ?? false
    case .blank, .boolean, .error: false
    }
  }
}

extension SheetRow {
  /// Whether no cell is filled.
  var isBlank: Bool { fill.count == 0 }

  /// Cells that hold a text.
  var textCount: Int {
    if fill.isNarrow { return fill.texts.nonzeroBitCount }
    return cells.count { $0.textValue != nil }
  }

  var firstNonEmpty: Cell? {
    guard fill.count > 0 else { return nil }
    guard fill.isNarrow else { return cells.first { $0.value.isFilled } }
    return cells[fill.place(ofBit: fill.filled & (0 &- fill.filled))]
  }

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
