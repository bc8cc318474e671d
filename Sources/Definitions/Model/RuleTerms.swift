// SPDX-License-Identifier: Apache-2.0
// RuleTerms: who issued a rule, and what a rule makes of values that are missing.

import DataModel
package import Formula

/// At which level a rule was laid down.
package enum RuleIssuer: String, Hashable, Sendable, CaseIterable {
  case national
  case province
  case city
  case county
  /// No document: what this pipeline holds to be usual.
  case pipeline
}

/// What a rule makes of a blank value.
package enum MissingPolicy: String, Hashable, Sendable, CaseIterable {
  /// Nobody knows whether the rule holds.
  case undecided
  /// The rule does not apply.
  case skip
  /// A blank is 0; what is unreadable or not on the form at all stays unknown.
  case zero
}

extension RuleDefinition {
  /// Whether the rule's formula holds; nil where that cannot be known.
  package func holds(_ formula: CheckedFormula, in context: some FormulaContext) -> Bool? {
    guard !missing.isEmpty else { return formula.calculate(context).yesNo }
    let skips = formula.fieldSlots.contains {
      missing[$0] == .skip && context.value($0).isMissing
    }
    if skips { return true }
    return formula.calculate(ZeroFilledContext(base: context, policies: missing)).yesNo
  }
}

/// A context in which blanks of some slots are 0.
private struct ZeroFilledContext<Base: FormulaContext>: FormulaContext {
  let base: Base
  let policies: [Int: MissingPolicy]

  func value(_ slot: Int) -> FieldValue {
    let value = base.value(slot)
    return policies[slot] == .zero ? value.zeroIfBlank : value
  }

  func column(_ slot: Int) -> [FieldValue] {
    let values = base.column(slot)
    return policies[slot] == .zero ? values.map(\.zeroIfBlank) : values
  }
}

extension FieldValue {
  fileprivate var zeroIfBlank: FieldValue {
    switch self {
    case .missing(.blank), .missing(.notApplicable): .number(.zero)
    default: self
    }
  }
}
