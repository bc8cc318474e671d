// SPDX-License-Identifier: Apache-2.0
// TemplateRules: what a pipeline's rules say about blank cells: which are sums, which have usual ranges.

import DataModel
import Definitions
import Formula

/// A field that a rule demands to be the sum of others.
struct TemplateTotal {
  var form: Int
  var field: Int
  var sum: FormulaNode
}

/// A range that a rule gives a field, in the field's canonical unit.
struct TemplateRange {
  var form: Int
  var field: Int
  var minimum: ExactNumber?
  var maximum: ExactNumber?
  /// Outside of it the value is wrong; else it is to be explained.
  var isBinding: Bool
}

/// Reads rules of two plain shapes: `合计 = 甲 + 乙` and `AND(数 >= 5, 数 <= 100)`.
struct TemplateRules {
  private(set) var totals: [TemplateTotal] = []
  private(set) var ranges: [TemplateRange] = []
  private let definitions: DefinitionSet

  init(_ definitions: DefinitionSet) {
    self.definitions = definitions
    for rule in definitions.rules {
      guard case .formula(let formula) = rule.kind, let form = definitions.formIndex(rule.form),
        // It was read once already: without a text it was put together by the program.
        let syntax = try? FormulaSyntax(parsing: formula.text)
      else { continue }
      if let range = range(syntax.root, form: form) {
        ranges.append(
          TemplateRange(
            form: form, field: range.field, minimum: range.minimum, maximum: range.maximum,
            isBinding: rule.severity == .mustCorrect))
      } else if rule.severity == .mustCorrect, let total = total(syntax.root, form: form) {
        totals.append(total)
      }
    }
  }

  func ranges(of field: Int, in form: Int) -> [TemplateRange] {
    ranges.filter { $0.form == form && $0.field == field }
  }

  // MARK: Sums

  private func total(_ node: FormulaNode, form: Int) -> TemplateTotal? {
    guard case .binary(.equal, let left, let right) = node.kind else { return nil }
    for (name, sum) in [(left, right), (right, left)] {
      guard case .field(let word) = name.kind, let field = field(word, of: form),
        isSum(sum, of: form), !totals.contains(where: { $0.form == form && $0.field == field }),
        !reaches(sum, form: form, target: (form, field))
      else { continue }
      return TemplateTotal(form: form, field: field, sum: sum)
    }
    return nil
  }

  /// More than a single name, of additions, subtractions and sums of columns only.
  private func isSum(_ node: FormulaNode, of form: Int) -> Bool {
    switch node.kind {
    case .binary(.add, let left, let right), .binary(.subtract, let left, let right):
      [left, right].allSatisfy { isName($0, of: form) || isSum($0, of: form) }
    case .call(let name, let arguments):
      ["SUM", "ROWS"].contains(name) && arguments.count == 1 && column(arguments[0]) != nil
    default: false
    }
  }

  private func isName(_ node: FormulaNode, of form: Int) -> Bool {
    guard case .field(let name) = node.kind else { return false }
    return field(name, of: form) != nil
  }

  func field(_ name: String, of form: Int) -> Int? {
    definitions.forms[form].fields.firstIndex { $0.name == name }
  }

  /// The form and field of `班级台账[学生数]`.
  func column(_ node: FormulaNode) -> (form: Int, field: Int)? {
    guard case .column(let table, let name) = node.kind,
      let form = definitions.forms.firstIndex(where: { $0.name == table }),
      let field = field(name, of: form)
    else { return nil }
    return (form, field)
  }

  /// Every field that the sum names.
  func parts(of node: FormulaNode, form: Int) -> [(form: Int, field: Int)] {
    switch node.kind {
    case .field(let name): field(name, of: form).map { [(form, $0)] } ?? []
    case .column: column(node).map { [$0] } ?? []
    case .binary(_, let left, let right):
      parts(of: left, form: form) + parts(of: right, form: form)
    case .call(_, let arguments): arguments.flatMap { parts(of: $0, form: form) }
    case .number, .text, .yesNo, .negate, .percent, .array: []
    }
  }

  /// Whether the sum depends on the target, over the totals found so far.
  private func reaches(
    _ sum: FormulaNode, form: Int, target: (form: Int, field: Int), depth: Int = 0
  ) -> Bool {
    guard depth < 32 else { return true }
    return parts(of: sum, form: form).contains { part in
      part == target
        || totals.contains {
          ($0.form, $0.field) == part
            && reaches($0.sum, form: $0.form, target: target, depth: depth + 1)
        }
    }
  }

  // MARK: Ranges

  private struct Bounds {
    var field: Int
    var minimum: ExactNumber?
    var maximum: ExactNumber?
  }

  private func range(_ node: FormulaNode, form: Int) -> Bounds? {
    switch node.kind {
    case .call("AND", let claims):
      let bounds = claims.compactMap { range($0, form: form) }
      guard bounds.count == claims.count, var all = bounds.first else { return nil }
      for bound in bounds.dropFirst() {
        guard bound.field == all.field else { return nil }
        all.minimum = [all.minimum, bound.minimum].compactMap { $0 }.max()
        all.maximum = [all.maximum, bound.maximum].compactMap { $0 }.min()
      }
      return all
    case .binary(let comparison, let left, let right):
      if let bounds = bounds(left, comparison, right, form: form) { return bounds }
      return Self.mirrored[comparison].flatMap { bounds(right, $0, left, form: form) }
    default: return nil
    }
  }

  private static let mirrored: [FormulaOperator: FormulaOperator] = [
    .lessOrEqual: .greaterOrEqual, .greaterOrEqual: .lessOrEqual,
  ]

  /// Only `>=` and `<=`: cells are limited by ends that belong to the range.
  private func bounds(
    _ name: FormulaNode, _ comparison: FormulaOperator, _ limit: FormulaNode, form: Int
  ) -> Bounds? {
    guard case .field(let word) = name.kind, let field = field(word, of: form),
      let number = Self.number(limit)
    else { return nil }
    switch comparison {
    case .greaterOrEqual: return Bounds(field: field, minimum: number)
    case .lessOrEqual: return Bounds(field: field, maximum: number)
    default: return nil
    }
  }

  private static func number(_ node: FormulaNode) -> ExactNumber? {
    switch node.kind {
    case .number(let number): number
    case .negate(let operand): number(operand).map { -$0 }
    default: nil
    }
  }
}
