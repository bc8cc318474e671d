// SPDX-License-Identifier: Apache-2.0
// InputTerms: the summands that an input's value is made of, for whoever asks why.

import DataModel
import Definitions
import Formula

/// Takes the value of an input apart.
enum InputTerms {
  /// The summands; empty where there is only one, where one is missing, and where they do not give the sum
  /// (alternatives with wildcards may count a row twice).
  static func terms(
    of way: EvaluationPlan.Way, sum: FieldValue, in context: PartContext
  ) -> [InputTerm] {
    if case .term = way.split { return [] }
    // Nothing is made of nothing: there is no summand to name.
    guard sum != .number(.zero) else { return [] }
    guard let parts = way.split.terms(in: context), parts.count > 1 else { return [] }
    var total = ExactNumber.zero
    var terms: [InputTerm] = []
    for part in parts {
      guard case .number(let number) = part.formula.calculate(context) else { return [] }
      total = part.isSubtracted ? total - number : total + number
      terms.append(
        InputTerm(
          name: name(of: part, context.records.plan), value: number,
          isSubtracted: part.isSubtracted))
    }
    return .number(total) == sum ? terms : []
  }

  /// What the term counts, or the first field that it reads.
  private static func name(of term: FormulaTerm, _ plan: EvaluationPlan) -> String {
    if let alternative = term.alternative {
      // `*体育馆*` asks for the word anywhere; a person reads the word.
      return alternative.outputText.filter { $0 != "*" }
    }
    let slots = (term.formula.columnSlots + term.formula.fieldSlots).map(FieldSlot.init(number:))
    guard let slot = slots.first(where: { plan.definitions.forms.indices.contains($0.form) }) else {
      return ""
    }
    let fields = plan.definitions.forms[slot.form].fields
    return fields.indices.contains(slot.field) ? fields[slot.field].name : ""
  }
}
