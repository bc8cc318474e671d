// SPDX-License-Identifier: Apache-2.0
// OracleSheet: published figures by name, and formulas over them in the product's own language.

import DataModel
import Formula
import Testing

/// The figures of one published row; a name without a figure is missing.
struct OracleSheet: FormulaVocabulary, FormulaContext {
  private let names: [String]
  private let values: [FieldValue]

  /// Figures as printed: decimals, `""` for a blank.
  init(_ figures: KeyValuePairs<String, String>) {
    names = figures.map(\.key)
    values = figures.map { pair in
      ExactNumber(decimal: pair.value).map { .number($0) } ?? .missing(.blank)
    }
  }

  var fieldNames: [String] { names }
  var tableNames: [String] { [] }

  func field(named name: String) -> FormulaSymbol? {
    names.firstIndex(of: name).map {
      FormulaSymbol(name: name, slot: $0, type: .number(unit: nil))
    }
  }

  func column(table: String, field: String) -> FormulaSymbol? { nil }
  func fieldNames(ofTable table: String) -> [String] { [] }
  func value(_ slot: Int) -> FieldValue { values[slot] }
  func column(_ slot: Int) -> [FieldValue] { [.missing(.notSubmitted)] }

  /// What the formula gives over the figures; a wrong formula fails the test with its message.
  func callAsFunction(_ formula: String) throws -> FieldValue {
    try CheckedFormula(parsing: formula, vocabulary: self).calculate(self)
  }
}

extension FieldValue {
  /// A figure as printed.
  static func printed(_ text: String) -> FieldValue {
    ExactNumber(decimal: text).map { .number($0) } ?? .missing(.unreadable)
  }
}
