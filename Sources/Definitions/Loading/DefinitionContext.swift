// SPDX-License-Identifier: Apache-2.0
// DefinitionContext: what every loader shares: the list of mistakes and the documents to cite.

import DataModel

/// Where mistakes go, and which documents a source may name.
struct DefinitionContext {
  struct Document {
    var name: String
    var edition: String
  }

  let issues: DefinitionIssues
  private var documents: [String: Document] = [:]

  /// The name of each document by its id.
  var documentNames: [String: String] { documents.mapValues(\.name) }

  init(issues: DefinitionIssues) {
    self.issues = issues
  }

  /// Reads `documents.yaml`.
  mutating func load(documents node: DefinitionNode?) {
    guard let node, let file = mapping(node, ["documents"]) else { return }
    for item in file.list("documents") {
      guard let entry = mapping(item, ["id", "name", "edition"]) else { continue }
      documents[entry.requiredText("id")] = Document(
        name: entry.requiredText("name"), edition: entry.text("edition") ?? "")
    }
  }

  func mapping(_ node: DefinitionNode, _ keys: Set<String>) -> DefinitionMapping? {
    DefinitionMapping(node, keys: keys, issues: issues)
  }

  /// The declared source, or the one inherited; an error when there is neither.
  func source(
    of mapping: DefinitionMapping, inherited: DefinitionSource? = nil
  ) -> DefinitionSource {
    let none = DefinitionSource(document: "", clause: "", confirmed: false)
    guard let node = mapping.node("source") else {
      if inherited == nil {
        issues.add(
          mapping.place, "缺少 source（依据的文件和条款）",
          "source is missing: the document and clause this rests on")
      }
      return inherited ?? none
    }
    guard let entry = self.mapping(node, ["document", "clause", "edition", "confirmed"]) else {
      return none
    }
    let id = entry.requiredText("document")
    if !id.isEmpty, documents[id] == nil {
      let hint = NearestName.hint(id, among: documents.keys.sorted())
      issues.add(
        entry.place(of: "document"), "documents.yaml 中没有文件 \(id)\(hint.chinese)",
        "documents.yaml has no document \(id)\(hint.english)")
    }
    if entry.node("confirmed") == nil { entry.reportMissing("confirmed") }
    return DefinitionSource(
      document: documents[id]?.name ?? id, clause: entry.requiredText("clause"),
      edition: entry.text("edition") ?? documents[id]?.edition ?? "",
      confirmed: entry.flag("confirmed"))
  }
}
