// SPDX-License-Identifier: Apache-2.0
// FormulaReader: turns the formula under a key into a checked one, with errors at file, line and column.

import DataModel
import Formula

/// Reads formulas out of mappings.
struct FormulaReader {
  let context: DefinitionContext

  /// Nil, with errors, when the key is missing or the formula is wrong.
  func formula(
    _ key: String, of mapping: DefinitionMapping, scope: FormulaScope, expected: FormulaType
  ) -> CheckedFormula? {
    guard let node = mapping.node(key) else {
      mapping.reportMissing(key)
      return nil
    }
    return formula(node, key, scope: scope, expected: expected)
  }

  /// The formula that stands at a node, such as an item of a list.
  func formula(
    _ node: DefinitionNode, _ key: String, scope: FormulaScope, expected: FormulaType
  ) -> CheckedFormula? {
    guard case .scalar(let text, let isPlain) = node.content else {
      context.issues.add(node.place, "\(key) 应为公式", "\(key) must be a formula")
      return nil
    }
    do {
      return try CheckedFormula(parsing: text, vocabulary: scope, expected: expected)
    } catch {
      for error in error.list {
        context.issues.add(
          Self.place(of: error, in: node, isPlain: isPlain), "公式：\(error.chinese)",
          "formula: \(error.english)")
      }
      return nil
    }
  }

  /// Only a plain scalar stands in the file letter for letter.
  private static func place(
    of error: FormulaError, in node: DefinitionNode, isPlain: Bool
  ) -> DefinitionPlace {
    var place = node.place
    if isPlain { place.column += error.offset }
    return place
  }
}
