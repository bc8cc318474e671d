// SPDX-License-Identifier: Apache-2.0
// FormulaBounds: between which numbers a formula lies, and whether a condition is always true or false.

import DataModel

/// Interval arithmetic over a checked formula; never narrower than the truth.
struct FormulaBounds {
  let range: (Int) -> FieldRange?

  private static let all: FieldRange = -.infinity ... .infinity

  // MARK: - Conditions

  func truth(_ node: CheckedNode) -> Bool? {
    switch node.kind {
    case .constant(let value): value.yesNo
    case .binary(let operation, let left, let right): comparison(operation, left, right)
    case .call(let function, let arguments): call(function.name, arguments)
    default: nil
    }
  }

  private func call(_ name: String, _ arguments: [CheckedNode]) -> Bool? {
    let truths = arguments.map(truth)
    switch name {
    case "AND":
      return truths.contains(false) ? false : truths.allSatisfy { $0 == true } ? true : nil
    case "OR": return truths.contains(true) ? true : truths.allSatisfy { $0 == false } ? false : nil
    case "NOT": return truths.first?.map { !$0 }
    case "IF" where truths.count == 3:
      if let condition = truths[0] { return condition ? truths[1] : truths[2] }
      return truths[1] == truths[2] ? truths[1] : nil
    default: return nil
    }
  }

  private func comparison(
    _ operation: FormulaOperator, _ left: CheckedNode, _ right: CheckedNode
  ) -> Bool? {
    guard case .number = left.type, case .number = right.type else { return nil }
    let first = interval(left)
    let second = interval(right)
    switch operation {
    case .less: return below(first, second) ?? below(second, first, orEqual: true).map { !$0 }
    case .lessOrEqual:
      return below(first, second, orEqual: true) ?? below(second, first).map { !$0 }
    case .greater: return comparison(.less, right, left)
    case .greaterOrEqual: return comparison(.lessOrEqual, right, left)
    case .equal: return apart(first, second) ? false : nil
    case .notEqual: return apart(first, second) ? true : nil
    default: return nil
    }
  }

  /// True where all of the first lies below all of the second; else nil.
  private func below(_ first: FieldRange, _ second: FieldRange, orEqual: Bool = false) -> Bool? {
    let isBelow =
      orEqual ? first.upperBound <= second.lowerBound : first.upperBound < second.lowerBound
    return isBelow && first.upperBound.isFinite ? true : nil
  }

  private func apart(_ first: FieldRange, _ second: FieldRange) -> Bool {
    first.upperBound < second.lowerBound || second.upperBound < first.lowerBound
  }

  // MARK: - Numbers

  private func interval(_ node: CheckedNode) -> FieldRange {
    switch node.kind {
    case .constant(.number(let number)): return number.doubleValue...number.doubleValue
    case .field(let slot): return range(slot) ?? Self.all
    case .negate(let operand):
      let inner = interval(operand)
      return -inner.upperBound ... -inner.lowerBound
    case .binary(let operation, let left, let right):
      return arithmetic(operation, interval(left), interval(right))
    case .call(let function, let arguments): return result(function.name, arguments)
    default: return Self.all
    }
  }

  private func arithmetic(
    _ operation: FormulaOperator, _ first: FieldRange, _ second: FieldRange
  ) -> FieldRange {
    switch operation {
    case .add:
      return Self.range(
        [first.lowerBound + second.lowerBound, first.upperBound + second.upperBound])
    case .subtract:
      return Self.range(
        [first.lowerBound - second.upperBound, first.upperBound - second.lowerBound])
    case .multiply:
      return Self.range([
        first.lowerBound * second.lowerBound, first.lowerBound * second.upperBound,
        first.upperBound * second.lowerBound, first.upperBound * second.upperBound,
      ])
    default: return Self.all
    }
  }

  /// From the least to the greatest; everything where one of them is no number.
  private static func range(_ ends: [Double]) -> FieldRange {
    guard !ends.contains(where: \.isNaN), let least = ends.min(), let most = ends.max() else {
      return all
    }
    return least...most
  }

  private func result(_ name: String, _ arguments: [CheckedNode]) -> FieldRange {
    switch name {
    case "ROWS", "COUNT", "COUNTA", "COUNTBLANK", "COUNTIF", "COUNTIFS", "LEN", "SQRT":
      return 0 ... .infinity
    case "ABS" where arguments.count == 1:
      let inner = interval(arguments[0])
      let most = max(abs(inner.lowerBound), abs(inner.upperBound))
      let holdsZero = inner.contains(0)
      return (holdsZero ? 0 : min(abs(inner.lowerBound), abs(inner.upperBound)))...most
    case "SUM": return sum(arguments)
    default: return Self.all
    }
  }

  /// A column of numbers that are not negative has a sum that is not.
  private func sum(_ arguments: [CheckedNode]) -> FieldRange {
    var total: FieldRange = 0...0
    for argument in arguments {
      if case .column(let slot, _) = argument.kind {
        let isPositive = (range(slot)?.lowerBound ?? -1) >= 0
        total = arithmetic(.add, total, isPositive ? 0 ... .infinity : Self.all)
      } else {
        total = arithmetic(.add, total, interval(argument))
      }
    }
    return total
  }
}
