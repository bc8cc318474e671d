// SPDX-License-Identifier: Apache-2.0
// TemporaryFolder: a folder of a test's own that is gone when the test is.

package import Foundation

/// A folder under the system's temporary folder, removed with the value.
package final class TemporaryFolder: Sendable {
  package let path: String

  package init() throws {
    path =
      URL(fileURLWithPath: NSTemporaryDirectory())
      .resolvingSymlinksInPath()
      .appendingPathComponent("junheng-test-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file below the folder, with the folders it needs, and gives its full path.
  @discardableResult
  package func write(_ relative: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let url = URL(fileURLWithPath: path).appendingPathComponent(relative)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  /// Every file below `relative`, by its path there, with its content.
  package func contents(of relative: String = "") throws -> [String: Data] {
    let folder = relative.isEmpty ? path : path + "/" + relative
    var contents: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
      guard !isFolder.boolValue else { continue }
      contents[name] = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
    }
    return contents
  }
}

/// Folders of the project, found from the place of this source file.
package enum ProjectFolder {
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  package static let pipelines = root + "/Pipelines"
  package static let examples = root + "/Examples"
}
