// SPDX-License-Identifier: Apache-2.0
// FileBytes: the whole content of a file on disk.

import Foundation

/// Reads files whole.
enum FileBytes {
  /// Fails with Foundation's own error, whose description names the file and the cause.
  static func read(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}
