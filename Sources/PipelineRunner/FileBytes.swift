// SPDX-License-Identifier: Apache-2.0
// FileBytes: the whole content of a file on disk.

import DataModel
import FileFormats
import Foundation
import Ingest

/// Opens files, and reads them whole.
enum FileBytes {
  /// The file at `path`, whose bytes need not be UTF-8, left on disk.
  ///
  /// Fails with `FileFault`: before anything is read where the file is no regular file or is larger
  /// than `limit`.
  static func content(
    _ path: some Sequence<UInt8>, limit: Int = IngestLimits.default.fileBytes
  ) throws -> FileContent {
    let content: FileContent
    do throws(FileContentError) {
      content = try FileContent(path: path)
    } catch {
      throw error.errorNumber == 0 ? FileFault.notAFile : .system(error.errorNumber)
    }
    guard content.count <= limit else { throw FileFault.tooLarge(limit) }
    return content
  }

  /// The content of the file at `path`; fails as `content` does.
  static func read(
    _ path: [UInt8], limit: Int = IngestLimits.default.fileBytes
  ) throws -> [UInt8] {
    let content = try content(path, limit: limit)
    let bytes = content.allBytes()
    guard bytes.count == content.count else { throw FileFault.system(EIO) }
    return bytes
  }

  static func read(
    _ path: String, limit: Int = IngestLimits.default.fileBytes
  ) throws -> [UInt8] {
    try read(Array(path.utf8), limit: limit)
  }
}

/// Why the bytes of a file cannot be had.
enum FileFault: Error {
  case system(Int32)
  /// A folder, a pipe, a device.
  case notAFile
  case tooLarge(Int)

  var sentence: BilingualText {
    switch self {
    case .system(ENOENT):
      BilingualText(chinese: "文件不存在。", english: "There is no such file.")
    case .system(EACCES), .system(EPERM):
      BilingualText(chinese: "没有读取权限。", english: "There is no permission to read it.")
    case .system(let code):
      BilingualText(
        chinese: "文件打不开（系统错误 \(code)）。",
        english: "It cannot be opened: "
          + String(cString: strerror(code)) + ".")
    case .notAFile:
      BilingualText(chinese: "不是普通文件。", english: "It is no regular file.")
    case .tooLarge(let limit): IngestLimit.fileBytes.exceeded(limit)
    }
  }

  /// The sentence for whatever a read threw.
  static func sentence(for error: any Error) -> BilingualText {
    (error as? FileFault)?.sentence
      ?? BilingualText(chinese: "文件打不开（\(error)）。", english: "It cannot be opened: \(error).")
  }
}
