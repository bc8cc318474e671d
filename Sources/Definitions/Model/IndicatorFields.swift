// SPDX-License-Identifier: Apache-2.0
// IndicatorFields: the fields of forms that indicators are made of.

import Formula

extension DefinitionSet {
  /// Field ids by form id, of every field that some input's or county value's formula reads.
  package var indicatorFields: [String: Set<String>] {
    var fields: [String: Set<String>] = [:]
    for formula in inputs.flatMap(\.ways).map(\.formula) + items.values.flatMap(\.ways) {
      for slot in (formula.columnSlots + formula.fieldSlots).map(FieldSlot.init(number:))
      where forms.indices.contains(slot.form)
        && forms[slot.form].fields.indices.contains(slot.field)
      {
        fields[forms[slot.form].id, default: []].insert(forms[slot.form].fields[slot.field].id)
      }
    }
    return fields
  }
}
