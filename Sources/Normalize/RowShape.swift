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

  /// `roles` are those of the columns from `firstColumn` on.
  init(_ row: SheetRow, roles: [ColumnRole], firstColumn: Int) {
    row.cells.withUnsafeBufferPointer { cells in
      for place in cells.indices where Self.isFilled(cells[place].value) {
        if first == nil { first = place }
        filled += 1
        let offset = cells[place].column - firstColumn
        switch roles.indices.contains(offset) ? roles[offset] : .stray {
        case .field:
          mapped += 1
          lastMapped = place
        case .serial: serial += 1
        case .leftOut: leftOut += 1
        case .unknown, .stray: other += 1
        }
      }
    }
  }

  /// As `isEmpty` says, without a call into another module for each cell.
  @inline(__always)
  private static func isFilled(_ value: CellValue) -> Bool {
    switch value {
    case .blank: false
    case .text(let text): !text.utf8.isEmpty
    case .number, .boolean, .date, .error: true
    }
  }
}
