// SPDX-License-Identifier: Apache-2.0
// PlainCells: reads the cells that leave nothing to decide, which are nearly all, on a shorter way.

import DataModel
import Definitions

/// What a field takes as it stands.
///
/// Each answer is the one that the field's reader gives; a cell without an answer is left to that reader.
/// A class, because every column of a field holds it.
final class PlainCells: Sendable {
  private enum Way: Sendable {
    case none
    case wholeNumbers
    case numbers
    case texts
    case names
    case codes
    case days
    case months
  }

  /// What a text is; nothing in it counts references.
  enum PlainText {
    /// The field's reader must look at it.
    case unclear
    /// The value as it stands.
    case value
    case number(PlainNumber, isAsWritten: Bool)
    case day(CivilDate, isAsWritten: Bool)
  }

  /// A number in the field's unit, with the steps that led to it.
  struct PlainNumber {
    var value: ExactNumber
    var steps: NormalizationSteps
  }

  private let way: Way
  /// What makes the column's numbers those of the field's unit; nil where they are.
  private let factor: ExactNumber?
  private let isRequired: Bool
  private let words: PlaceholderWords

  init(_ field: FieldDefinition, column: ColumnFacts, words: PlaceholderWords) {
    self.words = words
    isRequired = field.isRequired
    factor = column.isConverted ? column.factor : nil
    way =
      switch field.kind {
      case .integer: words.hasOwn ? .none : .wholeNumbers
      case .number: words.hasOwn ? .none : .numbers
      case .text: .texts
      case .personName: .names
      case .identityNumber, .schoolCode: .codes
      case .date: .days
      case .month: .months
      case .yesNo, .code: .none
      }
  }

  /// Whether the field's values are numbers, and no number is a word for nothing.
  var takesNumbers: Bool { way == .numbers || way == .wholeNumbers }

  /// The value of a cell that holds a number.
  func number(_ number: Double) -> PlainNumber? {
    switch way {
    case .wholeNumbers, .numbers:
      if factor == nil, number == number.rounded(.towardZero), abs(number) < 1e15 {
        return PlainNumber(value: ExactNumber(Int(number)), steps: Self.noSteps)
      }
      return number.isFinite ? inFieldUnit(NumberReader.exact(number), Self.noSteps) : nil
    case .none, .texts, .names, .codes, .days, .months: return nil
    }
  }

  /// Literals of option sets are made at run time.
  private static let noSteps = NormalizationSteps(rawValue: 0)

  /// nil for a part where whole numbers are counted.
  private func inFieldUnit(_ number: ExactNumber, _ steps: NormalizationSteps) -> PlainNumber? {
    guard let factor else {
      return way == .numbers || number.wholeNumber != nil
        ? PlainNumber(value: number, steps: steps) : nil
    }
    let value = number * factor
    return way == .numbers || value.wholeNumber != nil
      ? PlainNumber(value: value, steps: steps.union(.unitConverted)) : nil
  }

  /// The value of a cell that holds a day; no step leads to it.
  func day(_ date: SpreadsheetDate) -> CivilDate? {
    guard way == .days || way == .months, let day = date.civilDate,
      DateReader.years.contains(day.year), way == .days || day.day == 1
    else { return nil }
    return day
  }

  func text(_ text: String) -> PlainText {
    switch way {
    case .none: return .unclear
    case .wholeNumbers, .numbers:
      if let plain = NumberReader.plain(text) {
        return inFieldUnit(plain, .textToValue).map {
          .number($0, isAsWritten: factor == nil && Self.printsAlike(text))
        } ?? .unclear
      }
      guard let usual = UsualNumber(text) else { return .unclear }
      return inFieldUnit(usual.number, usual.steps).map { .number($0, isAsWritten: false) }
        ?? .unclear
    case .texts:
      if isPlainWord(text) { return .value }
      return TextFolding.hasPlainEdges(text) && isValue(text) ? .value : .unclear
    case .names: return !TextFolding.mayHaveSpace(text) && isValue(text) ? .value : .unclear
    case .codes: return TextReader.isPlainCode(text) && isValue(text) ? .value : .unclear
    case .days: return Self.day(text)
    case .months: return Self.month(text)
    }
  }

  private static func day(_ text: String) -> PlainText {
    if let day = DateReader.plainDay(text) {
      return DateReader.years.contains(day.year) ? .day(day, isAsWritten: true) : .unclear
    }
    guard let plain = PlainDate(text), let number = plain.day,
      let day = CivilDate(year: plain.year, month: plain.month, day: number),
      DateReader.years.contains(day.year)
    else { return .unclear }
    return .day(day, isAsWritten: false)
  }

  /// The first day of the month that is said, or of the day's.
  private static func month(_ text: String) -> PlainText {
    if let day = DateReader.plainDay(text) {
      guard DateReader.years.contains(day.year),
        let first = CivilDate(year: day.year, month: day.month, day: 1)
      else { return .unclear }
      return .day(first, isAsWritten: day.day == 1)
    }
    guard let plain = PlainDate(text),
      let day = CivilDate(year: plain.year, month: plain.month, day: plain.day ?? 1),
      DateReader.years.contains(day.year),
      let first = CivilDate(year: day.year, month: day.month, day: 1)
    else { return .unclear }
    return .day(first, isAsWritten: false)
  }

  /// A text between two common characters that no word for nothing begins with, told by a few bytes.
  private func isPlainWord(_ text: String) -> Bool {
    let isPlain = text.utf8.withContiguousStorageIfAvailable { bytes in
      guard bytes.count >= 3, (0xE4...0xE9).contains(bytes[0]),
        (0xE4...0xE9).contains(bytes[bytes.count - 3])
      else { return false }
      if !isRequired || bytes.count > 24 { return true }
      let first =
        UInt32(bytes[0] & 0x0F) << 12 | UInt32(bytes[1] & 0x3F) << 6 | UInt32(bytes[2] & 0x3F)
      return Unicode.Scalar(first).map { !words.mayBegin($0) } ?? false
    }
    return isPlain ?? false
  }

  /// Neither nothing nor a word for nothing.
  private func isValue(_ text: String) -> Bool {
    guard !text.utf8.isEmpty else { return false }
    if text.utf8.count > 24 { return true }
    // Nothing is said by figures and letters, unless the field has words of its own for it.
    if let first = text.utf8.first, (0x30...0x39).contains(first), words.hasNoFigure { return true }
    // In a text that may be left out, words are words; only marks are none.
    if !isRequired, Self.hasCharacters(text) { return true }
    return !words.mayBegin(text)
  }

  private static func hasCharacters(_ text: String) -> Bool {
    let found = text.utf8.withContiguousStorageIfAvailable { bytes in
      for byte in bytes where byte >= 0xE4 && byte <= 0xE9 { return true }
      return false
    }
    return found ?? false
  }

  /// Digits without a zero before them or a point among them.
  private static func printsAlike(_ text: String) -> Bool {
    text.utf8.first != UInt8(ascii: "0") && !text.utf8.contains(UInt8(ascii: "."))
  }
}
