// SPDX-License-Identifier: Apache-2.0
// FormulaSplit: a formula as a sum of terms that can each be calculated and named.

package import DataModel

/// One summand of a formula.
package struct FormulaTerm: Sendable {
  /// Calculates this summand alone.
  package let formula: CheckedFormula
  package let isSubtracted: Bool
  /// The one alternative of `{"专科","本科"}` that this summand counts; nil where it is no such count.
  package let alternative: FieldValue?
}

/// A formula taken apart at `+`, `-`, `IF` and the alternatives of a count.
///
/// Made once for each formula: calculating the terms then costs no more than the formula itself.
package indirect enum FormulaSplit: Sendable {
  case term(FormulaTerm)
  case sum([FormulaSplit])
  /// Of the two, the one that the condition takes.
  case branch(condition: CheckedFormula, then: FormulaSplit, otherwise: FormulaSplit)

  package init(_ formula: CheckedFormula) {
    self = Self.split(formula.root, isSubtracted: false)
  }

  /// The summands in this context; nil where a condition cannot be decided.
  package func terms(in context: some FormulaContext) -> [FormulaTerm]? {
    switch self {
    case .term(let term): return [term]
    case .sum(let parts):
      var all: [FormulaTerm] = []
      for part in parts {
        guard let terms = part.terms(in: context) else { return nil }
        all += terms
      }
      return all
    case .branch(let condition, let first, let second):
      guard case .yesNo(let holds) = condition.calculate(context) else { return nil }
      return (holds ? first : second).terms(in: context)
    }
  }

  /// Whether the terms, where all are known, are the formula's value: no row meets two alternatives of
  /// a count.
  package var addsUp: Bool {
    switch self {
    case .term: true
    case .branch(_, let first, let second): first.addsUp && second.addsUp
    case .sum(let parts):
      parts.allSatisfy(\.addsUp) && Criterion.areDisjoint(parts.compactMap(\.alternative))
    }
  }

  private var alternative: FieldValue? {
    if case .term(let term) = self { term.alternative } else { nil }
  }

  private static func split(_ node: CheckedNode, isSubtracted: Bool) -> FormulaSplit {
    switch node.kind {
    case .binary(.add, let left, let right):
      return .sum([
        split(left, isSubtracted: isSubtracted), split(right, isSubtracted: isSubtracted),
      ])
    case .binary(.subtract, let left, let right):
      return .sum([
        split(left, isSubtracted: isSubtracted), split(right, isSubtracted: !isSubtracted),
      ])
    case .call(let function, let arguments) where function.name == "IF" && arguments.count == 3:
      return .branch(
        condition: CheckedFormula(part: arguments[0]),
        then: split(arguments[1], isSubtracted: isSubtracted),
        otherwise: split(arguments[2], isSubtracted: isSubtracted))
    case .call(let function, let arguments) where function.name == "SUM" && arguments.count == 1:
      return counts(arguments[0], isSubtracted) ?? leaf(node, isSubtracted)
    default: return leaf(node, isSubtracted)
    }
  }

  /// `COUNTIFS(…, {"专科","本科"})` as a count for each alternative; nil for anything else.
  private static func counts(_ node: CheckedNode, _ isSubtracted: Bool) -> FormulaSplit? {
    guard case .call(let function, let arguments) = node.kind else { return nil }
    for (index, argument) in arguments.enumerated() {
      guard case .alternatives(let values) = argument.kind, values.count > 1 else { continue }
      return .sum(
        values.map { value in
          var single = arguments
          single[index].kind = .alternatives([value])
          let call = CheckedNode(.call(function, single), node.type, at: node.offset)
          return .term(
            FormulaTerm(
              formula: CheckedFormula(part: call), isSubtracted: isSubtracted, alternative: value))
        })
    }
    return nil
  }

  private static func leaf(_ node: CheckedNode, _ isSubtracted: Bool) -> FormulaSplit {
    .term(
      FormulaTerm(
        formula: CheckedFormula(part: node), isSubtracted: isSubtracted, alternative: nil))
  }
}
