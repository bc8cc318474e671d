// SPDX-License-Identifier: Apache-2.0
// InputDiscovery: the files behind the `--input` paths, in a fixed order.

import DataModel
import Foundation
import Ingest

/// One file to read.
package struct InputFile: Sendable {
  /// Where its bytes are.
  package enum Content: Sendable {
    /// The bytes of its path, which need not be UTF-8.
    case file([UInt8])
    case member(InputArchive, index: Int)
    /// Known to give no bytes, and why.
    case unreadable(InputFailure)
  }

  /// Relative to the `--input` it lies under, `/`-separated: what the outputs print.
  package var path: String
  package var content: Content

  /// The whole content, of a file on disk no more than `limit` bytes.
  package func bytes(limit: Int = IngestLimits.default.fileBytes) throws -> [UInt8] {
    switch content {
    case .file(let location): try FileBytes.read(location, limit: limit)
    case .member(let archive, let index): try archive.contents(ofMember: index)
    case .unreadable(let failure): throw failure
    }
  }
}

/// Finds what was handed in.
///
/// Folders are searched recursively. Left out by name, and listed in the report: files that programs
/// leave behind and nobody hands in (`.DS_Store`, `~$…`, `Thumbs.db`, `desktop.ini`). The output
/// folder itself is never searched. A `.zip` of submissions stands for its members, and one inside it
/// for its own. Paths are unique: the second of two members of the same name is `name (2)`.
package struct InputDiscovery {
  package private(set) var files: [InputFile] = []
  package private(set) var skipped: [String] = []
  private var taken: Set<String> = []
  /// Files that are no submissions wherever they lie.
  private let others: Set<String>
  private let archiveLimits: ArchiveLimits

  /// Fails with `.noInput` when a path does not exist or nothing is found at all.
  ///
  /// `roster`, `passwordFile`: people keep them among the submissions; there they are listed as left
  /// out, and no password is taken for a cell.
  package init(
    inputs: [String], outputFolder: String, roster: String? = nil, passwordFile: String? = nil,
    archiveLimits: ArchiveLimits = ArchiveLimits()
  ) throws {
    self.archiveLimits = archiveLimits
    let output = Self.canonical(outputFolder)
    others = Set([roster, passwordFile].compactMap { $0.map(Self.canonical) })
    for input in inputs {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: input, isDirectory: &isFolder) else {
        throw RunFailure(
          .noInput, chinese: "没有找到输入“\(input)”。", english: "no such input: “\(input)”")
      }
      if isFolder.boolValue {
        addFolder(input, except: output)
      } else {
        add(
          relative: (input as NSString).lastPathComponent, location: Array(input.utf8), input: input
        )
      }
    }
    guard !files.isEmpty else {
      let names = inputs.map { "“\($0)”" }.joined(separator: ", ")
      throw RunFailure(
        .noInput, chinese: "\(names) 里没有任何文件。", english: "there is no file in \(names)")
    }
    // Byte order of UTF-8: the same on every machine and in every locale.
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    skipped.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private mutating func addFolder(_ folder: String, except output: String) {
    for entry in FolderWalk(folder).entries {
      if let fault = entry.fault {
        let failure = InputFailure(
          chinese: fault.sentence.chinese, english: fault.sentence.english)
        files.append(InputFile(path: entry.relative, content: .unreadable(failure)))
        continue
      }
      let location = String(decoding: entry.location, as: UTF8.self)
      guard !(Self.canonical(location) + "/").hasPrefix(output + "/") else { continue }
      add(relative: entry.relative, location: entry.location, input: folder)
    }
  }

  private mutating func add(relative: String, location: [UInt8], input: String) {
    let parts = relative.split(separator: "/")
    guard let last = parts.last, !Self.isLeftBehind(last), !parts.contains("__MACOSX"),
      others.isEmpty
        || !others.contains(Self.canonical(String(decoding: location, as: UTF8.self)))
    else {
      skipped.append(relative)
      return
    }
    var path = relative
    if taken.contains(path) {
      // Two inputs hold the same relative path: name the later one by its input too.
      path = (input as NSString).lastPathComponent + "/" + relative
      var number = 2
      while taken.contains(path) {
        path = "\((input as NSString).lastPathComponent)-\(number)/\(relative)"
        number += 1
      }
    }
    taken.insert(path)
    if last.lowercased().hasSuffix(".zip"), addMembers(of: location, as: path) { return }
    files.append(InputFile(path: path, content: .file(location)))
  }

  /// False when the file is no archive of submissions: it is then read, and judged, as it is.
  private mutating func addMembers(of location: [UInt8], as path: String) -> Bool {
    guard let bytes = try? FileBytes.read(location, limit: archiveLimits.reading.fileBytes),
      let archive = try? InputArchive(bytes, limits: archiveLimits.reading)
    else { return false }
    let listing = ArchiveListing(archive, path: path, limits: archiveLimits)
    guard !listing.files.isEmpty else { return false }
    skipped += listing.skipped
    var repeated: [InputFile] = []
    for file in listing.files {
      // An archive that is not opened after all stands for itself.
      if file.path == path || taken.insert(file.path).inserted {
        files.append(file)
      } else {
        repeated.append(file)
      }
    }
    var counts: [String: Int] = [:]
    for file in repeated { files.append(numbered(file, &counts)) }
    return true
  }

  /// The file under a path that no other has; the ending stays, as it may tell the format.
  private mutating func numbered(_ file: InputFile, _ counts: inout [String: Int]) -> InputFile {
    let name = file.path as NSString
    let ending = name.pathExtension.isEmpty ? "" : "." + name.pathExtension
    var result = file
    var number = counts[file.path] ?? 1
    repeat {
      number += 1
      result.path = "\(name.deletingPathExtension) (\(number))\(ending)"
    } while !taken.insert(result.path).inserted
    counts[file.path] = number
    return result
  }

  static func isLeftBehind(_ name: Substring) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("~$")
      || ["thumbs.db", "desktop.ini"].contains(name.lowercased())
  }

  private static func canonical(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }
}
