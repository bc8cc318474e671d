// SPDX-License-Identifier: Apache-2.0
// MatrixRows: the labelled rows of a statistics table, each with the words it stands under.

import DataModel
import Definitions

/// A labelled row of a table.
struct MatrixRow: Sendable {
  /// Index into the sheet's rows.
  var index: Int
  /// Outermost first: sections, rows of smaller indent, group cells, the label itself.
  var path: [String]
  var leaf: HeaderLabel
  var text: String
  /// Column of the label.
  var column: Int
  var code: String
  /// The unit that stands in a column of its own.
  var unit: UnitDefinition?
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
    let ancestors = enter(text, leaf.word)
    var path: [String] = []
    for word in ancestors + group + leaf.parents + [leaf.word] where path.last != word {
      path.append(word)
    }
    let unit = side.units.compactMap { row.cell(column: $0)?.textValue }
      .compactMap { state.catalog.units.unit(TextFolding.trimmed($0)) }.first
    let code = side.codes.compactMap { row.cell(column: $0)?.value.rawText }.first ?? ""
    return MatrixRow(
      index: index, path: path, leaf: leaf, text: text, column: leafCell.column,
      code: MatrixCatalog.code(code), unit: unit)
  }

  /// The rightmost text of the label columns; one that is merged down from above is a group.
  private func label(of row: SheetRow) -> Cell? {
    side.labels.reversed().compactMap { row.cell(column: $0) }
      .first { $0.textValue.map(MatrixTable.isWord) ?? false }
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

  /// 一、教学及辅助用房 begins a section.
  private static func isSection(_ text: String) -> Bool {
    let key = TextFolding.key(text)
    let rest = key.drop { $0 == "(" }
    let numerals = rest.prefix { "一二三四五六七八九十".contains($0) }
    guard !numerals.isEmpty, let mark = rest.dropFirst(numerals.count).first else { return false }
    return mark == "、" || mark == ")" || mark == "."
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
