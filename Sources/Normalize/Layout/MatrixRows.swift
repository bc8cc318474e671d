// SPDX-License-Identifier: Apache-2.0
// MatrixRows: the labelled rows of a statistics table, each with the words it stands under.

import DataModel
import Definitions

/// A labelled row of a table; a class, because every form that is tried on the table holds its rows.
final class MatrixRow: Sendable {
  /// Index into the sheet's rows.
  let index: Int
  /// Outermost first: sections, rows of smaller indent, group cells, the label itself.
  let path: [String]
  /// The numbers of these words.
  let words: [Int]
  let leaf: HeaderLabel
  let text: String
  /// Column of the label.
  let column: Int
  let code: String
  /// The unit that stands in a column of its own.
  let unit: UnitDefinition?

  init(
    index: Int, path: [String], in numbers: MatrixWords, leaf: HeaderLabel, text: String,
    column: Int, code: String, unit: UnitDefinition?
  ) {
    self.index = index
    self.path = path
    words = path.map(numbers.number)
    self.leaf = leaf
    self.text = text
    self.column = column
    self.code = code
    self.unit = unit
  }

  private init(_ row: MatrixRow, below head: MatrixRow) {
    index = row.index
    path = [head.leaf.word] + row.path
    words = [head.word] + row.words
    leaf = row.leaf
    text = row.text
    column = row.column
    code = row.code
    unit = row.unit
  }

  /// The number of the label's word.
  var word: Int { words[words.count - 1] }

  /// This row as one that stands under another.
  func below(_ head: MatrixRow) -> MatrixRow { MatrixRow(self, below: head) }
}

/// Reads the labels of one side from top to bottom.
struct MatrixRowReader {
  private let state: SheetState
  private let side: MatrixSide
  /// Words below rows of smaller indent.
  private var standing: [(level: Int, word: String)] = []
  /// The last row that begins with 一、 or （一）.
  private var section = ""
  /// The last text of each group column.
  private var groups: [Int: String] = [:]

  init(_ state: SheetState, side: MatrixSide) {
    self.state = state
    self.side = side
  }

  /// The rows with a label among those with these indices.
  mutating func rows(
    _ indices: some Sequence<Int>, with detector: inout LayoutDetector
  ) -> [MatrixRow] {
    indices.compactMap { row($0, with: &detector) }
  }

  private mutating func row(_ index: Int, with detector: inout LayoutDetector) -> MatrixRow? {
    let row = state.rows[index]
    guard let leafCell = label(of: row), let text = leafCell.textValue, text.utf8.count <= 300
    else { return nil }
    let leaf = detector.label(text)
    guard !leaf.isEmpty else { return nil }
    let group = groupWords(of: row, before: leafCell.column, with: &detector)
    var path: [String] = []
    let add = { (word: String) in
      if path.last != word { path.append(word) }
    }
    enter(text, leaf.word).forEach(add)
    group.forEach(add)
    leaf.parents.forEach(add)
    add(leaf.word)
    return MatrixRow(
      index: index, path: path, in: state.catalog.matrices.words, leaf: leaf, text: text,
      column: leafCell.column, code: code(of: row), unit: unit(of: row))
  }

  /// The rightmost text of the label columns; one that is merged down from above is a group.
  private func label(of row: SheetRow) -> Cell? {
    for column in side.labels.reversed() {
      if let cell = row.cell(column: column), let text = cell.textValue, MatrixTable.isWord(text) {
        return cell
      }
    }
    return nil
  }

  private func code(of row: SheetRow) -> String {
    for column in side.codes {
      if let cell = row.cell(column: column) { return MatrixCatalog.code(cell.value.rawText) }
    }
    return ""
  }

  private func unit(of row: SheetRow) -> UnitDefinition? {
    for column in side.units {
      if let text = row.cell(column: column)?.textValue,
        let unit = state.catalog.units.unit(TextFolding.trimmed(text))
      {
        return unit
      }
    }
    return nil
  }

  /// The texts to the left of the label, also those that stand once for several rows.
  private mutating func groupWords(
    of row: SheetRow, before column: Int, with detector: inout LayoutDetector
  ) -> [String] {
    var words: [String] = []
    var isNew = false
    for group in side.labels {
      if group >= column {
        groups[group] = nil
        continue
      }
      if let text = row.cell(column: group)?.textValue {
        groups[group] = text
        isNew = true
      } else if isNew {
        groups[group] = nil
      }
      guard let text = groups[group] else { continue }
      let word = detector.label(text).word
      if !word.isEmpty { words.append(word) }
    }
    return words
  }

  /// What the row stands under by its section and indent; notes it for the rows below.
  private mutating func enter(_ text: String, _ word: String) -> [String] {
    if Self.isSection(text) {
      section = word
      standing = []
      return []
    }
    let level = Self.level(text)
    while let last = standing.last, last.level >= level { standing.removeLast() }
    let above = standing.map(\.word)
    standing.append((level, word))
    return section.isEmpty ? above : [section] + above
  }

  private static let numerals = Array("一二三四五六七八九十".unicodeScalars.map(\.value))

  /// 一、教学及辅助用房 begins a section.
  private static func isSection(_ text: String) -> Bool {
    guard mayBeginSection(text) else { return false }
    let key = TextFolding.key(text)
    let rest = key.drop { $0 == "(" }
    let numerals = rest.prefix { "一二三四五六七八九十".contains($0) }
    guard !numerals.isEmpty, let mark = rest.dropFirst(numerals.count).first else { return false }
    return mark == "、" || mark == ")" || mark == "."
  }

  /// False for a text that begins with a common character and no numeral, as nearly all do.
  private static func mayBeginSection(_ text: String) -> Bool {
    text.withBytes { bytes in
      var place = 0
      while place < bytes.count, bytes[place] == 0x20 || bytes[place] == UInt8(ascii: "(") {
        place += 1
      }
      guard TextFolding.isCommon(bytes, at: place) else { return place < bytes.count }
      return numerals.contains(TextFolding.scalar(bytes, at: place).scalar)
    }
  }

  /// The depth of a label: leading spaces, and `#` or 其中 that say "of these".
  private static func level(_ text: String) -> Int {
    var spaces = 0
    var marks = 0
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if scalar == "#" || scalar == "＃" {
        marks += 1
      } else if scalar.value == 0x3000 {
        spaces += 2
      } else if TextFolding.isSpace(scalar) {
        spaces += 1
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    if rest.first == "其", rest.dropFirst().first == "中" { marks += 1 }
    return spaces * 4 + marks
  }
}
