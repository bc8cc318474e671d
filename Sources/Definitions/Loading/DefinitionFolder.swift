// SPDX-License-Identifier: Apache-2.0
// DefinitionFolder: reads the files of a pipeline and of the folders it builds on, layer by layer.

import FileFormats
import Foundation

/// The files of one pipeline: `Shared`, then each pipeline it extends, then its own.
///
/// A file of a later layer lies over the file of the same relative path in the earlier ones.
struct DefinitionFolder {
  /// The folder that holds `Shared` and the pipelines.
  let root: String
  /// `Shared`, …, the pipeline itself.
  private(set) var layers: [String] = []
  /// Relative paths of the files in each layer, sorted.
  private var files: [String: [String]] = [:]
  private var contents: [String: [UInt8]] = [:]
  private let issues: DefinitionIssues

  private static let sizeLimit = 4 << 20
  private static let fileLimit = 500
  static let sharedName = "Shared"

  init(root: String, pipeline: String, issues: DefinitionIssues) {
    self.root = root
    self.issues = issues
    layers = [Self.sharedName] + chain(of: pipeline)
    for layer in layers {
      let paths = relativePaths(in: layer)
      files[layer] = paths
      for path in paths {
        let name = layer + "/" + path
        contents[name] = bytes(name)
      }
    }
  }

  /// Hexadecimal SHA-256 over path and content of every file, in path order.
  var digest: String {
    var text = ""
    for (path, bytes) in contents.sorted(by: { $0.key < $1.key }) {
      text += path + "\n" + Digest.sha256Hex(bytes) + "\n"
    }
    return Digest.sha256Hex(Array(text.utf8))
  }

  /// All relative paths that some layer has, sorted.
  var allPaths: [String] { Set(files.values.joined()).sorted() }

  /// Whether the pipeline itself has the file, not only what it builds on.
  func isOwn(_ path: String) -> Bool {
    layers.last.map { files[$0]?.contains(path) == true } ?? false
  }

  /// The path in the last layer that has the file, to be named in messages.
  func place(of path: String) -> DefinitionPlace {
    let layer = layers.last { files[$0]?.contains(path) == true } ?? layers.last ?? ""
    return DefinitionPlace(file: layer + "/" + path, line: 1, column: 1)
  }

  func has(_ path: String) -> Bool { files.values.contains { $0.contains(path) } }

  /// The text of the file in the last layer that has it.
  func text(_ path: String) -> String? {
    layers.reversed().lazy.compactMap { contents[$0 + "/" + path] }.first.map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// The file of all layers, merged; nil when no layer has it or none can be parsed.
  func node(_ path: String) -> DefinitionNode? {
    var result: DefinitionNode?
    for layer in layers {
      let name = layer + "/" + path
      guard let bytes = contents[name] else { continue }
      do {
        let node = try DefinitionNode.parse(String(decoding: bytes, as: UTF8.self), file: name)
        result = result.map { DefinitionMerge.merge($0, with: node) } ?? node
      } catch {
        issues.add(error)
      }
    }
    return result
  }

  // MARK: - Reading

  /// The pipeline and what it extends, the most basic first.
  private mutating func chain(of pipeline: String) -> [String] {
    var chain: [String] = []
    var next: String? = pipeline
    while let name = next {
      guard !chain.contains(name), chain.count < 10 else {
        let place = DefinitionPlace(file: name + "/pipeline.yaml", line: 1, column: 1)
        issues.add(place, "extends 循环引用：\(name)", "extends goes round in a circle: \(name)")
        break
      }
      chain.append(name)
      next = base(of: name)
    }
    return chain.reversed()
  }

  private func base(of name: String) -> String? {
    let file = name + "/pipeline.yaml"
    guard let bytes = bytes(file),
      let node = try? DefinitionNode.parse(String(decoding: bytes, as: UTF8.self), file: file),
      case .mapping(let entries) = node.content,
      let entry = entries.first(where: { $0.key == "extends" }),
      case .scalar(let base, _) = entry.value.content
    else { return nil }
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: root + "/" + base, isDirectory: &isFolder)
    guard Self.isPipelineName(base), exists, isFolder.boolValue else {
      issues.add(
        entry.value.place, "extends 所指的流程 \(base) 不存在",
        "extends names a pipeline that is not there: \(base)")
      return nil
    }
    return base
  }

  /// A name beside `Shared`, or a folder and a name in it; never a way out of the folder of pipelines.
  private static func isPipelineName(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count <= 2 && parts[0] != sharedName
      && parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
  }

  /// YAML and CSV files of the folder; a file the loader would not read is an error, not a silence.
  private func relativePaths(in layer: String) -> [String] {
    var found: [String] = []
    for folder in ["", "codes", "forms"] {
      let path = [root, layer, folder].filter { !$0.isEmpty }.joined(separator: "/")
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      for name in names where name.hasSuffix(".yaml") || name.hasSuffix(".csv") {
        found.append(folder.isEmpty ? name : folder + "/" + name)
      }
      for name in names where name.hasSuffix(".yml") {
        let file = layer + "/" + (folder.isEmpty ? name : folder + "/" + name)
        issues.add(
          DefinitionPlace(file: file, line: 1, column: 1), "文件名应以 .yaml 结尾",
          "the file name must end in .yaml")
      }
    }
    if found.count > Self.fileLimit {
      issues.add(
        DefinitionPlace(file: layer, line: 1, column: 1), "文件过多", "there are too many files")
    }
    return found.sorted().prefix(Self.fileLimit).map { $0 }
  }

  private func bytes(_ name: String) -> [UInt8]? {
    let place = DefinitionPlace(file: name, line: 1, column: 1)
    let path = root + "/" + name
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let size = attributes?[.size] as? NSNumber, size.intValue <= Self.sizeLimit,
      let data = FileManager.default.contents(atPath: path)
    else {
      issues.add(
        place, "文件不存在、过大或无法读取", "the file is not there, too large or cannot be read")
      return nil
    }
    var bytes = [UInt8](data)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      issues.add(place, "文件不是 UTF-8 编码", "the file is not UTF-8")
      return nil
    }
    return bytes
  }
}
