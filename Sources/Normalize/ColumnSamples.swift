// SPDX-License-Identifier: Apache-2.0
// ColumnSamples: guesses which unread column of a list a missing field is, for a suggestion only.

import DataModel
import Definitions

/// The unread columns of a list with a few of their cells.
struct ColumnSamples {
  private static let rowCount = 60

  private let state: SheetState
  private let match: HeaderMatch
  private let form: FormDefinition
  private let cells: [[Cell]]

  init(_ state: SheetState, match: HeaderMatch, until end: Int) {
    self.state = state
    self.match = match
    form = state.catalog.forms[match.form]
    let rows = state.rows[match.block.rows.upperBound..<max(match.block.rows.upperBound, end)]
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

  /// Its values fit the field, and so does its word, unless the values alone prove it.
  private func isPlausible(_ index: Int, _ field: Int) -> Bool {
    let definition = form.fields[field]
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
    let reader = state.tools.reader(
      of: field, column: ColumnFacts(), system: state.sheet.info.dateSystem)
    let good = cells.count { cell in
      let reading = reader.read(cell)
      guard reading.problem == nil, !reading.value.isMissing else { return false }
      if field.kind == .identityNumber, case .text(let text) = reading.value {
        return text.utf8.count == 18
      }
      return true
    }
    return good * 4 >= cells.count * 3
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
