// SPDX-License-Identifier: Apache-2.0
// InputTerms: the summands that an input's value is made of, for whoever asks why.

import DataModel
import Definitions
import Formula

/// Takes the value of an input apart.
enum InputTerms {
  /// The value with its summands; those are empty where there is only one and where they do not give the
  /// sum (alternatives with wildcards may count a row twice).
  ///
  /// Where the summands are the value nothing else is calculated.
  static func value(
    of way: EvaluationPlan.Way, in context: PartContext
  ) -> (value: FieldValue, terms: [InputTerm]) {
    if case .term = way.split { return (way.formula.value(in: context), []) }
    if way.addsUp, let terms = terms(of: way, in: context) {
      let sum = sum(terms)
      if sum.isExact { return (.number(sum), sum.isZero || terms.count == 1 ? [] : terms) }
    }
    let value = way.formula.value(in: context)
    // Nothing is made of nothing: there is no summand to name.
    guard let number = value.number, !number.isZero,
      let terms = terms(of: way, in: context), terms.count > 1, sum(terms) == number
    else { return (value, []) }
    return (value, terms)
  }

  private static func sum(_ terms: [InputTerm]) -> ExactNumber {
    terms.reduce(.zero) { $1.isSubtracted ? $0 - $1.value : $0 + $1.value }
  }

  /// nil where one of them is no number.
  private static func terms(
    of way: EvaluationPlan.Way, in context: PartContext
  ) -> [InputTerm]? {
    guard let parts = way.split.terms(in: context) else { return nil }
    var terms: [InputTerm] = []
    for part in parts {
      guard case .number(let number) = part.formula.calculate(context) else { return nil }
      terms.append(
        InputTerm(
          name: name(of: part, context.records.plan), value: number,
          isSubtracted: part.isSubtracted))
    }
    return terms
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
