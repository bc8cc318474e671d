// SPDX-License-Identifier: Apache-2.0
// DeclaredFacts: what formulas of declared outputs see of a county and of one of its school parts.

import DataModel
import Definitions
import Formula

/// What a formula sees.
struct DeclaredFacts: FormulaContext {
  let county: DeclaredCounty
  /// Index into `Evaluation.parts`; nil where the county is meant.
  let part: Int?

  private var context: ExportContext { county.context }
  private var evaluation: Evaluation { context.evaluation }
  private var school: SchoolResult? { part.map { evaluation.schools[evaluation.parts[$0].school] } }

  func value(_ slot: Int) -> FieldValue {
    let field = FieldSlot(number: slot)
    switch field.form {
    case FieldSlot.countyScope: return countyField(field.field)
    case FieldSlot.valueScope:
      guard county.values.indices.contains(field.field) else { return .missing(.undefined) }
      return county.values[field.field]?.value ?? .missing(.notSubmitted)
    case FieldSlot.itemScope: return item(field.field)
    default: return partValue(field)
    }
  }

  func column(_ slot: Int) -> [FieldValue] {
    guard let part else { return [.missing(.notSubmitted)] }
    return county.column(slot, of: evaluation.parts[part].school)
  }

  private func countyField(_ field: Int) -> FieldValue {
    let subject = evaluation.counties[county.county]
    switch field {
    case 0: return .number(ExactNumber(context.bundle.run.year))
    case 1: return subject.code.isEmpty ? .missing(.blank) : .text(subject.code)
    case 2: return subject.name.isEmpty ? .missing(.blank) : .text(subject.name)
    default: return .missing(.undefined)
    }
  }

  /// As 县域项目 prints it, which is what its cell holds.
  private func item(_ index: Int) -> FieldValue {
    guard county.items.indices.contains(index), let result = county.items[index] else {
      return .missing(.undefined)
    }
    let digits = context.definitions.items.items[index].digits
    return result.value.number.map { .number($0.rounded(digits: digits)) } ?? result.value
  }

  private func partValue(_ field: FieldSlot) -> FieldValue {
    guard let part, let school else { return .missing(.undefined) }
    let result = evaluation.parts[part]
    switch field.form {
    case FieldSlot.partScope: return attribute(field.field, of: school, stage: result.stage)
    case FieldSlot.outputScope: return school.code.isEmpty ? .missing(.blank) : .text(school.code)
    case FieldSlot.inputScope:
      if context.definitions.inputs.indices.contains(field.field),
        context.definitions.inputs[field.field].id == context.definitions.standard.pupilsInput
      {
        return result.pupils
      }
      return result.inputs.indices.contains(field.field)
        ? result.inputs[field.field].value : .missing(.undefined)
    case FieldSlot.indicatorScope:
      return result.indicators.indices.contains(field.field)
        ? result.indicators[field.field].value : .missing(.undefined)
    default: return .missing(.undefined)
    }
  }

  private func attribute(_ field: Int, of school: SchoolResult, stage: String) -> FieldValue {
    let texts = [stage, school.type, school.urbanRural, school.sponsor, school.name]
    guard texts.indices.contains(field), !texts[field].isEmpty else { return .missing(.blank) }
    return .text(texts[field])
  }

  // MARK: - Why nothing is there

  /// Why a formula has no value, in Chinese: what is said of the first thing it lacks.
  func reason(_ formula: CheckedFormula) -> String {
    for slot in formula.fieldSlots where value(slot).isMissing {
      if let reason = reason(FieldSlot(number: slot)) { return reason }
    }
    for number in formula.columnSlots {
      let slot = FieldSlot(number: number)
      guard context.definitions.forms.indices.contains(slot.form) else { continue }
      let form = context.definitions.forms[slot.form]
      let values = column(number)
      if values == [.missing(.notSubmitted)] { return "\(form.name)未报送" }
      if values.contains(where: \.isMissing) {
        return "缺少\(form.name)的\(form.fields[slot.field].name)"
      }
    }
    return "无法计算"
  }

  private func reason(_ slot: FieldSlot) -> String? {
    let definitions = context.definitions
    switch slot.form {
    case FieldSlot.valueScope:
      let name = definitions.items.values[slot.field].name
      let reason = county.values[slot.field]?.reason ?? ""
      return reason.isEmpty ? "缺少\(name)" : reason
    case FieldSlot.itemScope:
      let reason = county.items[slot.field]?.reason ?? ""
      return reason.isEmpty ? "缺少\(definitions.items.items[slot.field].name)" : reason
    case FieldSlot.inputScope:
      let inputs = part.map { evaluation.parts[$0].inputs } ?? []
      let reason = inputs.indices.contains(slot.field) ? inputs[slot.field].reason : ""
      return reason.isEmpty ? "缺少\(definitions.inputs[slot.field].name)" : reason
    case FieldSlot.partScope:
      return FieldSlot.partFields.indices.contains(slot.field)
        ? "缺少\(FieldSlot.partFields[slot.field])" : nil
    default: return nil
    }
  }
}
