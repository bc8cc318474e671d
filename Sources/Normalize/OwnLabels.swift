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
    // Where the values of fields with a list may stand.
    var asking: [CellReference: Int] = [:]
    var own: [(FormLabel, WordMeaning)] = []
    own.reserveCapacity(labels.count)
    let fields = state.catalog.plans[form]
    for label in labels {
      guard let meaning = best(label.meanings) else { continue }
      let row = state.rows[label.row].number
      let place = CellReference(row: row, column: label.cell.column)
      guard label.inside == nil else {
        own.append((label, meaning))
        continue
      }
      if let field = asking[place], isChoice(label.cell, of: field) { continue }
      own.append((label, meaning))
      guard case .code = fields[meaning.field].field.kind else { continue }
      let width = state.merges.width(row: row, column: place.column)
      let bottom = state.merges.lastRow(row: row, column: place.column)
      asking[CellReference(row: row, column: place.column + width)] = meaning.field
      asking[CellReference(row: bottom + 1, column: place.column)] = meaning.field
    }
    return own
  }

  /// What a label means best in the form; the first of those that mean it equally.
  private func best(_ meanings: [WordMeaning]) -> WordMeaning? {
    var best: WordMeaning?
    for meaning in meanings where meaning.form == form {
      if meaning.evidence > best?.evidence ?? Int.min { best = meaning }
    }
    return best
  }

  private func isChoice(_ cell: Cell, of field: Int) -> Bool {
    // Asked of the list, not of the field's reader: that looks for suggestions where the list lacks a word.
    guard case .code(let list) = state.catalog.forms[form].fields[field].kind,
      let text = cell.textValue
    else { return false }
    return state.tools.codes[list]?.entry(text) != nil
  }
}
