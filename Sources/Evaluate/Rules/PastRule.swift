// SPDX-License-Identifier: Apache-2.0
// PastRule: days and years that tell what has happened do not lie ahead of the run.

import DataModel
import Definitions

/// `date-has-come`: a day or year of a field that is `past` lies at most in the year after the run's.
///
/// A school year ends in the next calendar year. The value stays; no indicator is made of it.
enum PastRule {
  static let id = "date-has-come"

  static func check(_ state: inout ScreeningState, year: Int) {
    for table in state.run.tables {
      let fields = state.plan.definitions.forms[table.form].fields
      for (index, field) in fields.enumerated() where field.isPast {
        for (row, value) in (state.run.column(table, index)?.values ?? []).enumerated() {
          guard let actual = Self.year(of: value), actual > year + 1 else { continue }
          state.findings.append(
            state.finding(
              id, .mustCorrect, table, row, field: index,
              facts: ["actual": String(actual), "year": String(year)]))
        }
      }
    }
  }

  private static func year(of value: FieldValue) -> Int? {
    switch value {
    case .date(let date): date.year
    case .number(let number): number.wholeNumber
    case .text, .yesNo, .missing: nil
    }
  }
}
