// SPDX-License-Identifier: Apache-2.0
// CellReference: where a cell stands on its sheet, as A1 text and as numbers.

/// A cell's place on a sheet, 1-based like the sheet the officer sees (ECMA-376 Part 1, ST_CellRef).
package struct CellReference: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The last row an Excel sheet has.
  @inlinable package static var lastRow: Int { 1_048_576 }
  /// The last column an Excel sheet has (XFD).
  @inlinable package static var lastColumn: Int { 16_384 }

  package var row: Int
  package var column: Int

  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Reads `H12` or `$H$12`; nil when the text is not a reference or lies outside an Excel sheet.
  package init?(_ text: some StringProtocol) {
    self.init(bytes: Array(text.utf8)[...])
  }

  /// The same from the bytes of the text.
  package init?(bytes: ArraySlice<UInt8>) {
    var column = 0
    var row = 0
    var digits = 0
    for byte in bytes where byte != UInt8(ascii: "$") {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where digits == 0:
        column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
      case UInt8(ascii: "a")...UInt8(ascii: "z") where digits == 0:
        column = column * 26 + Int(byte - UInt8(ascii: "a")) + 1
      case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0:
        row = row * 10 + Int(byte - UInt8(ascii: "0"))
        digits += 1
      default:
        return nil
      }
      guard column <= Self.lastColumn, row <= Self.lastRow else { return nil }
    }
    guard column > 0, row > 0 else { return nil }
    self.init(row: row, column: column)
  }

  /// The letters of a 1-based column: 1 is `A`, 27 is `AA`.
  package static func letters(ofColumn column: Int) -> String {
    guard column > 0 else { return "" }
    // The largest number has fourteen letters, which a string holds without memory of its own.
    return String(unsafeUninitializedCapacity: 14) { letters in
      var rest = column
      var count = 0
      while rest > 0 {
        letters[count] = UInt8(ascii: "A") + UInt8((rest - 1) % 26)
        rest = (rest - 1) / 26
        count += 1
      }
      for place in 0..<count / 2 { letters.swapAt(place, count - 1 - place) }
      return count
    }
  }

  package var description: String { Self.letters(ofColumn: column) + String(row) }

  /// Row order, then column order: the order in which a person reads a sheet.
  package static func < (left: Self, right: Self) -> Bool {
    (left.row, left.column) < (right.row, right.column)
  }
}

/// A rectangle of cells, both corners included; prints as `A1:C2`, or `A1` when it is one cell.
package struct CellRange: Hashable, Sendable, CustomStringConvertible {
  package var first: CellReference
  package var last: CellReference

  package init(first: CellReference, last: CellReference) {
    self.first = CellReference(
      row: min(first.row, last.row), column: min(first.column, last.column))
    self.last = CellReference(
      row: max(first.row, last.row), column: max(first.column, last.column))
  }

  /// Reads `A1:C2` or `A1`; nil when either corner is not a reference.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    let colon = UInt8(ascii: ":")
    guard let middle = bytes.firstIndex(of: colon) else {
      guard let cell = CellReference(bytes: bytes[...]) else { return nil }
      self.init(first: cell, last: cell)
      return
    }
    // A second colon is no part of a reference.
    guard let first = CellReference(bytes: bytes[..<middle]),
      let last = CellReference(bytes: bytes[(middle + 1)...])
    else { return nil }
    self.init(first: first, last: last)
  }

  package func contains(_ cell: CellReference) -> Bool {
    (first.row...last.row).contains(cell.row)
      && (first.column...last.column).contains(cell.column)
  }

  package var description: String {
    first == last ? first.description : first.description + ":" + last.description
  }
}
