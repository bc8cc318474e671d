// SPDX-License-Identifier: Apache-2.0
// GroupRows: rows that hold one word across the table, such as 一年级 above the classes of that grade.

import DataModel
import Definitions

/// What group rows give to the records below them.
///
/// Only a code that fills down can be given so: of any other text nobody knows what it says.
final class GroupRows {
  private let field: Int?
  private let list: CodeIndex?
  /// For a table without a column of its own for the field.
  private let builder: ColumnBuilder?
  private var hasGroups = false

  init(_ state: SheetState, match: HeaderMatch, constants: [ColumnBuilder]) {
    let form = state.catalog.forms[match.form]
    var found: (field: Int, list: String)?
    for (index, field) in form.fields.enumerated() where field.fillsDown && found == nil {
      if case .code(let list) = field.kind { found = (index, list) }
    }
    field = found?.field
    list = found.flatMap { state.tools.codes[$0.list] }
    let isThere =
      match.columns.contains { $0.field == found?.field }
      || constants.contains { $0.fieldIndex == found?.field }
    builder =
      isThere
      ? nil
      : found.map { found in
        ColumnBuilder(
          field: form.fields[found.field], fieldIndex: found.field,
          column: match.block.columns?.lowerBound ?? 1, sheet: state.index, tools: state.tools,
          choice: ReadingTools.UnitChoice(), system: state.sheet.info.dateSystem,
          merges: state.merges)
      }
  }

  /// True when the row is nothing but a word of the code list; a bare number never is.
  func begins(with first: Cell, in row: SheetRow) -> Bool {
    guard let list, let text = first.textValue, text.utf8.count <= 60,
      text.utf8.contains(where: { $0 >= 0x80 }), row.nonEmptyCount == 1
    else { return false }
    let word = Self.word(text)
    return word.count >= 2 && list.entry(word) != nil
  }

  /// The word without the colon behind it.
  private static func word(_ text: String) -> String {
    var word = TextFolding.trimmed(text)
    while let last = word.last, "：:、".contains(last) { word.removeLast() }
    return word
  }

  /// Gives the group to the records that follow, in the table's own column or in one of its own.
  func take(_ cell: Cell, row: Int, builders: [ColumnBuilder]) {
    hasGroups = true
    let own = builder ?? builders.first { $0.fieldIndex == field }
    let text = Self.word(cell.textValue ?? "")
    own?.setGroup(Cell(column: cell.column, value: .text(text)), row: row)
  }

  /// Adds the value of one record.
  func append(row: Int) { _ = builder?.append(nil, row: row) }

  /// The column that the groups make up; nil when there were none or the table has its own.
  var column: ColumnBuilder? { hasGroups ? builder : nil }
}
