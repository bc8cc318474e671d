// SPDX-License-Identifier: Apache-2.0
// Criterion: what COUNTIFS and its kin ask of a row: ">=10", "<>体育", "三*", a value.

import DataModel

/// Whether a row is one of those asked for.
enum RowMatch: Hashable {
  case yes
  case no
  /// The row's value is missing, so nobody can say.
  case unknown(MissingReason)
}

/// A criterion as Excel writes it, read once.
///
/// Texts compare without regard to ASCII letter case. `"="` and `""` ask for missing values, `"<>"` for
/// values that are there; every other criterion leaves a missing value undecided.
enum Criterion: Hashable, Sendable {
  case number(FormulaOperator, ExactNumber)
  case date(FormulaOperator, CivilDate)
  /// `hasLetters`: whether letter case can matter at all; it cannot for Chinese.
  case text(String, hasLetters: Bool, isWanted: Bool)
  case pattern([PatternPart], isWanted: Bool)
  /// `*体育馆*`: the commonest pattern, looked for without taking the text apart.
  case containing([UInt8], isWanted: Bool)
  case yesNo(Bool, isWanted: Bool)
  case blank(isWanted: Bool)
  /// The criterion itself is missing.
  case missing(MissingReason)

  enum PatternPart: Hashable, Sendable {
    case letter(Character)
    /// `?`
    case anyOne
    /// `*`
    case anyRun
  }

  init(_ value: FieldValue) {
    switch value {
    case .number(let number): self = .number(.equal, number)
    case .date(let date): self = .date(.equal, date)
    case .yesNo(let value): self = .yesNo(value, isWanted: true)
    case .missing(let reason): self = .missing(reason)
    case .text(let text): self.init(parsing: text)
    }
  }

  private init(parsing text: String) {
    let (operation, operand) = Self.split(text)
    let isWanted = operation != .notEqual
    if operand.isEmpty, operation == .equal || operation == .notEqual {
      self = .blank(isWanted: isWanted)
    } else if let number = Self.isWord(operand) ? nil : ExactNumber(decimal: operand) {
      self = .number(operation, number)
    } else if let date = Self.isWord(operand) ? nil : Self.date(operand) {
      self = .date(operation, date)
    } else if let truth = Self.truth(operand), operation == .equal || operation == .notEqual {
      self = .yesNo(truth, isWanted: isWanted)
    } else if operand.utf8.contains(where: { "*?~".utf8.contains($0) }) {
      let parts = Self.pattern(operand)
      self =
        Self.middle(parts).map { .containing($0, isWanted: isWanted) }
        ?? .pattern(parts, isWanted: isWanted)
    } else {
      let hasLetters = operand.contains { $0.isASCII && $0.isLetter }
      self = .text(String(operand), hasLetters: hasLetters, isWanted: isWanted)
    }
  }

  /// Whether it begins as no number or date does.
  private static func isWord(_ text: Substring) -> Bool { text.utf8.first ?? 0 >= 0x80 }

  private static func split(_ text: String) -> (FormulaOperator, Substring) {
    guard let first = text.utf8.first, "<=>".utf8.contains(first) else {
      return (.equal, text[...])
    }
    for mark in ["<>", "<=", ">=", "=", "<", ">"] where text.hasPrefix(mark) {
      return (FormulaOperator(rawValue: mark) ?? .equal, text.dropFirst(mark.count))
    }
    return (.equal, text[...])
  }

  private static func date(_ text: Substring) -> CivilDate? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, let year = Int(parts[0]),
      let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  private static func truth(_ text: Substring) -> Bool? {
    // No longer text is one of these words in whatever letters.
    guard text.utf8.count <= 8 else { return nil }
    return switch text.uppercased() {
    case "TRUE", "是": true
    case "FALSE", "否": false
    default: nil
    }
  }

  private static func pattern(_ text: Substring) -> [PatternPart] {
    var parts: [PatternPart] = []
    var isEscaped = false
    for character in text {
      switch character {
      case _ where isEscaped:
        parts.append(.letter(character))
        isEscaped = false
      case "~": isEscaped = true
      case "*": if parts.last != .anyRun { parts.append(.anyRun) }
      case "?": parts.append(.anyOne)
      default: parts.append(.letter(character))
      }
    }
    return parts
  }

  /// The bytes between two `*`; nil for another pattern, and where letter case could matter.
  private static func middle(_ parts: [PatternPart]) -> [UInt8]? {
    guard parts.count > 2, parts.first == .anyRun, parts.last == .anyRun else { return nil }
    var bytes: [UInt8] = []
    for part in parts.dropFirst().dropLast() {
      guard case .letter(let letter) = part, !letter.isCased else { return nil }
      bytes += letter.utf8
    }
    return bytes
  }

  /// Whether certainly no value meets two of these: words without wildcards and without letter case.
  static func areDisjoint(_ values: [FieldValue]) -> Bool {
    var words: Set<String> = []
    return values.allSatisfy { value in
      guard case .text(let word, hasLetters: false, isWanted: true) = Criterion(value) else {
        return false
      }
      return words.insert(word).inserted
    }
  }

  // MARK: - Matching

  func match(_ value: FieldValue) -> RowMatch {
    if case .blank(let isWanted) = self { return value.isMissing == isWanted ? .yes : .no }
    if case .missing(let reason) = self { return .unknown(reason) }
    if case .missing(let reason) = value { return .unknown(reason) }
    return holds(value) ? .yes : .no
  }

  /// For a value that is there; a value of another type is simply different, as in Excel.
  private func holds(_ value: FieldValue) -> Bool {
    switch self {
    case .number(let operation, let wanted):
      if case .number(let number) = value { return Self.holds(operation, number, wanted) }
      guard case .text(let text) = value, operation == .equal || operation == .notEqual else {
        return operation == .notEqual
      }
      return (wanted == ExactNumber(decimal: text)) == (operation == .equal)
    case .date(let operation, let wanted):
      guard case .date(let date) = value else { return operation == .notEqual }
      return Self.holds(operation, date, wanted)
    case .text(let wanted, let hasLetters, let isWanted):
      guard case .text(let text) = value else { return !isWanted }
      let isSame =
        hasLetters ? Self.isSame(text, wanted) : text.hasSameBytes(as: wanted)
      return isSame == isWanted
    case .pattern(let pattern, let isWanted):
      guard case .text(let text) = value else { return !isWanted }
      return Self.matches(Array(text), pattern) == isWanted
    case .containing(let bytes, let isWanted):
      guard case .text(let text) = value else { return !isWanted }
      return Self.contains(text, bytes) == isWanted
    case .yesNo(let wanted, let isWanted):
      switch value {
      case .yesNo(let truth): return (truth == wanted) == isWanted
      case .text(let text): return (Self.truth(text[...]) == wanted) == isWanted
      case .number, .date, .missing: return !isWanted
      }
    case .blank, .missing: return false
    }
  }

  private static func holds<Value: Comparable>(
    _ operation: FormulaOperator, _ value: Value, _ wanted: Value
  ) -> Bool {
    switch operation {
    case .equal: value == wanted
    case .notEqual: value != wanted
    case .less: value < wanted
    case .lessOrEqual: value <= wanted
    case .greater: value > wanted
    case .greaterOrEqual: value >= wanted
    case .concatenate, .add, .subtract, .multiply, .divide, .power: false
    }
  }

  /// Equal but for the case of ASCII letters; allocates nothing.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    let first = left.utf8
    let second = right.utf8
    guard first.count == second.count else { return false }
    return zip(first, second).allSatisfy { lowered($0) == lowered($1) }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }

  private static func contains(_ text: String, _ bytes: [UInt8]) -> Bool {
    var text = text
    return text.withUTF8 { all in
      guard let first = bytes.first, all.count >= bytes.count else { return bytes.isEmpty }
      return (0...all.count - bytes.count).contains { start in
        all[start] == first && all[start..<start + bytes.count].elementsEqual(bytes)
      }
    }
  }

  /// Wildcards with one point to come back to: no recursion, at most length × pattern steps.
  private static func matches(_ text: [Character], _ pattern: [PatternPart]) -> Bool {
    var position = 0
    var part = 0
    var retry: (part: Int, position: Int)?
    while position < text.count {
      if part < pattern.count, pattern[part] == .anyRun {
        part += 1
        retry = (part, position)
      } else if part < pattern.count, pattern[part].accepts(text[position]) {
        part += 1
        position += 1
      } else if let last = retry {
        retry = (last.part, last.position + 1)
        part = last.part
        position = last.position + 1
      } else {
        return false
      }
    }
    return pattern[part...].allSatisfy { $0 == .anyRun }
  }
}

extension String {
  /// Equality of normalized texts: without the search for canonical equivalents that `==` makes.
  ///
  /// Two values of the same sixteen bytes are one text: a short text is in them, a long one where they
  /// point to.
  func hasSameBytes(as other: String) -> Bool {
    let (low, high) = unsafeBitCast(self, to: (UInt64, UInt64).self)
    let (otherLow, otherHigh) = unsafeBitCast(other, to: (UInt64, UInt64).self)
    if low == otherLow, high == otherHigh { return true }
    guard utf8.count == other.utf8.count else { return false }
    let isSame = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in left.elementsEqual(right) }
    }
    return (isSame ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}

extension Criterion.PatternPart {
  fileprivate func accepts(_ character: Character) -> Bool {
    switch self {
    case .letter(let letter):
      letter == character || letter.lowercased() == character.lowercased()
    case .anyOne, .anyRun: true
    }
  }
}
