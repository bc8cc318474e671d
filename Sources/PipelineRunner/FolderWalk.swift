// SPDX-License-Identifier: Apache-2.0
// FolderWalk: every entry below a folder, whatever its name is written in.

import FileFormats
import Foundation

/// Walks a folder and the folders in it; a folder that cannot be opened stops only itself.
struct FolderWalk {
  /// Something that is not a folder.
  struct Entry {
    /// Relative to the folder, for people: names that are not UTF-8 are read as GB18030.
    var relative: String
    /// For the system.
    var location: [UInt8]
    /// Why a folder in this place could not be searched; nil for files.
    var fault: FileFault?
  }

  private(set) var entries: [Entry] = []
  /// Folders seen, so that a link that leads back is not followed for ever.
  private var seen: Set<[UInt64]> = []

  init(_ folder: String) {
    walk(Array(folder.utf8), relative: "")
  }

  private mutating func walk(_ folder: [UInt8], relative: String) {
    guard let status = Self.status(folder) else { return }
    guard seen.insert([UInt64(status.st_dev), UInt64(status.st_ino)]).inserted else { return }
    let names: [[UInt8]]
    do {
      names = try Self.names(in: folder)
    } catch {
      let fault = (error as? FileFault) ?? .notAFile
      entries.append(Entry(relative: relative, location: folder, fault: fault))
      return
    }
    for name in names {
      let location = folder + [UInt8(ascii: "/")] + name
      let path = relative.isEmpty ? Self.text(name) : relative + "/" + Self.text(name)
      if let status = Self.status(location), status.st_mode & S_IFMT == S_IFDIR {
        walk(location, relative: path)
      } else {
        // A link that leads nowhere is an entry too: reading it says so.
        entries.append(Entry(relative: path, location: location, fault: nil))
      }
    }
  }

  private static func status(_ path: [UInt8]) -> stat? {
    var status = stat()
    let text = path.map { CChar(bitPattern: $0) } + [0]
    return stat(text, &status) == 0 ? status : nil
  }

  private static func names(in folder: [UInt8]) throws -> [[UInt8]] {
    guard let stream = opendir(folder.map { CChar(bitPattern: $0) } + [0]) else {
      throw FileFault.system(errno)
    }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private static func text(_ name: [UInt8]) -> String {
    if let text = String(validating: name, as: UTF8.self) { return text }
    guard let decoded = DecodedText(name) else { return String(decoding: name, as: UTF8.self) }
    return String(decoding: decoded.utf8[decoded.start...], as: UTF8.self)
  }
}
