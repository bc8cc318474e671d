// SPDX-License-Identifier: Apache-2.0
// ColumnDoubt: finds columns whose cells are mostly not what their header names.

import DataModel
import Definitions

/// Counts the cells of a column that contradict its field.
struct ColumnDoubt {
  /// Fewer filled cells prove nothing.
  private static let fewestCells = 3
  private static let mostCells = 400

  let filled: Int
  let contrary: Int

  init(_ column: RecordColumn, field: FieldDefinition) {
    var filled = 0
    var contrary = 0
    for (value, steps) in zip(column.values, column.steps).prefix(Self.mostCells)
    where !steps.contains(.blankMeans) && !steps.contains(.filledDown) {
      switch value {
      case .missing(.unreadable), .missing(.notInCodeList):
        filled += 1
        contrary += 1
      case .missing: continue
      default:
        filled += 1
        if Self.contradicts(value, field.kind) { contrary += 1 }
      }
    }
    self.filled = filled
    self.contrary = contrary
  }

  var isFounded: Bool { filled >= Self.fewestCells && contrary * 2 > filled }

  /// A name has no digit, and a number of a person or school is mostly digits.
  private static func contradicts(_ value: FieldValue, _ kind: FieldKind) -> Bool {
    guard case .text(let text) = value else { return false }
    let digits = text.utf8.count { (0x30...0x39).contains($0) }
    switch kind {
    case .personName: return digits > 0
    case .identityNumber, .schoolCode: return digits * 2 < text.count
    case .text, .integer, .number, .code, .date, .month, .yesNo: return false
    }
  }
}
