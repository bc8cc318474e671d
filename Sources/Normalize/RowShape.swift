// SPDX-License-Identifier: Apache-2.0
// RowShape: counts in one pass what fills a row of a list.

import DataModel

/// What a column of the sheet is to the table.
enum ColumnRole: UInt8, Sendable {
  case stray
  case field
  case serial
  case leftOut
  case unknown
  /// As `field`, `serial` and `leftOut`, where a text without a digit is looked for.
  case probedField
  case probedSerial
  case probedLeftOut

  var probed: ColumnRole {
    switch self {
    case .field: .probedField
    case .serial: .probedSerial
    case .leftOut: .probedLeftOut
    case .stray, .unknown, .probedField, .probedSerial, .probedLeftOut: self
    }
  }
}

/// How many cells of a row stand in columns of each role.
struct RowShape {
  private(set) var filled = 0
  private(set) var mapped = 0
  private(set) var serial = 0
  private(set) var leftOut = 0
  /// In columns that are unread, or beside the table.
  private(set) var other = 0
  /// Places among the row's cells: of the first that is filled, and of the last in a column of a field.
  private(set) var first: Int?
  private(set) var lastMapped: Int?
  /// Places of texts without a digit in columns that are probed for one.
  private(set) var wordPlaces: [Int] = []

  /// `roles` are those of the columns from `firstColumn` on.
  init(_ row: SheetRow, roles: [ColumnRole], firstColumn: Int) {
    row.cells.withUnsafeBufferPointer { cells in
      roles.withUnsafeBufferPointer { roles in
        for place in cells.indices where cells[place].value.isFilled {
          if first == nil { first = place }
          filled += 1
          let offset = cells[place].column - firstColumn
          guard offset >= 0, offset < roles.count else {
            other += 1
            continue
          }
          take(place, as: roles[offset], cells)
        }
      }
    }
  }

  @inline(__always)
  private mutating func take(
    _ place: Int, as role: ColumnRole, _ cells: UnsafeBufferPointer<Cell>
  ) {
    switch role {
    case .probedField, .probedSerial, .probedLeftOut:
      if Self.isWord(cells[place].value) { wordPlaces.append(place) }
    case .field, .serial, .leftOut, .unknown, .stray: break
    }
    switch role {
    case .field, .probedField:
      mapped += 1
      lastMapped = place
    case .serial, .probedSerial: serial += 1
    case .leftOut, .probedLeftOut: leftOut += 1
    case .unknown, .stray: other += 1
    }
  }

  @inline(__always)
  private static func isWord(_ value: CellValue) -> Bool {
    guard case .text(let text) = value else { return false }
    return text.withBytes { bytes in
      for byte in bytes where (0x30...0x39).contains(byte) { return false }
      return true
    }
  }
}
