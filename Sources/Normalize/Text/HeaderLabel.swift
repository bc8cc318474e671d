// SPDX-License-Identifier: Apache-2.0
// HeaderLabel: a header word split into what it names, its unit and its decoration.

import DataModel
package import Definitions

/// What a header cell or a form's label says; handed on everywhere, so that its parts are held once.
package struct HeaderLabel: Sendable {
  private var parts: LabelParts

  /// Reads a header text: `（2）学生数\n（人）：` names 学生数, in 人.
  package init(_ text: String, units: UnitIndex, instructions: HeaderInstructions) {
    parts = LabelParts(text, units: units, instructions: instructions)
  }

  /// A text that is a word and nothing else.
  init(plainWord word: String) { parts = LabelParts(word: word) }

  /// The word; empty when nothing is left to name anything.
  package var word: String { parts.word }
  /// The unit in brackets.
  package var unit: UnitDefinition? {
    get { parts.unit }
    set { parts = LabelParts(parts, unit: newValue, bare: parts.bare) }
  }
  /// The word without a unit that stands at its end after a slash, a space or nothing, and that unit.
  ///
  /// Such an end may as well be part of the word: 年级/班 is not 年级 in 班.
  package var bare: (word: String, unit: UnitDefinition)? {
    get { parts.bare }
    set { parts = LabelParts(parts, unit: parts.unit, bare: newValue) }
  }
  /// The parts of a path that one cell holds: `专任教师›#按学历分›硕士研究生`.
  package var parents: [String] { parts.parents }
  /// The parts of what may be a path: 教学及辅助用房-计.
  ///
  /// Such a mark may as well belong to the word: only a declared path makes it one.
  package var loosePath: [String] { parts.loosePath }

  package var isEmpty: Bool { word.isEmpty }

  /// The word without serial number, 其中, footnote marks, colon and spaces, in lower case.
  static func bare(_ text: String) -> String { LabelParts.bare(text) }

  /// Whether nothing of a folded word is to be dropped at its ends, as of most words of forms.
  static func isUndecorated(_ word: String) -> Bool { LabelParts.isUndecorated(word) }
}

/// The parts of a header cell or a form's label, as `HeaderLabel` names them.
///
/// A class, which is filled part by part: the initializer of a large struct copies what it has so far.
private final class LabelParts: Sendable {
  let word: String
  let unit: UnitDefinition?
  let bare: (word: String, unit: UnitDefinition)?
  let parents: [String]
  let loosePath: [String]

  init(word: String, bare: (word: String, unit: UnitDefinition)? = nil) {
    self.word = word
    self.bare = bare
    unit = nil
    (parents, loosePath) = ([], [])
  }

  /// The same with other units.
  init(_ parts: LabelParts, unit: UnitDefinition?, bare: (word: String, unit: UnitDefinition)?) {
    word = parts.word
    self.unit = unit
    self.bare = bare
    parents = parts.parents
    loosePath = parts.loosePath
  }

  convenience init(_ text: String, units: UnitIndex, instructions: HeaderInstructions) {
    guard text.utf8.count <= 600 else {
      self.init(word: "")
      return
    }
    if Self.isBareWord(text) {
      let word = SimplifiedCharacters.simplified(text) ?? text
      self.init(word: word, bare: units.suffix(of: word))
    } else if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      self.init(word: text, bare: units.suffix(of: text))
    } else {
      self.init(decorated: text, units: units, instructions: instructions)
    }
  }

  private init(decorated text: String, units: UnitIndex, instructions: HeaderInstructions) {
    var parents: [String] = []
    var loosePath: [String] = []
    var folded = TextFolding.compatible(Self.dropEnclosedDigits(text))
    let path = HeaderPathText(folded)
    if path.isCertain {
      parents = path.parts.dropLast().map { Self.bare($0) }.filter { !$0.isEmpty }
      folded = path.parts.last ?? ""
    } else if path.parts.count > 1 {
      let (leaf, _) = Self.takeBrackets(
        Self.bare(path.parts.last ?? ""), units: units, instructions: instructions)
      loosePath = path.parts.dropLast().map { Self.bare($0) } + [leaf]
      if loosePath.contains("") { loosePath = [] }
    }
    (self.parents, self.loosePath) = (parents, loosePath)
    (word, unit) = Self.takeBrackets(
      Self.bare(folded), units: units, instructions: instructions)
    bare = unit == nil ? Self.withoutUnit(word, units) : nil
  }

  /// A word without a unit at its end.
  private static func withoutUnit(
    _ word: String, _ units: UnitIndex
  ) -> (word: String, unit: UnitDefinition)? {
    if let slash = word.utf8.lastIndex(of: UInt8(ascii: "/")), slash > word.startIndex,
      let found = units.unit(word[word.index(after: slash)...])
    {
      return (String(word[..<slash]), found)
    }
    return units.suffix(of: word)
  }

  private static let ofWhich = Array("其中".utf8)

  /// True for a text of common Chinese characters alone: it has no decoration, unless it begins with 其中.
  ///
  /// Digits may be among them where none of them can be a serial number.
  private static func isBareWord(_ text: String) -> Bool {
    guard TextFolding.isPlain(text), !text.begins(withBytes: ofWhich) else { return false }
    let hasDigits = text.withBytes { bytes -> Bool? in
      var hasDigits = false
      for byte in bytes where byte < 0x80 {
        guard (0x30...0x39).contains(byte) else { return nil }
        hasDigits = true
      }
      return hasDigits
    }
    return hasDigits.map { !$0 || isUndecorated(text) } ?? false
  }

  /// Keeps brackets that belong to the name, drops those that hold a unit or an instruction; with the
  /// first unit.
  private static func takeBrackets(
    _ text: String, units: UnitIndex, instructions: HeaderInstructions
  ) -> (word: String, unit: UnitDefinition?) {
    guard text.unicodeScalars.contains(where: Self.brackets.contains) else { return (text, nil) }
    var unit: UnitDefinition?
    var kept = ""
    // What is not taken over yet begins here; at depth 0 it stands outside brackets.
    var start = text.startIndex
    var depth = 0
    let scalars = text.unicodeScalars
    var place = start
    while place < text.endIndex {
      let next = scalars.index(after: place)
      switch Self.bracket(at: place, until: next, in: text) {
      case .opens:
        if depth == 0 {
          kept.append(contentsOf: text[start..<place])
          start = next
        }
        depth += 1
      case .closes:
        if depth == 1 {
          switch content(String(text[start..<place]), units, instructions) {
          case .word(let word): kept += word
          case .unit(let found): unit = unit ?? found
          }
          start = next
        } else if depth == 0 {
          kept.append(contentsOf: text[start..<place])
          start = next
        }
        depth = max(0, depth - 1)
      case .none: break
      }
      place = next
    }
    kept.append(contentsOf: text[start...])
    return (Self.bare(kept), unit)
  }

  private enum Content {
    /// What stays in the word, nothing of an instruction.
    case word(String)
    case unit(UnitDefinition)
  }

  private enum Bracket {
    case opens
    case closes
  }

  /// The bracket that a character is; one that bears an accent is none.
  private static func bracket(
    at place: String.Index, until next: String.Index, in text: String
  ) -> Bracket? {
    let found: Bracket
    switch text.unicodeScalars[place] {
    case "(", "[", "〔", "【": found = .opens
    case ")", "]", "〕", "】": found = .closes
    default: return nil
    }
    let before = place == text.startIndex ? nil : text.unicodeScalars[..<place].last
    let after = next == text.endIndex ? nil : text.unicodeScalars[next]
    if isApart(before), isApart(after) { return found }
    return text.indices.contains(place) && text[place].onlyScalar != nil ? found : nil
  }

  /// True for the scalars that are a character of their own whatever stands beside them.
  private static func isApart(_ scalar: Unicode.Scalar?) -> Bool {
    guard let value = scalar?.value else { return true }
    return (0x20..<0x7F).contains(value) || (0x3000..<0x302A).contains(value)
      || (0x4E00...0x9FFF).contains(value)
  }

  /// What a pair of brackets holds.
  private static func content(
    _ inside: String, _ units: UnitIndex, _ instructions: HeaderInstructions
  ) -> Content {
    var content = inside
    for mark in ["单位:", "单位"] where content.hasPrefix(mark) && content != mark {
      content = String(content.dropFirst(mark.count))
    }
    let found =
      units.unit(content)
      ?? (content.utf8.first == UInt8(ascii: "/") ? units.unit(content.drop { $0 == "/" }) : nil)
    if let found { return .unit(found) }
    return .word(instructions.contain(inside) ? "" : "(\(inside))")
  }

  private static let brackets = ScalarSet("()[]〔〕【】".unicodeScalars)
  /// Footnote marks, and what ends a label.
  private static let marks = ScalarSet("*★※▲△●◆#☆'\":：、,。;".unicodeScalars)
  private static let numerals = ScalarSet("0123456789一二三四五六七八九十".unicodeScalars)

  /// The word without serial number, 其中, footnote marks, colon and spaces, in lower case.
  static func bare(_ text: String) -> String {
    let folded = TextFolding.word(text)
    if isUndecorated(folded) { return folded }
    let all = folded.unicodeScalars
    var word = all[...]
    var before: Substring.UnicodeScalarView?
    while before.map({ $0.startIndex != word.startIndex || $0.endIndex != word.endIndex }) ?? true {
      before = word
      while let first = word.first, marks.contains(first) { word.removeFirst() }
      while let last = word.last, marks.contains(last) { word.removeLast() }
      word = dropSerial(word)
      if word.first == "其", word.dropFirst().first == "中", word.count > 2 {
        word = word.dropFirst(2)
      }
    }
    return word.startIndex == all.startIndex && word.endIndex == all.endIndex
      ? folded : String(word)
  }

  /// True for a folded word that begins and ends with Chinese characters, none of them a numeral or 其:
  /// most words of forms do.
  static func isUndecorated(_ word: String) -> Bool {
    guard let first = word.unicodeScalars.first, let last = word.lastScalar else { return true }
    return (0x4E00...0x9FFF).contains(first.value) && (0x4E00...0x9FFF).contains(last.value)
      && first != "其" && !numerals.contains(first)
  }

  /// Drops `(1)`, `(一)`, `1.`, `1、`, `一、` from the front; a word is left in any case.
  private static func dropSerial(
    _ word: Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView {
    if word.first == "(" {
      let digits = word.dropFirst().prefix { numerals.contains($0) }
      let rest = word[digits.endIndex...]
      guard !digits.isEmpty, rest.first == ")", rest.count > 1 else { return word }
      return rest.dropFirst()
    }
    guard let first = word.first, numerals.contains(first) else { return word }
    let digits = word.prefix { numerals.contains($0) }
    let rest = word[digits.endIndex...]
    guard digits.count <= 4, let mark = rest.first, rest.count > 1 else { return word }
    let isSeparator = mark == "." || mark == "、" || mark == ")" || mark == "．"
    return isSeparator ? rest.dropFirst() : word
  }

  /// ①…⑳ and superscripts are serials or footnotes; NFKC would make plain digits of them.
  private static func dropEnclosedDigits(_ text: String) -> String {
    let isMark = { (scalar: Unicode.Scalar) in
      switch scalar.value {
      case 0x2460...0x24FF, 0x2776...0x2793, 0xB9, 0x2070, 0x2074...0x2079: true
      default: false
      }
    }
    guard text.utf8.contains(where: { $0 == 0xC2 || $0 == 0xE2 }),
      text.unicodeScalars.contains(where: isMark)
    else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !isMark(scalar) { scalars.append(scalar) }
    return String(scalars)
  }
}
