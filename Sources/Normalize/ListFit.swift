// SPDX-License-Identifier: Apache-2.0
// ListFit: weighs a list against the label/value form that the same cells might be.

import DataModel
import Definitions

/// How much of a sheet a list reads: columns of values of one kind below a header.
struct ListFit {
  private let state: SheetState
  private let header: HeaderMatch

  init(_ state: SheetState, _ header: HeaderMatch) {
    self.state = state
    self.header = header
  }

  /// True where two rows or more hold what the header asks for and the list so takes more cells.
  func outweighs(_ form: LabelValueMatch, with detector: inout LayoutDetector) -> Bool {
    let values = form.values + form.rivals
    let taken = values.count { $0.value?.value.isEmpty == false && $0.valuePlace != $0.place }
    let needed = values.count + taken
    var used = header.columns.count
    var rows = 0
    // What stands below the form are other tables; their rows say nothing of this one.
    let end = max(form.rows.upperBound, header.block.rows.upperBound)
    for row in state.rows[header.block.rows.upperBound..<end] {
      let count = fitting(row, with: &detector)
      guard count > 0 else { continue }
      used += count
      rows += 1
      if rows >= 2, used > needed { return true }
    }
    return false
  }

  /// The cells that are values of their columns, 0 where a good part of the row is none.
  private func fitting(_ row: SheetRow, with detector: inout LayoutDetector) -> Int {
    let form = state.catalog.forms[header.form]
    var filled = 0
    var fitting = 0
    for column in header.columns {
      guard let cell = row.cell(column: column.path.column), !cell.value.isEmpty else { continue }
      filled += 1
      let plan = state.catalog.plans[header.form][column.field]
      let isListed = if case .code = form.fields[column.field].kind { true } else { false }
      // Labels are texts too, so a known word is a value only where a list has it.
      if !isListed, let text = cell.textValue, !detector.facts(text).meanings.isEmpty { continue }
      if plan.reader.read(cell).problem == nil { fitting += 1 }
    }
    return filled >= 2 && fitting * 4 >= filled * 3 ? fitting : 0
  }
}
