// SPDX-License-Identifier: Apache-2.0
// ColumnSamples: guesses which unread column of a list a missing field is, for a suggestion only.

import DataModel
import Definitions

/// The unread columns of a list with a few of their cells.
struct ColumnSamples {
  private static let rowCount = 60

  private let state: SheetState
  private let match: HeaderMatch
  private let fields: [FieldDefinition]
  private let cells: [[Cell]]
  private let rows: ArraySlice<SheetRow>

  init(_ state: SheetState, match: HeaderMatch, until end: Int) {
    self.state = state
    self.match = match
    fields = state.catalog.forms[match.form].fields
    let rows = state.rows[match.block.rows.upperBound..<max(match.block.rows.upperBound, end)]
    self.rows = rows.prefix(Self.rowCount)
    cells = match.unknown.map { path in
      rows.prefix(Self.rowCount).compactMap { $0.cell(column: path.column) }
        .filter { !$0.value.isEmpty }
    }
  }

  /// The one unread column that the field probably is; nil when there is none or more than one.
  func standIn(for field: Int) -> HeaderPath? {
    let plausible = match.unknown.indices.filter { isPlausible($0, field) }
    return plausible.count == 1 ? match.unknown[plausible[0]] : nil
  }

  /// True when the word is a part of one of the field's words.
  func isPart(_ word: String, of field: Int) -> Bool {
    word.count >= 2
      && state.catalog.fieldWords[match.form][field].contains { $0.containsBytes(of: word) }
  }

  /// True when the word ends one of the field's words: 编号 ends 资产编号.
  func endsWord(_ word: String, of field: Int) -> Bool {
    word.count >= 2
      && state.catalog.fieldWords[match.form][field].contains {
        $0.hasSuffix(word) && $0.count > word.count
      }
  }

  /// Texts that are not counted up and do not repeat: each row has its own.
  func areOwnNumbers(column: Int) -> Bool {
    var texts: [String] = []
    for row in rows {
      guard let cell = row.cell(column: column), !cell.value.isEmpty else { continue }
      guard let text = cell.textValue,
        text.utf8.count >= 5 || text.utf8.contains(where: { $0 > 0x39 || $0 < 0x30 })
      else { return false }
      texts.append(text)
    }
    return texts.count >= 2 && Set(texts).count == texts.count
  }

  /// Nine of ten cells are names of schools.
  func areSchools(column: Int) -> Bool {
    let cells = cells(of: column)
    let names = cells.count { $0.textValue.map(state.tools.places.isSchool) ?? false }
    return cells.count >= 2 && names * 10 >= cells.count * 9
  }

  /// Most cells of the column can be read as the field's.
  func agree(column: Int, field: Int) -> Bool { fits(cells(of: column), fields[field]) }

  /// Most cells of the column cannot be read as the field's.
  func contradict(column: Int, field: Int) -> Bool {
    let cells = cells(of: column)
    return cells.count >= 2 && goodCount(cells, fields[field]) * 2 < cells.count
  }

  private func cells(of column: Int) -> [Cell] {
    rows.compactMap { $0.cell(column: column) }.filter { !$0.value.isEmpty }
  }

  /// Its values fit the field, and so does its word, unless the values alone prove it.
  private func isPlausible(_ index: Int, _ field: Int) -> Bool {
    let definition = fields[field]
    guard !match.unknown[index].leaf.isEmpty, fits(cells[index], definition) else { return false }
    switch definition.kind {
    case .code, .identityNumber: return true
    case .text, .integer, .number, .personName, .date, .month, .yesNo, .schoolCode:
      return isAlike(match.unknown[index].leaf.word, field)
    }
  }

  /// Three of four cells can be read; a column without values proves nothing.
  private func fits(_ cells: [Cell], _ field: FieldDefinition) -> Bool {
    guard cells.count >= 2 || field.kind == .text else { return false }
    return goodCount(cells, field) * 4 >= cells.count * 3
  }

  private func goodCount(_ cells: [Cell], _ field: FieldDefinition) -> Int {
    let reader = state.tools.reader(
      of: field, column: ColumnFacts(), system: state.sheet.info.dateSystem)
    return cells.count { cell in
      guard let value = reader.value(of: cell) else { return false }
      guard case .text(let text) = value else { return true }
      switch field.kind {
      case .identityNumber: return text.utf8.count == 18
      case .schoolCode: return text.utf8.count == 10 && text.utf8.allSatisfy { $0 < 0x3A }
      case .personName: return !text.utf8.contains { (0x30...0x39).contains($0) }
      case .text, .integer, .number, .code, .date, .month, .yesNo: return true
      }
    }
  }

  /// The words are near each other or share two characters that lie together.
  private func isAlike(_ word: String, _ field: Int) -> Bool {
    let own = Self.pairs(word)
    return state.catalog.fieldWords[match.form][field].contains { known in
      !own.isDisjoint(with: Self.pairs(known))
        || (word.count >= 3 && EditDistance.between(word, known, limit: 1) != nil)
    }
  }

  private static func pairs(_ word: String) -> Set<String> {
    let characters = Array(word.prefix(32))
    return Set(zip(characters, characters.dropFirst()).map { String([$0, $1]) })
  }
}
