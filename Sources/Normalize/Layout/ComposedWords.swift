// SPDX-License-Identifier: Apache-2.0
// ComposedWords: finds the field of a header word that no form declares letter by letter.

import DataModel
import Definitions

/// Declared words by stem, for words that say the same with other parts.
///
/// A composed word is taken for a field only when all of it is accounted for and one field of a form
/// alone can be meant: an unknown header with a finding is better than a wrong column.
struct ComposedWords: Sendable {
  private let variants: WordVariants
  /// Declared words, in standard words.
  private var exact = TextMap<[WordMeaning]>()
  /// Stems of declared words under each kind of ending.
  private var stems = EndingKind.allCases.map { _ in TextMap<[WordMeaning]>() }
  /// Yes/no questions, as 是否 and what they ask.
  private var questions = TextMap<[WordMeaning]>()
  /// The field of each form that is a person's name and is called nothing but that.
  private var names: [Int: WordMeaning] = [:]
  private var filter = CharacterFilter()
  private let subjectsOfForm: [[WordPart]]
  private let kinds: [[FieldKind]]

  init(forms: [FormDefinition], vocabulary: LayoutVocabulary) {
    let variants = WordVariants(vocabulary.parts)
    self.variants = variants
    subjectsOfForm = forms.map { form in
      variants.subjects(ofTitles: (form.titles + [form.name]).map(HeaderLabel.bare))
    }
    kinds = forms.map { $0.fields.map(\.kind) }
  }

  /// Must follow the last declared word: words are sorted out by the characters of all of them.
  mutating func finish() {
    filter = CharacterFilter(
      exact.texts + stems.flatMap(\.texts) + questions.texts, parts: variants.removable,
      added: Set("是否".unicodeScalars))
  }

  /// Adds a declared word of a field.
  mutating func add(_ word: String, _ meaning: WordMeaning) {
    let word = variants.standard(word)
    var composed = meaning
    composed.evidence = Evidence.composed
    exact[word, default: []].append(composed)
    let kind = kinds[meaning.form][meaning.field]
    for (stem, ending) in variants.stems(word) where ending.fits(kind) {
      stems[ending.rawValue][stem, default: []].append(composed)
    }
    if kind == .personName, word == "姓名" { names[meaning.form] = composed }
    if kind == .yesNo {
      questions[variants.question(word) ?? "是否" + word, default: []].append(composed)
    }
  }

  /// The one field of each form that a word without a declared meaning must mean.
  func meanings(_ word: String) -> [WordMeaning] {
    guard (4...90).contains(word.utf8.count), word.utf8.contains(where: { $0 >= 0x80 }) else {
      return []
    }
    var found = plain(word)
    if word.utf8.contains(UInt8(ascii: "(")) { found += bracketed(word) }
    if let parts = Self.alternatives(word) { found += agreed(parts) }
    return unambiguous(found)
  }

  /// False for most texts, which mean nothing however they are taken apart.
  func mayHaveMeanings(_ word: String) -> Bool {
    guard (4...90).contains(word.utf8.count) else { return false }
    let (hasCharacter, mayPart) = word.withBytes { bytes in
      var (all, marks): (UInt8, Bool) = (0, false)
      for byte in bytes {
        all |= byte
        marks = marks || byte == UInt8(ascii: "(") || Self.mayPart(byte)
      }
      return (all >= 0x80, marks)
    }
    return hasCharacter && (mayPart || mayMean(word))
  }

  /// False for a word that cannot become a declared one, as most texts cannot.
  private func mayMean(_ word: String) -> Bool {
    guard variants.mayTakeApart(word) else { return false }
    if filter.mayBecomeDeclared(word) { return true }
    if !names.isEmpty, variants.isNameOfAnySubject(word) { return true }
    let standard = variants.standard(word)
    return ByteKey(standard) != ByteKey(word) && filter.mayBecomeDeclared(standard)
  }

  private func plain(_ word: String) -> [WordMeaning] {
    guard mayMean(word) else { return [] }
    var found: [WordMeaning] = []
    // Most words have no subject of any form in them: then all forms read them alike.
    var areAlike = [Bool](all: true, count: subjectsOfForm.count)
    if variants.hasSubject(word) {
      for form in subjectsOfForm.indices {
        let subjects = subjectsOfForm[form].filter { word.containsBytes(of: $0.bytes) }
        guard !subjects.isEmpty else { continue }
        areAlike[form] = false
        // What leaves most of the word says most of it.
        let own = readings(word, subjects).lazy.map { $0.filter { $0.form == form } }
          .first { !$0.isEmpty }
        found += own ?? []
        if let name = names[form], variants.isNameOfSubject(word, subjects: subjects) {
          found.append(name)
        }
      }
    }
    addAlike(word, forms: areAlike, to: &found)
    for turned in variants.turned(word) { found += exact[turned] ?? [] }
    return found
  }

  /// Adds what a word means in these forms, which it names no subject of.
  private func addAlike(_ word: String, forms: [Bool], to found: inout [WordMeaning]) {
    // The reading that gave each form its meanings; the first one does.
    var givers = [Int](all: -1, count: forms.count)
    for (number, reading) in readings(word, []).enumerated() {
      for meaning in reading where forms[meaning.form] {
        if givers[meaning.form] < 0 { givers[meaning.form] = number }
        if givers[meaning.form] == number { found.append(meaning) }
      }
    }
  }

  /// What is meant by the word and by what is left of it, longest first.
  private func readings(_ word: String, _ subjects: [WordPart]) -> [[WordMeaning]] {
    var readings: [[WordMeaning]] = []
    for left in variants.reduced(word, subjects: subjects) {
      let found = candidates(left)
      if !found.isEmpty { readings.append(found) }
    }
    return readings
  }

  private func candidates(_ word: String) -> [WordMeaning] {
    var found = exact[word] ?? []
    for (stem, ending) in variants.stems(word) {
      found += stems[ending.rawValue][stem] ?? []
      if let known = exact[stem] { found += known.filter { mayEnd($0, ending) } }
    }
    if WordVariants.length(word) >= 3 {
      found += stems[EndingKind.quantity.rawValue][word] ?? []
    }
    if let question = variants.question(word) { found += questions[question] ?? [] }
    return found
  }

  /// Words of numbers and of codes may have such an ending or none: 寄宿生人数, 岗位分类名称.
  private func mayEnd(_ meaning: WordMeaning, _ ending: EndingKind) -> Bool {
    switch (ending, kinds[meaning.form][meaning.field]) {
    case (.quantity, .integer), (.quantity, .number), (.amount, .number), (.name, .code): true
    default: false
    }
  }

  // MARK: - Brackets and alternatives

  /// `学生数(在校)` is 在校学生数; `教师(职工)姓名` is 教师姓名 and 职工姓名, if both mean one field.
  private func bracketed(_ word: String) -> [WordMeaning] {
    guard let open = word.firstIndex(of: "("), let close = word.lastIndex(of: ")"), open < close
    else { return [] }
    let head = String(word[..<open])
    let inside = String(word[word.index(after: open)..<close])
    let tail = String(word[word.index(after: close)...])
    guard !inside.isEmpty, !inside.contains("("), !(head + tail).isEmpty else { return [] }
    if tail.isEmpty {
      let joined = [inside + head, head + inside].flatMap {
        exact[variants.standard($0)] ?? []
      }
      return inside.count < 2 ? joined : joined + agreed([head, inside])
    }
    return agreed([head + tail, inside + tail])
  }

  /// The parts of `教师/职工姓名` as whole words; nil for a word without alternatives.
  private static func alternatives(_ word: String) -> [String]? {
    guard mayHoldAlternatives(word) else { return nil }
    let parts = word.split { $0 == "/" || $0 == "、" || $0 == "或" || $0 == "|" }.map(String.init)
    guard (2...4).contains(parts.count), parts.allSatisfy({ $0.count >= 2 }) else { return nil }
    return parts
  }

  /// False for a word without the last byte of any mark between alternatives.
  private static func mayHoldAlternatives(_ word: String) -> Bool {
    word.utf8.contains(where: mayPart)
  }

  private static func mayPart(_ byte: UInt8) -> Bool {
    byte == 0x2F || byte == 0x81 || byte == 0x96 || byte == 0x7C
  }

  /// The field that each of the words means, alone or with the last two characters of the last.
  private func agreed(_ words: [String]) -> [WordMeaning] {
    guard let last = words.last else { return [] }
    var common: [WordMeaning]?
    for word in words {
      var own = unambiguous(plain(word))
      if own.isEmpty { own = unambiguous(plain(word + last.suffix(2))) }
      common =
        common.map { known in
          known.filter { one in own.contains { $0.form == one.form && $0.field == one.field } }
        } ?? own
      if common?.isEmpty == true { return [] }
    }
    return common ?? []
  }

  /// One field for each form, and none where two are possible.
  private func unambiguous(_ found: [WordMeaning]) -> [WordMeaning] {
    guard found.count > 1 else { return found }
    var fields: [Int: WordMeaning] = [:]
    var doubtful: Set<Int> = []
    for meaning in found {
      if let known = fields[meaning.form], known.field != meaning.field {
        doubtful.insert(meaning.form)
      }
      fields[meaning.form] = meaning
    }
    return fields.values.filter { !doubtful.contains($0.form) }.sorted { $0.form < $1.form }
  }
}
