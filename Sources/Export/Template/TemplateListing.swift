// SPDX-License-Identifier: Apache-2.0
// TemplateListing: what blank workbooks lie in a folder, so that none that was filled in is lost.

import Definitions
import FileFormats
import Foundation

/// The hidden file beside blank workbooks that says which they were when they were written.
package enum TemplateListing {
  package static let path = ".junheng-templates.json"
  private static let format = "junheng-templates/1"

  /// Writes the listing for these files.
  package static func write(_ files: [OutputFile], of set: TemplateSet, to folder: String) throws {
    let document = JSONValue.object([
      ("format", .string(format)), ("pipeline", .string(set.definitions.id)),
      ("version", .string(set.definitions.version)), ("sha256", .string(set.definitions.digest)),
      (
        "outputs",
        .array(
          files.sorted { $0.path < $1.path }.map { file in
            .object([
              ("path", .string(file.path)), ("sha256", .string(file.sha256)),
              ("bytes", .integer(file.byteCount)),
            ])
          })
      ),
    ])
    _ = try OutputFolder(folder).write(Array(document.document.utf8), to: path, rows: files.count)
  }

  private struct Listing: Decodable {
    struct Entry: Decodable {
      var path: String
      var sha256: String
    }

    var format: String
    var outputs: [Entry]
  }

  /// Files of the folder that are not as they were written, with those that nobody wrote; nil where no
  /// blank workbooks lie there.
  package static func foreignFiles(in folder: String) -> [String]? {
    guard let bytes = try? OutputFolder.read(folder + "/" + path),
      let listing = try? JSONDecoder().decode(Listing.self, from: Data(bytes)),
      listing.format == format
    else { return nil }
    var digests: [String: String] = [:]
    for entry in listing.outputs { digests[entry.path] = entry.sha256 }
    return ManifestVerifier.files(in: folder).filter { file in
      guard file != path else { return false }
      guard let digest = digests[file], let bytes = try? OutputFolder.read(folder + "/" + file)
      else { return true }
      return Digest.sha256Hex(bytes) != digest
    }
  }
}
