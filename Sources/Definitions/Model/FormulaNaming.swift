// SPDX-License-Identifier: Apache-2.0
// FormulaNaming: what the slots of a pipeline's formulas are called.

package import Formula

extension DefinitionSet {
  /// Names of fields, columns, inputs and attributes, for formulas in words.
  package var formulaNames: FormulaNames {
    FormulaNames(
      field: { name(of: FieldSlot(number: $0)) },
      column: { number in
        let slot = FieldSlot(number: number)
        let table = forms.indices.contains(slot.form) ? forms[slot.form].name : ""
        return (table, name(of: slot))
      })
  }

  private func name(of slot: FieldSlot) -> String {
    func at(_ names: [String]) -> String {
      names.indices.contains(slot.field) ? names[slot.field] : ""
    }
    switch slot.form {
    case FieldSlot.partScope: return at(FieldSlot.partFields)
    case FieldSlot.inputScope: return at(inputs.map(\.name))
    case FieldSlot.countyScope: return at(FieldSlot.countyFields)
    default:
      return forms.indices.contains(slot.form) ? at(forms[slot.form].fields.map(\.name)) : ""
    }
  }
}
