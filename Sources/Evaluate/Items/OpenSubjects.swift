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
  /// Values of the county that it reads, by index.
  private let values: [Int]
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
    values = formulas.flatMap(\.fieldSlots).map { FieldSlot(number: $0) }
      .filter { $0.form == FieldSlot.valueScope }.map(\.field)
  }

  /// A subject among these records is open.
  mutating func add(_ records: SchoolRecords, _ context: CountyContext) {
    for form in forms where !records.hasHandedIn(form) {
      add("\(plan.definitions.forms[form].name)未报送")
    }
    for value in values where CountyContext.element(context.values, value).isMissing {
      add("缺少\(plan.items.values[value].definition.name)")
    }
  }

  private mutating func add(_ lack: String) {
    if !lacks.contains(lack) { lacks.append(lack) }
  }

  /// `（经费未报送，缺少生均公用经费标准）`; "" where nothing as a whole is lacking.
  var reason: String {
    lacks.isEmpty ? "" : "（\(lacks.joined(separator: "，"))）"
  }
}
