// SPDX-License-Identifier: Apache-2.0
// NamedByPeople: forms and fields by whatever a list of the office calls them.

extension DefinitionSet {
  /// The form with this id or name.
  package func formIndex(named word: String) -> Int? {
    let key = LabelFold.fold(word)
    return forms.firstIndex { $0.id == word || LabelFold.fold($0.name) == key }
  }
}

extension FormDefinition {
  /// The field with this id or name, or the only one of which it is another name.
  package func indexOfField(named word: String) -> Int? {
    let key = LabelFold.fold(word)
    if let index = fields.firstIndex(where: { $0.id == word || LabelFold.fold($0.name) == key }) {
      return index
    }
    let others = fields.indices.filter { index in
      fields[index].synonyms.contains { LabelFold.fold($0) == key }
    }
    return others.count == 1 ? others[0] : nil
  }
}
