// SPDX-License-Identifier: Apache-2.0
// FileBytes: the whole content of a file on disk.

import DataModel
import Foundation
import Ingest

/// Reads files whole.
enum FileBytes {
  /// The content of the file at `path`, whose bytes need not be UTF-8.
  ///
  /// Fails with `FileFault`: before anything is read where the file is no regular file or is larger
  /// than `limit`.
  static func read(
    _ path: [UInt8], limit: Int = IngestLimits.default.fileBytes
  ) throws -> [UInt8] {
    let descriptor = path.withUnsafeBytes { bytes -> Int32 in
      let text = bytes.map { CChar(bitPattern: $0) } + [0]
      // A pipe without a writer must not hold the run.
      return open(text, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    }
    guard descriptor >= 0 else { throw FileFault.system(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileFault.system(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileFault.notAFile }
    guard status.st_size <= limit else { throw FileFault.tooLarge(limit) }
    return try content(of: descriptor, expected: Int(status.st_size))
  }

  static func read(
    _ path: String, limit: Int = IngestLimits.default.fileBytes
  ) throws -> [UInt8] {
    try read(Array(path.utf8), limit: limit)
  }

  private static func content(of descriptor: Int32, expected: Int) throws -> [UInt8] {
    var fault: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: expected) { buffer, count in
      while count < expected {
        let got = Foundation.read(
          descriptor, buffer.baseAddress.map { $0 + count }, expected - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { fault = errno }
        guard got > 0 else { return }
        count += got
      }
    }
    guard fault == 0 else { throw FileFault.system(fault) }
    return bytes
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
