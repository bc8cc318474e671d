// SPDX-License-Identifier: Apache-2.0
// FormExampleReader: reads the example tables that forms carry.

import DataModel

/// Reads the `examples:` of a form.
struct FormExampleReader {
  private static let keys: Set<String> = ["sheet", "rows", "expect", "findings"]
  private static let mostCells = 2_000

  let context: DefinitionContext

  func examples(_ form: DefinitionMapping) -> [FormExample] {
    form.list("examples").compactMap { node in
      guard let item = context.mapping(node, Self.keys) else { return nil }
      if item.node("rows") == nil { item.reportMissing("rows") }
      if item.node("expect") == nil { item.reportMissing("expect") }
      let rows = item.list("rows").compactMap(row)
      if rows.reduce(0, { $0 + $1.count }) > Self.mostCells {
        context.issues.add(item.place, "示例表过大", "the example table is too large")
      }
      return FormExample(
        sheet: item.text("sheet") ?? "", rows: rows,
        records: item.list("expect").compactMap(record),
        findings: item.texts("findings"), place: item.place)
    }
  }

  private func row(_ node: DefinitionNode) -> [ExampleCell]? {
    guard case .list(let cells) = node.content else {
      context.issues.add(
        node.place, "示例表的一行应为列表", "a row of an example table must be a list")
      return nil
    }
    return cells.map(cell)
  }

  private func cell(_ node: DefinitionNode) -> ExampleCell {
    switch node.content {
    case .null: return .blank
    case .scalar("<", _): return .mergedLeft
    case .scalar("^", _): return .mergedUp
    case .scalar(let text, let isPlain):
      return isPlain ? Self.number(text).map(ExampleCell.number) ?? .text(text) : .text(text)
    case .list, .mapping:
      context.issues.add(node.place, "应为一个值", "a single value is expected here")
      return .blank
    }
  }

  /// A number as a spreadsheet holds it: `0101` and long codes are texts.
  private static func number(_ text: String) -> Double? {
    let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
    let isDecimal = digits.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".")
    }
    let startsWithZero = digits.first == UInt8(ascii: "0") && digits.dropFirst().first != nil
    let isFraction = digits.dropFirst().first == UInt8(ascii: ".")
    guard isDecimal, digits.count <= 15, !startsWithZero || isFraction else { return nil }
    return Double(text)
  }

  private func record(_ node: DefinitionNode) -> [ExpectedValue]? {
    guard case .mapping(let entries) = node.content else {
      context.issues.add(node.place, "应为“字段: 值”", "a mapping of fields is expected here")
      return nil
    }
    return entries.compactMap { entry in
      switch entry.value.content {
      case .scalar(let text, _):
        return ExpectedValue(field: entry.key, text: text, place: entry.place)
      case .null: return ExpectedValue(field: entry.key, text: "", place: entry.place)
      case .list, .mapping:
        context.issues.add(entry.value.place, "应为一个值", "a single value is expected here")
        return nil
      }
    }
  }
}
