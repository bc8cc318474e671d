// SPDX-License-Identifier: Apache-2.0
// PreparedFormula: a checked formula with the fields it reads sorted by kind, once for the whole run.

import DataModel
import Definitions
import Formula

/// A formula and what it reads.
struct PreparedFormula: Sendable {
  let formula: CheckedFormula
  /// Slots read as one value.
  let fields: [FieldSlot]
  /// Slots read as columns over the school's records.
  let columns: [FieldSlot]
  /// Forms (indices) of `columns`, each once.
  let forms: [Int]

  init(_ formula: CheckedFormula) {
    self.formula = formula
    fields = formula.fieldSlots.map { FieldSlot(number: $0) }
    columns = formula.columnSlots.map { FieldSlot(number: $0) }
    var seen: [Int] = []
    for column in columns where !seen.contains(column.form) { seen.append(column.form) }
    forms = seen
  }

  func value(in context: some FormulaContext) -> FieldValue {
    formula.calculate(context)
  }

  /// The inputs (indices) that the formula reads.
  var inputs: [Int] {
    fields.filter { $0.form == FieldSlot.inputScope }.map(\.field)
  }
}
