// SPDX-License-Identifier: Apache-2.0
// ExcelRenderer: backend two, writes a checked formula as Excel formula text over cells.

import DataModel

/// Where the fields of a formula stand in a workbook.
package protocol FormulaAddresses {
  /// The cell of a scalar field, such as `D7` or `'2 台账'!$D$7`.
  func cell(_ slot: Int) -> String

  /// The range of a column, such as `台账!$D$2:$D$40`.
  func range(_ slot: Int) -> String
}

extension CheckedFormula {
  /// The formula as Excel and LibreOffice read it, without the leading `=`.
  ///
  /// Cells of yes/no fields are taken to hold the texts 是 and 否, missing values to be empty or "".
  package func rendered(_ addresses: some FormulaAddresses) -> String {
    ExcelRenderer(addresses: addresses).condition(root).text
  }

  /// True when the rendered text must be entered as an array formula (`{=…}`).
  package var needsArrayEntry: Bool { ExcelRenderer.needsArrayEntry(root) }
}

struct ExcelRenderer {
  let addresses: any FormulaAddresses

  static func needsArrayEntry(_ node: CheckedNode) -> Bool {
    switch node.kind {
    case .call(let function, _) where function.needsArrayEntry: true
    default: node.children.contains { needsArrayEntry($0) }
    }
  }

  /// A yes/no cell holds a text, so where Excel needs TRUE or FALSE it is compared with 是.
  func condition(_ node: CheckedNode) -> ExcelText {
    guard node.type == .yesNo, node.isField else { return text(node) }
    return ExcelText("\(text(node).text)=\"是\"", precedence: 1)
  }

  private func text(_ node: CheckedNode) -> ExcelText {
    switch node.kind {
    case .constant(let value): Self.constant(value)
    case .field(let slot): ExcelText(addresses.cell(slot), isReference: true)
    case .column(let slot, _): ExcelText(addresses.range(slot), isReference: true)
    case .negate(let operand):
      ExcelText("-" + text(operand).bracketed(unlessAbove: 5), precedence: 6)
    case .percent(let operand):
      ExcelText(text(operand).bracketed(unlessAbove: 6) + "%", precedence: 7)
    case .blankTest(let operand, let isBlank):
      ExcelText.blankTest(text(operand), isBlank: isBlank)
    case .binary(let operation, let left, let right): binary(operation, left, right)
    case .alternatives(let values): Self.alternatives(values)
    case .call(let function, let arguments): call(function, arguments)
    }
  }

  private static func constant(_ value: FieldValue) -> ExcelText {
    switch value {
    case .number(let number):
      ExcelText(number.text, precedence: number.isNegative ? 6 : 8)
    case .text(let text): ExcelText.quoted(text)
    case .yesNo(let truth): ExcelText(truth ? "TRUE" : "FALSE")
    case .date(let date): ExcelText("DATE(\(date.year),\(date.month),\(date.day))")
    case .missing: ExcelText("NA()")
    }
  }

  /// Criteria look at cells, where yes and no are texts.
  private static func alternatives(_ values: [FieldValue]) -> ExcelText {
    let items = values.map { value -> String in
      if case .yesNo = value { return ExcelText.quoted(value.outputText).text }
      return constant(value).text
    }
    return ExcelText(items.count == 1 ? items[0] : "{\(items.joined(separator: ","))}")
  }

  private func binary(
    _ operation: FormulaOperator, _ left: CheckedNode, _ right: CheckedNode
  ) -> ExcelText {
    let (first, second) = operands(operation, left, right)
    let precedence = operation.precedence
    let text =
      first.bracketed(unlessAbove: precedence - 1) + operation.rawValue
      + second.bracketed(unlessAbove: precedence)
    return ExcelText(text, precedence: precedence)
  }

  /// Two yes/no cells compare as texts, a cell and TRUE as the cell and 是, anything else as truths.
  private func operands(
    _ operation: FormulaOperator, _ left: CheckedNode, _ right: CheckedNode
  ) -> (ExcelText, ExcelText) {
    guard operation.isComparison, left.isField || right.isField else {
      return (text(left), text(right))
    }
    if left.isField, right.isField { return (text(left), text(right)) }
    if case .yesNo? = right.constant { return (text(left), cellText(right)) }
    if case .yesNo? = left.constant { return (cellText(left), text(right)) }
    return (condition(left), condition(right))
  }

  private func cellText(_ node: CheckedNode) -> ExcelText {
    ExcelText.quoted(node.constant?.outputText ?? "")
  }

  private func call(_ function: FormulaFunction, _ nodes: [CheckedNode]) -> ExcelText {
    let arguments = nodes.enumerated().map { index, node in
      switch function.parameter(at: index).kind {
      case .condition, .branch: return condition(node)
      case .scalar, .anything, .number, .quantity, .numberColumn, .column, .text, .date, .criterion:
        return text(node)
      }
    }
    if let render = function.render { return render(arguments) }
    let prefix = function.isNewInExcel ? "_xlfn." : ""
    return ExcelText(
      "\(prefix)\(function.name)(\(arguments.map(\.text).joined(separator: ",")))")
  }
}
