// SPDX-License-Identifier: Apache-2.0
// CellTagReader: the attributes of a usual cell.

import DataModel

/// Reads `r`, `s` and `t` of a cell that names the row it stands in.
struct CellTagReader {
  private(set) var column: Int
  private(set) var style = 0
  private(set) var kind = CellKind.number
  private let lastColumn: Int
  private let rowDigits: UInt64
  private let rowMask: UInt64

  /// `column` is the one of a cell that does not say.
  @inline(__always)
  init(column: Int, lastColumn: Int, rowDigits: UInt64, rowMask: UInt64) {
    self.column = column
    self.lastColumn = lastColumn
    self.rowDigits = rowDigits
    self.rowMask = rowMask
  }

  /// Reads up to the `>` or `/` that ends the tag; false for a form it does not know.
  @inline(__always)
  mutating func read(_ place: inout Bytes.Cursor) -> Bool {
    var seen: UInt32 = 0
    while place[0] == 0x20 {
      guard place[2] == UInt8(ascii: "="), place[3] == UInt8(ascii: "\"") else { return false }
      let name = place[1]
      // Of two attributes of one name the general way takes the first.
      let bit = UInt32(1) << UInt32(name & 31)
      guard seen & bit == 0 else { return false }
      seen |= bit
      place += 4
      switch name {
      case UInt8(ascii: "r"): guard reference(&place) else { return false }
      case UInt8(ascii: "s"):
        guard let number = Bytes.number(&place, digits: 8), place[0] == UInt8(ascii: "\"") else {
          return false
        }
        style = number
      case UInt8(ascii: "t"): guard type(&place) else { return false }
      default: return false
      }
      place += 1
    }
    return (place[0] == UInt8(ascii: ">") || place[0] == UInt8(ascii: "/"))
      && column <= lastColumn
  }

  /// Letters, then the digits of the row; stops at the quote.
  @inline(__always)
  private mutating func reference(_ place: inout Bytes.Cursor) -> Bool {
    var letters = 0
    var count = 0
    while count < 4 {
      let letter = place[0] &- UInt8(ascii: "A")
      guard letter < 26 else { break }
      letters = letters &* 26 &+ Int(letter) &+ 1
      place += 1
      count += 1
    }
    guard count > 0, Bytes.eight(place) & rowMask == rowDigits else { return false }
    place += (64 - rowMask.leadingZeroBitCount) / 8 - 1
    column = letters
    return true
  }

  @inline(__always)
  private mutating func type(_ place: inout Bytes.Cursor) -> Bool {
    if place[1] == UInt8(ascii: "\"") {
      switch place[0] {
      case UInt8(ascii: "s"): kind = .shared
      case UInt8(ascii: "n"): kind = .number
      case UInt8(ascii: "b"): kind = .boolean
      default: return false
      }
      place += 1
      return true
    }
    if Bytes.skip(&place, Self.string, 4) {
      place -= 1
      kind = .string
      return true
    }
    guard Bytes.skip(&place, Self.inline, 8), place[0] == UInt8(ascii: "r"),
      place[1] == UInt8(ascii: "\"")
    else { return false }
    place += 1
    kind = .inline
    return true
  }

  /// `str"` and `inlineSt`, lowest byte first.
  private static var string: UInt64 { 0x2272_7473 }
  private static var inline: UInt64 { 0x7453_656E_696C_6E69 }
}
