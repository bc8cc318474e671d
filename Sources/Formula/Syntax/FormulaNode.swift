// SPDX-License-Identifier: Apache-2.0
// FormulaNode: the tree of a formula as it was written, before any name is known.

package import DataModel

/// An operator between two operands.
package enum FormulaOperator: String, Hashable, Sendable, CaseIterable {
  case equal = "="
  case notEqual = "<>"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case concatenate = "&"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "^"

  /// Higher binds tighter; a sign (6) and % (7) bind tighter than all, as in Excel.
  package var precedence: Int {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: 1
    case .concatenate: 2
    case .add, .subtract: 3
    case .multiply, .divide: 4
    case .power: 5
    }
  }

  var isComparison: Bool { precedence == 1 }
}

/// One part of a formula and where it begins.
package struct FormulaNode: Hashable, Sendable {
  package indirect enum Kind: Hashable, Sendable {
    case number(ExactNumber)
    case text(String)
    case yesNo(Bool)
    case field(String)
    /// `表名[字段名]`.
    case column(table: String, field: String)
    case negate(FormulaNode)
    case percent(FormulaNode)
    case binary(FormulaOperator, FormulaNode, FormulaNode)
    /// The function's name in capitals.
    case call(String, [FormulaNode])
    /// `{"体育","音乐"}`: constants only.
    case array([FormulaNode])
  }

  package let kind: Kind
  /// Characters before it in the formula; for an operation, of the operator.
  package let offset: Int
  /// Levels below and including this one; bounded by the parser.
  let depth: Int

  init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
    depth =
      switch kind {
      case .number, .text, .yesNo, .field, .column: 1
      case .negate(let operand), .percent(let operand): operand.depth + 1
      case .binary(_, let left, let right): max(left.depth, right.depth) + 1
      case .call(_, let children), .array(let children):
        (children.map(\.depth).max() ?? 0) + 1
      }
  }
}
