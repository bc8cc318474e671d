// SPDX-License-Identifier: Apache-2.0
// PreambleReader: reads values that stand once above a list and hold for all its records.

import DataModel
import Definitions

/// Values such as `学校名称：示例小学` in the rows above a header that has no column for them.
struct PreambleReader {
  private let state: SheetState
  private let match: HeaderMatch
  private let form: FormDefinition

  init(_ state: SheetState, match: HeaderMatch) {
    self.state = state
    self.match = match
    form = state.catalog.forms[match.form]
  }

  /// One column of one value for each field that is named above the header.
  func columns(rows: [Int], with detector: inout LayoutDetector) -> [ColumnBuilder] {
    var taken = Set(match.columns.map(\.field))
    var found: [ColumnBuilder] = []
    for index in rows.suffix(8) {
      for cell in state.rows[index].cells.prefix(32) {
        guard let text = cell.textValue, text.utf8.count <= 200,
          let (field, value) = value(text, cell, row: state.rows[index], with: &detector),
          taken.insert(field).inserted
        else { continue }
        found.append(column(field, value, row: state.rows[index].number))
      }
    }
    return found
  }

  /// The value behind the colon, or in the next cell.
  private func value(
    _ text: String, _ cell: Cell, row: SheetRow, with detector: inout LayoutDetector
  ) -> (field: Int, value: Cell)? {
    if let colon = text.firstIndex(where: { $0 == "：" || $0 == ":" }) {
      let inside = TextFolding.trimmed(String(text[text.index(after: colon)...]))
      guard let field = field(detector.label(String(text[..<colon])), text) else { return nil }
      if !inside.isEmpty { return (field, Cell(column: cell.column, value: .text(inside))) }
      return neighbour(of: cell, in: row).map { (field, $0) }
    }
    guard let field = field(detector.label(text), text), let value = neighbour(of: cell, in: row)
    else { return nil }
    return (field, value)
  }

  private func neighbour(of cell: Cell, in row: SheetRow) -> Cell? {
    let next = cell.column + state.merges.width(row: row.number, column: cell.column)
    guard let value = row.cell(column: next), !value.value.isEmpty else { return nil }
    return value
  }

  private func field(_ label: HeaderLabel, _ text: String) -> Int? {
    // 单位：万元 says in what the table is counted, and 单位：示例小学 who fills it; no record has it.
    guard state.tools.captions.role(label.word) != .unit else { return nil }
    let path = HeaderPath(column: 1, parents: [], leaf: label, text: text, row: 0)
    return state.catalog.meanings(of: path).first { meaning in
      let field = meaning.form == match.form ? form.fields[meaning.field] : nil
      return meaning.evidence > Evidence.weak && field?.isIgnored == false
        && field?.derivation == nil
    }?.field
  }

  private func column(_ field: Int, _ value: Cell, row: Int) -> ColumnBuilder {
    let definition = form.fields[field]
    let builder = ColumnBuilder(
      field: definition, fieldIndex: field, column: value.column, sheet: state.index,
      tools: state.tools, choice: ReadingTools.UnitChoice(), system: state.sheet.info.dateSystem,
      merges: state.merges)
    if let problem = builder.append(value, row: row) {
      state.log.add(
        problem, form: form.id, field: definition,
        at: CellReference(row: row, column: value.column), raw: value.value.rawText)
    }
    return builder
  }
}
