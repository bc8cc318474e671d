// SPDX-License-Identifier: Apache-2.0
// InputArchive: a .zip of submissions, opened in memory and never extracted.

import FileFormats

/// The bytes of an archive, shared by the input files that are its members.
final class InputArchive: Sendable {
  private let bytes: [UInt8]

  /// No member of an archive of submissions may inflate beyond this.
  static let memberLimit = 1 << 30

  /// Nil unless the bytes are an archive whose members are submissions: a workbook is an archive too,
  /// and is known by its `[Content_Types].xml` or, for OpenDocument, its `mimetype`.
  init?(_ bytes: [UInt8]) throws {
    guard bytes.starts(with: [0x50, 0x4B]) else { return nil }
    let reader = try ZipReader(bytes)
    guard !reader.contains("[Content_Types].xml"), !reader.contains("mimetype") else { return nil }
    self.bytes = bytes
  }

  /// The members that are files, by their place in the directory, each with a clean relative path.
  func members() throws -> [(index: Int, path: String)] {
    try ZipReader(bytes).entries.enumerated().compactMap { index, entry in
      guard !entry.isDirectory else { return nil }
      let path = Self.cleaned(entry.name)
      return path.isEmpty ? nil : (index, path)
    }
  }

  func contents(ofMember index: Int) throws -> [UInt8] {
    var limits = ZipReader.Limits()
    limits.partBytes = Self.memberLimit
    limits.totalBytes = Self.memberLimit
    return try ZipReader(bytes, limits: limits).contents(at: index)
  }

  /// The name as a path that stays below its archive: it is printed and may name outputs.
  static func cleaned(_ name: String) -> String {
    name.split(whereSeparator: { $0 == "/" || $0 == "\\" })
      .filter { $0 != "." && $0 != ".." }
      .joined(separator: "/")
  }
}
