// SPDX-License-Identifier: Apache-2.0
// CallChecker: a call's function, the number and types of its arguments, and what it gives.

import DataModel

extension FormulaChecker {
  mutating func call(
    _ name: String, _ nodes: [FormulaNode], at offset: Int, mayHaveAlternatives: Bool
  ) -> CheckedNode {
    guard let function = FormulaFunctionTable.function(named: name) else {
      let names = FormulaFunctionTable.all.map(\.name)
      let nearest = NameSuggestion.nearest(to: name, among: names)
      report(
        .unknownFunction, at: offset,
        "没有函数 \(name)" + (nearest.map { "，是否指 \($0)？" } ?? ""),
        "there is no function \(name)" + (nearest.map { "; did you mean \($0)?" } ?? ""))
      // The arguments are checked all the same: their mistakes are reported in the same go.
      for node in nodes { _ = part(node) }
      return CheckedNode(.constant(.missing(.undefined)), .unknown, at: offset)
    }
    guard function.accepts(count: nodes.count) else {
      report(
        .argumentCount, at: offset, "\(name) 的参数个数不对，应为 \(function.signature)",
        "wrong number of arguments; \(name) is \(function.signature)")
      return CheckedNode(.constant(.missing(.undefined)), .unknown, at: offset)
    }
    var arguments: [CheckedNode] = []
    for (index, node) in nodes.enumerated() {
      let kind = function.parameter(at: index).kind
      arguments.append(
        argument(node, kind, of: function, mayHaveAlternatives: mayHaveAlternatives))
    }
    checkTables(function, arguments)
    checkAlternatives(arguments, at: offset)
    let type = result(function, arguments)
    return CheckedNode(.call(function, arguments), type, at: offset)
  }

  private mutating func argument(
    _ node: FormulaNode, _ kind: FormulaParameter.Kind, of function: FormulaFunction,
    mayHaveAlternatives: Bool
  ) -> CheckedNode {
    switch kind {
    case .number: return number(node)
    case .quantity:
      let checked = quantity(node, isSum: function.name == "SUM")
      let element = checked.type.element
      require(checked, to: element.isNumber, be: .number(unit: nil))
      return checked
    case .column, .numberColumn: return column(node, kind)
    case .anything: return part(node)
    case .scalar, .branch: return scalar(node)
    case .text:
      let checked = scalar(node)
      require(checked, to: checked.type == .text || checked.type.isNumber, be: .text)
      return checked
    case .condition:
      let checked = scalar(node)
      require(checked, to: checked.type.isYesNo, be: .yesNo)
      return checked
    case .date:
      let checked = scalar(node)
      require(checked, to: checked.type == .date || checked.type == .unknown, be: .date)
      return checked
    case .criterion: return criterion(node, mayHaveAlternatives: mayHaveAlternatives)
    }
  }

  /// SUM adds up what COUNTIFS gives for each of several alternatives.
  private mutating func quantity(_ node: FormulaNode, isSum: Bool) -> CheckedNode {
    guard isSum, case .call(let name, let nodes) = node.kind else { return part(node) }
    return call(name, nodes, at: node.offset, mayHaveAlternatives: true)
  }

  private mutating func column(
    _ node: FormulaNode, _ kind: FormulaParameter.Kind
  ) -> CheckedNode {
    let checked = part(node)
    guard checked.type != .unknown else { return checked }
    guard checked.type.isColumn else {
      report(
        .type, at: node.offset, "此处应为一列，如 班级[学生数]",
        "a column is needed here, such as 班级[学生数]")
      return checked
    }
    if case .numberColumn = kind {
      let element = CheckedNode(checked.kind, checked.type.element, at: checked.offset)
      require(element, to: element.type.isNumber, be: .number(unit: nil))
    }
    return checked
  }

  private mutating func criterion(
    _ node: FormulaNode, mayHaveAlternatives: Bool
  ) -> CheckedNode {
    guard case .array(let items) = node.kind else {
      let checked = scalar(node)
      guard let value = checked.constant else { return checked }
      return CheckedNode(.alternatives([value]), checked.type, at: node.offset)
    }
    if !mayHaveAlternatives {
      report(
        .type, at: node.offset, "有多个备选条件时，外面要套 SUM：SUM(COUNTIFS(…))",
        "with several alternatives, put SUM around it: SUM(COUNTIFS(…))")
    }
    let values = items.compactMap { part($0).constant }
    return CheckedNode(.alternatives(values), .unknown, at: node.offset)
  }

  /// Columns that are read row by row beside each other belong to one table.
  private mutating func checkTables(_ function: FormulaFunction, _ arguments: [CheckedNode]) {
    var first: String?
    for (index, argument) in arguments.enumerated() {
      guard case .column(_, let table?) = argument.kind else { continue }
      switch function.parameter(at: index).kind {
      case .column, .numberColumn: break
      default: continue
      }
      if let first, first != table {
        report(
          .type, at: argument.offset, "各列须属于同一张表：\(first) 与 \(table)",
          "the columns must belong to one table: \(first) and \(table)")
      }
      first = first ?? table
    }
  }

  private mutating func checkAlternatives(_ arguments: [CheckedNode], at offset: Int) {
    let count = arguments.count { argument in
      if case .alternatives(let values) = argument.kind { values.count > 1 } else { false }
    }
    guard count > 1 else { return }
    report(
      .type, at: offset, "只能有一个条件带多个备选值 { }", "only one criterion may have alternatives { }")
  }

  private mutating func result(
    _ function: FormulaFunction, _ arguments: [CheckedNode]
  ) -> FormulaType {
    switch function.result {
    case .number: return .number(unit: nil)
    case .text: return .text
    case .condition: return .yesNo
    case .date: return .date
    case .unitOf(let index): return .number(unit: arguments[index].type.element.unit)
    case .quantity:
      var unit: String?
      for argument in arguments {
        unit = commonUnit(unit, argument.type.element.unit, at: argument.offset)
      }
      return .number(unit: unit)
    case .branch:
      var type = FormulaType.unknown
      for (index, argument) in arguments.enumerated() {
        guard case .branch = function.parameter(at: index).kind else { continue }
        type = commonType(type, argument.type, at: argument.offset)
      }
      return type
    }
  }
}
