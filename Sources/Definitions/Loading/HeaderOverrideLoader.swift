// SPDX-License-Identifier: Apache-2.0
// HeaderOverrideLoader: reads the decisions about header words in pipeline.yaml.

import DataModel

/// Reads and checks `headers:`.
struct HeaderOverrideLoader {
  private static let keys: Set<String> = ["form", "header", "sheet", "field", "ignore", "remove"]

  let context: DefinitionContext
  let forms: [FormDefinition]

  func overrides(_ pipeline: DefinitionMapping) -> [HeaderOverride] {
    var seen: [String: DefinitionPlace] = [:]
    return pipeline.list("headers").compactMap { node in
      guard let item = context.mapping(node, Self.keys),
        let override = override(item)
      else { return nil }
      let words = override.path.map { LabelFold.fold($0) }.joined(separator: "›")
      let key = [override.form, words, override.sheet.map { LabelFold.fold($0) } ?? ""]
        .joined(separator: "\n")
      if let first = seen[key] {
        context.issues.add(
          item.place, "列名“\(item.text("header") ?? "")”已在 \(first) 指定",
          "the header “\(item.text("header") ?? "")” is already decided at \(first)")
      }
      seen[key] = seen[key] ?? item.place
      return override
    }
  }

  private func override(_ item: DefinitionMapping) -> HeaderOverride? {
    let id = item.requiredText("form")
    let words = item.requiredText("header").split(separator: "›").map(String.init)
      .filter { !LabelFold.fold($0).isEmpty }
    guard !id.isEmpty, !words.isEmpty else { return nil }
    guard let form = forms.first(where: { $0.id == id }) else {
      let hint = NearestName.hint(id, among: forms.map(\.id))
      context.issues.add(
        item.place(of: "form"), "没有表 \(id)\(hint.chinese)",
        "there is no form \(id)\(hint.english)")
      return nil
    }
    guard let field = field(item, of: form) else { return nil }
    return HeaderOverride(
      form: id, path: words, sheet: item.text("sheet"), field: field.isEmpty ? nil : field,
      place: item.place)
  }

  /// The field's id, "" for a header to be left out; nil when neither or both are said.
  private func field(_ item: DefinitionMapping, of form: FormDefinition) -> String? {
    let isIgnored = item.flag("ignore")
    guard let id = item.text("field"), !id.isEmpty else {
      if !isIgnored {
        context.issues.add(
          item.place, "应写明 field（归入的字段）或 ignore: true（不采用）",
          "either field (where it belongs) or ignore: true must be said")
      }
      return isIgnored ? "" : nil
    }
    if isIgnored {
      context.issues.add(
        item.place, "field 和 ignore 只能写一个", "field and ignore exclude each other")
      return nil
    }
    guard let field = form.fields.first(where: { $0.id == id }) else {
      let hint = NearestName.hint(id, among: form.fields.map(\.id))
      context.issues.add(
        item.place(of: "field"), "表 \(form.name) 没有字段 \(id)\(hint.chinese)",
        "the form \(form.id) has no field \(id)\(hint.english)")
      return nil
    }
    return field.id
  }
}
