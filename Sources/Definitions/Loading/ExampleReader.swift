// SPDX-License-Identifier: Apache-2.0
// ExampleReader: reads the examples that rules, inputs and indicators carry.

import DataModel

/// Reads `examples:` lists.
struct ExampleReader {
  let context: DefinitionContext

  func ruleExamples(_ owner: DefinitionMapping) -> [RuleExample] {
    owner.list("examples").compactMap { node in
      guard let item = context.mapping(node, ["given", "tables", "expect"]) else { return nil }
      if item.node("expect") == nil { item.reportMissing("expect") }
      guard let outcome = item.choice("expect", of: RuleOutcome.self) else { return nil }
      return RuleExample(values: values(item), outcome: outcome, place: item.place)
    }
  }

  func inputExamples(_ owner: DefinitionMapping) -> [InputExample] {
    owner.list("examples").compactMap { node in
      guard let item = context.mapping(node, ["form", "given", "tables", "value"]) else {
        return nil
      }
      return InputExample(
        form: item.requiredText("form"), values: values(item), value: value(item, "value"),
        place: item.place)
    }
  }

  func indicatorExamples(_ owner: DefinitionMapping) -> [IndicatorExample] {
    let keys: Set<String> = ["stage", "given", "value", "status", "shortfall"]
    return owner.list("examples").compactMap { node in
      guard let item = context.mapping(node, keys) else { return nil }
      if item.node("status") == nil { item.reportMissing("status") }
      guard let status = item.choice("status", of: ExampleStatus.self) else { return nil }
      return IndicatorExample(
        stage: item.requiredText("stage"), values: values(item), value: value(item, "value"),
        status: status, shortfall: item.number("shortfall"), place: item.place)
    }
  }

  /// `status` for the county, or `holds` for one subject of an `each` item.
  func itemExamples(_ owner: DefinitionMapping) -> [ItemExample] {
    let keys: Set<String> = ["given", "tables", "year", "value", "status", "holds", "score"]
    return owner.list("examples").compactMap { node in
      guard let item = context.mapping(node, keys) else { return nil }
      let result: ItemExampleResult
      if let holds = item.text("holds") {
        result = .holds(holds == "undecided" ? nil : item.requiredFlagValue("holds"))
      } else {
        if item.node("status") == nil { item.reportMissing("status") }
        guard let status = item.choice("status", of: ItemStatus.self) else { return nil }
        result = .status(status)
      }
      return ItemExample(
        values: values(item), year: item.whole("year"), value: item.text("value"),
        result: result, score: item.number("score"), place: item.place)
    }
  }

  /// A number, or the word `undecided`.
  private func value(_ item: DefinitionMapping, _ key: String) -> ExactNumber? {
    guard let text = item.text(key) else {
      item.reportMissing(key)
      return nil
    }
    return text == "undecided" ? nil : item.number(key)
  }

  private func values(_ item: DefinitionMapping) -> ExampleValues {
    var tables: [String: [[String: String]]] = [:]
    for entry in item.entries("tables") {
      guard case .list(let rows) = entry.value.content else {
        context.issues.add(entry.value.place, "应为行的列表", "a list of rows is expected here")
        continue
      }
      tables[entry.key] = rows.map { row in
        guard case .mapping(let entries) = row.content else {
          context.issues.add(row.place, "应为“字段: 值”", "a mapping of fields is expected here")
          return [:]
        }
        return texts(entries)
      }
    }
    return ExampleValues(fields: texts(item.entries("given")), tables: tables)
  }

  private func texts(_ entries: [DefinitionNode.Entry]) -> [String: String] {
    var result: [String: String] = [:]
    for entry in entries {
      switch entry.value.content {
      case .scalar(let text, _): result[entry.key] = text
      case .null: break
      case .list, .mapping:
        context.issues.add(entry.value.place, "应为一个值", "a single value is expected here")
      }
    }
    return result
  }
}
