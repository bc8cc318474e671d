// SPDX-License-Identifier: Apache-2.0
// OpenSubjects: what the subjects of an item that nobody can judge lack, each thing said once.

import DataModel
import Definitions
import Formula

/// Collects forms that were not handed in and figures that the county did not give.
struct OpenSubjects {
  private let plan: EvaluationPlan
  /// Forms that the item reads, by index.
  private let forms: [Int]
  /// Fields, inputs and values of the county that it reads.
  private let slots: [FieldSlot]
  private var lacks: [String] = []

  init(_ check: EachCheck, plan: EvaluationPlan) {
    self.plan = plan
    let formulas = [check.filter, check.claim].compactMap { $0 }
    var forms: [Int] = []
    if case .record(let form) = check.subject { forms.append(form) }
    for slot in formulas.flatMap(\.columnSlots).map({ FieldSlot(number: $0) })
    where plan.definitions.forms.indices.contains(slot.form) && !forms.contains(slot.form) {
      forms.append(slot.form)
    }
    self.forms = forms
    slots = formulas.flatMap(\.fieldSlots).map { FieldSlot(number: $0) }
  }

  /// A subject among these records is open; `base` sees it, nil where it was not handed in at all.
  mutating func add(_ records: SchoolRecords, _ base: (any FormulaContext)? = nil) {
    if let base {
      let missing = slots.filter { base.value($0.number).isMissing }
      let own = missing.compactMap(ownName)
      for name in own { add("缺少\(name)") }
      if !own.isEmpty { return }
      for slot in missing where slot.form == FieldSlot.valueScope {
        add("缺少\(plan.items.values[slot.field].definition.name)")
      }
    }
    for form in forms where !records.hasHandedIn(form) {
      add("\(plan.definitions.forms[form].name)未报送")
    }
  }

  /// The name of an input of the subject, or of a field of the record.
  private func ownName(_ slot: FieldSlot) -> String? {
    if slot.form == FieldSlot.inputScope, plan.inputs.indices.contains(slot.field) {
      return plan.inputs[slot.field].definition.name
    }
    guard plan.definitions.forms.indices.contains(slot.form) else { return nil }
    return plan.columnName(slot)
  }

  private mutating func add(_ lack: String) {
    if !lacks.contains(lack) { lacks.append(lack) }
  }

  /// `（经费未报送，缺少生均公用经费标准）`; "" where nothing as a whole is lacking.
  var reason: String {
    lacks.isEmpty ? "" : "（\(lacks.joined(separator: "，"))）"
  }
}
