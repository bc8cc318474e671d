// SPDX-License-Identifier: Apache-2.0
// FormulaWords: backend three, says a checked formula in words that an office reads and signs.

import DataModel

/// What fields are called.
package struct FormulaNames {
  /// `学生数`.
  package var field: (Int) -> String
  /// `班级台账` and `学生数`.
  package var column: (Int) -> (table: String, field: String)

  package init(
    field: @escaping (Int) -> String, column: @escaping (Int) -> (table: String, field: String)
  ) {
    self.field = field
    self.column = column
  }
}

extension CheckedFormula {
  /// The formula in Chinese words and the signs of printed forms.
  package func chinese(_ names: FormulaNames) -> String {
    FormulaWords(names: names).text(root)
  }
}

struct FormulaWords {
  let names: FormulaNames

  func text(_ node: CheckedNode) -> String {
    switch node.kind {
    case .constant(let value): Self.constant(value)
    case .field(let slot): names.field(slot)
    case .column(let slot, _): "\(names.column(slot).table)各条的\(names.column(slot).field)"
    case .negate(let operand): "-\(operandText(operand, above: 5))"
    case .percent(let operand): "\(operandText(operand, above: 6))%"
    case .blankTest(let operand, let isBlank): "\(text(operand))\(isBlank ? "未填" : "已填")"
    case .binary(let operation, let left, let right): binary(operation, left, right)
    case .alternatives(let values): values.map(Self.constant).joined(separator: "或")
    case .call(let function, let arguments):
      call(function.name, arguments)
        ?? "\(function.name)(\(arguments.map(text).joined(separator: "，")))"
    }
  }

  private static func constant(_ value: FieldValue) -> String {
    switch value {
    case .text(let text): "“\(text)”"
    case .missing: "（空）"
    default: value.outputText
    }
  }

  // MARK: - Operators

  private static let signs: [FormulaOperator: String] = [
    .lessOrEqual: "≤", .greaterOrEqual: "≥", .notEqual: "≠", .multiply: "×", .divide: "÷",
  ]

  private func binary(
    _ operation: FormulaOperator, _ left: CheckedNode, _ right: CheckedNode
  ) -> String {
    if operation == .lessOrEqual, case .call(let function, let arguments) = left.kind,
      function.name == "ABS", arguments.count == 1,
      case .binary(.subtract, let first, let second) = arguments[0].kind
    {
      return "\(text(first)) 与 \(text(second)) 相差不超过 \(text(right))"
    }
    let sign = Self.signs[operation] ?? operation.rawValue
    let precedence = operation.precedence
    return operandText(left, above: precedence - 1) + " \(sign) "
      + operandText(right, above: precedence)
  }

  /// In brackets unless it binds tighter than `precedence`.
  private func operandText(_ node: CheckedNode, above precedence: Int) -> String {
    Self.precedence(node) > precedence ? text(node) : "（\(text(node))）"
  }

  private static func precedence(_ node: CheckedNode) -> Int {
    switch node.kind {
    case .binary(let operation, _, _): operation.precedence
    case .call(let function, let arguments):
      switch function.name {
      case "AND", "OR", "IF", "NOT": 0
      case "SUM" where arguments.count > 1: 3
      default: 8
      }
    default: 8
    }
  }

  // MARK: - Functions

  private func call(_ name: String, _ arguments: [CheckedNode]) -> String? {
    switch name {
    case "AND": return joined(arguments, by: " 且 ")
    case "OR": return joined(arguments, by: " 或 ")
    case "ISBLANK" where arguments.count == 1: return "\(text(arguments[0]))未填"
    case "NOT" where arguments.count == 1:
      if case .call(let inner, let operands) = arguments[0].kind, inner.name == "ISBLANK",
        operands.count == 1
      {
        return "\(text(operands[0]))已填"
      }
      return "并非（\(text(arguments[0]))）"
    case "IF": return condition(arguments)
    case "LEN" where arguments.count == 1: return "\(text(arguments[0]))的字数"
    case "YEAR" where arguments.count == 1: return "\(text(arguments[0]))的年份"
    case "ABS" where arguments.count == 1: return "（\(text(arguments[0]))）的绝对值"
    case "SUM" where arguments.count > 1: return joined(arguments, by: " + ")
    case "SUM" where arguments.count == 1:
      return column(arguments[0]).map { "\($0.table)各条\($0.field)之和" } ?? text(arguments[0])
    case "COUNTIFS": return matches(arguments, of: nil).map { "\($0)的条数" }
    case "SUMIFS":
      guard let sum = arguments.first.flatMap(column) else { return nil }
      return matches(Array(arguments.dropFirst()), of: sum.table).map {
        "\($0)的\(sum.field)之和"
      }
    default: return ofColumn(name, arguments)
    }
  }

  private func ofColumn(_ name: String, _ arguments: [CheckedNode]) -> String? {
    guard arguments.count == 1, let column = column(arguments[0]) else { return nil }
    switch name {
    case "ROWS": return "\(column.table)的条数"
    case "COUNTA", "COUNT": return "\(column.table)中已填\(column.field)的条数"
    case "AVERAGE": return "\(column.table)各条\(column.field)的平均数"
    case "MAX": return "\(column.table)各条\(column.field)的最大值"
    case "MIN": return "\(column.table)各条\(column.field)的最小值"
    default: return nil
    }
  }

  private func joined(_ nodes: [CheckedNode], by word: String) -> String {
    nodes.map { operandText($0, above: 0) }.joined(separator: word)
  }

  private func condition(_ arguments: [CheckedNode]) -> String? {
    guard arguments.count >= 2 else { return nil }
    let start = "如 \(text(arguments[0]))，则 \(text(arguments[1]))"
    guard arguments.count == 3, arguments[2].constant != .yesNo(true) else { return start }
    return "\(start)，否则 \(text(arguments[2]))"
  }

  private func column(_ node: CheckedNode) -> (table: String, field: String)? {
    guard case .column(let slot, _) = node.kind else { return nil }
    return names.column(slot)
  }

  /// `班级台账中年级为“一年级”`, from pairs of column and criterion.
  private func matches(_ arguments: [CheckedNode], of table: String?) -> String? {
    guard arguments.count.isMultiple(of: 2), let first = arguments.first.flatMap(column) else {
      return nil
    }
    var parts: [String] = []
    for index in stride(from: 0, to: arguments.count, by: 2) {
      guard let column = column(arguments[index]) else { return nil }
      let criterion = arguments[index + 1]
      parts.append("\(column.field)为\(criterion.isField ? "本条的" : "")\(text(criterion))")
    }
    return "\(table ?? first.table)中\(parts.joined(separator: "、"))"
  }
}
