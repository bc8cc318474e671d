// SPDX-License-Identifier: Apache-2.0
// MissingFigures: which forms an item reads that were not handed in, and which columns have gaps.

import DataModel
import Definitions
import Formula

/// Says why a county's formulas over its forms have no result.
struct MissingFigures {
  let context: CountyContext
  let plan: EvaluationPlan

  /// Each thing once, in the order in which the formulas read it.
  func reasons(_ formulas: [CheckedFormula]) -> [String] {
    var reasons: [String] = []
    for slot in formulas.flatMap(\.columnSlots) {
      guard let reason = reason(slot), !reasons.contains(reason) else { continue }
      reasons.append(reason)
    }
    return reasons
  }

  private func reason(_ number: Int) -> String? {
    let slot = FieldSlot(number: number)
    guard context.column(number).contains(where: \.isMissing) else { return nil }
    if let table = EvaluationTable(scope: slot.form) {
      guard table.columns.indices.contains(slot.field) else { return nil }
      return "\(table.name)的“\(table.columns[slot.field].name)”无法确定"
    }
    guard plan.definitions.forms.indices.contains(slot.form) else { return nil }
    let form = plan.definitions.forms[slot.form]
    if plan.isCountyForm(slot.form), !context.own.hasHandedIn(slot.form) {
      return "未报送《\(form.name)》"
    }
    guard form.fields.indices.contains(slot.field) else { return nil }
    return "《\(form.name)》的“\(form.fields[slot.field].name)”有缺失"
  }
}
