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

  /// No initializer, which would copy the column that it is given.
  static func of(_ column: RecordColumn, kind: FieldKind) -> ColumnDoubt {
    let isCheckedText = mayContradict(kind)
    var filled = 0
    var contrary = 0
    let given = NormalizationSteps.blankMeans.union(.filledDown).rawValue
    for index in 0..<min(mostCells, column.values.count)
    where column.steps[index].rawValue & given == 0 {
      switch column.values[index] {
      case .missing(let reason):
        guard isContrary(reason) else { continue }
        filled += 1
        contrary += 1
      case .text(let text):
        filled += 1
        if isCheckedText, contradicts(text, kind) { contrary += 1 }
      case .number, .date, .yesNo: filled += 1
      }
    }
    return ColumnDoubt(filled: filled, contrary: contrary)
  }

  /// True for a cell that holds something, and no value of the field.
  static func isContrary(_ reason: MissingReason) -> Bool {
    reason == .unreadable || reason == .notInCodeList
  }

  static func isContrary(_ value: FieldValue) -> Bool {
    if case .missing(let reason) = value { isContrary(reason) } else { false }
  }

  var isFounded: Bool { filled >= Self.fewestCells && contrary * 2 > filled }

  /// Whether texts of the kind are looked at one by one.
  static func mayContradict(_ kind: FieldKind) -> Bool {
    switch kind {
    case .personName, .identityNumber, .schoolCode: true
    case .text, .integer, .number, .code, .date, .month, .yesNo: false
    }
  }

  /// A name has no digit, and a number of a person or school is mostly digits.
  private static func contradicts(_ text: String, _ kind: FieldKind) -> Bool {
    let digits = digitCount(text)
    switch kind {
    case .personName: return digits > 0
    case .identityNumber, .schoolCode:
      return digits * 2 < text.utf8.count && digits * 2 < text.count
    case .text, .integer, .number, .code, .date, .month, .yesNo: return false
    }
  }

  private static func digitCount(_ text: String) -> Int {
    let found = text.utf8.withContiguousStorageIfAvailable { bytes in
      var count = 0
      for byte in bytes where byte &- 0x30 < 10 { count += 1 }
      return count
    }
    return found ?? text.utf8.count { (0x30...0x39).contains($0) }
  }
}
