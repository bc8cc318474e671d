// SPDX-License-Identifier: Apache-2.0
// ExcelText: a piece of a rendered formula that knows when it needs brackets.

/// Rendered text with its binding strength.
struct ExcelText: Hashable, Sendable {
  var text: String
  /// As `FormulaOperator.precedence`; 6 a sign, 7 a percent, 8 needs no brackets ever.
  var precedence: Int
  /// True for a cell or a range.
  var isReference: Bool

  init(_ text: String, precedence: Int = 8, isReference: Bool = false) {
    self.text = text
    self.precedence = precedence
    self.isReference = isReference
  }

  /// Bracketed where it binds no tighter than an operator of this precedence.
  func bracketed(unlessAbove precedence: Int) -> String {
    self.precedence > precedence ? text : "(\(text))"
  }

  /// A text constant.
  static func quoted(_ text: String) -> ExcelText {
    var escaped = "\""
    for character in text { escaped += character == "\"" ? "\"\"" : String(character) }
    return ExcelText(escaped + "\"")
  }

  /// Whether the value is missing: an empty cell, a cell with "", or no result.
  static func blankTest(_ value: ExcelText, isBlank: Bool) -> ExcelText {
    let sign = isBlank ? "=" : "<>"
    if value.isReference { return ExcelText("\(value.text)\(sign)\"\"", precedence: 1) }
    let test = "\(value.bracketed(unlessAbove: 1))\(sign)\"\""
    return ExcelText("IFERROR(\(test),\(isBlank ? "TRUE" : "FALSE"))")
  }
}
