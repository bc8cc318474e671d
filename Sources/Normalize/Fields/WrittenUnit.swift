// SPDX-License-Identifier: Apache-2.0
// WrittenUnit: the unit that the cells of a column say behind their numbers.

import DataModel
import Definitions

/// What the reader of numbers made of `35人`, for the next cell that says 人 behind its number.
///
/// What it does with such a text hangs on what stands behind the number alone, and the value is the number
/// times a factor. A class: most columns have none.
final class WrittenUnit {
  private let suffix: String
  private let factor: ExactNumber
  private let steps: NormalizationSteps
  private let wantsWhole: Bool

  private static let longest = 24

  /// nil where the reading is no number, or the text no plain number with characters behind it.
  init?(_ text: String, _ reading: FieldReading, of field: FieldDefinition) {
    guard case .number(let value) = reading.value, reading.problem == nil,
      let suffix = Self.suffix(of: text), let number = Self.number(of: text, before: suffix),
      let factor = value.divided(by: number), factor.isExact
    else { return nil }
    self.suffix = suffix
    self.factor = factor
    steps = reading.steps
    wantsWhole = field.kind == .integer
  }

  /// nil for a text that says anything else behind its number, and for a part of what is counted.
  func reading(of text: String) -> FieldReading? {
    guard let number = Self.number(of: text, before: suffix) else { return nil }
    let value = number * factor
    return wantsWhole && value.wholeNumber == nil ? nil : FieldReading(.number(value), steps: steps)
  }

  /// What follows the digits and the point, where it begins with a common character or a squared sign:
  /// nothing in it can belong to the number.
  private static func suffix(of text: String) -> String? {
    let rest = text.unicodeScalars.drop { $0 == "." || ("0"..."9").contains($0) }
    guard let first = rest.first, rest.startIndex > text.startIndex,
      (0x4E00...0x9FFF).contains(first.value) || (0x3380...0x33DF).contains(first.value),
      case let suffix = String(rest), suffix.utf8.count <= longest
    else { return nil }
    return suffix
  }

  private static func number(of text: String, before suffix: String) -> ExactNumber? {
    text.withBytes { bytes in
      suffix.withBytes { end in
        guard bytes.count > end.count, bytes.suffix(end.count).elementsEqual(end) else {
          return nil
        }
        return NumberReader.plain(UnsafeBufferPointer(rebasing: bytes.dropLast(end.count)))
      }
    }
  }
}
