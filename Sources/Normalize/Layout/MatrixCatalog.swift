// SPDX-License-Identifier: Apache-2.0
// MatrixCatalog: the statistics forms to look for, with the words of their rows and columns; made once.

import DataModel
package import Definitions

/// A place of a field with its words folded; a class, because every table asks each of them.
final class MatrixPattern: Sendable {
  let rows: [MatrixWay]
  let columns: [MatrixWay]
  private let codes: Set<String>
  private let numbers: Set<String>
  let ordinal: Int?

  init(_ place: MatrixPlace, _ words: inout MatrixWords) {
    rows = place.rows.map { MatrixWay($0.map(HeaderLabel.bare), in: &words) }
    columns = place.columns.map { MatrixWay($0.map(HeaderLabel.bare), in: &words) }
    codes = Set(place.codes.map(MatrixCatalog.code))
    numbers = Set(place.numbers.map(MatrixCatalog.code))
    ordinal = place.ordinal
  }

  /// Whether the code of a row or the number of a column is one that the declaration names.
  func isHinted(_ row: MatrixRow, _ column: MatrixColumn) -> Bool {
    codes.contains(row.code) || !column.number.isEmpty && numbers.contains(column.number)
  }
}

/// One form of layout `matrix`; a class, because every table asks each of them.
final class MatrixForm: Sendable {
  /// Index in the catalog of forms.
  let form: Int
  let fields: [(field: Int, patterns: [MatrixPattern])]
  private let within: [WordPart]
  private let outside: [WordPart]
  /// Each word of `outside` with each of `followers`.
  private let outsideFollowed: [[UInt8]]
  /// Words of rows that stand above others in a pattern, or that tell stages apart.
  private let parents: MatrixWordSet
  let rowLeaves: Set<String>
  let columnLeaves: Set<String>
  /// Words of the fields without a place, such as the school's name: they stand above the table.
  let preamble: [String: Int]
  /// All ways to rows and to columns.
  let rowWays: [MatrixWay]
  let columnWays: [MatrixWay]
  private let titles: [[UInt8]]

  init(
    _ definition: FormDefinition, index: Int, weak: Set<String>, words: inout MatrixWords
  ) {
    form = index
    fields = definition.fields.enumerated().filter { !$0.element.places.isEmpty }
      .map { field in
        (field.offset, field.element.places.map { MatrixPattern($0, &words) })
      }
    rowWays = fields.flatMap { $0.patterns.flatMap(\.rows) }
    columnWays = fields.flatMap { $0.patterns.flatMap(\.columns) }
    within = definition.scope.within.map(HeaderLabel.bare).filter { !$0.isEmpty }
      .map(WordPart.init)
    outside = definition.scope.outside.map(HeaderLabel.bare).filter { !$0.isEmpty }
      .map(WordPart.init)
    let places = definition.fields.flatMap(\.places)
    let rows = places.flatMap(\.rows).map { $0.map(HeaderLabel.bare) }
    let columns = places.flatMap(\.columns).map { $0.map(HeaderLabel.bare) }
    outsideFollowed = outside.flatMap { word in
      Self.followers.map { Array((word.text + $0).utf8) }
    }
    let scope = (within + outside).map(\.text)
    parents = MatrixWordSet(rows.flatMap { $0.dropLast() } + scope, in: &words)
    words.noteScope(scope)
    rowLeaves = Set(rows.compactMap(\.last)).subtracting(weak)
    columnLeaves = Set(columns.compactMap(\.last)).subtracting(weak)
    var preamble: [String: Int] = [:]
    for (index, field) in definition.fields.enumerated()
    where field.places.isEmpty && !field.isIgnored && field.derivation == nil {
      for word in [field.name] + field.synonyms where preamble[HeaderLabel.bare(word)] == nil {
        preamble[HeaderLabel.bare(word)] = index
      }
    }
    self.preamble = preamble
    titles = (definition.titles + [definition.name]).map(TextFolding.key)
      .filter { !$0.isEmpty }.map { Array($0.utf8) }
  }

  /// Whether no row bears a word that stands above others.
  var hasNoParents: Bool { parents.isEmpty }

  /// Whether the declaration puts this word above others: 小学, and below it 博士研究生.
  func isParent(_ word: Int) -> Bool { parents.contains(word) }

  /// True where words speak of another part of the school than the form does.
  ///
  /// What the form itself asks for is its own, whatever it contains: 高中阶段 among the degrees of teachers.
  func excludes(_ words: [String]) -> Bool {
    var isOutside = false
    for word in words {
      if within.contains(where: { word.containsBytes(of: $0.bytes) }) { return false }
      if outside.contains(where: { word.containsBytes(of: $0.bytes) }), !rowLeaves.contains(word),
        !columnLeaves.contains(word)
      {
        isOutside = true
      }
    }
    return isOutside
  }

  /// True where a text that has the form's title goes on to speak of another part:
  /// 教基4156 普通高中专任教师.
  ///
  /// Before the title the same words may belong to a school's name: 示例初中 教基3112.
  func isExcluded(by text: String) -> Bool {
    text.withBytes { bytes in
      let occurs = { String.place(of: $0, in: bytes) != nil }
      guard outside.contains(where: { occurs($0.bytes) }),
        !within.contains(where: { occurs($0.bytes) })
      else { return false }
      if outsideFollowed.contains(where: occurs) { return true }
      let ends = titles.compactMap { title in
        String.place(of: title, in: bytes).map { $0 + title.count }
      }
      guard let end = ends.max() else { return false }
      let rest = UnsafeBufferPointer(rebasing: bytes[end...])
      return outside.contains { String.place(of: $0.bytes, in: rest) != nil }
    }
  }

  /// What follows a stage's word where it is no part of a school's name.
  private static let followers = ["专任", "教师", "学生", "阶段", "教职", "班", "在校"]
}

/// All forms of layout `matrix`; a class, because every sheet asks it.
package final class MatrixCatalog: Sendable {
  let forms: [MatrixForm]
  /// 合计, 计, 小计: below a group such a word means the group.
  let totals: Set<String>
  /// Words that say nothing alone.
  let weak: Set<String>
  let words: MatrixWords
  /// Words that end the way to a row or a column of any form.
  private let leaves: TextMap<Void>
  /// The same, and the words of totals.
  private let rowWords: TextMap<Void>
  private let titles: TitleWords
  /// Titles with a national form's number that belong to forms of other layouts: 教基1001.
  private let otherTitles: TitleWords
  private let prefixes: [[UInt8]]
  /// The same, found in one pass over a text.
  private let prefixWords: TitleWords
  /// All that titles and numbers of forms are told by, and the characters that they begin with.
  private let allWords: TitleWords
  private let starts: ScalarSet
  private let startsAreChinese: Bool

  package init(forms definitions: [FormDefinition], vocabulary: LayoutVocabulary) {
    let totals = Set(vocabulary.totals.map(HeaderLabel.bare)).union(["计", "小计", "合计", "总计"])
    let weak = totals.union(vocabulary.weakHeaders.map(HeaderLabel.bare))
    self.totals = totals
    self.weak = weak
    let prefixes = vocabulary.statisticsForms.map(TextFolding.key).filter { !$0.isEmpty }
    let prefixBytes = prefixes.map { Array($0.utf8) }
    self.prefixes = prefixBytes
    prefixWords = TitleWords([prefixes])
    let others = definitions.filter { $0.layouts != [.matrix] }.map { form in
      form.titles.filter { Self.isNumbered(TextFolding.key($0), prefixBytes) }
    }
    otherTitles = TitleWords(others)
    let own = definitions.filter { $0.layouts.contains(.matrix) }.map { $0.titles + [$0.name] }
    titles = TitleWords(own)
    let words = Array(own.joined()) + others.joined() + prefixes
    allWords = TitleWords([words])
    let starts = words.compactMap { TextFolding.word($0).unicodeScalars.first }
    self.starts = ScalarSet(starts)
    startsAreChinese = starts.allSatisfy { (0x4E00...0x9FFF).contains($0.value) }
    var matrixWords = MatrixWords(totals: totals, weak: weak)
    let forms = definitions.enumerated().filter { $0.element.layouts.contains(.matrix) }
      .map { MatrixForm($0.element, index: $0.offset, weak: weak, words: &matrixWords) }
    matrixWords.finish()
    self.forms = forms
    self.words = matrixWords
    let leaves = Set(forms.flatMap(\.rowLeaves)).union(forms.flatMap(\.columnLeaves))
    self.leaves = Self.map(leaves)
    rowWords = Self.map(leaves.union(totals))
  }

  private static func map(_ words: Set<String>) -> TextMap<Void> {
    var map = TextMap<Void>()
    for word in words.sorted() { map[word] = () }
    return map
  }

  /// Whether a folded word ends the way to a column of any form.
  func isLeaf(_ word: String) -> Bool { leaves.place(of: word) != nil }

  /// Whether a folded word may be that of a row.
  func isRowWord(_ word: String) -> Bool { rowWords.place(of: word) != nil }

  /// False for most texts without a character that any title begins with, however it is written.
  package func mayHoldTitle(_ text: String) -> Bool {
    !startsAreChinese || text.withBytes(mayHoldStart)
  }

  private func mayHoldStart(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    while place < bytes.count {
      switch bytes[place] {
      case 0..<0x80: place += 1
      case 0x80..<0xE0: place += 2
      case 0xE4...0xE9:
        guard place + 2 < bytes.count else { return true }
        let value =
          UInt32(bytes[place] & 0xF) << 12 | UInt32(bytes[place + 1] & 0x3F) << 6
          | UInt32(bytes[place + 2] & 0x3F)
        if starts.contains(value), mayStand(value, bytes, at: place) { return true }
        place += 3
      // Punctuation and wide forms; any other character may become a Chinese one.
      case 0xE2 where place + 1 < bytes.count && bytes[place + 1] < 0xBA: place += 3
      case 0xE3 where place + 2 < bytes.count && bytes[place + 1] == 0x80:
        if bytes[place + 2] >= 0xB0 { return true }
        place += 3
      case 0xEF where place + 1 < bytes.count && (0xBC...0xBD).contains(bytes[place + 1]):
        place += 3
      default: return true
      }
    }
    return false
  }

  /// False where common characters follow with which no title goes on.
  private func mayStand(
    _ first: UInt32, _ bytes: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> Bool {
    guard TextFolding.isCommon(bytes, at: place),
      TextFolding.isCommon(bytes, at: place + 3)
    else { return true }
    let second = TextFolding.scalar(bytes, at: place + 3).scalar
    return allWords.mayStand(first, second, in: bytes, at: place)
  }

  /// False for a folded text that is no title and has no form's number, as nearly all are.
  package func holdsTitleWord(_ key: String) -> Bool { allWords.occur(in: key) }

  /// Points of each form for a folded text in which one of its titles occurs: more for a longer one.
  func titlePoints(_ key: String) -> [Int] { titles.longest(in: key) }

  /// True for a folded text in which a form's title occurs.
  func isTitle(_ key: String) -> Bool { titles.occur(in: key) }

  /// True for a folded text with the number of a national form, declared or not: 教基4067.
  func isNumbered(_ key: String) -> Bool {
    // Nearly every text ends here: the search by characters costs a hundred times as much.
    prefixWords.occur(in: key) && Self.isNumbered(key, prefixes)
  }

  /// True for a folded text with the number of a form of another layout.
  func isOtherTitle(_ key: String) -> Bool { otherTitles.occur(in: key) }

  private static func isNumbered(_ key: String, _ prefixes: [[UInt8]]) -> Bool {
    key.withBytes { bytes in
      prefixes.contains { prefix in
        guard let place = String.place(of: prefix, in: bytes) else { return false }
        let number = place + prefix.count..<place + prefix.count + 3
        return number.upperBound <= bytes.count
          && number.allSatisfy { (0x30...0x39).contains(bytes[$0]) }
      }
    }
  }

  var isEmpty: Bool { forms.isEmpty }

  /// `01`, `1` and `（1）` are one code.
  static func code(_ text: String) -> String {
    let key = TextFolding.key(text)
    var rest = key.utf8.drop { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "0") }
    if rest.last == UInt8(ascii: ")") { rest = rest.dropLast() }
    if rest.suffix(2).elementsEqual(".0".utf8) { rest = rest.dropLast(2) }
    return rest.count == key.utf8.count ? key : String(Substring(rest))
  }
}
