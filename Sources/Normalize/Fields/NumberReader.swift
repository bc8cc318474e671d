// SPDX-License-Identifier: Apache-2.0
// NumberReader: quantities, in the field's own unit.

import DataModel
import Definitions

/// Reads the cells of a number or integer field.
struct NumberReader: FieldReader {
  let field: FieldDefinition
  let column: ColumnFacts
  let units: UnitIndex
  let words: PlaceholderWords

  var repeats: Bool { false }

  private static let rule = "value-is-a-number"
  private static let multipliers: [(mark: String, factor: Int)] = [
    ("万", 10_000), ("亿", 100_000_000), ("千", 1_000), ("百", 100),
  ]

  private let wantsWhole: Bool

  init(
    field: FieldDefinition, column: ColumnFacts, units: UnitIndex, words: PlaceholderWords
  ) {
    self.field = field
    self.column = column
    self.units = units
    self.words = words
    wantsWhole = field.kind == .integer
  }

  func read(_ cell: Cell) -> FieldReading {
    switch cell.value {
    case .number(let value):
      guard value.isFinite else { return .refused(Self.rule) }
      if words.hasOwn, let own = ownReading(DecimalText.shortest(value)) { return own }
      guard column.isConverted else { return finished(Self.exact(value), steps: []) }
      return finished(Self.exact(value) * column.factor, steps: .unitConverted)
    case .text(let text): return read(text)
    case .date(let date):
      return .refused(Self.rule, suggestion: DecimalText.shortest(date.serial))
    case .blank, .boolean, .error: return .refused(Self.rule)
    }
  }

  /// The decimal a person sees, without printing it where at most four decimals show it.
  static func exact(_ value: Double) -> ExactNumber {
    if value == value.rounded(.towardZero), abs(value) < 1e15 { return ExactNumber(Int(value)) }
    let scaled = (value * 10_000).rounded()
    // The quotient is the double nearest to that decimal, so equality proves it is the decimal.
    if abs(scaled) < 1e15, scaled / 10_000 == value {
      return ExactNumber(Int(scaled), over: 10_000)
    }
    return ExactNumber(decimalOf: value)
  }

  private func read(_ text: String) -> FieldReading {
    if words.hasOwn, let own = ownReading(text) { return own }
    if let plain = Self.plain(text) {
      return column.isConverted
        ? finished(plain * column.factor, steps: [.textToValue, .unitConverted])
        : finished(plain, steps: .textToValue)
    }
    if !words.hasOwn, let usual = UsualNumber(text) {
      let steps = usual.steps.union(column.isConverted ? .unitConverted : [])
      return finished(usual.number * column.factor, steps: steps)
    }
    if !words.hasOwn, let myriads = UsualNumber(myriads: text) {
      return finished(
        myriads.number * ExactNumber(10_000),
        steps: myriads.steps.union(.unitInCell).union(.unitConverted))
    }
    if InexactNumber.hasNoteMark(text) {
      return .refused("value-is-one-number", facts: InexactNumber.noteMarkFacts)
    }
    let folded = TextFolding.compatible(text)
    var steps: NormalizationSteps = .textToValue
    if folded.utf8.count != text.utf8.count { steps.insert(.width) }
    if text.unicodeScalars.contains(where: TextFolding.isSpace) { steps.insert(.spaces) }
    let bare = Self.withoutApostrophe(TextFolding.trimmed(folded))
    if words.hasOwn, let own = ownReading(bare) { return own }
    if bare.utf8.first.map({ $0 > 0x39 || $0 < 0x2B }) ?? true || bare == "-",
      let placeholder = words.reading(bare, rule: Self.rule, isRequired: field.isRequired)
    {
      return placeholder
    }
    guard let parsed = Self.amount(bare) else {
      return words.reading(bare, rule: Self.rule, isRequired: field.isRequired)
        ?? refused(bare)
    }
    if parsed.hasSeparators { steps.insert(.separators) }
    if parsed.isChinese { steps.insert(.numeral) }
    return withUnit(parsed, in: bare, steps: steps)
  }

  private func ownReading(_ text: String) -> FieldReading? {
    words.ownReading(text, rule: Self.rule, isRequired: field.isRequired)
  }

  /// Not a number, or not one number: 约120 and 30-35 are told apart from 若干, and none is guessed.
  private func refused(_ text: String) -> FieldReading {
    guard let doubt = InexactNumber.doubt(text) else { return .refused(Self.rule) }
    return .refused("value-is-one-number", facts: doubt.facts, suggestion: doubt.suggestion)
  }

  /// `1234.5` and nothing else: how text files and many schools write all their numbers.
  static func plain(_ text: String) -> ExactNumber? {
    guard (1...15).contains(text.utf8.count) else { return nil }
    return text.withBytes { plain($0) }
  }

  @inline(__always)
  static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> ExactNumber? {
    guard (1...15).contains(bytes.count) else { return nil }
    var digits = 0
    // How many times the number's digits are too large; 0 before the point.
    var scale = 0
    for place in bytes.indices {
      if bytes[place] == UInt8(ascii: "."), scale == 0, place > 0 {
        scale = 1
        continue
      }
      guard (0x30...0x39).contains(bytes[place]) else { return nil }
      digits = digits * 10 + Int(bytes[place] - 0x30)
      scale *= 10
    }
    // `12.` is left to the slow way.
    if scale == 1 { return nil }
    return scale == 0 ? ExactNumber(digits) : ExactNumber(digits, over: scale)
  }

  /// True for a number and nothing else, whatever its separators.
  static func isNumberAlone(_ text: String) -> Bool {
    NumberText(TextFolding.trimmed(TextFolding.compatible(text)))?.rest.isEmpty == true
  }

  private static func withoutApostrophe(_ text: String) -> String {
    text.first == "'" ? String(text.dropFirst()) : text
  }

  /// The number with what follows it; ¥ before it says as much as 元 behind it.
  private static func amount(_ text: String) -> NumberText? {
    guard let sign = currencySigns.first(where: text.hasPrefix) else { return NumberText(text) }
    var parsed = NumberText(TextFolding.trimmed(String(text.dropFirst(sign.count))))
    if parsed?.rest.isEmpty == true { parsed?.rest = "元" }
    return parsed
  }

  private static let currencySigns = ["¥", "RMB", "人民币"]

  private func withUnit(
    _ read: NumberText, in text: String, steps: NormalizationSteps
  ) -> FieldReading {
    var parsed = read
    var steps = steps
    if let simplified = SimplifiedCharacters.simplified(read.rest) { parsed.rest = simplified }
    if parsed.rest == "元整" { parsed.rest = "元" }
    if parsed.rest.hasPrefix("("), parsed.rest.hasSuffix(")") {
      // 3.5（亩）: the unit in a bracket, where nothing but a unit stands in it.
      let inside = String(parsed.rest.dropFirst().dropLast())
      if units.unit(inside) != nil { parsed.rest = inside }
    }
    if parsed.rest == "w" || parsed.rest == "W", field.unit == "元" { parsed.rest = "万" }
    guard !parsed.rest.isEmpty else {
      if column.isConverted { steps.insert(.unitConverted) }
      return finished(parsed.number * column.factor, steps: steps)
    }
    // 12.5万 under a header in 万元 is 125 000 元, not 万 times 万元.
    if let factor = Self.multipliers.first(where: { $0.mark == parsed.rest })?.factor {
      return finished(
        parsed.number * ExactNumber(factor), steps: steps.union([.unitInCell, .unitConverted]))
    }
    if parsed.rest == "%" || parsed.rest == "‰", field.unit == nil, !wantsWhole {
      let share = ExactNumber(1, over: parsed.rest == "%" ? 100 : 1_000)
      return finished(parsed.number * share, steps: steps.union(.percent))
    }
    if let unit = units.unit(parsed.rest) {
      return converted(parsed.number, from: unit, steps: steps)
    }
    if parsed.rest == "%" || parsed.rest == "‰" {
      return conflict(parsed.rest)
    }
    for (mark, factor) in Self.multipliers where parsed.rest.hasPrefix(mark) {
      let rest = parsed.rest.dropFirst(mark.count)
      guard let unit = units.unit(rest) else { break }
      return converted(parsed.number * ExactNumber(factor), from: unit, steps: steps)
    }
    return refused(text)
  }

  private func converted(
    _ number: ExactNumber, from unit: UnitDefinition, steps: NormalizationSteps
  ) -> FieldReading {
    switch units.conversion(from: unit, to: field.unit, isCount: wantsWhole) {
    case .conflict: return conflict(unit.name)
    case .factor(let factor):
      var steps = steps.union(.unitInCell)
      if factor != .one { steps.insert(.unitConverted) }
      return finished(number * factor, steps: steps)
    }
  }

  private func conflict(_ unit: String) -> FieldReading {
    .refused("units-agree", facts: Self.unitFacts(unit, field))
  }

  /// What a sentence about two units needs.
  static func unitFacts(_ unit: String, _ field: FieldDefinition) -> [String: String] {
    let own = field.unit ?? ""
    return [
      "actual": unit, "expected": own, "units": own.isEmpty ? unit : "\(own)、\(unit)",
    ]
  }

  private func finished(_ number: ExactNumber, steps: NormalizationSteps) -> FieldReading {
    if wantsWhole, number.wholeNumber == nil {
      return .refused(
        "value-is-a-whole-number", steps: steps, facts: ["actual": number.text])
    }
    return FieldReading(.number(number), steps: steps)
  }
}
