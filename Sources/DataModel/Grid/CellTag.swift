// SPDX-License-Identifier: Apache-2.0
// CellTag: the type of a cell in one byte.

/// What a cell of a `CellGroup` holds; its content stands beside it in eight bytes.
package struct CellTag: Hashable, Sendable {
  package var rawValue: UInt8

  @inlinable
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// There is no cell.
  @inlinable package static var absent: CellTag { CellTag(rawValue: 0) }
  /// A `Double`.
  @inlinable package static var number: CellTag { CellTag(rawValue: 1) }
  /// The number of a text in the workbook's table.
  @inlinable package static var sharedText: CellTag { CellTag(rawValue: 2) }
  /// The number of a text in the group's own arena.
  @inlinable package static var text: CellTag { CellTag(rawValue: 3) }
  /// 0 or 1.
  @inlinable package static var boolean: CellTag { CellTag(rawValue: 4) }
  /// A `Double`, the serial of a day, of a day with its time, or of a time.
  @inlinable package static var date: CellTag { CellTag(rawValue: 5) }
  @inlinable package static var dateTime: CellTag { CellTag(rawValue: 6) }
  @inlinable package static var time: CellTag { CellTag(rawValue: 7) }
  /// The number of the error's text in the group's own arena.
  @inlinable package static var error: CellTag { CellTag(rawValue: 8) }
  /// A formula that has no stored result: neither blank nor zero.
  @inlinable package static var missingResult: CellTag { CellTag(rawValue: 9) }

  /// The same type with the mark that the value is the stored result of a formula.
  @inlinable package var fromFormula: CellTag { CellTag(rawValue: rawValue | 0x80) }

  /// The same date tag with the mark that the serial counts from 1904.
  @inlinable package var countedFrom1904: CellTag { CellTag(rawValue: rawValue | 0x40) }

  /// The date system of a date tag; a cell may keep another one than its sheet.
  @inlinable package var dateSystem: DateSystem {
    rawValue & 0x40 != 0 ? .from1904 : .from1900
  }

  @inlinable package var isFromFormula: Bool { rawValue & 0x80 != 0 }

  /// The type without its marks.
  @inlinable package var kind: CellTag { CellTag(rawValue: rawValue & 0x3F) }

  // Inlined, as everything here, because tags are asked for once a cell in other modules.
  @inlinable
  package static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }

  /// True where the eight bytes are a `Double`.
  package var holdsDouble: Bool {
    switch kind {
    case .number, .date, .dateTime, .time: true
    default: false
    }
  }

  /// The tag of a date, with the mark of its date system.
  package init(_ date: SpreadsheetDate) {
    let tag: CellTag =
      switch date.kind {
      case .date: .date
      case .dateTime: .dateTime
      case .time: .time
      }
    self = date.system == .from1904 ? tag.countedFrom1904 : tag
  }
}
