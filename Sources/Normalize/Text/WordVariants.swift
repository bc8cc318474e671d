// SPDX-License-Identifier: Apache-2.0
// WordVariants: the ways of writing a header word that name the same quantity.

import Definitions

/// A kind of endings that may be exchanged for each other.
enum EndingKind: Int, CaseIterable, Sendable {
  case quantity
  case amount
  case time
  case identifier
  case kind
  case name

  /// True when the words of a field of this kind end so.
  func fits(_ kind: FieldKind) -> Bool {
    switch (self, kind) {
    case (.quantity, .integer), (.quantity, .number): true
    case (.amount, .number): true
    case (.time, .date), (.time, .month): true
    case (.identifier, .text), (.identifier, .schoolCode), (.identifier, .identityNumber): true
    case (.kind, .code), (.kind, .text): true
    case (.name, .text), (.name, .personName), (.name, .code): true
    default: false
    }
  }
}

/// A part of a word with its bytes: words are compared by bytes, since all of them are folded.
struct WordPart: Sendable {
  let text: String
  let bytes: [UInt8]
  /// Of more than two characters: a shorter one may be a part of any word.
  let isLong: Bool

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
    isLong = text.count > 2
  }

  func begins(_ word: String) -> Bool {
    word.begins(withBytes: bytes)
  }

  func ends(_ word: String) -> Bool {
    word.ends(withBytes: bytes)
  }

  /// The word without this part wherever it stands.
  func leftOut(of word: String) -> String {
    guard TextFolding.isPlain(word), let first = bytes.first else {
      return word.replacing(text, with: "")
    }
    return word.withBytes { own in
      var kept: [UInt8] = []
      kept.reserveCapacity(own.count)
      var place = 0
      while place < own.count {
        if own[place] == first, stands(in: own, at: place) {
          place += bytes.count
        } else {
          kept.append(own[place])
          place += 1
        }
      }
      return String(decoding: kept, as: UTF8.self)
    }
  }

  private func stands(in own: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard own.count - place >= bytes.count else { return false }
    for offset in bytes.indices where own[place + offset] != bytes[offset] { return false }
    return true
  }

  func afterBeginning(_ word: String) -> String {
    String(decoding: word.utf8.dropFirst(bytes.count), as: UTF8.self)
  }

  func beforeEnd(_ word: String) -> String {
    String(decoding: word.utf8.dropLast(bytes.count), as: UTF8.self)
  }
}

/// Takes header words apart by the parts that the vocabulary declares.
struct WordVariants: Sendable {
  /// Longer words are no composed headers.
  private static let longestWord = 24

  private let prefixes: [WordPart]
  private let subjects: [WordPart]
  private let endings: [[WordPart]]
  private let neutral: [WordPart]
  /// The same as bytes, for the question which of them begin or end a word.
  private let prefixBytes: WordParts
  private let endingBytes: [WordParts]
  private let neutralBytes: WordParts
  private let fillers: [WordPart]
  /// Which parts occur at all in a word, but for those of one byte.
  private let parts: TitleWords
  private let hasShortPart: Bool
  /// The last characters of all endings, and of those of names.
  private let endingMarks: ScalarSet
  private let nameMarks: ScalarSet
  private let equivalents: [(word: WordPart, standard: String)]
  /// Which of them occur at all in a word, found in one pass: in most none does.
  private let equivalentWords: TitleWords

  init(_ parts: HeaderWordParts) {
    prefixes = Self.sorted(parts.prefixes)
    subjects = Self.sorted(parts.subjects)
    neutral = Self.sorted(parts.neutralEndings)
    fillers = Self.sorted(parts.fillers)
    let lists: [(EndingKind, [String])] = [
      (.quantity, parts.quantityEndings), (.amount, parts.amountEndings),
      (.time, parts.timeEndings),
      (.identifier, parts.identifierEndings), (.kind, parts.kindEndings),
      (.name, parts.nameEndings),
    ]
    endings = EndingKind.allCases.map { kind in
      Self.sorted(lists.filter { $0.0 == kind }.flatMap { $0.1 })
    }
    prefixBytes = WordParts(prefixes.map(\.text))
    endingBytes = endings.map { WordParts($0.map(\.text)) }
    neutralBytes = WordParts(neutral.map(\.text))
    endingMarks = Self.lastCharacters(of: endings.flatMap { $0 })
    nameMarks = Self.lastCharacters(of: endings[EndingKind.name.rawValue])
    equivalents = parts.equivalents.compactMap { pair in
      let sides = pair.split(separator: "=").map { HeaderLabel.bare(String($0)) }
      return sides.count == 2 ? (WordPart(sides[0]), sides[1]) : nil
    }
    let all = prefixes + neutral + fillers + subjects
    self.parts = TitleWords([all.map(\.text)])
    hasShortPart = all.contains { $0.bytes.count < 2 }
    equivalentWords = TitleWords([equivalents.map(\.word.text)])
  }

  private static func sorted(_ words: [String]) -> [WordPart] {
    words.map(HeaderLabel.bare).filter { !$0.isEmpty }
      .sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }.map(WordPart.init)
  }

  private static func lastCharacters(of parts: [WordPart]) -> ScalarSet {
    ScalarSet(parts.compactMap(\.text.lastScalar))
  }

  /// How many characters a word has; those of most words are told by their bytes.
  static func length(_ word: String) -> Int {
    guard TextFolding.isPlain(word) else { return word.count }
    return word.withBytes { bytes in
      var count = 0
      for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
      return count
    }
  }

  /// Whether any subject stands in a word.
  func hasSubject(_ word: String) -> Bool {
    subjects.contains { word.containsBytes(of: $0.bytes) }
  }

  /// The subjects that a form's titles name: before the words of this form they say nothing.
  func subjects(ofTitles titles: [String]) -> [WordPart] {
    subjects.filter { subject in titles.contains { $0.containsBytes(of: subject.bytes) } }
  }

  /// The word with every other word for the same thing replaced by the standard one.
  func standard(_ word: String) -> String {
    guard equivalentWords.occur(in: word) else { return word }
    var result = word
    for pair in equivalents where result.containsBytes(of: pair.word.bytes) {
      result = result.replacing(pair.word.text, with: pair.standard)
    }
    return result
  }

  /// The stem under each kind of ending that the word has; the stem has two characters at least.
  func stems(_ word: String) -> [(stem: String, kind: EndingKind)] {
    guard let last = word.lastScalar, endingMarks.contains(last) else { return [] }
    var found: [(stem: String, kind: EndingKind)] = []
    for kind in EndingKind.allCases {
      guard let place = endingBytes[kind.rawValue].ending(word).first else { continue }
      let ending = endings[kind.rawValue][place]
      // Two characters of Chinese have six bytes.
      guard word.utf8.count - ending.bytes.count >= 6 else { continue }
      found.append((ending.beforeEnd(word), kind))
    }
    return found
  }

  /// True for 教职工名 and 教师姓名: a subject with nothing but the ending of a name.
  func isNameOfSubject(_ word: String, subjects: [WordPart]) -> Bool {
    subjects.contains { subject in
      guard subject.begins(word) else { return false }
      let rest = subject.afterBeginning(word)
      return endings[EndingKind.name.rawValue].contains { ByteKey($0.text) == ByteKey(rest) }
    }
  }

  func isNameOfAnySubject(_ word: String) -> Bool {
    guard let last = word.lastScalar, nameMarks.contains(last) else { return false }
    return endings[EndingKind.name.rawValue].contains { $0.ends(word) }
      && isNameOfSubject(word, subjects: subjects)
  }

  /// False for a word that is too long to be taken apart, to be turned or to be a person's name.
  func mayTakeApart(_ word: String) -> Bool {
    word.utf8.count <= Self.longestWord || word.unicodeScalars.count <= Self.longestWord
  }

  /// The word itself and what is left of it without parts that say nothing, longest first; never less
  /// than two characters.
  func reduced(_ word: String, subjects: [WordPart]) -> [String] {
    guard (2...Self.longestWord).contains(Self.length(word)) else { return [] }
    var found = [standard(word)]
    var index = 0
    while index < found.count, found.count < 24 {
      let current = found[index]
      index += 1
      for rest in shorter(current, subjects: subjects) where Self.length(rest) >= 2 {
        if !found.contains(rest) { found.append(rest) }
      }
    }
    guard found.count > 1 else { return found }
    return found.map { (length: Self.length($0), word: $0) }
      .sorted { ($1.length, $0.word) < ($0.length, $1.word) }.map(\.word)
  }

  private func shorter(_ word: String, subjects: [WordPart]) -> [String] {
    guard hasShortPart || self.parts.occur(in: word) else { return [] }
    var found: [String] = []
    for place in prefixBytes.beginning(word) { found.append(prefixes[place].afterBeginning(word)) }
    for part in subjects where part.begins(word) { found.append(part.afterBeginning(word)) }
    for place in neutralBytes.ending(word) { found.append(neutral[place].beforeEnd(word)) }
    for part in fillers where word.containsBytes(of: part.bytes) {
      found.append(part.leftOut(of: word))
    }
    for part in subjects where word.containsBytes(of: part.bytes) {
      found.append(part.leftOut(of: word))
    }
    return found
  }

  /// The word with two of its parts exchanged: 面积建筑 for 建筑面积.
  ///
  /// The parts have two characters at least, so that 师生比 never becomes 生师比.
  func turned(_ word: String) -> [String] {
    let bytes = Array(word.utf8)
    // Chinese characters alone: each has three bytes.
    guard (12...36).contains(bytes.count), bytes.count % 3 == 0,
      bytes.allSatisfy({ $0 >= 0x80 })
    else { return [] }
    return stride(from: 6, through: bytes.count - 6, by: 3).map { place in
      String(decoding: bytes[place...] + bytes[..<place], as: UTF8.self)
    }
  }

  /// All that may be taken out of a word.
  var removable: [String] {
    (prefixes + subjects + neutral + fillers + endings.joined()).map(\.text)
      + ["是否属于", "是否为", "是否是", "是否有", "是否系", "有无", "是不是", "是否", "与否"]
  }

  private static let askingParts = ["否", "有无", "是不是"].map { Array($0.utf8) }

  /// 是否骨干 for 骨干与否, 是否为骨干 and 骨干是否; nil for a word that asks nothing.
  func question(_ word: String) -> String? {
    guard Self.askingParts.contains(where: { word.containsBytes(of: $0) }) else { return nil }
    for head in ["是否属于", "是否为", "是否是", "是否有", "是否系", "有无", "是不是", "是否"]
    where word.hasPrefix(head) && word.count > head.count + 1 {
      return "是否" + word.dropFirst(head.count)
    }
    for tail in ["与否", "是否", "否"] where word.hasSuffix(tail) && word.count > tail.count + 1 {
      return "是否" + word.dropLast(tail.count)
    }
    return nil
  }
}
