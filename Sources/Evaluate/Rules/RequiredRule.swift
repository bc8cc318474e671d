// SPDX-License-Identifier: Apache-2.0
// RequiredRule: a field that must be filled in is filled in.

import DataModel
import Definitions

/// `value-is-given`: at every empty cell of a required field.
enum RequiredRule {
  static let id = "value-is-given"

  static func check(_ state: inout ScreeningState) {
    for table in state.run.tables {
      let fields = state.plan.definitions.forms[table.form].fields
      for (index, field) in fields.enumerated() where field.isRequired && !field.isIgnored {
        check(table, index, &state)
      }
    }
  }

  private static func check(_ table: FormTable, _ field: Int, _ state: inout ScreeningState) {
    guard let column = state.run.column(table, field) else { return }
    for (row, value) in column.values.enumerated() {
      switch value {
      case .missing(.blank), .missing(.notApplicable):
        state.findings.append(state.finding(id, .mustCorrect, table, row, field: field))
      default: continue
      }
    }
  }
}
