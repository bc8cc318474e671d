// SPDX-License-Identifier: Apache-2.0
// CellTag: the type of a cell in one byte.

/// What a cell of a `CellGroup` holds; its content stands beside it in eight bytes.
package struct CellTag: Hashable, Sendable {
  package var rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// There is no cell.
  package static let absent = CellTag(rawValue: 0)
  /// A `Double`.
  package static let number = CellTag(rawValue: 1)
  /// The number of a text in the workbook's table.
  package static let sharedText = CellTag(rawValue: 2)
  /// The number of a text in the group's own arena.
  package static let text = CellTag(rawValue: 3)
  /// 0 or 1.
  package static let boolean = CellTag(rawValue: 4)
  /// A `Double`, the serial of a day, of a day with its time, or of a time.
  package static let date = CellTag(rawValue: 5)
  package static let dateTime = CellTag(rawValue: 6)
  package static let time = CellTag(rawValue: 7)
  /// The number of the error's text in the group's own arena.
  package static let error = CellTag(rawValue: 8)
  /// A formula that has no stored result: neither blank nor zero.
  package static let missingResult = CellTag(rawValue: 9)

  private static let formulaBit: UInt8 = 0x80

  /// The same type with the mark that the value is the stored result of a formula.
  package var fromFormula: CellTag { CellTag(rawValue: rawValue | Self.formulaBit) }

  package var isFromFormula: Bool { rawValue & Self.formulaBit != 0 }

  /// The type without the mark of a formula.
  package var kind: CellTag { CellTag(rawValue: rawValue & ~Self.formulaBit) }

  /// True where the eight bytes are a `Double`.
  package var holdsDouble: Bool {
    switch kind {
    case .number, .date, .dateTime, .time: true
    default: false
    }
  }
}
