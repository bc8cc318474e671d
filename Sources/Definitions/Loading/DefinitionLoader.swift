// SPDX-License-Identifier: Apache-2.0
// DefinitionLoader: loads one pipeline folder into a checked DefinitionSet, or tells all its mistakes.

import Foundation

/// A pipeline that could be run.
package struct PipelineSummary: Hashable, Sendable {
  /// Folder name.
  package var id: String
  package var name: BilingualText
  package var version: String

  package init(id: String, name: BilingualText, version: String) {
    self.id = id
    self.name = name
    self.version = version
  }
}

/// Loads pipelines.
package enum DefinitionLoader {
  /// Loads and cross-checks the pipeline in this folder; `Shared` lies beside it.
  ///
  /// Throws every mistake of every file at once.
  package static func load(
    pipelineFolder: String
  ) throws(DefinitionErrors) -> DefinitionSet {
    let issues = DefinitionIssues()
    let url = URL(fileURLWithPath: pipelineFolder).standardizedFileURL
    let id = url.lastPathComponent
    let root = url.deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: url.path + "/pipeline.yaml") else {
      let place = DefinitionPlace(file: id + "/pipeline.yaml", line: 1, column: 1)
      throw DefinitionErrors([
        DefinitionError(at: place, chinese: "流程文件不存在", english: "there is no such pipeline")
      ])
    }
    let folder = DefinitionFolder(root: root, pipeline: id, issues: issues)
    let assembly = DefinitionAssembly(id: id, folder: folder, issues: issues)
    let set = assembly.assemble()
    if let set { CrossCheck(set: set, issues: issues).run() }
    guard let set, issues.list.isEmpty else { throw DefinitionErrors(issues.sorted) }
    return set
  }

  /// The pipelines in a folder, by name; one that cannot be read shows its folder's name.
  package static func available(in folder: String) -> [PipelineSummary] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { name in
      let file = name + "/pipeline.yaml"
      guard let data = FileManager.default.contents(atPath: folder + "/" + file) else {
        return nil
      }
      let fallback = PipelineSummary(
        id: name, name: BilingualText(chinese: name, english: name), version: "")
      let context = DefinitionContext(issues: DefinitionIssues())
      guard
        let node = try? DefinitionNode.parse(String(decoding: data, as: UTF8.self), file: file),
        let mapping = context.mapping(node, DefinitionAssembly.keys)
      else { return fallback }
      return PipelineSummary(
        id: name, name: mapping.bilingual("name") ?? fallback.name,
        version: mapping.text("version") ?? "")
    }
  }
}
