// SPDX-License-Identifier: Apache-2.0
// FormulaClaims: what a condition says of single fields, and whether it can be anything but true or false.

import DataModel

/// Between which numbers a field lies; the ends are allowed.
package typealias FieldRange = ClosedRange<Double>

/// What a condition demands of one field, whatever the others are.
package struct FieldClaim: Hashable, Sendable {
  package var slot: Int
  /// The numbers it allows.
  package var range: FieldRange
}

/// A text that a condition compares a field with.
package struct ComparedText: Hashable, Sendable {
  package var slot: Int
  package var text: String
}

extension CheckedNode {
  fileprivate var fieldSlot: Int? {
    if case .field(let slot) = kind { slot } else { nil }
  }
}

extension CheckedFormula {
  /// The one answer that a condition has for all values within the ranges; nil where it has both.
  ///
  /// `range`: nil for a field of which nothing is known. A field that comes twice is taken for two, so
  /// that the answer is never wrong, but may be nil where a person sees more.
  package func constantTruth(_ range: @escaping (Int) -> FieldRange?) -> Bool? {
    FormulaBounds(range: range).truth(root)
  }

  /// The ranges that a condition allows by itself, such as `AND(学生数 >= 5, 学生数 <= 100)`.
  package var fieldClaims: [FieldClaim] { Self.claims(root) }

  /// Fields that must be blank for the condition to hold.
  package var blankSlots: [Int] {
    Self.conjuncts(root).compactMap { node in
      switch node.kind {
      case .blankTest(let operand, true): return operand.fieldSlot
      case .call(let function, let arguments) where function.name == "ISBLANK":
        return arguments.first?.fieldSlot
      default: return nil
      }
    }
  }

  /// Every text that a field, or a column of a criterion, is compared with.
  package var comparedTexts: [ComparedText] { Self.texts(root) }

  private static func conjuncts(_ node: CheckedNode) -> [CheckedNode] {
    if case .call(let function, let arguments) = node.kind, function.name == "AND" {
      return arguments.flatMap(conjuncts)
    }
    return [node]
  }

  private static func claims(_ root: CheckedNode) -> [FieldClaim] {
    conjuncts(root).compactMap { node in
      guard case .binary(let operation, let left, let right) = node.kind else { return nil }
      if case .field(let slot) = left.kind, case .number(let number)? = right.constant {
        return range(operation, number.doubleValue).map { FieldClaim(slot: slot, range: $0) }
      }
      guard case .field(let slot) = right.kind, case .number(let number)? = left.constant,
        let turned = turned(operation)
      else { return nil }
      return range(turned, number.doubleValue).map { FieldClaim(slot: slot, range: $0) }
    }
  }

  private static func range(_ operation: FormulaOperator, _ number: Double) -> FieldRange? {
    switch operation {
    case .equal: number...number
    case .less: -.infinity...number.nextDown
    case .lessOrEqual: -.infinity...number
    case .greater: number.nextUp ... .infinity
    case .greaterOrEqual: number ... .infinity
    default: nil
    }
  }

  private static func turned(_ operation: FormulaOperator) -> FormulaOperator? {
    switch operation {
    case .equal: .equal
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: nil
    }
  }

  private static func texts(_ node: CheckedNode) -> [ComparedText] {
    var found = node.children.flatMap(texts)
    switch node.kind {
    case .binary(.equal, let left, let right), .binary(.notEqual, let left, let right):
      for (field, value) in [(left, right), (right, left)] {
        if case .field(let slot) = field.kind, case .text(let text)? = value.constant {
          found.append(ComparedText(slot: slot, text: text))
        }
      }
    case .call(let function, let arguments) where function.name.hasSuffix("IFS"):
      for (column, value) in zip(arguments, arguments.dropFirst()) {
        guard case .column(let slot, _) = column.kind else { continue }
        guard case .alternatives(let values) = value.kind else { continue }
        found += values.compactMap { value in
          value.text.map { ComparedText(slot: slot, text: $0) }
        }
      }
    default: break
    }
    return found
  }
}
