// SPDX-License-Identifier: Apache-2.0
// MessageFacts: the names that a formula rule's sentence may show, and those it asks for.

package import Formula

/// The facts of a formula rule's finding.
package enum MessageFacts {
  /// Fields of the record by name, columns as `表[字段]`, and `value` and `field` of every finding.
  package static func names(of formula: CheckedFormula, in set: DefinitionSet) -> Set<String> {
    var names: Set<String> = ["value", "field"]
    for number in formula.fieldSlots {
      if let field = field(number, in: set) { names.insert(field.name) }
    }
    for number in formula.columnSlots {
      let slot = FieldSlot(number: number)
      guard let field = field(number, in: set) else { continue }
      names.insert("\(set.forms[slot.form].name)[\(field.name)]")
    }
    return names
  }

  private static func field(_ number: Int, in set: DefinitionSet) -> FieldDefinition? {
    let slot = FieldSlot(number: number)
    guard set.forms.indices.contains(slot.form),
      set.forms[slot.form].fields.indices.contains(slot.field)
    else { return nil }
    return set.forms[slot.form].fields[slot.field]
  }

  /// The names in braces.
  static func places(in template: String) -> [String] {
    template.split(separator: "{").dropFirst().compactMap { part in
      part.firstIndex(of: "}").map { String(part[..<$0]) }
    }
  }
}
