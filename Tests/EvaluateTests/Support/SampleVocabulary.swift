// SPDX-License-Identifier: Apache-2.0
// SampleVocabulary: the names that the formulas of the sample definitions use.

import DataModel
import Definitions
import Formula

/// Names of the sample's forms, part fields and inputs; `record`: the form of a rule.
struct SampleVocabulary: FormulaVocabulary {
  var forms: [FormDefinition]
  var inputs: [String] = []
  var record: Int?

  var fieldNames: [String] { FieldSlot.partFields + inputs }
  var tableNames: [String] { forms.map(\.name) }

  func fieldNames(ofTable table: String) -> [String] { [] }

  func field(named name: String) -> FormulaSymbol? {
    if let record, let index = forms[record].fields.firstIndex(where: { $0.name == name }) {
      return symbol(name, FieldSlot(form: record, field: index), .unknown)
    }
    if let index = FieldSlot.partFields.firstIndex(of: name) {
      return symbol(name, FieldSlot(form: FieldSlot.partScope, field: index), .text)
    }
    if let index = inputs.firstIndex(of: name) {
      let slot = FieldSlot(form: FieldSlot.inputScope, field: index)
      return symbol(name, slot, .number(unit: nil))
    }
    return nil
  }

  func column(table: String, field: String) -> FormulaSymbol? {
    guard let form = forms.firstIndex(where: { $0.name == table }),
      let index = forms[form].fields.firstIndex(where: { $0.name == field })
    else { return nil }
    return symbol(field, FieldSlot(form: form, field: index), .column(of: .unknown))
  }

  private func symbol(_ name: String, _ slot: FieldSlot, _ type: FormulaType) -> FormulaSymbol {
    FormulaSymbol(name: name, slot: slot.number, type: type)
  }
}
