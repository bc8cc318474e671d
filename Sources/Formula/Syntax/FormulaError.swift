// SPDX-License-Identifier: Apache-2.0
// FormulaError: what is wrong with a formula, where, in words of both languages.

/// One mistake in a formula.
package struct FormulaError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Not a formula at all: a stray character, an open bracket, an operator without operand.
    case syntax
    /// Longer or deeper than a formula may be.
    case tooLarge
    case unknownFunction
    case unknownField
    case argumentCount
    /// A text where a number is needed, and the like.
    case type
    /// ㎡ + 元.
    case unit
  }

  package var kind: Kind
  /// Characters before the place, from the beginning of the formula.
  package var offset: Int
  package var chinese: String
  package var english: String

  package init(_ kind: Kind, at offset: Int, chinese: String, english: String) {
    self.kind = kind
    self.offset = offset
    self.chinese = chinese
    self.english = english
  }
}

/// All mistakes of one formula, in reading order; never empty.
package struct FormulaErrors: Error, Hashable, Sendable {
  package var list: [FormulaError]

  package init(_ list: [FormulaError]) {
    self.list = list
  }
}
