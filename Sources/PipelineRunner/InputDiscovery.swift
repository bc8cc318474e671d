// SPDX-License-Identifier: Apache-2.0
// InputDiscovery: the files behind the `--input` paths, in a fixed order.

package import DataModel
import Foundation

/// One file to read.
package struct InputFile: Sendable {
  /// Where its bytes are.
  package enum Content: Sendable {
    /// The bytes of its path, which need not be UTF-8.
    case file([UInt8])
    /// A folder that cannot be searched, and why.
    case nothing(BilingualText)
    case member(InputArchive, index: Int)
  }

  /// Relative to the `--input` it lies under, `/`-separated: what the outputs print.
  package var path: String
  package var content: Content

  /// The whole content.
  package func bytes() throws -> [UInt8] {
    switch content {
    case .file(let location): try FileBytes.read(location)
    case .nothing(let reason): throw InputFault(reason: reason)
    case .member(let archive, let index): try archive.contents(ofMember: index)
    }
  }
}

/// Why an input has no bytes.
struct InputFault: Error {
  var reason: BilingualText
}

/// Finds what was handed in.
///
/// Folders are searched recursively. Left out by name, and listed in the report: files that programs
/// leave behind and nobody hands in (`.DS_Store`, `~$…`, `Thumbs.db`, `desktop.ini`). The output
/// folder itself is never searched. A `.zip` of submissions stands for its members.
package struct InputDiscovery {
  package private(set) var files: [InputFile] = []
  package private(set) var skipped: [String] = []
  private var taken: Set<String> = []
  private let roster: String?

  /// Fails with `.noInput` when a path does not exist or nothing is found at all.
  ///
  /// `roster`: people keep it among the submissions; there it is listed as left out.
  package init(inputs: [String], outputFolder: String, roster: String? = nil) throws {
    let output = Self.canonical(outputFolder)
    self.roster = roster.map(Self.canonical)
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
        files.append(InputFile(path: entry.relative, content: .nothing(fault.sentence)))
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
      roster == nil || Self.canonical(String(decoding: location, as: UTF8.self)) != roster
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
    guard let bytes = try? FileBytes.read(location), let archive = try? InputArchive(bytes),
      let members = try? archive.members()
    else { return false }
    for member in members {
      let parts = member.path.split(separator: "/")
      guard let last = parts.last, !Self.isLeftBehind(last), parts[0] != "__MACOSX" else {
        skipped.append(path + "/" + member.path)
        continue
      }
      files.append(
        InputFile(
          path: path + "/" + member.path, content: .member(archive, index: member.index)))
    }
    return true
  }

  static func isLeftBehind(_ name: Substring) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("~$")
      || ["thumbs.db", "desktop.ini"].contains(name.lowercased())
  }

  private static func canonical(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }
}
