// SPDX-License-Identifier: Apache-2.0
// OutputColumnLoader: reads the columns and declared lines of an output sheet.

import DataModel
import Formula

/// Reads columns and lines.
struct OutputColumnLoader {
  let context: DefinitionContext
  /// What formulas of the sheet's rows may name.
  let scope: FormulaScope

  private static let columnKeys: Set<String> = [
    "id", "header", "number", "value", "indicator", "show", "when", "digits", "unit", "codes",
    "width", "words", "total", "source",
  ]
  private static let lineKeys: Set<String> = [
    "id", "name", "group", "text", "show", "digits", "indicator", "items", "when", "cells",
    "source",
  ]
  private static let standardWidth = 10.0

  func column(_ node: DefinitionNode) -> OutputColumn? {
    guard let item = context.mapping(node, Self.columnKeys) else { return nil }
    let id = item.requiredText("id")
    guard let content = content(item) else { return nil }
    return OutputColumn(
      id: id, path: path(item), number: item.text("number") ?? "", content: content,
      condition: condition(item), digits: digits(item), unit: item.text("unit") ?? "",
      codes: item.text("codes"), width: width(item), words: words(item),
      isTotalled: item.flag("total"), source: ownSource(item), place: item.place)
  }

  func line(_ node: DefinitionNode) -> OutputLine? {
    guard let item = context.mapping(node, Self.lineKeys) else { return nil }
    let reader = OutputSentenceReader(context: context, scope: scope)
    var cells: [String: CheckedFormula] = [:]
    for entry in item.entries("cells") {
      cells[entry.key] = FormulaReader(context: context)
        .formula(entry.value, entry.key, scope: scope, expected: .unknown)
    }
    return OutputLine(
      id: item.requiredText("id"), name: item.requiredText("name"),
      group: item.text("group") ?? "",
      text: reader.sentence(item.text("text") ?? "", at: item.place(of: "text")),
      facet: item.choice("show", of: OutputFacet.self), digits: digits(item),
      indicator: item.text("indicator"), items: item.texts("items"), condition: condition(item),
      cells: cells, source: ownSource(item), place: item.place)
  }

  private func content(_ item: DefinitionMapping) -> OutputContent? {
    let kinds = ["value", "indicator"].filter { item.node($0) != nil }
    if kinds.isEmpty {
      if item.node("show") == nil {
        context.issues.add(
          item.place, "应有 value、indicator、show 之一", "value, indicator or show is needed")
      }
      return item.choice("show", of: OutputShow.self).map { .shown($0) }
    }
    guard kinds.count == 1 else {
      context.issues.add(
        item.place, "value 和 indicator 只能有一个", "value and indicator exclude each other")
      return nil
    }
    if kinds[0] == "indicator" {
      return .indicator(
        item.requiredText("indicator"), item.choice("show", of: OutputFacet.self))
    }
    let formulas = formulas(item)
    return formulas.isEmpty ? nil : .formulas(formulas)
  }

  /// One formula, or a list of which the first with a value counts.
  private func formulas(_ item: DefinitionMapping) -> [CheckedFormula] {
    let reader = FormulaReader(context: context)
    guard let node = item.node("value") else { return [] }
    if case .list(let nodes) = node.content {
      return nodes.compactMap { reader.formula($0, "value", scope: scope, expected: .unknown) }
    }
    return [reader.formula(node, "value", scope: scope, expected: .unknown)].compactMap { $0 }
  }

  private func words(_ item: DefinitionMapping) -> [String: String] {
    guard let node = item.node("words"),
      let words = context.mapping(node, ["pass", "fail", "undecided"])
    else { return [:] }
    var result: [String: String] = [:]
    for key in ["pass", "fail", "undecided"] { result[key] = words.text(key) }
    return result
  }

  private func condition(_ item: DefinitionMapping) -> CheckedFormula? {
    guard item.node("when") != nil else { return nil }
    return FormulaReader(context: context)
      .formula("when", of: item, scope: scope, expected: .yesNo)
  }

  /// A word, or a path written `学校数›小学`.
  private func path(_ item: DefinitionMapping) -> [String] {
    item.requiredText("header").split(separator: "›").map(String.init)
  }

  private func digits(_ item: DefinitionMapping) -> Int? {
    guard let digits = item.whole("digits") else { return nil }
    guard (0...9).contains(digits) else {
      context.issues.add(
        item.place(of: "digits"), "digits 应为 0 至 9", "digits must be 0 to 9")
      return nil
    }
    return digits
  }

  private func width(_ item: DefinitionMapping) -> Double {
    guard let number = item.number("width") else { return Self.standardWidth }
    guard number > .zero, number <= ExactNumber(120) else {
      context.issues.add(
        item.place(of: "width"), "width 应大于 0、不超过 120", "the width must be above 0, at most 120")
      return Self.standardWidth
    }
    return number.doubleValue
  }

  private func ownSource(_ item: DefinitionMapping) -> DefinitionSource? {
    item.node("source") == nil ? nil : context.source(of: item)
  }
}
