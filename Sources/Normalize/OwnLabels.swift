// SPDX-License-Identifier: Apache-2.0
// OwnLabels: tells the labels of a form from values that are spelled like one.

import DataModel
import Definitions

/// The labels of one form.
struct OwnLabels {
  private let state: SheetState
  private let form: Int

  init(_ state: SheetState, form: Int) {
    self.state = state
    self.form = form
  }

  /// The labels that mean a field of the form, each with what it means best.
  ///
  /// 乡镇 beside or below 城乡类型 is a choice from its list, whatever else the word names.
  func of(_ labels: [FormLabel]) -> [(FormLabel, WordMeaning)] {
    var asking: [CellReference: Int] = [:]
    return labels.compactMap { label in
      let meaning = label.meanings.filter { $0.form == form }
        .max { $0.evidence < $1.evidence }
      guard let meaning else { return nil }
      let row = state.rows[label.row].number
      let place = CellReference(row: row, column: label.cell.column)
      guard label.inside == nil else { return (label, meaning) }
      if let field = asking[place], isChoice(label.cell, of: field) { return nil }
      guard case .code = state.catalog.forms[form].fields[meaning.field].kind else {
        return (label, meaning)
      }
      let width = state.merges.width(row: row, column: place.column)
      let bottom = state.merges.lastRow(row: row, column: place.column)
      asking[CellReference(row: row, column: place.column + width)] = meaning.field
      asking[CellReference(row: bottom + 1, column: place.column)] = meaning.field
      return (label, meaning)
    }
  }

  private func isChoice(_ cell: Cell, of field: Int) -> Bool {
    // Asked of the list, not of the field's reader: that looks for suggestions where the list lacks a word.
    guard case .code(let list) = state.catalog.forms[form].fields[field].kind,
      let text = cell.textValue
    else { return false }
    return state.tools.codes[list]?.entry(text) != nil
  }
}
