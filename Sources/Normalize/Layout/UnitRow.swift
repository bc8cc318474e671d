// SPDX-License-Identifier: Apache-2.0
// UnitRow: a row between header and records that says in which unit or shape each column is filled.

import DataModel
import Definitions

/// `元 | ㎡ | 人 | 必填` under the words of a header.
struct UnitRow: Sendable {
  /// A longer text names no unit.
  private static let longest = 48

  /// Index into the sheet's rows.
  let index: Int
  private var units: [Int: UnitDefinition] = [:]

  /// The unit row among the two rows from `start` on; nil when there is none.
  ///
  /// The other of the two may be a row of column numbers.
  static func find(in state: SheetState, from start: Int, reader: inout LayoutDetector) -> Self? {
    for index in start..<min(start + 2, state.rows.count) {
      if let row = Self(state, index: index, reader: &reader) { return row }
      guard RowWords.areColumnNumbers(state.rows[index].cells) else { return nil }
    }
    return nil
  }

  /// nil unless every cell names a unit or an instruction; a record never does.
  private init?(_ state: SheetState, index: Int, reader: inout LayoutDetector) {
    guard Self.mayNameUnits(state.rows[index].cells) else { return nil }
    self.index = index
    var count = 0
    for cell in state.rows[index].cells where !cell.value.isEmpty {
      guard let written = cell.textValue, written.utf8.count <= Self.longest else { return nil }
      let text = Self.withoutBrackets(written)
      guard !Self.isFigure(text) else { return nil }
      count += 1
      let label = HeaderLabel(
        "（\(text)）", units: state.catalog.units, instructions: state.catalog.instructions)
      let known = label.unit ?? state.catalog.units.unit(TextFolding.trimmed(text))
      if let known {
        units[cell.column] = known
      } else if !label.word.isEmpty, state.tools.captions.role(label.word) != .unit {
        return nil
      }
    }
    guard count > 0, count > 1 || !units.isEmpty else { return nil }
  }

  /// False for a row with a number or a long text, as nearly every record is.
  private static func mayNameUnits(_ cells: [Cell]) -> Bool {
    for cell in cells where !cell.value.isEmpty {
      guard let text = cell.textValue, text.utf8.count <= longest, !isPlainFigure(text) else {
        return false
      }
    }
    return true
  }

  /// Digits and the marks of numbers, without a space.
  private static func isPlainFigure(_ text: String) -> Bool {
    var hasDigit = false
    for byte in text.utf8 {
      guard isOfFigure(byte) else { return false }
      if byte >= 0x30 { hasDigit = true }
    }
    return hasDigit
  }

  /// A digit or one of `+,-.%`.
  private static func isOfFigure(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x2B...0x2E).contains(byte) || byte == UInt8(ascii: "%")
  }

  /// 人 of （人）.
  private static func withoutBrackets(_ text: String) -> String {
    let word = TextFolding.trimmed(text)
    guard let first = word.first, let last = word.last, "（(".contains(first), "）)".contains(last),
      word.count > 2
    else { return text }
    return String(word.dropFirst().dropLast())
  }

  /// `2021`, `1,050.5`, `6%`: a record of figures alone, as a CSV file has them, is none of words.
  private static func isFigure(_ text: String) -> Bool {
    isPlainFigure(TextFolding.trimmed(text))
  }

  func unit(_ column: Int) -> UnitDefinition? { units[column] }
}
