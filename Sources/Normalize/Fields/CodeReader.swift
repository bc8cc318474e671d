// SPDX-License-Identifier: Apache-2.0
// CodeReader: values of a code list, by code, name or alias, as the list's canonical name.

import DataModel
import Definitions

/// A code list prepared for lookup; made once for each list.
struct CodeIndex: Sendable {
  let names: [String]
  private let entries: [CodeEntry]
  private let byKey: TextMap<Int>
  /// What names and aliases as they are declared say: nearly every cell is one of them.
  private var readings = TextMap<FieldReading>()
  private let asked = TextMemory<Int?>()
  private let suggested = TextMemory<String>()
  /// Names and aliases with their keys, for suggestions.
  private let words: [(word: String, key: WordPart)]
  /// The names for a sentence, cut after a few.
  let listing: String
  private let shortestCode: Int
  /// Numbers that are an entry's only where the rest of their column says so: 1 for 一年级.
  private var plain: [String: Int] = [:]

  init(_ list: CodeList) {
    entries = list.entries
    let names = list.entries.map(\.name)
    self.names = names
    listing = names.prefix(15).joined(separator: "、") + (names.count > 15 ? "……" : "")
    var byKey = TextMap<Int>()
    // Names first: where a code or an alias is also a name, the name has the word.
    for (index, entry) in list.entries.enumerated() {
      let key = Self.key(entry.name)
      if byKey[key] == nil { byKey[key] = index }
    }
    for (index, entry) in list.entries.enumerated() {
      for word in [entry.code] + entry.aliases where !word.isEmpty {
        let key = Self.key(word)
        if byKey[key] == nil { byKey[key] = index }
      }
    }
    for (index, entry) in list.entries.enumerated() where entry.code.hasPrefix("0") {
      // Zeros are lost where a program took the code for a number.
      let short = String(entry.code.drop { $0 == "0" })
      if !short.isEmpty, byKey[short] == nil { byKey[short] = index }
    }
    for (index, entry) in list.entries.enumerated() {
      for word in entry.attributes["plain"]?.split(separator: ";") ?? [] {
        plain[Self.key(String(word))] = index
      }
    }
    self.byKey = byKey
    shortestCode = list.entries.lazy.map(\.code.count).filter { $0 > 0 }.min() ?? 0
    words = list.entries.flatMap { [$0.name] + $0.aliases }.map { ($0, WordPart(Self.key($0))) }
    for (word, _) in words where readings[word] == nil {
      if let reading = newReading(word) { readings[word] = reading }
    }
  }

  /// The entry that a text names, with how it was found; nil when the list has none.
  func reading(_ text: String) -> FieldReading? { readings[text] ?? newReading(text) }

  var hasPlainNumbers: Bool { !plain.isEmpty }

  /// The entry of a number that is one only where the rest of its column says so.
  func plainEntry(_ text: String) -> Int? {
    plain.isEmpty || text.utf8.count > 24 ? nil : plain[Self.key(text)]
  }

  /// The place in the list of an entry that a text names in a single digit or numeral.
  func numberedEntry(_ text: String) -> Int? {
    guard text.utf8.count <= 24 else { return nil }
    let key = Self.key(text)
    return key.count == 1 ? byKey[key] : nil
  }

  /// The reading of such a number.
  func plainReading(_ text: String) -> FieldReading? {
    plainEntry(text).map { FieldReading(.text(entries[$0].name), steps: .codeAlias) }
  }

  private func newReading(_ text: String) -> FieldReading? {
    let trimmed = TextFolding.trimmed(text)
    guard let entry = entry(trimmed) else { return nil }
    var steps: NormalizationSteps = trimmed == text ? [] : .spaces
    if entry.name != trimmed { steps.formUnion(Self.steps(from: trimmed, to: entry.name)) }
    return FieldReading(.text(entry.name), steps: steps)
  }

  private static func steps(from text: String, to name: String) -> NormalizationSteps {
    if TextFolding.key(text) == TextFolding.key(name) {
      return TextFolding.compatible(text) == text ? .spaces : .width
    }
    if TextFolding.word(text) == TextFolding.word(name) {
      return .simplified
    }
    return .codeAlias
  }

  private static func key(_ word: String) -> String {
    TextFolding.word(word)
  }

  /// The entry that the text names, also as `211 小学` or `1-男`; nil when the list has none.
  func entry(_ text: String) -> CodeEntry? {
    asked.value(of: text) { index(of: text) }.map { entries[$0] }
  }

  private func index(of text: String) -> Int? {
    let key = Self.key(text)
    if let index = byKey[key] { return index }
    if let name = Self.withoutNumeral(key), let index = byKey[name] { return index }
    if let short = OptionMark.withoutZeros(key), let index = byKey[short] { return index }
    guard let split = OptionMark.split(key), let index = byKey[split.word] else {
      return agreed(key)
    }
    return agrees(split.mark, with: index) ? index : nil
  }

  /// Whether a mark before or behind an entry's name is its code, or numbers options and is no code.
  private func agrees(_ mark: String, with index: Int) -> Bool {
    let entry = entries[index]
    guard !entry.code.isEmpty, Self.key(entry.code) != mark else { return true }
    guard let other = byKey[mark] else {
      return mark.count < shortestCode || mark.count == 1 && mark.first?.isLetter == true
    }
    // 乡村（220）: 村庄 is one kind of 乡村.
    return other == index || entries[other].attributes.values.contains(entry.name)
  }

  /// 本科 of 大学本科/学士 and 正高级教师（正高）: every word of the text means the same entry.
  private func agreed(_ key: String) -> Int? {
    guard key.utf8.count <= 90, key.contains("/") || key.last == ")" else { return nil }
    let words = key.split { "/()".contains($0) }
    guard (2...3).contains(words.count), let index = byKey[String(words[0])],
      words.dropFirst().allSatisfy({ byKey[String($0)] == index })
    else { return nil }
    return index
  }

  /// 教学及辅助用房 of `一、教学及辅助用房` and `（四）…`: numerals that number a form's sections are no code.
  private static func withoutNumeral(_ key: String) -> String? {
    let rest = key.drop { $0 == "(" }
    let numeral = rest.prefix { "一二三四五六七八九十".contains($0) }
    guard !numeral.isEmpty, let mark = rest.dropFirst(numeral.count).first,
      rest.startIndex == key.startIndex ? "、.".contains(mark) : mark == ")"
    else { return nil }
    return String(rest.dropFirst(numeral.count + 1).drop { "、.".contains($0) })
  }

  func attribute(_ attribute: String, of name: String) -> String? {
    guard let index = byKey[Self.key(name)] else { return nil }
    return entries[index].attributes[attribute]
  }

  /// The canonical name nearest to a word that the list lacks; "" when none is near.
  func suggestion(for text: String) -> String {
    suggested.value(of: text) { newSuggestion(for: text) }
  }

  private func newSuggestion(for text: String) -> String {
    let key = Self.key(text)
    for place in words.indices
    where words[place].key.bytes.count >= 4 && key.containsBytes(of: words[place].key.bytes) {
      return entry(words[place].word)?.name ?? ""
    }
    let limit = key.count <= 2 ? 1 : key.count <= 5 ? 2 : 3
    guard key.count >= 2, let near = nearest(to: key, limit: limit),
      near.contains(where: key.contains)
    else { return "" }
    return entry(near)?.name ?? ""
  }

  /// The first of the keys that are nearest to this one within `limit`.
  private func nearest(to key: String, limit: Int) -> String? {
    var best: (key: String, distance: Int)?
    for place in words.indices {
      let bound = best.map { $0.distance - 1 } ?? limit
      guard bound >= 0 else { break }
      let word = words[place].key.text
      if let distance = EditDistance.between(key, word, limit: bound) { best = (word, distance) }
    }
    return best?.key
  }
}

/// Reads the cells of a coded field.
struct CodeReader: FieldReader {
  let field: FieldDefinition
  let list: CodeIndex
  let words: PlaceholderWords
  var column = ColumnFacts()

  var repeats: Bool { true }

  private static let rule = "value-is-in-code-list"

  func read(_ cell: Cell) -> FieldReading {
    known(cell) ?? refused(TextFolding.trimmed(cell.value.rawText))
  }

  /// No suggestion is sought for a word that nobody is told of.
  func value(of cell: Cell) -> FieldValue? {
    guard let reading = known(cell), reading.problem == nil, !reading.value.isMissing else {
      return nil
    }
    return reading.value
  }

  /// nil for what the list lacks.
  private func known(_ cell: Cell) -> FieldReading? {
    let text: String
    switch cell.value {
    case .text(let written): text = written
    case .number, .boolean: text = cell.value.rawText
    case .blank, .date, .error: return nil
    }
    if let reading = list.reading(text) { return reading }
    if column.hasPlainNumbers, let reading = list.plainReading(text) { return reading }
    if let option = TickedOption.only(in: text), var reading = list.reading(option) {
      reading.steps.formUnion(.codeAlias)
      return reading
    }
    let trimmed = TextFolding.trimmed(text)
    guard !words.unknown.contains(TextFolding.word(trimmed)) else { return nil }
    return words.reading(trimmed, rule: Self.rule, isRequired: field.isRequired)
  }

  private func refused(_ text: String) -> FieldReading {
    .refused(
      Self.rule, .notInCodeList, facts: ["list": list.listing],
      suggestion: text.utf8.count <= 120 ? list.suggestion(for: text) : "")
  }
}
