// SPDX-License-Identifier: Apache-2.0
// RangeRule: a number lies in its field's declared range; one that does not is missing from then on.

import DataModel
import Definitions

/// `value-is-in-range`: the value becomes `.missing(.outOfRange)`, since it is certainly not true.
enum RangeRule {
  static let id = "value-is-in-range"

  static func check(_ state: inout ScreeningState) {
    for table in state.run.tables {
      let fields = state.plan.definitions.forms[table.form].fields
      for (index, field) in fields.enumerated()
      where field.minimum != nil || field.maximum != nil {
        check(table, index, field, &state)
      }
    }
  }

  private static func check(
    _ table: FormTable, _ index: Int, _ field: FieldDefinition, _ state: inout ScreeningState
  ) {
    guard let values = state.run.column(table, index)?.values, let column = table.columns[index]
    else { return }
    for (row, value) in values.enumerated() {
      guard case .number(let number) = value, !isAllowed(number, field) else { continue }
      var facts: [String: String] = [:]
      facts["min"] = field.minimum?.text
      facts["max"] = field.maximum?.text
      facts["unit"] = field.unit
      state.findings.append(
        state.finding(id, .mustCorrect, table, row, field: index, facts: facts))
      state.run.submissions[table.submission].workbook.tables[table.table].columns[column]
        .values[row] = .missing(.outOfRange)
    }
  }

  private static func isAllowed(_ number: ExactNumber, _ field: FieldDefinition) -> Bool {
    if let minimum = field.minimum, number < minimum { return false }
    if let maximum = field.maximum, maximum < number { return false }
    return true
  }
}
