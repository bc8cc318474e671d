// SPDX-License-Identifier: Apache-2.0
// ListColumns: makes the columns of a list from its header.

import DataModel
import Definitions

/// Knows in which unit the cells below a header are, and what plain numbers of a code count.
struct ListColumns {
  private let state: SheetState
  private let match: HeaderMatch
  private let unitRow: UnitRow?
  private let plain: PlainNumbers
  private let records: RecordRows

  init(_ state: SheetState, match: HeaderMatch, unitRow: UnitRow?, records: RecordRows) {
    self.records = records
    self.state = state
    self.match = match
    self.unitRow = unitRow
    plain = PlainNumbers(state, match)
  }

  func builder(_ column: ColumnMatch) -> ColumnBuilder {
    let plan = state.catalog.plans[match.form][column.field]
    let choice =
      if plan.dependsOnHeader {
        unitChoice(column, plan)
      } else if plan.hasPlainNumbers {
        plain.choice(column, plan)
      } else {
        ReadingTools.UnitChoice()
      }
    return ColumnBuilder(
      plan, fieldIndex: column.field, column: column.path.column, in: state, choice: choice,
      records: records)
  }

  private func unitChoice(_ column: ColumnMatch, _ plan: FieldPlan) -> ReadingTools.UnitChoice {
    var label = column.path.leaf
    if label.unit != nil || unitRow == nil && column.path.groupUnits.isEmpty,
      let usual = plan.usualChoice(label, notes: state.noteUnits)
    {
      return usual
    }
    if label.unit == nil,
      let unit = unitRow?.unit(column.path.column)
        ?? column.path.groupUnits.first(where: {
          state.tools.units.measureTheSame($0, plan.field.unit)
        })
    {
      label.unit = unit
    }
    let choice = state.tools.unitChoice(
      for: plan.field, label: label, labelText: column.path.text, notes: state.noteUnits)
    if let unit = choice.conflict {
      let place = CellReference(row: column.path.row, column: column.path.column)
      state.log.add(
        "units-agree", .mustCorrect, form: state.catalog.forms[match.form].id, field: plan.field.id,
        range: CellRange(cell: place), value: column.path.text,
        facts: NumberReader.unitFacts(unit, plan.field))
    }
    return choice
  }
}
