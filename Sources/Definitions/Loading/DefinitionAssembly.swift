// SPDX-License-Identifier: Apache-2.0
// DefinitionAssembly: puts the parts of a pipeline together in the order they depend on each other.

import DataModel

/// Loads the parts of one pipeline.
struct DefinitionAssembly {
  let id: String
  let folder: DefinitionFolder
  private let context: DefinitionContext

  static let keys: Set<String> = [
    "name", "version", "extends", "source", "forms", "roster", "headers",
  ]
  private static let knownFiles: Set<String> = [
    "pipeline.yaml", "documents.yaml", "units.yaml", "layout.yaml", "messages.zh.yaml",
    "messages.en.yaml", "subject.yaml", "rules.yaml", "indicators.yaml", "standard.yaml",
    "items.yaml", "outputs.yaml", "codes/codes.yaml",
  ]

  init(id: String, folder: DefinitionFolder, issues: DefinitionIssues) {
    self.id = id
    self.folder = folder
    var context = DefinitionContext(issues: issues)
    context.load(documents: folder.node("documents.yaml"))
    self.context = context
  }

  /// Nil when a part is missing altogether; every mistake is in the issues.
  func assemble() -> DefinitionSet? {
    guard let node = folder.node("pipeline.yaml"), let file = context.mapping(node, Self.keys)
    else { return nil }
    let name = file.requiredBilingual("name")
    let version = file.requiredText("version")
    let source = context.source(of: file)
    let shared = SharedLoader(context: context, folder: folder)
    let units = shared.units()
    let vocabulary = shared.vocabulary()
    let messages = shared.messages()
    let codeLists = CodeListLoader(context: context, folder: folder).load()
    let forms = forms(file)
    let indicators = IndicatorLoader(
      context: context, forms: forms.list, node: required("indicators.yaml"))
    let rules = required("rules.yaml").map {
      RuleLoader(context: context, forms: forms.list).rules($0)
    }
    let inputs = indicators.inputs()
    let indicatorList = indicators.indicators()
    let standard = required("standard.yaml").flatMap {
      StandardLoader(context: context, inputs: indicators.headers, forms: forms.list)
        .standard($0)
    }
    let items = ItemLoader(
      context: context, forms: forms.list, inputs: indicators.headers,
      indicators: indicatorList.map(\.id)
    ).items(folder.has("items.yaml") ? folder.node("items.yaml") : nil)
    let outputs = OutputLoader(
      context: context, forms: forms.list, inputs: indicators.headers,
      indicators: indicatorList.map(\.id), items: items
    ).outputs(folder.has("outputs.yaml") ? folder.node("outputs.yaml") : nil)
    let headers = HeaderOverrideLoader(
      context: context, forms: forms.list + [forms.roster].compactMap { $0 }
    ).overrides(file)
    reportUnknownFiles(formPaths: forms.paths)
    guard let roster = forms.roster, let standard else { return nil }
    return DefinitionSet(
      id: id, name: name, version: version, source: source, digest: folder.digest,
      forms: forms.list, rosterForm: roster, codeLists: codeLists, units: units,
      rules: rules ?? [], inputs: inputs, indicators: indicatorList, standard: standard,
      items: items, outputs: outputs,
      messages: messages, vocabulary: vocabulary, headerOverrides: headers,
      documents: context.documentNames)
  }

  private func required(_ path: String) -> DefinitionNode? {
    if !folder.has(path) {
      context.issues.add(folder.place(of: path), "缺少文件 \(path)", "\(path) is missing")
    }
    return folder.node(path)
  }

  private struct LoadedForms {
    var list: [FormDefinition] = []
    var roster: FormDefinition?
    var paths: Set<String> = []
  }

  private func forms(_ file: DefinitionMapping) -> LoadedForms {
    let loader = FormLoader(context: context, subject: required("subject.yaml"))
    var result = LoadedForms()
    if file.node("forms") == nil { file.reportMissing("forms") }
    let roster = file.requiredText("roster")
    for name in file.texts("forms") + [roster] where !name.isEmpty {
      let path = "forms/\(name).yaml"
      result.paths.insert(path)
      guard let node = required(path), let form = loader.form(node) else { continue }
      if form.id != name {
        context.issues.add(
          form.place, "id 应与文件名相同：\(name)", "the id must be the file's name: \(name)")
      }
      if name == roster { result.roster = form } else { result.list.append(form) }
    }
    return result
  }

  /// A form of `Shared` or of the pipeline below may be left out; one of its own is forgotten.
  private func reportUnknownFiles(formPaths: Set<String>) {
    for path in folder.allPaths where !path.hasSuffix(".csv") {
      guard !Self.knownFiles.contains(path), !formPaths.contains(path) else { continue }
      if path.hasPrefix("forms/") {
        guard folder.isOwn(path) else { continue }
        context.issues.add(
          folder.place(of: path), "pipeline.yaml 未列出此表", "pipeline.yaml does not list this form")
      } else {
        let hint = NearestName.hint(path, among: Self.knownFiles.sorted())
        context.issues.add(
          folder.place(of: path), "未知的文件\(hint.chinese)", "unknown file\(hint.english)")
      }
    }
  }
}
