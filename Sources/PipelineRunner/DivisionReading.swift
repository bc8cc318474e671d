// SPDX-License-Identifier: Apache-2.0
// DivisionReading: the list of administrative divisions that a user gives for a run.

import DataModel
import Definitions
import FileFormats
import Foundation

/// Takes a list of divisions into the definitions, as if the pipeline declared it.
enum DivisionReading {
  private static let largest = 64 << 20

  /// A list that cannot be understood ends the run: nobody would know that nothing was checked.
  static func add(_ path: String, to definitions: inout DefinitionSet) throws {
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path, limit: largest)
    } catch {
      let reason = FileFault.sentence(for: error)
      throw RunFailure(
        .noInput, chinese: "行政区划表“\(path)”读不出来：\(reason.chinese)",
        english: "the list of divisions “\(path)” cannot be read: \(reason.english)")
    }
    let place = DefinitionPlace(
      file: (path as NSString).lastPathComponent, line: 1, column: 1)
    guard let list = DivisionList.read(String(decoding: bytes, as: UTF8.self), place: place),
      !list.entries.isEmpty
    else {
      throw RunFailure(
        .noInput,
        chinese: "行政区划表“\(path)”应为 UTF-8 文本，有 code,name 或 Source,Revision,Code,Name 各列。",
        english: "“\(path)” is no list of divisions: UTF-8 text with the columns code,name or "
          + "Source,Revision,Code,Name is expected")
    }
    definitions.codeLists[DivisionList.id] = list
    // The list decides what is found: it is part of what names a run.
    definitions.digest = Digest.sha256Hex(
      Array((definitions.digest + Digest.sha256Hex(bytes)).utf8))
  }
}
