// SPDX-License-Identifier: Apache-2.0
// RowWords: knows totals, notes, signatures, unit notes and column numbers by their words.

import DataModel
import Definitions

/// What the words of a row outside the data say.
enum RowMark: Hashable, Sendable {
  case note
  case signature

  /// The name of the rule in the cell account.
  var rule: String {
    switch self {
    case .note: "note"
    case .signature: "signature"
    }
  }
}

/// The vocabulary of rows without data, prepared for fast questions.
///
/// A class, because every row asks: its many parts would be retained and released each time.
final class RowWords: Sendable {
  private let totals: [String]
  private let totalBytes: WordParts
  private let totalMarks: ScalarSet
  /// Whether one of these characters ends in a byte.
  private let totalEnds: [Bool]
  private let marks: [(prefix: WordPart, mark: RowMark)]
  /// Their bytes, for the question which of them begins a text.
  private let markHeads: TextHeads
  private let markStarts: ScalarSet
  /// 例, 示例 and their like, which mark a row where they are all that its first cell says.
  private let examples: Set<String>
  private let knownMarks = TextMemory<RowMark?>()
  /// Whether a text is a total's word, as the first of its row and further on.
  private let knownFirstTotals = TextMemory<Bool>()
  private let knownTotals = TextMemory<Bool>()
  private let knownNames = TextMemory<Bool>()
  private let knownNotes = TextMemory<[UnitDefinition]>()
  private let unitNotes: [WordPart]
  /// The same, found in one pass over a text.
  private let unitNoteWords: TitleWords
  /// A character that all of them have, however it is written, or else what any of them begins with.
  private let unitNoteMarks: ScalarSet
  /// What is drawn before a note.
  private static let bullets = ScalarSet("※★☆◆◇●▲■".unicodeScalars)
  private static let ofWhich = Array("其中".utf8)
  private let instructionSheets: [WordPart]
  private let units: UnitIndex

  init(_ vocabulary: LayoutVocabulary, units: UnitIndex) {
    self.units = units
    let totals = Set(vocabulary.totals.map(Self.totalKey).filter { !$0.isEmpty }).sorted()
    self.totals = totals
    totalBytes = WordParts(totals)
    totalMarks = ScalarSet(
      totals.compactMap(\.unicodeScalars.last) + Array(" 　:：)）、".unicodeScalars)
    ).withTraditional()
    totalEnds = totalMarks.lastBytes
    marks =
      vocabulary.notes.map { (WordPart(TextFolding.word($0)), RowMark.note) }
      + vocabulary.signatures.map { (WordPart(TextFolding.word($0)), RowMark.signature) }
    markHeads = TextHeads(marks.map(\.prefix.bytes))
    examples = Set(
      vocabulary.notes.map { Self.withoutColon(TextFolding.word($0)) }.filter { $0.hasSuffix("例") })
    markStarts = ScalarSet(marks.compactMap(\.prefix.text.unicodeScalars.first))
    unitNotes = vocabulary.unitNotes.map { Self.withoutColon(TextFolding.word($0)) }
      .filter { !$0.isEmpty }.sorted { $0.count > $1.count }.map(WordPart.init)
    unitNoteWords = TitleWords([unitNotes.map(\.text)])
    unitNoteMarks = Self.marks(of: unitNotes.map(\.text)).withTraditional()
    instructionSheets = vocabulary.instructionSheets.map(TextFolding.word).filter { !$0.isEmpty }
      .map(WordPart.init)
  }

  private static func marks(of words: [String]) -> ScalarSet {
    let common = words.first?.unicodeScalars.first { scalar in
      words.allSatisfy { $0.unicodeScalars.contains(scalar) }
    }
    return ScalarSet(common.map { [$0] } ?? words.compactMap(\.unicodeScalars.first))
  }

  private static func withoutColon(_ text: String) -> String {
    text.hasSuffix(":") ? String(text.dropLast()) : text
  }

  private static func totalKey(_ text: String) -> String {
    key(ofFolded: TextFolding.word(text))
  }

  private static func key(ofFolded word: String) -> String {
    var key = word.unicodeScalars[...]
    while let last = key.last, ":)、(".unicodeScalars.contains(last) { key.removeLast() }
    while key.first == "(" { key.removeFirst() }
    // 合计（人）: what a total counts, and how it was made, is no part of its word.
    if let open = key.firstIndex(of: "(") { key = key[..<open] }
    return key.count == word.unicodeScalars.count ? word : String(key)
  }

  /// True for 合计, `合 计：`, （总计）, 合计（元）; and, where `wholeRow` asks for it, 一年级小计 and 其中：女.
  func isTotal(_ text: String, beginsRow: Bool) -> Bool {
    guard mayBeTotal(text, beginsRow: beginsRow) else { return false }
    return (beginsRow ? knownFirstTotals : knownTotals).value(of: text) {
      newIsTotal(text, beginsRow: beginsRow)
    }
  }

  private func newIsTotal(_ text: String, beginsRow: Bool) -> Bool {
    let word = TextFolding.word(text)
    // A mark that joins the character before it, as in the emoji of #, makes it another one.
    guard Self.areOneByOne(word) else { return false }
    let key = Self.key(ofFolded: word)
    let ends = totalBytes.ending(key).map { totals[$0] }
    if ends.contains(where: { $0.utf8.count == key.utf8.count }) { return true }
    guard beginsRow else { return false }
    if key.begins(withBytes: Self.ofWhich) { return true }
    if key.utf8.first == UInt8(ascii: "#"), key.utf8.count > 1 { return true }
    return WordVariants.length(key) <= 12 && ends.contains { WordVariants.length($0) > 1 }
  }

  /// Whether each character is one scalar.
  private static func areOneByOne(_ word: String) -> Bool {
    TextFolding.isPlain(word) || word.count == word.unicodeScalars.count
  }

  /// False for a text that is no total by its first and last byte, as most are; a look that holds nothing.
  @inline(__always)
  func mayEndTotal(_ text: String, beginsRow: Bool) -> Bool {
    let ends = text.utf8.withContiguousStorageIfAvailable { (first: $0.first, last: $0.last) }
    guard let ends else { return true }
    guard let first = ends.first, let last = ends.last else { return false }
    // 其 and the other marks that begin a part of what is above.
    return totalEnds[Int(last)] || beginsRow && (first == UInt8(ascii: "#") || first == 0xE5)
  }

  /// False for a text that `isTotal` finds to be none by its first and last character, as nearly all are.
  @inline(__always)
  func mayBeTotal(_ text: String, beginsRow: Bool) -> Bool {
    text.withBytes { mayBeTotal($0, beginsRow: beginsRow) }
  }

  @inline(__always)
  private func mayBeTotal(_ bytes: UnsafeBufferPointer<UInt8>, beginsRow: Bool) -> Bool {
    guard bytes.count <= 48, let last = bytes.last else { return false }
    if totalEnds[Int(last)], let scalar = String.lastScalar(bytes), totalMarks.contains(scalar) {
      return true
    }
    return beginsRow && (bytes[0] == UInt8(ascii: "#") || Self.beginsOfWhich(bytes))
  }

  /// The bytes of 其中.
  @inline(__always)
  private static func beginsOfWhich(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count >= 6 && bytes[0] == 0xE5 && bytes[1] == 0x85 && bytes[2] == 0xB6
      && bytes[3] == 0xE4 && bytes[4] == 0xB8 && bytes[5] == 0xAD
  }

  /// The mark of a row that begins with this text; nil for any other text.
  func mark(_ text: String) -> RowMark? {
    if isExample(text) { return .note }
    guard mayBeMark(text) else { return nil }
    return knownMarks.value(of: text) { newMark(text) }
  }

  /// True for a cell that says 示例 and nothing else.
  private func isExample(_ text: String) -> Bool {
    // The last byte of 例, which few texts end in.
    text.utf8.last == 0x8B && text.utf8.count <= 30 && examples.contains(TextFolding.word(text))
  }

  private func mayBeMark(_ text: String) -> Bool {
    if let begins = text.withBytes(mayBegin) { return begins }
    guard
      let first = text.unicodeScalars.first(where: { !TextFolding.isSpace($0) })
        .map(SimplifiedCharacters.simplified)
    else { return false }
    return markStarts.contains(first) || first.value >= 0xFF00 || first == "(" || first == "*"
      || Self.bullets.contains(first)
  }

  /// The same for a text that begins with a common character, told by its bytes; nil for any other.
  private func mayBegin(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    guard TextFolding.isCommon(bytes, at: 0),
      let scalar = Unicode.Scalar(TextFolding.scalar(bytes, at: 0).scalar)
    else { return nil }
    return markStarts.contains(SimplifiedCharacters.simplified(scalar)) && markHeads.mayBegin(bytes)
  }

  private func newMark(_ text: String) -> RowMark? {
    let folded = TextFolding.word(String(text.unicodeScalars.prefix(40)))
    let key = folded.unicodeScalars.drop {
      "(*[【".unicodeScalars.contains($0) || Self.bullets.contains($0)
    }
    let rest = key.startIndex == folded.startIndex ? folded : String(key)
    let found = markHeads.firstBeginning(rest).map { marks[$0] }
    // 注 alone begins a note where no word goes on: 注：, 注 1, but not 注册.
    guard let found, found.prefix.text.unicodeScalars.count == 1 else { return found?.mark }
    let next = key.dropFirst().first
    return next.map { (0x3400...0x9FFF).contains($0.value) } == true ? nil : found.mark
  }

  /// True when the note's word ends in a colon or the text is long: then it cannot be a value.
  func isPlainlyMark(_ text: String) -> Bool {
    let key = TextFolding.word(text)
    return key.contains(":") || key.count > 12 || isExample(text)
  }

  /// The units a text such as `（单位：人、平方米）` declares; empty when it is no unit note.
  func unitNote(_ text: String) -> [UnitDefinition] {
    guard text.utf8.count <= 2_000, mayBeUnitNote(text) else { return [] }
    return knownNotes.value(of: text) {
      let folded = TextFolding.withoutSpaces(TextFolding.compatible(text))
      let key = SimplifiedCharacters.simplified(folded) ?? folded
      return unitNoteWords.occur(in: key) ? units(inNote: key) : []
    }
  }

  /// False for a text of common characters of which no note can be made, as nearly all are.
  private func mayBeUnitNote(_ text: String) -> Bool {
    text.withBytes { bytes in
      var place = 0
      while place < bytes.count {
        if TextFolding.isCommon(bytes, at: place) {
          if unitNoteMarks.contains(TextFolding.common(bytes, at: place)) { return true }
          place += 3
          continue
        }
        let (scalar, width) = TextFolding.scalar(bytes, at: place)
        if unitNoteMarks.contains(scalar) || scalar >= 0xA000 && scalar < 0xFF00
          || (0x2E80..<0x3000).contains(scalar) || (0x3200..<0x3400).contains(scalar)
        {
          return true
        }
        place += width
      }
      return false
    }
  }

  private func units(inNote key: String) -> [UnitDefinition] {
    for word in unitNotes where key.containsBytes(of: word.bytes) {
      var rest = key[...]
      while let range = rest.firstRange(of: word.text) {
        rest = rest[range.upperBound...]
        let list = rest.drop { $0 == ":" || $0 == "为" || $0 == "是" }
        let found = units.units(inList: String(list))
        if !found.isEmpty { return found }
        // 金额以万元为单位: the unit stands before the word.
        if let before = Self.named(before: range.lowerBound, in: key), let unit = units.unit(before)
        {
          return [unit]
        }
      }
    }
    return []
  }

  /// 万元 of 以万元为单位, whose last word begins at `end`.
  private static func named(before end: String.Index, in key: String) -> Substring? {
    let head = key[..<end]
    guard head.hasSuffix("为") || head.hasSuffix("作"), let start = head.lastIndex(of: "以") else {
      return nil
    }
    return head[head.index(after: start)...].dropLast()
  }

  /// The units that a text consists of, as `（万元）` or `人、㎡` does; empty where it says anything else.
  func units(alone text: String) -> [UnitDefinition] {
    guard text.utf8.count <= 96 else { return [] }
    var key = TextFolding.withoutSpaces(TextFolding.compatible(text))
    if key.hasPrefix("("), key.hasSuffix(")") { key = String(key.dropFirst().dropLast()) }
    let parts = key.split { "、,;/".contains($0) }
    let found = parts.compactMap { units.unit($0) }
    return found.count == parts.count ? found : []
  }

  /// True for a sheet name such as 填表说明 or 代码字典.
  func namesInstructions(_ text: String) -> Bool {
    knownNames.value(of: text) { isNameOfInstructions(text) }
  }

  private func isNameOfInstructions(_ text: String) -> Bool {
    var key = TextFolding.word(text)
    while key.last?.isNumber == true || key.last == ")" { key.removeLast() }
    return instructionSheets.contains {
      $0.ends(key) || ($0.isLong && key.containsBytes(of: $0.bytes))
    }
  }

  /// True for a first cell such as 填表说明 or 一、填表说明：.
  func beginsInstructions(_ text: String) -> Bool {
    guard text.utf8.count <= 400 else { return false }
    let key = HeaderLabel.bare(text)
    return instructionSheets.contains {
      ByteKey(key) == ByteKey($0.text) || ($0.isLong && $0.begins(key))
    }
  }

  /// True for a row of a program's field names (`seq`, `class_no`, `F0012`), as platforms hide above a
  /// header.
  static func areKeys(_ cells: [Cell]) -> Bool {
    var count = 0
    for cell in cells where !cell.value.isEmpty {
      guard let text = cell.textValue, text.utf8.count <= 64 else { return false }
      let isName = text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
          || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      }
      guard isName, text.utf8.contains(where: { (0x41...0x5A).contains($0 & 0xDF) }) else {
        return false
      }
      count += 1
    }
    return count >= 3
  }

  /// Two characters that no number of a column has: folding would keep both.
  private static func isPlainlyWord(_ text: String) -> Bool {
    var count = 0
    for scalar in text.unicodeScalars where (0x4E00...0x9FFF).contains(scalar.value) {
      let simplified = SimplifiedCharacters.simplified(scalar)
      if simplified != "栏", simplified != "列" { count += 1 }
      if count == 2 { return true }
    }
    return false
  }

  /// True for a row `甲 乙 1 2 3`, `A B (1) (2)` or `1 2 3` under a header.
  static func areColumnNumbers(_ cells: [Cell]) -> Bool {
    // One word is enough, and nearly every row has one behind its numbers.
    if cells.contains(where: { $0.textValue.map(isPlainlyWord) ?? false }) { return false }
    var numbers: [Int] = []
    var letters = 0
    for cell in cells where !cell.value.isEmpty {
      var key = TextFolding.word(cell.value.rawText)
      key.removeAll { $0 == "(" || $0 == ")" || $0 == "栏" || $0 == "列" }
      if let number = Int(key) {
        numbers.append(number)
      } else if key.count == 1, "甲乙丙丁戊己庚辛壬癸abcdefgh-".contains(key) {
        letters += 1
      } else {
        return false
      }
    }
    guard numbers.count + letters >= 2, !numbers.isEmpty || letters >= 2 else { return false }
    guard let first = numbers.first else { return true }
    let ascends = zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 }
    return ascends && (letters > 0 || (first <= 1 && numbers.count >= 3))
  }
}
