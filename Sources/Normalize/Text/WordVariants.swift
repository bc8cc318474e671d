// SPDX-License-Identifier: Apache-2.0
// WordVariants: the ways of writing a header word that name the same quantity.

import Definitions

/// A kind of endings that may be exchanged for each other.
enum EndingKind: Int, CaseIterable, Sendable {
  case quantity
  case amount
  case area
  case time
  case identifier
  case kind
  case name

  /// True when the words of a field of this kind end so.
  func fits(_ kind: FieldKind) -> Bool {
    switch (self, kind) {
    case (.quantity, .integer), (.quantity, .number): true
    case (.amount, .number), (.area, .number): true
    case (.time, .date), (.time, .month): true
    case (.identifier, .text), (.identifier, .schoolCode), (.identifier, .identityNumber): true
    case (.kind, .code), (.kind, .text): true
    case (.name, .text), (.name, .personName), (.name, .code): true
    default: false
    }
  }
}

/// Takes header words apart by the parts that the vocabulary declares.
struct WordVariants: Sendable {
  /// Longer words are no composed headers.
  private static let longestWord = 24

  private let prefixes: [String]
  private let subjects: [String]
  private let endings: [(text: String, kind: EndingKind)]
  private let neutral: [String]
  private let fillers: [String]
  private let equivalents: [(word: String, standard: String)]

  init(_ parts: HeaderWordParts) {
    prefixes = Self.sorted(parts.prefixes)
    subjects = Self.sorted(parts.subjects)
    neutral = Self.sorted(parts.neutralEndings)
    fillers = Self.sorted(parts.fillers)
    let lists: [(EndingKind, [String])] = [
      (.quantity, parts.quantityEndings), (.amount, parts.amountEndings),
      (.area, parts.areaEndings), (.time, parts.timeEndings),
      (.identifier, parts.identifierEndings), (.kind, parts.kindEndings),
      (.name, parts.nameEndings),
    ]
    endings = lists.flatMap { kind, words in Self.sorted(words).map { ($0, kind) } }
    equivalents = parts.equivalents.compactMap { pair in
      let sides = pair.split(separator: "=").map { HeaderLabel.bare(String($0)) }
      return sides.count == 2 ? (sides[0], sides[1]) : nil
    }
  }

  private static func sorted(_ words: [String]) -> [String] {
    words.map(HeaderLabel.bare).filter { !$0.isEmpty }
      .sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
  }

  /// The subjects that a form's titles name: before the words of this form they say nothing.
  func subjects(ofTitles titles: [String]) -> [String] {
    subjects.filter { subject in titles.contains { $0.containsBytes(of: subject) } }
  }

  var allSubjects: [String] { subjects }

  /// The word with every other word for the same thing replaced by the standard one.
  func standard(_ word: String) -> String {
    var result = word
    for pair in equivalents where result.containsBytes(of: pair.word) {
      result = result.replacing(pair.word, with: pair.standard)
    }
    return result
  }

  /// The stem under each kind of ending that the word has; the stem has two characters at least.
  func stems(_ word: String) -> [(stem: String, kind: EndingKind)] {
    var found: [(stem: String, kind: EndingKind)] = []
    for kind in EndingKind.allCases {
      let ending = endings.first { $0.kind == kind && word.hasSuffix($0.text) }
      guard let ending else { continue }
      let stem = String(word.dropLast(ending.text.count))
      if stem.count >= 2 { found.append((stem, kind)) }
    }
    return found
  }

  /// True for 教职工名 and 教师姓名: a subject with nothing but the ending of a name.
  func isNameOfSubject(_ word: String, subjects: [String]) -> Bool {
    subjects.contains { subject in
      guard word.hasPrefix(subject) else { return false }
      let rest = word.dropFirst(subject.count)
      return endings.contains { $0.kind == .name && $0.text == rest }
    }
  }

  /// The word itself and what is left of it without parts that say nothing, longest first; never less
  /// than two characters.
  func reduced(_ word: String, subjects: [String]) -> [String] {
    guard (2...Self.longestWord).contains(word.count) else { return [] }
    var found = [standard(word)]
    var index = 0
    while index < found.count, found.count < 24 {
      let current = found[index]
      index += 1
      for rest in shorter(current, subjects: subjects) where rest.count >= 2 {
        if !found.contains(rest) { found.append(rest) }
      }
    }
    return found.sorted { ($1.count, $0) < ($0.count, $1) }
  }

  private func shorter(_ word: String, subjects: [String]) -> [String] {
    var found: [String] = []
    for part in prefixes where word.hasPrefix(part) {
      found.append(String(word.dropFirst(part.count)))
    }
    for part in subjects where word.hasPrefix(part) {
      found.append(String(word.dropFirst(part.count)))
    }
    for part in neutral where word.hasSuffix(part) {
      found.append(String(word.dropLast(part.count)))
    }
    for part in fillers + subjects where word.containsBytes(of: part) {
      found.append(word.replacing(part, with: ""))
    }
    return found
  }

  /// The word with two of its parts exchanged: 面积建筑 for 建筑面积.
  ///
  /// The parts have two characters at least, so that 师生比 never becomes 生师比.
  func turned(_ word: String) -> [String] {
    let characters = Array(word)
    guard (4...12).contains(characters.count) else { return [] }
    return (2...(characters.count - 2)).map { place in
      String(characters[place...] + characters[..<place])
    }
  }

  /// 是否骨干 for 骨干与否, 是否为骨干 and 骨干是否; nil for a word that asks nothing.
  func question(_ word: String) -> String? {
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
