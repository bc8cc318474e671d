// SPDX-License-Identifier: Apache-2.0
// FormulaScopes: which names a formula of a rule, an input, an indicator or an exclusion may use.

import DataModel
import Formula

/// Names as the formulas of one place see them.
struct FormulaScope: FormulaVocabulary {
  private var symbols: [String: FormulaSymbol] = [:]
  private var tables: [String: [String: FormulaSymbol]] = [:]
  /// In reading order, for "did you mean".
  private(set) var fieldNames: [String] = []
  private(set) var tableNames: [String] = []

  func field(named name: String) -> FormulaSymbol? { symbols[name] }

  func column(table: String, field: String) -> FormulaSymbol? { tables[table]?[field] }

  func fieldNames(ofTable table: String) -> [String] { (tables[table]?.keys.sorted()) ?? [] }

  private mutating func add(_ name: String, _ slot: FieldSlot, _ type: FormulaType) {
    symbols[name] = FormulaSymbol(name: name, slot: slot.number, type: type)
    fieldNames.append(name)
  }

  /// Adds `表[字段]` for every form.
  private mutating func add(columnsOf forms: [FormDefinition]) {
    for (index, form) in forms.enumerated() {
      tableNames.append(form.name)
      for (position, field) in form.fields.enumerated() {
        let slot = FieldSlot(form: index, field: position)
        tables[form.name, default: [:]][field.name] = FormulaSymbol(
          name: field.name, slot: slot.number, type: .column(of: field.formulaType))
      }
    }
  }

  private mutating func addPartFields() {
    for (index, name) in FieldSlot.partFields.enumerated() {
      add(name, FieldSlot(form: FieldSlot.partScope, field: index), .text)
    }
  }

  private mutating func add(inputs: [InputHeader]) {
    for (index, input) in inputs.enumerated() {
      let slot = FieldSlot(form: FieldSlot.inputScope, field: index)
      add(input.name, slot, .number(unit: input.unit))
    }
  }

  /// A rule sees its own record's fields and the columns of all forms of the school.
  static func rule(on form: Int, of forms: [FormDefinition]) -> FormulaScope {
    var scope = FormulaScope()
    for (position, field) in forms[form].fields.enumerated() {
      scope.add(field.name, FieldSlot(form: form, field: position), field.formulaType)
    }
    scope.add(columnsOf: forms)
    return scope
  }

  /// An input sees the school part and the columns of all forms of the school.
  static func input(of forms: [FormDefinition]) -> FormulaScope {
    var scope = FormulaScope()
    scope.addPartFields()
    scope.add(columnsOf: forms)
    return scope
  }

  static func indicator(inputs: [InputHeader]) -> FormulaScope {
    var scope = FormulaScope()
    scope.add(inputs: inputs)
    return scope
  }

  static func exclusion(inputs: [InputHeader]) -> FormulaScope {
    var scope = FormulaScope()
    scope.addPartFields()
    scope.add(inputs: inputs)
    return scope
  }
}

/// Name and unit of an input, known before its formulas are.
struct InputHeader: Hashable {
  var name: String
  var unit: String
}

extension FieldDefinition {
  var formulaType: FormulaType {
    switch kind {
    case .integer, .number: .number(unit: unit)
    case .yesNo: .yesNo
    case .date, .month: .date
    case .text, .personName, .code, .identityNumber, .schoolCode: .text
    }
  }
}
