// SPDX-License-Identifier: Apache-2.0
// TitleCheck: compares what a table is with the form and the year that its title, sheet and file name.

import DataModel
import Definitions

/// What the run knows of a file besides its cells.
struct FileContext: Sendable {
  var name = ""
  var year: Int?
  /// Whether the file's name is about this sheet alone.
  var namesOneSheet = false
  /// Sheets of this file are named after schools: each is about its own.
  var hasSheetPerSchool = false
  /// Which sheets are lists of problems that came back; nil where nobody has looked yet.
  var areReturnLists: [Bool]?
}

/// Finds tables under the title of another form and titles of another year.
struct TitleCheck {
  /// A title word of this length says which form is meant; 教师 in a longer title need not.
  private static let shortestClaim = 4

  private let state: SheetState

  init(_ state: SheetState) {
    self.state = state
  }

  private static let schoolWords = ["学", "校"].map { Array($0.utf8) }

  /// Enters the findings about the table that begins below `top`; gives the titles that may name a school.
  ///
  /// `known`: what was found of the words above `top`, where somebody asked for it.
  func enter(form: Int, above top: Int, known: TitlesAbove.Title?) -> [TableTitle] {
    // Of a band the texts above may be others.
    let title = state.isBand ? nil : known
    let isPlain = title?.mayName(besides: form, words: Self.shortestClaim) == false
    let texts = texts(above: top, toldBy: isPlain ? title : nil)
    enter(texts, form: form)
    let own = texts.prefix { $0.text != state.context.name || $0.place != nil }
    return own.filter { title in Self.schoolWords.contains { title.text.containsBytes(of: $0) } }
      .map { TableTitle(text: $0.text, place: $0.place) }
  }

  /// A text above a table, or a name.
  private struct Title {
    var text: String
    var place: CellReference?
    /// It is known to name no other form.
    var isPlain: Bool
  }

  private func enter(_ texts: [Title], form: Int) {
    for text in texts where !text.isPlain {
      guard let titled = claim(text.text, besides: form) else { continue }
      state.log.add(
        "form-is-the-one-it-is-titled", .mustExplain, form: state.catalog.forms[form].id,
        range: text.place.map { CellRange(cell: $0) }, value: text.text,
        facts: [
          "expected": state.catalog.forms[titled].name, "actual": state.catalog.forms[form].name,
        ])
      break
    }
    guard let year = state.context.year, !state.catalog.forms[form].isOfAnyYear else { return }
    for text in texts {
      let years = YearWords.years(in: text.text, isName: text.place == nil)
      guard let other = years.first, !years.contains(year) else { continue }
      state.log.add(
        "title-is-of-the-year", .mustExplain, form: state.catalog.forms[form].id,
        range: text.place.map { CellRange(cell: $0) }, value: text.text,
        facts: ["expected": String(year), "actual": String(other)])
      break
    }
  }

  /// Whether a text that stands alone in its row is a title: words, among them one of a form's title.
  func isTitle(_ text: String) -> Bool {
    guard text.utf8.count <= 180, !text.hasColon,
      TextFolding.holdsWords(text),
      state.tools.rowWords.mark(text) == nil
    else { return false }
    return state.catalog.titlePoints(text).contains { $0 > 0 }
  }

  /// The other form that a text names, where it does not name this one.
  private func claim(_ text: String, besides form: Int) -> Int? {
    let catalog = state.catalog
    let points = catalog.titlePoints(text)
    guard points[form] == 0, let most = points.max(),
      most >= FormCatalog.pointsOfTitle + Self.shortestClaim
    else { return nil }
    let named = points.indices.filter { points[$0] == most }
    return named.count == 1 ? named[0] : nil
  }

  /// Whether texts alone are in a row, and no more than four.
  private static func areFewTexts(_ cells: [Cell]) -> Bool {
    cells.withUnsafeBufferPointer { cells in
      var count = 0
      for place in cells.indices where cells[place].value.isFilled {
        count += 1
        guard count <= 4, case .text = cells[place].value else { return false }
      }
      return true
    }
  }

  /// The title's cells, the sheet's name and the file's.
  ///
  /// `plain`: words above the table, among which no text names another form.
  private func texts(above top: Int, toldBy plain: TitlesAbove.Title?) -> [Title] {
    var found: [Title] = []
    var index = top - 1
    while index >= 0, top - index <= 6 {
      let own = state.rows[index]
      let row = own.fill.count > 0 ? own : state.titleRows[index]
      guard Self.areFewTexts(row.cells) else { break }
      for cell in row.cells {
        guard let text = cell.textValue, text.utf8.count <= 180, !text.hasColon,
          state.tools.rowWords.mark(text) == nil
        else { continue }
        let isPlain = index >= plain?.top ?? .max && text.utf8.count <= TitlesAbove.longestText
        found.append(
          Title(
            text: text, place: CellReference(row: row.number, column: cell.column),
            isPlain: isPlain))
      }
      index -= 1
    }
    found.append(Title(text: state.sheet.info.name, isPlain: plain != nil))
    if state.context.namesOneSheet, !state.context.name.isEmpty {
      found.append(Title(text: state.context.name, isPlain: false))
    }
    return found
  }
}

/// Reads the years that titles and names mention.
enum YearWords {
  private static let rangeMarks = ScalarSet("-—–~～至/_".unicodeScalars)

  /// The years in a title: of a school year the first; a day or a month tells no year of a table.
  ///
  /// In a name of a file or sheet four digits alone are a year too.
  static func years(in text: String, isName: Bool) -> [Int] {
    guard mayHoldYear(text) else { return [] }
    let scalars = Array(TextFolding.key(String(text.prefix(120))).unicodeScalars)
    var found: [Int] = []
    var index = 0
    while index < scalars.count {
      let run = scalars[index...].prefix { digit($0) != nil }
      if let year = rangeBegin(run, before: scalars[run.endIndex...].prefix(8)) {
        found.append(year)
        index = afterRange(scalars, from: run.endIndex)
      } else if run.count == 4, let year = year(run),
        names(scalars[run.endIndex...].prefix(8), isName: isName)
      {
        found.append(year)
        index = afterRange(scalars, from: run.endIndex)
      } else {
        index = run.isEmpty ? index + 1 : run.endIndex
      }
    }
    return found
  }

  /// False for a text of characters that folding keeps and without four digits in a row, as most names
  /// and titles are.
  private static func mayHoldYear(_ text: String) -> Bool {
    guard TextFolding.isPlain(text) else { return true }
    var count = 0
    for scalar in text.unicodeScalars where scalar != " " {
      count = digit(scalar) == nil ? 0 : count + 1
      if count == 4 { return true }
    }
    return false
  }

  private static let schoolYearMarks = ScalarSet("-—–~～至".unicodeScalars)

  /// 2025 of 示例县032025—2026: digits of a name stand right before a school year.
  private static func rangeBegin(
    _ run: ArraySlice<Unicode.Scalar>, before rest: ArraySlice<Unicode.Scalar>
  ) -> Int? {
    guard (5...8).contains(run.count), let year = year(run.suffix(4)), let mark = rest.first,
      schoolYearMarks.contains(mark)
    else { return nil }
    let second = rest.drop { schoolYearMarks.contains($0) }.prefix { digit($0) != nil }
    return second.count == 4 && self.year(second) == year + 1 ? year : nil
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "0"..."9": Int(scalar.value) - 0x30
    case "〇", "○", "零": 0
    case "一": 1
    case "二": 2
    case "三": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    default: nil
    }
  }

  private static func year(_ digits: ArraySlice<Unicode.Scalar>) -> Int? {
    let year = digits.reduce(0) { $0 * 10 + (digit($1) ?? 0) }
    return (1990...2099).contains(year) ? year : nil
  }

  /// What follows the digits makes a year of them.
  private static func names(_ rest: ArraySlice<Unicode.Scalar>, isName: Bool) -> Bool {
    guard let next = rest.first else { return isName }
    let second = rest.dropFirst()
    if next == "年" { return second.first.flatMap(digit) == nil }
    if next == "学" || next == "春" || next == "秋" { return true }
    if rangeMarks.contains(next), second.first.flatMap(digit) != nil {
      let digits = second.prefix { digit($0) != nil }
      return digits.count == 4 || (digits.count == 2 && rest.dropFirst(3).first == "学")
    }
    return isName && digit(next) == nil
  }

  /// Behind `2025—2026`, where a range of years begins at `from`.
  private static func afterRange(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
    guard start < scalars.count, rangeMarks.contains(scalars[start]) else { return start }
    var index = start
    while index < scalars.count, rangeMarks.contains(scalars[index]) { index += 1 }
    while index < scalars.count, digit(scalars[index]) != nil { index += 1 }
    return index
  }
}
