// SPDX-License-Identifier: Apache-2.0
// FieldReader: the seam through which one kind of cell becomes a field value.

import DataModel
import Definitions

/// What is wrong with a cell that holds something.
struct ValueProblem: Hashable, Sendable {
  /// Code of the built-in check: reads as the claim that must hold.
  var rule: String
  var severity = Severity.mustCorrect
  var facts: [String: String] = [:]
  var suggestion = ""
}

/// A cell read as a field's value.
struct FieldReading: Hashable, Sendable {
  var value: FieldValue
  var steps: NormalizationSteps = []
  var problem: ValueProblem?

  init(_ value: FieldValue, steps: NormalizationSteps = [], problem: ValueProblem? = nil) {
    self.value = value
    self.steps = steps
    self.problem = problem
  }

  /// What was done to a text, or that nothing could be made of it, is seen only beside the text.
  var needsText: Bool { !steps.isEmpty || value.isMissing }

  /// No value, and why a person must look.
  static func refused(
    _ rule: String, _ reason: MissingReason = .unreadable, steps: NormalizationSteps = [],
    facts: [String: String] = [:], suggestion: String = ""
  ) -> FieldReading {
    FieldReading(
      .missing(reason), steps: steps,
      problem: ValueProblem(rule: rule, facts: facts, suggestion: suggestion))
  }
}

/// Reads the cells of one column.
///
/// Blank cells, errors and formulas without a result never reach a reader.
protocol FieldReader: Sendable {
  /// True when equal cells give equal readings often enough for a memory of them to pay.
  var repeats: Bool { get }

  func read(_ cell: Cell) -> FieldReading

  /// The value alone, for a guess at what a column is; nil where there is none or something is wrong.
  func value(of cell: Cell) -> FieldValue?
}

extension FieldReader {
  func value(of cell: Cell) -> FieldValue? {
    let reading = read(cell)
    return reading.problem == nil && !reading.value.isMissing ? reading.value : nil
  }
}

/// What a column says of all its cells.
struct ColumnFacts: Sendable {
  /// Factor from the unit of cells that name none to the field's own unit.
  var factor: ExactNumber = .one
  var isConverted = false
  /// The header says 年月: a month is what it asks for, also in a field of days.
  var asksForMonth = false
  /// Plain numbers of the column are entries of its list: see `PlainNumbers`.
  var hasPlainNumbers = false
}

/// Placeholders and yes/no words, folded.
struct PlaceholderWords: Sendable {
  let notApplicable: Set<String>
  let unknown: Set<String>
  let yes: Set<String>
  let no: Set<String>
  /// What the field's own words mean, before those of the vocabulary.
  private var own: [String: Meaning] = [:]
  private let starts: ScalarSet
  private let startsWithFigure: Bool

  private enum Meaning: Hashable, Sendable {
    case zero
    case notApplicable
    case unknown
  }

  init(_ vocabulary: LayoutVocabulary) {
    notApplicable = Set(vocabulary.notApplicable.map(TextFolding.word))
    unknown = Set(vocabulary.unknown.map(TextFolding.word))
    yes = Set(vocabulary.yes.map(TextFolding.word))
    no = Set(vocabulary.no.map(TextFolding.word))
    let first = (vocabulary.notApplicable + vocabulary.unknown).flatMap { word in
      [word, TextFolding.word(word), word.uppercased()].compactMap(\.unicodeScalars.first)
    }
    startsWithFigure = first.contains { ("0"..."9").contains($0) }
    starts = ScalarSet(
      first + Array("-/\\*—–―‐‑‒−_.… \u{A0}\u{3000}".unicodeScalars)
    ).withTraditional()
  }

  /// The words with those of a field.
  func extended(by words: FieldPlaceholders) -> PlaceholderWords {
    guard !words.isEmpty else { return self }
    var result = self
    let meanings: [(Meaning, [String])] = [
      (.zero, words.zero), (.notApplicable, words.notApplicable), (.unknown, words.unknown),
    ]
    for (meaning, list) in meanings {
      for word in list {
        result.own[TextFolding.word(word)] = meaning
      }
    }
    return result
  }

  var hasOwn: Bool { !own.isEmpty }

  /// No word for nothing begins with a figure, as none does unless somebody declares one.
  var hasNoFigure: Bool { !hasOwn && !startsWithFigure }

  /// The reading of one of the field's own words; nil for any other text.
  func ownReading(_ text: String, rule: String, isRequired: Bool) -> FieldReading? {
    guard hasOwn, text.utf8.count <= 120, let meaning = own[TextFolding.word(text)] else {
      return nil
    }
    switch meaning {
    case .zero: return FieldReading(.number(.zero), steps: [.textToValue, .zeroWord])
    case .notApplicable:
      return isRequired
        ? .refused(rule, .notApplicable) : FieldReading(.missing(.notApplicable))
    case .unknown: return .refused(rule)
    }
  }

  /// The reading of a placeholder under a check; nil when the text is none.
  ///
  /// A required field cannot be "not applicable": that is a finding of `rule`.
  func reading(_ text: String, rule: String, isRequired: Bool) -> FieldReading? {
    if let own = ownReading(text, rule: rule, isRequired: isRequired) { return own }
    guard beginsLikeOne(text) else { return nil }
    let key = TextFolding.word(text)
    if notApplicable.contains(key) || Self.isDashes(key) {
      return isRequired
        ? .refused(rule, .notApplicable) : FieldReading(.missing(.notApplicable))
    }
    return unknown.contains(key) ? .refused(rule) : nil
  }

  /// False for a text that `reading` finds to be none by its first character alone, as most are.
  func mayBegin(_ text: String) -> Bool { hasOwn || beginsLikeOne(text) }

  /// The same for a common Chinese character that begins a text.
  func mayBegin(_ character: Unicode.Scalar) -> Bool { hasOwn || starts.contains(character) }

  private func beginsLikeOne(_ text: String) -> Bool {
    guard let byte = text.utf8.first else { return false }
    if byte < 0x80 { return starts.contains(Unicode.Scalar(byte)) }
    guard let first = text.unicodeScalars.first else { return false }
    return starts.contains(first) || first.value >= 0xFF00 || first.value < 0x2E80
  }

  /// A cell of nothing but dashes, slashes or asterisks says "nothing here" in every vocabulary.
  static func isDashes(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.count <= 24
      && key.unicodeScalars.allSatisfy { "-/\\*—–―‐‑‒−_.…".unicodeScalars.contains($0) }
  }
}
