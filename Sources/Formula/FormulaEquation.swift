// SPDX-License-Identifier: Apache-2.0
// FormulaEquation: a formula that claims two sums to be equal, solved for one of its values.

package import DataModel

/// The two sides of `A = B` or of `ABS(A - B) <= t`.
package struct FormulaEquation: Sendable {
  private let left: CheckedFormula
  private let right: CheckedFormula

  /// Nil for a formula that claims anything else.
  package init?(_ formula: CheckedFormula) {
    guard let (left, right) = Self.sides(formula) else { return nil }
    guard ![left, right].contains(where: { [.text, .yesNo, .date].contains($0.type) }) else {
      return nil
    }
    self.left = CheckedFormula(part: left)
    self.right = CheckedFormula(part: right)
  }

  /// `A = B` in words, whichever way it is written.
  package func chinese(_ names: FormulaNames) -> String {
    "\(left.chinese(names)) = \(right.chinese(names))"
  }

  private static func sides(_ formula: CheckedFormula) -> (CheckedNode, CheckedNode)? {
    switch formula.root.kind {
    case .binary(.equal, let left, let right): return (left, right)
    case .binary(.lessOrEqual, let distance, let limit):
      guard limit.constant != nil, case .call(let function, let arguments) = distance.kind,
        function.name == "ABS", arguments.count == 1,
        case .binary(.subtract, let left, let right) = arguments[0].kind
      else { return nil }
      return (left, right)
    default: return nil
    }
  }

  /// The one value of the slot with which both sides are equal, all else being as the context says.
  ///
  /// A column slot stands for its one missing value. Nil where anything else is missing, and where the
  /// sides do not depend on the slot in a straight line.
  package func solved(for slot: Int, in context: some FormulaContext) -> ExactNumber? {
    func excess(_ value: Int) -> ExactNumber? {
      let trial = SubstitutedContext(
        base: context, values: [slot: .number(ExactNumber(value))])
      guard case .number(let first) = left.calculate(trial),
        case .number(let second) = right.calculate(trial)
      else { return nil }
      return first - second
    }
    guard let atZero = excess(0), let atOne = excess(1), let atTwo = excess(2) else { return nil }
    let slope = atOne - atZero
    guard !slope.isZero, atTwo - atOne == slope else { return nil }
    return (-atZero).divided(by: slope)
  }

  /// Left side less right side; nil where one is missing.
  package func excess(in context: some FormulaContext) -> ExactNumber? {
    guard case .number(let first) = left.calculate(context),
      case .number(let second) = right.calculate(context)
    else { return nil }
    return first - second
  }
}

/// A context with other values in some slots.
package struct SubstitutedContext<Base: FormulaContext>: FormulaContext {
  private let base: Base
  private let values: [Int: FieldValue]

  /// `values`: by slot; of a column, what stands in place of its one missing value.
  package init(base: Base, values: [Int: FieldValue]) {
    self.base = base
    self.values = values
  }

  package func value(_ slot: Int) -> FieldValue { values[slot] ?? base.value(slot) }

  package func column(_ slot: Int) -> [FieldValue] {
    var column = base.column(slot)
    guard let value = values[slot] else { return column }
    let missing = column.indices.filter { column[$0].isMissing }
    if missing.count == 1, let place = missing.first { column[place] = value }
    return column
  }
}
