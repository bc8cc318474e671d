// SPDX-License-Identifier: Apache-2.0
// OutputLoader: reads `outputs.yaml`: the sheets that a pipeline hands on.

import DataModel
import Formula

/// Reads the declared outputs; what is wrong is reported and left out.
struct OutputLoader {
  let context: DefinitionContext
  let forms: [FormDefinition]
  let inputs: [InputHeader]
  let indicators: [String]
  let items: CountyItems

  private static let sheetKeys: Set<String> = [
    "id", "name", "title", "notes", "rows", "each", "landscape", "columns", "blocks", "lines",
    "groups", "footer", "source",
  ]

  /// `node` nil: the pipeline hands on nothing of its own.
  func outputs(_ node: DefinitionNode?) -> OutputDefinitions {
    guard let node, let file = context.mapping(node, ["codes", "sheets", "template"]) else {
      return OutputDefinitions()
    }
    return OutputDefinitions(
      sheets: file.list("sheets").compactMap(sheet), codes: file.list("codes").compactMap(codes),
      template: file.node("template").flatMap(template))
  }

  private func template(_ node: DefinitionNode) -> OutputTemplate? {
    guard let item = context.mapping(node, ["file", "sheets", "source"]) else { return nil }
    return OutputTemplate(
      file: item.text("file"), sheets: item.list("sheets").compactMap(templateSheet),
      source: context.source(of: item), place: item.place)
  }

  private func templateSheet(_ node: DefinitionNode) -> OutputTemplateSheet? {
    guard let item = context.mapping(node, ["id", "tab", "rows", "columns", "cells"]) else {
      return nil
    }
    let reader = OutputSentenceReader(context: context, scope: scope(ofParts: false))
    func texts(_ key: String) -> [(key: String, text: String, place: DefinitionPlace)] {
      item.entries(key).compactMap { entry in
        guard case .scalar(let text, _) = entry.value.content else { return nil }
        return (entry.key, text, entry.place)
      }
    }
    return OutputTemplateSheet(
      id: item.requiredText("id"), tab: item.requiredText("tab"),
      rows: texts("rows").map { ($0.key, $0.text) }, columns: item.texts("columns"),
      cells: texts("cells").map { ($0.key, reader.sentence($0.text, at: $0.place)) },
      place: item.place)
  }

  private func codes(_ node: DefinitionNode) -> OutputCodeMap? {
    guard let item = context.mapping(node, ["id", "name", "list", "map", "source"])
    else { return nil }
    var codes: [String: String] = [:]
    for entry in item.entries("map") {
      guard case .scalar(let text, _) = entry.value.content else { continue }
      codes[entry.key] = text
    }
    if codes.isEmpty { item.reportMissing("map") }
    return OutputCodeMap(
      id: item.requiredText("id"), name: item.requiredText("name"),
      list: item.requiredText("list"), codes: codes, source: context.source(of: item),
      place: item.place)
  }

  private func sheet(_ node: DefinitionNode) -> OutputSheet? {
    guard let item = context.mapping(node, Self.sheetKeys) else { return nil }
    if item.node("rows") == nil { item.reportMissing("rows") }
    let rows = item.choice("rows", of: OutputRows.self) ?? .county
    let isForEachPart = item.text("each") == "parts"
    if let each = item.text("each"), each != "parts" {
      context.issues.add(item.place(of: "each"), "each 应为 parts", "each must be parts")
    }
    let county = scope(ofParts: false)
    let own = scope(ofParts: rows == .parts || isForEachPart)
    let outer = OutputSentenceReader(context: context, scope: isForEachPart ? own : county)
    let source = context.source(of: item)
    let columns = OutputColumnLoader(context: context, scope: own)
    return OutputSheet(
      id: item.requiredText("id"), name: item.requiredText("name"),
      title: outer.sentence(item.requiredText("title"), at: item.place(of: "title")),
      notes: sentences("notes", of: item, outer), rows: rows, isForEachPart: isForEachPart,
      isLandscape: item.flag("landscape", default: true),
      columns: item.list("columns").compactMap(columns.column),
      blocks: item.list("blocks").compactMap(block),
      lines: item.list("lines").compactMap(columns.line), groups: item.texts("groups"),
      footer: sentences(
        "footer", of: item, OutputSentenceReader(context: context, scope: county)),
      source: source, place: item.place)
  }

  private func sentences(
    _ key: String, of item: DefinitionMapping, _ reader: OutputSentenceReader
  ) -> [OutputSentence] {
    item.texts(key).map { reader.sentence($0, at: item.place(of: key)) }
  }

  private func block(_ node: DefinitionNode) -> OutputBlock? {
    guard let item = context.mapping(node, ["id", "stage", "heading"]) else { return nil }
    return OutputBlock(
      id: item.requiredText("id"), stage: item.requiredText("stage"),
      heading: item.text("heading") ?? "")
  }

  private func scope(ofParts: Bool) -> FormulaScope {
    FormulaScope.output(
      ofParts: ofParts, forms: forms, inputs: inputs, indicators: indicators, items: items)
  }
}
