// SPDX-License-Identifier: Apache-2.0
// UsualCells: the cells of a column that leave nothing to decide.

import DataModel

/// The value of such a cell.
struct UsualValue {
  var value: FieldValue
  var steps: NormalizationSteps
  var raw = RawText.asPrinted

  /// What the file says beside what the value prints.
  enum RawText {
    /// The same, or nobody asks.
    case asPrinted
    case mayDiffer
    case differs
  }
}

/// Tells them apart from others; a type for each way, so that each has a loop over the rows of its own
/// and no call for each cell.
///
/// Cells are not handed over but pointed to: most values are taken from them without counting references
/// to anything else.
protocol UsualCells {
  /// The value of a cell of the sheet; nil for one that a reader must look at.
  func value(of cell: UnsafePointer<Cell>) -> UsualValue?
}

/// Each cell must be looked at.
struct NoUsualCells: UsualCells {
  @inline(__always)
  func value(of cell: UnsafePointer<Cell>) -> UsualValue? { nil }
}

/// Cells that the field takes as they stand.
struct PlainColumn: UsualCells {
  let plain: PlainCells
  let keepsRaw: Bool

  @inline(__always)
  func value(of cell: UnsafePointer<Cell>) -> UsualValue? {
    switch cell.pointee.value {
    case .number(let number):
      guard let read = plain.number(number) else { return nil }
      return UsualValue(
        value: .number(read.value), steps: read.steps, raw: raw(of: read))
    case .text(let text):
      switch plain.text(text) {
      case .unclear: return nil
      case .value: return UsualValue(value: .text(text), steps: .none)
      case .number(let number, let isAsWritten):
        return UsualValue(
          value: .number(number.value), steps: number.steps, raw: raw(isAsWritten: isAsWritten))
      case .day(let day, let isAsWritten):
        return UsualValue(
          value: .date(day), steps: isAsWritten ? .textToValue : .textToValue.union(.dateShape),
          raw: raw(isAsWritten: isAsWritten))
      }
    case .date(let date): return plain.day(date).map { UsualValue(value: .date($0), steps: .none) }
    case .blank, .boolean, .error: return nil
    }
  }

  /// A number prints as it stands in the cell, and another one wherever a unit was converted.
  @inline(__always)
  private func raw(of number: PlainCells.PlainNumber) -> UsualValue.RawText {
    guard keepsRaw, !number.steps.isEmpty else { return .asPrinted }
    return number.steps == .unitConverted && !number.value.isZero ? .differs : .mayDiffer
  }

  @inline(__always)
  private func raw(isAsWritten: Bool) -> UsualValue.RawText {
    keepsRaw && !isAsWritten ? .mayDiffer : .asPrinted
  }
}

/// Texts that are known, with which nothing is wrong.
struct KnownWords: UsualCells {
  let words: ColumnWords
  let keepsRaw: Bool

  @inline(__always)
  func value(of cell: UnsafePointer<Cell>) -> UsualValue? {
    guard case .text(let text) = cell.pointee.value, words.isRecent(text) else { return nil }
    return UsualValue(
      value: words.recent.value, steps: words.recent.steps,
      raw: keepsRaw && words.recent.differs ? .differs : .asPrinted)
  }
}
