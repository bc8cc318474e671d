// SPDX-License-Identifier: Apache-2.0
// ManifestVerifier: re-reads an output folder and says what no longer agrees with its manifest.

import FileFormats
import Foundation

/// One way in which an output folder differs from its manifest.
package struct OutputDifference: Hashable, Sendable, CustomStringConvertible {
  package enum Kind: String, Hashable, Sendable {
    /// The manifest cannot be read, or is none.
    case manifest
    /// In the manifest, not in the folder.
    case missing
    /// In the folder, not in the manifest.
    case extra
    case size
    case content
    /// The table holds another number of rows than the manifest says.
    case rows
  }

  package var kind: Kind
  /// Relative to the output folder.
  package var path: String
  package var expected: String
  package var actual: String

  package init(kind: Kind, path: String, expected: String = "", actual: String = "") {
    self.kind = kind
    self.path = path
    self.expected = expected
    self.actual = actual
  }

  package var description: String {
    let place = "\(path): \(kind.rawValue)"
    guard !expected.isEmpty || !actual.isEmpty else { return place }
    return "\(place), expected \(expected), found \(actual)"
  }
}

/// Checks an output folder.
package enum ManifestVerifier {
  /// All differences, by path; empty when the folder is what the manifest says.
  package static func differences(in folder: String) -> [OutputDifference] {
    let listed: [Entry]
    do {
      listed = try entries(of: OutputFolder.read(folder + "/" + ManifestExport.path))
    } catch {
      return [
        OutputDifference(
          kind: .manifest, path: ManifestExport.path, expected: "a manifest", actual: "\(error)")
      ]
    }
    var differences: [OutputDifference] = []
    for entry in listed { differences += check(entry, in: folder) }
    let known = Set(listed.map(\.path) + [ManifestExport.path])
    for path in files(in: folder) where !known.contains(path) {
      differences.append(OutputDifference(kind: .extra, path: path))
    }
    return differences.sorted { ($0.path, $0.kind.rawValue) < ($1.path, $1.kind.rawValue) }
  }

  /// Files of the folder that its manifest does not know; nil when it has no manifest of ours.
  ///
  /// Cheap: nothing but the manifest is read.
  package static func foreignFiles(in folder: String) -> [String]? {
    guard let bytes = try? OutputFolder.read(folder + "/" + ManifestExport.path),
      let listed = try? entries(of: bytes)
    else { return nil }
    let known = Set(listed.map(\.path) + [ManifestExport.path])
    return files(in: folder).filter { !known.contains($0) }
  }

  private struct Entry: Decodable {
    var path: String
    var sha256: String
    var bytes: Int
    var rows: Int

    /// A manifest from elsewhere must not make us read outside the folder.
    var isInside: Bool {
      !path.isEmpty && !path.hasPrefix("/")
        && !path.split(separator: "/").contains { $0 == ".." }
    }
  }

  private struct Manifest: Decodable {
    var format: String
    var outputs: [Entry]
  }

  private static func entries(of bytes: [UInt8]) throws -> [Entry] {
    let manifest = try JSONDecoder().decode(Manifest.self, from: Data(bytes))
    guard manifest.format == ManifestExport.format else {
      throw OutputError(
        operation: "read", path: ManifestExport.path,
        reason: "format \(manifest.format) is not \(ManifestExport.format)")
    }
    return manifest.outputs
  }

  private static func check(_ entry: Entry, in folder: String) -> [OutputDifference] {
    guard entry.isInside else {
      return [
        OutputDifference(
          kind: .manifest, path: entry.path, expected: "a path inside the folder",
          actual: entry.path)
      ]
    }
    guard let bytes = try? OutputFolder.read(folder + "/" + entry.path) else {
      // A file that cannot be read is as good as missing to whoever needs it.
      return [OutputDifference(kind: .missing, path: entry.path)]
    }
    var differences: [OutputDifference] = []
    if bytes.count != entry.bytes {
      differences.append(
        OutputDifference(
          kind: .size, path: entry.path, expected: "\(entry.bytes) bytes",
          actual: "\(bytes.count) bytes"))
    }
    let digest = Digest.sha256Hex(bytes)
    if digest != entry.sha256 {
      differences.append(
        OutputDifference(
          kind: .content, path: entry.path, expected: entry.sha256, actual: digest))
    }
    if let rows = rowCount(entry.path, bytes), rows != entry.rows {
      differences.append(
        OutputDifference(
          kind: .rows, path: entry.path, expected: "\(entry.rows) rows", actual: "\(rows) rows"))
    }
    return differences
  }

  /// Rows of a table; nil for files that are none.
  private static func rowCount(_ path: String, _ bytes: [UInt8]) -> Int? {
    if path.hasSuffix(".jsonl") { return bytes.count { $0 == 0x0A } }
    guard path.hasSuffix(".csv") else { return nil }
    var rows = 0
    var isQuoted = false
    for byte in bytes {
      if byte == 0x22 { isQuoted.toggle() }
      if byte == 0x0A, !isQuoted { rows += 1 }
    }
    return max(0, rows - 1)
  }

  static func files(in folder: String) -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
    var paths: [String] = []
    for case let path as String in walk {
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: folder + "/" + path, isDirectory: &isFolder)
      if exists, !isFolder.boolValue { paths.append(path) }
    }
    return paths.sorted()
  }
}
