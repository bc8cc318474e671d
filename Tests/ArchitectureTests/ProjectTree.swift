// SPDX-License-Identifier: Apache-2.0
// ProjectTree: the files of this project as the architecture tests read them.

import Foundation
import Testing

/// One text file of the project.
struct ProjectFile: Sendable, CustomTestStringConvertible {
  /// From the top of the project, `/`-separated.
  var path: String
  var lines: [String]

  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
  /// `Ingest` of `Sources/Ingest/XLSX/StylesPart.swift`; "" at the top.
  var module: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }
  var testDescription: String { path }
}

/// The project's folder and what is in it.
enum ProjectTree {
  static let top = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func url(_ path: String) -> URL { top.appendingPathComponent(path) }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: url(path).path)
  }

  /// The file's lines without a last empty one; nil when it cannot be read as UTF-8.
  static func lines(_ path: String) -> [String]? {
    guard let text = try? String(contentsOf: url(path), encoding: .utf8) else { return nil }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// Names in a folder, sorted, hidden ones left out; empty when there is no such folder.
  static func names(in folder: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: url(folder).path)
    return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  static func folders(in folder: String) -> [String] {
    names(in: folder).filter { isFolder("\(folder)/\($0)") }
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: url(path).path, isDirectory: &isFolder)
    return exists && isFolder.boolValue
  }

  /// All files under a folder whose name ends so, by path.
  static func files(under folder: String, ending: String) -> [ProjectFile] {
    names(in: folder).flatMap { name -> [ProjectFile] in
      let path = "\(folder)/\(name)"
      if isFolder(path) { return files(under: path, ending: ending) }
      guard name.hasSuffix(ending), let lines = lines(path) else { return [] }
      return [ProjectFile(path: path, lines: lines)]
    }
  }

  static let sources = files(under: "Sources", ending: ".swift")
  static let tests = files(under: "Tests", ending: ".swift")
  static let fuzz = files(under: "Fuzz", ending: ".swift")
}
