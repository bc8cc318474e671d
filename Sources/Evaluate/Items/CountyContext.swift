// SPDX-License-Identifier: Apache-2.0
// CountyContext: what the formulas of a county's values and items see.

import DataModel
import Definitions
import Formula

/// A county: its own forms, its schools' forms as one column each, and what was evaluated before.
///
/// A class, since formulas ask for the same column again and again.
final class CountyContext: FormulaContext {
  let county: County
  let year: Int
  /// The county's own forms.
  let own: SchoolRecords
  /// All its schools.
  let schools: [SchoolRecords]
  var results: CountyResults
  var values: [FieldValue] = []
  var items: [FieldValue] = []
  private let plan: EvaluationPlan
  private var columns: [Int: [FieldValue]] = [:]
  private var wholeInputs: [[FieldValue]?] = []

  init(
    county: County, year: Int, own: SchoolRecords, schools: [SchoolRecords],
    results: CountyResults, plan: EvaluationPlan
  ) {
    self.county = county
    self.year = year
    self.own = own
    self.schools = schools
    self.results = results
    self.plan = plan
  }

  func value(_ slot: Int) -> FieldValue {
    let field = FieldSlot(number: slot)
    switch field.form {
    case FieldSlot.countyScope: return attribute(field.field)
    case FieldSlot.valueScope: return Self.element(values, field.field)
    case FieldSlot.itemScope: return Self.element(items, field.field)
    default: return .missing(.undefined)
    }
  }

  func attribute(_ field: Int) -> FieldValue {
    switch field {
    case 0: .number(ExactNumber(year))
    case 1: county.code.isEmpty ? .missing(.blank) : .text(county.code)
    default: county.name.isEmpty ? .missing(.blank) : .text(county.name)
    }
  }

  static func element(_ values: [FieldValue], _ index: Int) -> FieldValue {
    values.indices.contains(index) ? values[index] : .missing(.undefined)
  }

  func column(_ slot: Int) -> [FieldValue] {
    if let known = columns[slot] { return known }
    let built = build(FieldSlot(number: slot))
    columns[slot] = built
    return built
  }

  private func build(_ slot: FieldSlot) -> [FieldValue] {
    if let table = EvaluationTable(scope: slot.form) {
      return results.column(table, slot.field)
    }
    guard plan.definitions.forms.indices.contains(slot.form) else { return [.missing(.undefined)] }
    if plan.isCountyForm(slot.form) {
      return own.isRepeated[slot.form] ? [.missing(.undefined)] : own.column(slot).values
    }
    return schools.indices.flatMap { columnOf($0, slot) }
  }

  /// The inputs of a school (index in `schools`): each is that of its parts together.
  func wholeInputs(of school: Int) -> [FieldValue] {
    if wholeInputs.isEmpty { wholeInputs = Array(repeating: nil, count: schools.count) }
    if let known = wholeInputs[school] { return known }
    let parts = results.parts[school]
    let inputs = plan.inputs.indices.map { CountyResults.whole($0, parts) }
    wholeInputs[school] = inputs
    return inputs
  }

  /// A school in scope that did not hand in the form leaves a gap that no sum may pass over.
  private func columnOf(_ index: Int, _ slot: FieldSlot) -> [FieldValue] {
    let school = schools[index]
    guard school.hasHandedIn(slot.form) else {
      return results.schools[index].isInScope ? [.missing(.notSubmitted)] : []
    }
    return school.isRepeated[slot.form] ? [.missing(.undefined)] : school.column(slot).values
  }
}

/// One school, part or record of a county.
struct EachContext<Base: FormulaContext>: FormulaContext {
  let county: CountyContext
  let base: Base

  func value(_ slot: Int) -> FieldValue {
    let field = FieldSlot(number: slot)
    switch field.form {
    case FieldSlot.countyScope: return county.attribute(field.field)
    case FieldSlot.valueScope: return CountyContext.element(county.values, field.field)
    default: return base.value(slot)
    }
  }

  func column(_ slot: Int) -> [FieldValue] { base.column(slot) }
}
