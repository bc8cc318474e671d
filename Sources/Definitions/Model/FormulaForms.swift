// SPDX-License-Identifier: Apache-2.0
// FormulaForms: which forms a formula reads columns of, so that a form not handed in decides nothing.

package import Formula

extension CheckedFormula {
  /// Indices into `DefinitionSet.forms`, each once, in reading order.
  ///
  /// A rule that reads a form which the school has not handed in is undecided, whatever it would
  /// calculate: no rows are not zero rows.
  package var columnForms: [Int] {
    var forms: [Int] = []
    for number in columnSlots {
      let form = FieldSlot(number: number).form
      if !forms.contains(form) { forms.append(form) }
    }
    return forms
  }
}
