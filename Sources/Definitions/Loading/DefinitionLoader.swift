// SPDX-License-Identifier: Apache-2.0
// DefinitionLoader: loads one pipeline folder into a checked DefinitionSet, or tells all its mistakes.

package import DataModel
import Foundation

/// A pipeline that could be run.
package struct PipelineSummary: Hashable, Sendable {
  /// Folder name, as seen from the folder that holds `Shared`: `regions/luoding-2019`.
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
  /// Loads and cross-checks the pipeline in this folder; `Shared` lies beside it or a level above.
  ///
  /// Throws every mistake of every file at once.
  package static func load(
    pipelineFolder: String
  ) throws(DefinitionErrors) -> DefinitionSet {
    let issues = DefinitionIssues()
    let url = URL(fileURLWithPath: pipelineFolder).standardizedFileURL
    let (root, id) = place(of: url)
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

  /// The folder that holds `Shared`, and the pipeline's path below it.
  private static func place(of pipeline: URL) -> (root: String, id: String) {
    var root = pipeline.deletingLastPathComponent()
    var id = pipeline.lastPathComponent
    for _ in 1...depthLimit {
      if isFolder(root.path + "/" + DefinitionFolder.sharedName) { return (root.path, id) }
      id = root.lastPathComponent + "/" + id
      root.deleteLastPathComponent()
    }
    return (pipeline.deletingLastPathComponent().path, pipeline.lastPathComponent)
  }

  /// A pipeline lies beside `Shared`, or in a folder beside it.
  private static let depthLimit = 2

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// The pipelines in a folder, and in those of its folders that are none themselves, by name.
  ///
  /// One that cannot be read shows its folder's name.
  package static func available(in folder: String) -> [PipelineSummary] {
    available(in: folder, below: "", depth: 1)
  }

  private static func available(
    in root: String, below prefix: String, depth: Int
  ) -> [PipelineSummary] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + prefix)) ?? []
    return names.sorted().flatMap { name -> [PipelineSummary] in
      guard name != DefinitionFolder.sharedName, !name.hasPrefix(".") else { return [] }
      let id = prefix + name
      if let found = summary(of: id, in: root) { return [found] }
      return depth < depthLimit ? available(in: root, below: id + "/", depth: depth + 1) : []
    }
  }

  private static func summary(of id: String, in root: String) -> PipelineSummary? {
    let file = id + "/pipeline.yaml"
    guard let data = FileManager.default.contents(atPath: root + "/" + file) else { return nil }
    let fallback = PipelineSummary(
      id: id, name: BilingualText(chinese: id, english: id), version: "")
    let context = DefinitionContext(issues: DefinitionIssues())
    guard
      let node = try? DefinitionNode.parse(String(decoding: data, as: UTF8.self), file: file),
      let mapping = context.mapping(node, DefinitionAssembly.keys)
    else { return fallback }
    return PipelineSummary(
      id: id, name: mapping.bilingual("name") ?? fallback.name,
      version: mapping.text("version") ?? "")
  }
}
