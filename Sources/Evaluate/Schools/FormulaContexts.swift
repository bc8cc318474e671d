// SPDX-License-Identifier: Apache-2.0
// FormulaContexts: what a formula sees of a record, and of a school part.

import DataModel
import Definitions
import Formula

/// A record of a form, for rules: bare names are its own fields, columns are the school's records.
final class RecordContext: FormulaContext {
  let records: SchoolRecords
  let form: Int
  /// Values of the current table by field; empty where the table has no such column.
  private var columns: [[FieldValue]]
  var row = 0

  init(records: SchoolRecords, form: Int) {
    self.records = records
    self.form = form
    columns = Array(repeating: [], count: records.plan.definitions.forms[form].fields.count)
  }

  /// Goes over to another table; only the fields that the formula reads are fetched.
  func select(_ table: FormTable, fields: [FieldSlot]) {
    for slot in fields where slot.form == form && columns.indices.contains(slot.field) {
      columns[slot.field] = records.run.column(table, slot.field)?.values ?? []
    }
  }

  func value(_ slot: Int) -> FieldValue {
    let field = FieldSlot(number: slot)
    if field.form == form {
      guard columns.indices.contains(field.field) else { return .missing(.notOnForm) }
      let values = columns[field.field]
      return row < values.count ? values[row] : .missing(.notOnForm)
    }
    if field.form == FieldSlot.partScope {
      return records.school.attribute(field.field, stage: nil)
    }
    return records.single(field)
  }

  func column(_ slot: Int) -> [FieldValue] {
    records.column(FieldSlot(number: slot)).values
  }
}

/// A stage of a school, for inputs and items: what it knows of itself, and the school's records.
struct PartContext: FormulaContext {
  let records: SchoolRecords
  /// nil where the school as a whole is meant.
  let stage: String?
  /// Nil while the inputs themselves are being read: a school with attached classes then has another
  /// type than a school without.
  var inputs: [FieldValue]?

  func value(_ slot: Int) -> FieldValue {
    let field = FieldSlot(number: slot)
    switch field.form {
    case FieldSlot.inputScope:
      guard let inputs, inputs.indices.contains(field.field) else { return .missing(.undefined) }
      return inputs[field.field]
    case FieldSlot.partScope where field.field == FieldSlot.typeField && inputs == nil:
      return records.attached.type
    case FieldSlot.partScope: return records.school.attribute(field.field, stage: stage)
    default: return records.single(field)
    }
  }

  func column(_ slot: Int) -> [FieldValue] {
    records.column(FieldSlot(number: slot)).values
  }
}

/// A stage of a school with its inputs, for indicators, thresholds, exclusions and concessions.
struct PartValues: FormulaContext {
  let school: SchoolResult
  /// nil where the school as a whole is meant.
  let stage: String?
  let inputs: [FieldValue]

  func value(_ slot: Int) -> FieldValue {
    let field = FieldSlot(number: slot)
    switch field.form {
    case FieldSlot.inputScope:
      return inputs.indices.contains(field.field) ? inputs[field.field] : .missing(.undefined)
    case FieldSlot.partScope: return school.attribute(field.field, stage: stage)
    default: return .missing(.notOnForm)
    }
  }

  /// These formulas read no columns.
  func column(_ slot: Int) -> [FieldValue] { [.missing(.notSubmitted)] }
}

extension SchoolResult {
  /// An attribute by its index in `FieldSlot.partFields`.
  func attribute(_ field: Int, stage: String?) -> FieldValue {
    let text: String
    switch field {
    case 0: return stage.map { .text($0) } ?? .missing(.undefined)
    case 1: text = type
    case 2: text = urbanRural
    case 3: text = sponsor
    case 4: text = name
    default: text = ""
    }
    return text.isEmpty ? .missing(.blank) : .text(text)
  }
}
