// SPDX-License-Identifier: Apache-2.0
// DateReader: days and months in every shape in which they are written.

import DataModel
import Definitions

/// Reads the cells of a date or month field.
///
/// A month is kept as its first day. A day field that is given a month takes its first day too: silently
/// where the header asks for 年月, otherwise with a `must_explain` finding.
struct DateReader: FieldReader {
  let field: FieldDefinition
  let column: ColumnFacts
  let system: DateSystem
  let words: PlaceholderWords

  /// Days are seldom equal, and a memory of them would only grow.
  var repeats: Bool { false }

  private static let rule = "value-is-a-date"
  static let years = 1_800...2_100
  /// Serial numbers that may be meant as days: 1920 to 2099.
  private static let serials = 7_306.0..<73_051.0

  /// A day, or a month without one.
  private struct Parsed {
    var date: CivilDate
    var hasDay: Bool
  }

  func read(_ cell: Cell) -> FieldReading {
    switch cell.value {
    case .date(let date):
      guard let day = date.civilDate else { return .refused(Self.rule) }
      return finished(Parsed(date: day, hasDay: true), steps: [])
    case .number(let number): return read(number)
    case .text(let text): return read(text)
    case .blank, .boolean, .error: return .refused(Self.rule)
    }
  }

  private func read(_ number: Double) -> FieldReading {
    guard number.isFinite else { return .refused(Self.rule) }
    if Self.serials.contains(number) {
      let date = SpreadsheetDate(serial: number, system: system, kind: .date).civilDate
      guard let date else { return .refused(Self.rule) }
      return finished(Parsed(date: date, hasDay: true), steps: .dateShape)
    }
    let text = DecimalText.shortest(number)
    // 1980.1 as a number is January or, with its last digit lost, October: nobody can tell.
    if text.hasSuffix(".1"), text.utf8.count == 6 {
      let year = String(text.prefix(4))
      return .refused(Self.rule, suggestion: "\(year)-01 或 \(year)-10")
    }
    return read(text)
  }

  private func read(_ text: String) -> FieldReading {
    if let day = Self.plainDay(text) {
      return finished(Parsed(date: day, hasDay: true), steps: .textToValue)
    }
    if let plain = PlainDate(text) {
      guard let date = CivilDate(year: plain.year, month: plain.month, day: plain.day ?? 1) else {
        return .refused(Self.rule)
      }
      return finished(
        Parsed(date: date, hasDay: plain.day != nil), steps: .textToValue.union(.dateShape))
    }
    let trimmed = TextFolding.trimmed(TextFolding.compatible(text))
    let simplified = SimplifiedCharacters.simplified(trimmed) ?? trimmed
    // 1980年9月份 is the month and no more.
    let folded = simplified.hasSuffix("月份") ? String(simplified.dropLast()) : simplified
    guard folded.utf8.count <= 60,
      let parsed = Self.parse(folded, system: system) ?? Self.named(folded) ?? deadline(folded)
    else {
      return words.reading(folded, rule: Self.rule, isRequired: field.isRequired)
        ?? .refused(Self.rule, suggestion: ShortYear.suggestion(folded))
    }
    var steps: NormalizationSteps = .textToValue
    if parsed.date.description != folded { steps.insert(.dateShape) }
    if folded.utf8.count != text.utf8.count { steps.insert(.width) }
    return finished(parsed, steps: steps)
  }

  /// Only a month is said, whatever word stands behind it.
  private func deadline(_ text: String) -> Parsed? {
    guard field.kind == .month else { return nil }
    return DeadlineText.month(text).flatMap { Self.parse($0, system: system) }
  }

  private func finished(_ parsed: Parsed, steps: NormalizationSteps) -> FieldReading {
    guard Self.years.contains(parsed.date.year) else { return .refused(Self.rule) }
    if field.kind == .month {
      let first = CivilDate(year: parsed.date.year, month: parsed.date.month, day: 1)
      let steps = parsed.hasDay && parsed.date.day != 1 ? steps.union(.dateShape) : steps
      return FieldReading(.date(first ?? parsed.date), steps: steps)
    }
    guard !parsed.hasDay, !column.asksForMonth else {
      return FieldReading(.date(parsed.date), steps: steps)
    }
    let month = String(parsed.date.description.prefix(7))
    return FieldReading(
      .date(parsed.date), steps: steps.union(.dateShape),
      problem: ValueProblem(
        rule: "date-has-a-day", severity: .mustExplain, facts: ["actual": month],
        suggestion: parsed.date.description))
  }

  /// `1980-09-15` and nothing else: most days look like this.
  static func plainDay(_ text: String) -> CivilDate? {
    guard text.utf8.count == 10 else { return nil }
    var parts = (0, 0, 0)
    for (position, byte) in text.utf8.enumerated() {
      if position == 4 || position == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard (0x30...0x39).contains(byte) else { return nil }
      let digit = Int(byte) - 0x30
      if position < 4 {
        parts.0 = parts.0 * 10 + digit
      } else if position < 7 {
        parts.1 = parts.1 * 10 + digit
      } else {
        parts.2 = parts.2 * 10 + digit
      }
    }
    return CivilDate(year: parts.0, month: parts.1, day: parts.2)
  }

  /// Reads numbers and the marks between them; nil when they are no date.
  private static func parse(_ text: String, system: DateSystem) -> Parsed? {
    guard var parts = numbers(in: text), let first = parts.first else { return nil }
    if parts.count == 1 { return compact(first.digits, system: system) }
    guard let year = year(first) else { return nil }
    if parts.count > 3 {
      // A time of day may follow; what is before it must be a whole date.
      guard parts[2].mark == "" || parts[2].mark == "T" || parts[2].mark == "日" else { return nil }
      guard parts.dropFirst(3).allSatisfy({ $0.mark == ":" || $0.mark == "" || $0.mark == "." })
      else { return nil }
      parts.removeLast(parts.count - 3)
    }
    guard let month = Int(parts[1].digits), parts[1].digits.count <= 2 else { return nil }
    guard parts.count == 3 else {
      return CivilDate(year: year, month: month, day: 1).map { Parsed(date: $0, hasDay: false) }
    }
    guard parts[2].digits.count <= 2, let day = Int(parts[2].digits) else { return nil }
    return CivilDate(year: year, month: month, day: day).map { Parsed(date: $0, hasDay: true) }
  }

  /// `Sep-1980`, `15-Sep-80`: what spreadsheets of another language show.
  private static func named(_ text: String) -> Parsed? {
    guard let found = MonthName.date(text),
      let date = CivilDate(year: found.year, month: found.month, day: found.day ?? 1)
    else { return nil }
    return Parsed(date: date, hasDay: found.day != nil)
  }

  /// Four digits; or two before 年, of which 30 and above are of the last century, as in spreadsheets.
  private static func year(_ part: Part) -> Int? {
    guard let number = Int(part.digits) else { return nil }
    if part.digits.count == 4 { return number }
    guard part.digits.count == 2, part.mark == "年" else { return nil }
    return number >= 30 ? 1_900 + number : 2_000 + number
  }

  /// `19800915`, `198009`, and a serial number that became text.
  private static func compact(_ digits: String, system: DateSystem) -> Parsed? {
    guard let number = Int(digits) else { return nil }
    switch digits.count {
    case 8:
      return CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
        .map { Parsed(date: $0, hasDay: true) }
    case 6:
      guard years.contains(number / 100) else { return nil }
      return CivilDate(year: number / 100, month: number % 100, day: 1)
        .map { Parsed(date: $0, hasDay: false) }
    case 5 where serials.contains(Double(number)):
      return SpreadsheetDate(serial: Double(number), system: system, kind: .date).civilDate
        .map { Parsed(date: $0, hasDay: true) }
    default: return nil
    }
  }

  private struct Part {
    var digits: String
    /// The mark after the digits; "" for spaces and at the end.
    var mark: String
  }

  /// Splits the text at the marks of dates; nil when anything else stands in it.
  private static func numbers(in text: String) -> [Part]? {
    var parts: [Part] = []
    var token = ""
    for character in text {
      switch character {
      case "-", "/", ".", "年", "月", "日", "号", ":", "T", "、", "_", "\\", "—", "–":
        guard take(&token, mark: character, into: &parts) else { return nil }
      case " ":
        if !token.isEmpty, !take(&token, mark: nil, into: &parts) { return nil }
      default: token.append(character)
      }
      if parts.count > 8 { return nil }
    }
    if !token.isEmpty, !take(&token, mark: nil, into: &parts) { return nil }
    return parts
  }

  private static func take(
    _ token: inout String, mark: Character?, into parts: inout [Part]
  ) -> Bool {
    guard !token.isEmpty else {
      // `1980 年 9 月`: the mark belongs to the number before the space.
      guard let last = parts.indices.last, parts[last].mark.isEmpty, let mark else { return false }
      parts[last].mark = mark == "号" ? "日" : String(mark)
      return true
    }
    let digits: String
    if token.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      digits = token
    } else if let number = ChineseNumerals.number(token) {
      digits = String(number)
    } else {
      return false
    }
    parts.append(Part(digits: digits, mark: mark.map { $0 == "号" ? "日" : String($0) } ?? ""))
    token = ""
    return true
  }
}
