// SPDX-License-Identifier: Apache-2.0
// TemplateTotals: the formulas of cells that are sums of others, as the cells of one workbook stand.

import DataModel
import Definitions
import Formula

/// Writes sums as formulas over the sheets of one workbook.
struct TemplateTotals {
  /// A field by its form and place in it.
  private struct Name: Hashable {
    var form: Int
    var field: Int
  }

  private let rules: TemplateRules
  private let forms: [TemplateForm]
  private var sums: [Name: FormulaNode] = [:]

  init(_ rules: TemplateRules, forms: [TemplateForm]) {
    self.rules = rules
    self.forms = forms
    for total in rules.totals where isWritable(total) {
      sums[Name(form: total.form, field: total.field)] = total.sum
    }
  }

  /// All its parts stand in this workbook, and are counted in the same unit.
  private func isWritable(_ total: TemplateTotal) -> Bool {
    guard let own = slot(total.form, total.field) else { return false }
    return rules.parts(of: total.sum, form: total.form).allSatisfy { part in
      guard let slot = slot(part.form, part.field) else { return false }
      return slot.unit == own.unit || isCounted(total.sum)
    }
  }

  private func isCounted(_ node: FormulaNode) -> Bool {
    if case .call("ROWS", _) = node.kind { true } else { false }
  }

  private func plan(_ form: Int) -> TemplateForm? { forms.first { $0.index == form } }

  private func slot(_ form: Int, _ field: Int) -> TemplateSlot? { plan(form)?.slot(field) }

  func isTotal(_ field: Int, of form: TemplateForm) -> Bool {
    sums[Name(form: form.index, field: field)] != nil
  }

  /// Required, or a part of what is: whoever leaves it blank leaves the total blank.
  func isNeeded(_ field: Int, of form: TemplateForm) -> Bool {
    if isTotal(field, of: form) { return false }
    if form.form.fields[field].isRequired { return true }
    return sums.contains { name, sum in
      guard let plan = plan(name.form), plan.form.fields[name.field].isRequired else {
        return false
      }
      return rules.parts(of: sum, form: name.form).contains { $0 == (form.index, field) }
    }
  }

  /// The names of the parts, for the hint: `男生数 + 女生数`.
  func parts(of field: Int, in form: TemplateForm) -> [String] {
    guard let sum = sums[Name(form: form.index, field: field)] else { return [] }
    return rules.parts(of: sum, form: form.index).compactMap { part in
      guard let plan = plan(part.form) else { return nil }
      let name = plan.form.fields[part.field].name
      return part.form == form.index ? name : "《\(plan.form.name)》\(name)"
    }
  }

  /// The formula of a cell, with the leading `=`; nil where it is no sum.
  ///
  /// Missing is never zero: a sum of which one part is blank is blank.
  func formula(of field: Int, in form: TemplateForm, row: Int) -> String? {
    guard let sum = sums[Name(form: form.index, field: field)] else { return nil }
    var cells: [String] = []
    var tests: [String] = []
    let text = text(sum, form: form, row: row, cells: &cells, tests: &tests)
    if !cells.isEmpty {
      tests.append("COUNT(\(cells.joined(separator: ",")))<\(cells.count)")
    }
    let test = tests.count == 1 ? tests[0] : "OR(\(tests.joined(separator: ",")))"
    return "=IF(\(test),\"\",\(text))"
  }

  private func text(
    _ node: FormulaNode, form: TemplateForm, row: Int, cells: inout [String],
    tests: inout [String]
  ) -> String {
    switch node.kind {
    case .field(let name):
      guard let field = rules.field(name, of: form.index), let slot = form.slot(field) else {
        return "NA()"
      }
      let isList = form.layout == .list
      let cell = CellReference(
        row: isList ? row : slot.range.first.row, column: slot.range.first.column)
      cells.append(cell.description)
      return cell.description
    case .binary(let operation, let left, let right):
      let first = text(left, form: form, row: row, cells: &cells, tests: &tests)
      let second = text(right, form: form, row: row, cells: &cells, tests: &tests)
      let isNested = if case .binary = right.kind { true } else { false }
      return first + operation.rawValue + (isNested ? "(\(second))" : second)
    case .call(let name, let arguments):
      return column(name, arguments, tests: &tests)
    default: return "NA()"
    }
  }

  /// A sum over the rows of a list, blank as long as one of its rows has no value.
  private func column(
    _ function: String, _ arguments: [FormulaNode], tests: inout [String]
  ) -> String {
    guard let node = arguments.first, let part = rules.column(node), let plan = plan(part.form),
      let range = range(part.field, of: plan)
    else { return "NA()" }
    guard function == "SUM" else {
      tests.append("COUNTA(\(range))=0")
      return "COUNTA(\(range))"
    }
    tests.append("COUNT(\(range))=0")
    let needed = plan.slots.first { slot in
      plan.definition(slot).isRequired && !isTotal(slot.field, of: plan)
    }
    if let needed, let rows = self.range(needed.field, of: plan) {
      tests.append("COUNT(\(range))<COUNTA(\(rows))")
    }
    return "SUM(\(range))"
  }

  private func range(_ field: Int, of plan: TemplateForm) -> String? {
    guard let slot = plan.slot(field) else { return nil }
    return SheetNames.reference(plan.sheet, Self.absolute(slot.range))
  }

  static func absolute(_ range: CellRange) -> String {
    let (first, last) = (range.first, range.last)
    let letters = (
      CellReference.letters(ofColumn: first.column), CellReference.letters(ofColumn: last.column)
    )
    return "$\(letters.0)$\(first.row):$\(letters.1)$\(last.row)"
  }
}
