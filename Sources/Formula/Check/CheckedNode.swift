// SPDX-License-Identifier: Apache-2.0
// CheckedNode: the tree of a formula once every name is a slot and every type is known.

import DataModel

/// One part of a checked formula.
struct CheckedNode: Sendable {
  indirect enum Kind: Sendable {
    case constant(FieldValue)
    case field(Int)
    /// `table`: nil for a bare name that is a column in this scope.
    case column(Int, table: String?)
    case negate(CheckedNode)
    case percent(CheckedNode)
    case binary(FormulaOperator, CheckedNode, CheckedNode)
    /// Whether the value is missing; with `isBlank` false, whether it is there.
    case blankTest(CheckedNode, isBlank: Bool)
    /// The constants of a criterion; one is the rule.
    case alternatives([FieldValue])
    case call(FormulaFunction, [CheckedNode])
  }

  var kind: Kind
  var type: FormulaType
  var offset: Int

  init(_ kind: Kind, _ type: FormulaType, at offset: Int) {
    self.kind = kind
    self.type = type
    self.offset = offset
  }

  /// The constant's value.
  var constant: FieldValue? {
    if case .constant(let value) = kind { value } else { nil }
  }

  var isField: Bool {
    if case .field = kind { true } else { false }
  }

  var children: [CheckedNode] {
    switch kind {
    case .constant, .field, .column, .alternatives: []
    case .negate(let operand), .percent(let operand), .blankTest(let operand, _): [operand]
    case .binary(_, let left, let right): [left, right]
    case .call(_, let arguments): arguments
    }
  }
}
