// SPDX-License-Identifier: Apache-2.0
// ItemPlan: what of the items of a county is looked up by name, looked up once.

import DataModel
import Definitions
import Formula

/// Values with their formulas prepared, and where counties state items themselves.
struct ItemPlan: Sendable {
  struct Value: Sendable {
    let definition: CountyValueDefinition
    let ways: [PreparedFormula]
  }

  /// By index: the form, and its fields.
  struct Declared: Sendable {
    let form: Int
    let item: Int
    let name: Int?
    let answer: Int
    let value: Int?
    let evidence: Int?
    let note: Int?
  }

  let groups: [ItemGroup]
  let values: [Value]
  let items: [ItemDefinition]
  let declared: Declared?

  init(_ definitions: DefinitionSet) {
    groups = definitions.items.groups
    values = definitions.items.values.map { value in
      Value(definition: value, ways: value.ways.map { PreparedFormula($0) })
    }
    items = definitions.items.items
    declared = definitions.items.declared.flatMap { Self.declared($0, definitions) }
  }

  private static func declared(
    _ declared: DeclaredItemsDefinition, _ definitions: DefinitionSet
  ) -> Declared? {
    guard let form = definitions.formIndex(declared.form),
      let item = definitions.forms[form].fieldIndex(declared.itemField),
      let answer = definitions.forms[form].fieldIndex(declared.answerField)
    else { return nil }
    func index(_ field: String?) -> Int? { field.flatMap(definitions.forms[form].fieldIndex) }
    return Declared(
      form: form, item: item, name: index(declared.nameField), answer: answer,
      value: index(declared.valueField),
      evidence: index(declared.evidenceField), note: index(declared.noteField))
  }
}
