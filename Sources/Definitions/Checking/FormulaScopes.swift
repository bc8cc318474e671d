// SPDX-License-Identifier: Apache-2.0
// FormulaScopes: which names a formula of a rule, an input, an indicator or an exclusion may use.

import DataModel
import Formula

/// Names as the formulas of one place see them.
struct FormulaScope: FormulaVocabulary {
  private var symbols: [String: FormulaSymbol] = [:]
  /// Columns of the tables that the evaluation makes.
  private var tables: [String: [String: FormulaSymbol]] = [:]
  /// The forms whose columns may be named.
  private var forms: [FormDefinition] = []
  /// In reading order, for "did you mean".
  private(set) var fieldNames: [String] = []
  private(set) var tableNames: [String] = []

  func field(named name: String) -> FormulaSymbol? { symbols[name] }

  /// A table of the evaluation hides a form of its name.
  ///
  /// A form's columns are looked for one by one: each rule has a scope, and names few of them.
  func column(table: String, field: String) -> FormulaSymbol? {
    if let symbol = tables[table]?[field] { return symbol }
    for index in forms.indices.reversed() where forms[index].name == table {
      guard let position = forms[index].fields.lastIndex(where: { $0.name == field }) else {
        continue
      }
      let slot = FieldSlot(form: index, field: position)
      return FormulaSymbol(
        name: field, slot: slot.number,
        type: .column(of: forms[index].fields[position].formulaType))
    }
    return nil
  }

  func fieldNames(ofTable table: String) -> [String] {
    let ofForms = forms.filter { $0.name == table }.flatMap(\.fields).map(\.name)
    return Set(ofForms).union(tables[table]?.keys.map { $0 } ?? []).sorted()
  }

  private mutating func add(_ name: String, _ slot: FieldSlot, _ type: FormulaType) {
    symbols[name] = FormulaSymbol(name: name, slot: slot.number, type: type)
    fieldNames.append(name)
  }

  /// Adds `表[字段]` for every form.
  private mutating func add(columnsOf forms: [FormDefinition]) {
    self.forms = forms
    tableNames += forms.map(\.name)
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

extension FormulaScope {
  /// A county sees its own forms, all its schools' forms, what the evaluation made of them, and, once
  /// they are added, its values and earlier items.
  static func county(
    forms: [FormDefinition], inputs: [InputHeader], indicators: [String]
  ) -> FormulaScope {
    var scope = FormulaScope()
    scope.addCountyFields()
    scope.add(columnsOf: forms)
    for table in EvaluationTable.allCases {
      var columns = table.columns
      if table == .parts {
        columns += inputs.map { ($0.name, .number(unit: $0.unit)) }
        columns += indicators.map { ($0, .number(unit: nil)) }
      }
      scope.add(table: table, columns: columns)
    }
    return scope
  }

  /// One school, part or record sees itself, its school's forms, and the county's values.
  static func each(
    _ subject: EachSubject, forms: [FormDefinition], inputs: [InputHeader],
    values: [CountyValueDefinition]
  ) -> FormulaScope {
    var scope = FormulaScope()
    scope.addCountyFields()
    for (index, value) in values.enumerated() {
      scope.add(value: value.name, unit: value.unit, index: index)
    }
    scope.addPartFields()
    switch subject {
    case .school, .part: scope.add(inputs: inputs)
    case .record(let form):
      for (position, field) in forms[form].fields.enumerated() {
        scope.add(field.name, FieldSlot(form: form, field: position), field.formulaType)
      }
    }
    scope.add(columnsOf: forms)
    return scope
  }

  /// A declared output sees the county, its values and items; of a school part also its attributes, inputs,
  /// indicators and its school's forms.
  static func output(
    ofParts: Bool, forms: [FormDefinition], inputs: [InputHeader], indicators: [String],
    items: CountyItems
  ) -> FormulaScope {
    var scope = FormulaScope()
    scope.addCountyFields()
    for (index, value) in items.values.enumerated() {
      scope.add(value: value.name, unit: value.unit, index: index)
    }
    for (index, item) in items.items.enumerated() { scope.add(item: item, index: index) }
    guard ofParts else { return scope }
    scope.addPartFields()
    for (index, name) in FieldSlot.outputFields.enumerated() {
      scope.add(name, FieldSlot(form: FieldSlot.outputScope, field: index), .text)
    }
    scope.add(inputs: inputs)
    for (index, id) in indicators.enumerated() {
      scope.add(id, FieldSlot(form: FieldSlot.indicatorScope, field: index), .number(unit: nil))
    }
    scope.add(columnsOf: forms)
    return scope
  }

  /// The name by which an example gives what a county states of the item.
  static let answer = "自评结论"

  mutating func addAnswer() {
    add(Self.answer, FieldSlot(form: FieldSlot.itemScope, field: 0xFFF), .text)
  }

  mutating func add(value name: String, unit: String?, index: Int) {
    add(name, FieldSlot(form: FieldSlot.valueScope, field: index), .number(unit: unit))
  }

  mutating func add(item: ItemDefinition, index: Int) {
    let type: FormulaType
    switch item.kind {
    case .value(let formula, _): type = formula.type
    case .each: type = .number(unit: nil)
    case .declared: type = .text
    }
    add(item.id, FieldSlot(form: FieldSlot.itemScope, field: index), type)
  }

  private mutating func addCountyFields() {
    for (index, name) in FieldSlot.countyFields.enumerated() {
      add(
        name, FieldSlot(form: FieldSlot.countyScope, field: index),
        index == 0 ? .number(unit: nil) : .text)
    }
  }

  private mutating func add(
    table: EvaluationTable, columns: [(name: String, type: FormulaType)]
  ) {
    tableNames.append(table.name)
    for (index, column) in columns.enumerated() {
      let slot = FieldSlot(form: table.scope, field: index)
      tables[table.name, default: [:]][column.name] = FormulaSymbol(
        name: column.name, slot: slot.number, type: .column(of: column.type))
    }
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
