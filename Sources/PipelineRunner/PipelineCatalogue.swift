// SPDX-License-Identifier: Apache-2.0
// PipelineCatalogue: finds a pipeline by name or folder and loads it.

package import Definitions
import Foundation

/// The pipelines that can be run from here.
package enum PipelineCatalogue {
  /// Where pipelines are looked for, in order: `JUNHENG_PIPELINES`, `Pipelines` in the working folder,
  /// and `Pipelines` beside the program or in a folder above it.
  package static func searchFolders(environment: [String: String], program: String) -> [String] {
    var folders: [String] = []
    if let named = environment["JUNHENG_PIPELINES"], !named.isEmpty { folders.append(named) }
    folders.append("Pipelines")
    var above = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent()
    for _ in 0..<6 where above.path != "/" {
      folders.append(above.appendingPathComponent("Pipelines").path)
      folders.append(above.appendingPathComponent("share/junheng/Pipelines").path)
      above = above.deletingLastPathComponent()
    }
    return folders.filter { isFolder($0) }
  }

  /// The folder of the pipeline named `name`: a folder itself, or one under a search folder.
  package static func folder(
    of name: String, searchFolders: [String]
  ) throws -> String {
    if isPipeline(name) { return name }
    for folder in searchFolders where !name.hasPrefix("/") && !name.contains("..") {
      let candidate = folder + "/" + name
      if isPipeline(candidate) { return candidate }
    }
    let known = searchFolders.flatMap { DefinitionLoader.available(in: $0) }.map(\.id)
    let list = known.isEmpty ? "" : known.joined(separator: ", ")
    throw RunFailure(
      .usage,
      chinese: "没有叫“\(name)”的流程" + (list.isEmpty ? "。" : "。可用的有：\(list)"),
      english: "there is no pipeline “\(name)”" + (list.isEmpty ? "" : "; there are: \(list)"))
  }

  /// Loads a pipeline; all faults of its files together make the message.
  package static func load(_ folder: String, language: Language) throws -> DefinitionSet {
    do {
      return try DefinitionLoader.load(pipelineFolder: folder)
    } catch {
      throw RunFailure(
        .wrongDefinition, chinese: error.text(.chinese), english: error.text(.english))
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private static func isPipeline(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/pipeline.yaml")
  }
}
