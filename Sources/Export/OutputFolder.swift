// SPDX-License-Identifier: Apache-2.0
// OutputFolder: writes whole files under one folder and says what was written.

import FileFormats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file could not be read or written.
package struct OutputError: Error, Hashable, CustomStringConvertible {
  /// What was tried, such as `write`.
  package var operation: String
  package var path: String
  package var reason: String

  package var description: String { "\(operation) \(path): \(reason)" }

  static func system(_ operation: String, _ path: String) -> OutputError {
    OutputError(operation: operation, path: path, reason: String(cString: strerror(errno)))
  }
}

/// The folder that outputs are written under.
struct OutputFolder {
  let path: String

  init(_ path: String) {
    self.path = path
  }

  func absolute(_ relative: String) -> String { path + "/" + relative }

  /// Makes the folders that `relative` lies in; another task may make the same ones meanwhile.
  func prepare(_ relative: String) throws {
    var folder = path
    try Self.makeFolder(folder)
    for part in relative.split(separator: "/").dropLast() {
      folder += "/" + part
      try Self.makeFolder(folder)
    }
  }

  private static func makeFolder(_ folder: String) throws {
    guard mkdir(folder, 0o777) != 0, errno != EEXIST else { return }
    throw OutputError.system("create folder", folder)
  }

  /// Writes the bytes as one file.
  func write(_ bytes: [UInt8], to relative: String, rows: Int) throws -> OutputFile {
    try prepare(relative)
    let target = absolute(relative)
    guard let file = fopen(target, "wb") else { throw OutputError.system("write", target) }
    let written = bytes.withUnsafeBytes { buffer in
      fwrite(buffer.baseAddress, 1, buffer.count, file)
    }
    guard written == bytes.count else {
      let error = OutputError.system("write", target)
      fclose(file)
      throw error
    }
    guard fclose(file) == 0 else { throw OutputError.system("write", target) }
    return OutputFile(
      path: relative, sha256: Digest.sha256Hex(bytes), byteCount: bytes.count, rows: rows)
  }

  /// What a file that has been written piece by piece looks like now.
  func describe(_ relative: String, rows: Int) throws -> OutputFile {
    let digest = DigestStream()
    var size = 0
    try Self.read(absolute(relative)) { piece in
      digest.append(piece)
      size += piece.count
    }
    return OutputFile(path: relative, sha256: digest.finish(), byteCount: size, rows: rows)
  }

  /// The whole content of a file.
  static func read(_ target: String) throws -> [UInt8] {
    var all: [UInt8] = []
    try read(target) { all += $0 }
    return all
  }

  private static func read(
    _ target: String, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    guard let file = fopen(target, "rb") else { throw OutputError.system("read", target) }
    defer { fclose(file) }
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = chunk.withUnsafeMutableBytes { fread($0.baseAddress, 1, $0.count, file) }
      guard count > 0 else { break }
      try chunk.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
    guard ferror(file) == 0 else { throw OutputError.system("read", target) }
  }
}

/// A file that is written from front to back.
final class FileSink {
  private let path: String
  private var file: UnsafeMutablePointer<FILE>?

  init(_ path: String) throws {
    self.path = path
    guard let file = fopen(path, "wb") else { throw OutputError.system("write", path) }
    self.file = file
  }

  deinit { if let file { fclose(file) } }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    guard let file, !bytes.isEmpty else { return }
    guard fwrite(bytes.baseAddress, 1, bytes.count, file) == bytes.count else {
      throw OutputError.system("write", path)
    }
  }

  func close() throws {
    guard let file else { return }
    self.file = nil
    guard fclose(file) == 0 else { throw OutputError.system("write", path) }
  }
}
