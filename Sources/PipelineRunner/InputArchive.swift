// SPDX-License-Identifier: Apache-2.0
// InputArchive: a .zip of submissions, opened in memory and never extracted.

package import FileFormats
package import Ingest

/// An archive in memory, shared by the input files that are its members.
package final class InputArchive: Sendable {
  /// A member that is a file.
  struct Member {
    var index: Int
    /// Clean and relative, as `cleaned` leaves it.
    var path: String
    /// What the directory says; nothing beyond it is ever inflated.
    var size: Int
  }

  private let reader: ZipReader

  /// Parts by which a workbook, which is an archive too, is known.
  private static let workbookParts = [
    "[Content_Types].xml", "mimetype", "META-INF/manifest.xml", "xl/workbook.xml",
    "xl/workbook.bin",
  ]

  /// Nil unless the bytes are an archive whose members are submissions, and no workbook.
  package init?(_ bytes: [UInt8], limits: IngestLimits = .default) throws(ZipError) {
    guard bytes.starts(with: [0x50, 0x4B]) else { return nil }
    var zip = limits.zip
    // A file may be asked for twice; what all members may grow to is counted where they are listed.
    zip.totalBytes = .max
    // A member is a file, however large the parts of a workbook may be.
    zip.partBytes = limits.fileBytes
    reader = try ZipReader(bytes, limits: zip)
    let reader = reader
    guard !Self.workbookParts.contains(where: { reader.contains($0) }) else { return nil }
  }

  /// The members that are files, by their place in the directory; names may come twice.
  func members() -> [Member] {
    let names = ArchiveMemberNames(reader.entries)
    return reader.entries.enumerated().compactMap { index, entry in
      let name = names.name(of: entry)
      guard !name.hasSuffix("/"), !name.hasSuffix("\\") else { return nil }
      let path = Self.cleaned(name)
      return Member(
        index: index, path: path.isEmpty ? "\(index + 1)" : path, size: entry.uncompressedSize)
    }
  }

  /// The whole content of a member, at most as long as the directory says.
  func contents(ofMember index: Int) throws(InputFailure) -> [UInt8] {
    do {
      let size = reader.entries.indices.contains(index) ? reader.entries[index].uncompressedSize : 0
      return try reader.contents(at: index, maxBytes: size)
    } catch .limit("bytes in one part", _) {
      throw InputFailure(.corrupt("it is longer than the archive's directory says"))
    } catch {
      throw InputFailure(error)
    }
  }

  /// The name as a path that stays below its archive: it is printed and may name outputs.
  package static func cleaned(_ name: String) -> String {
    let printable = name.unicodeScalars.map { scalar in
      scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? "\u{FFFD}" : scalar
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: printable)
    return String(text).split(whereSeparator: { $0 == "/" || $0 == "\\" })
      .filter { $0 != "." && $0 != ".." }
      .joined(separator: "/")
  }
}
