// SPDX-License-Identifier: Apache-2.0
// OutputSupport: writes outputs to a temporary folder and reads tables and workbooks back.

import DataModel
import Export
import FileFormats
import Foundation

/// A folder that is gone with the value.
final class TemporaryFolder {
  let path: String

  init() throws {
    let place = FileManager.default.temporaryDirectory
    path = place.appendingPathComponent("junheng-export-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

enum Outputs {
  /// Writes all outputs and the manifest.
  @discardableResult
  static func write(_ bundle: ExportBundle, to folder: String) throws -> [OutputFile] {
    let files = try OutputPlan.tasks(for: bundle).map { try $0.write(folder) }
    _ = try ManifestExport.write(bundle, files: files, to: folder)
    return files
  }

  static func bytes(_ path: String, in folder: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + path)))
  }

  static func text(_ path: String, in folder: String) throws -> String {
    String(decoding: try bytes(path, in: folder), as: UTF8.self)
  }

  /// Rows of a CSV without quoted line ends.
  static func rows(_ path: String, in folder: String) throws -> [[String]] {
    var lines = try text(path, in: folder).components(separatedBy: "\r\n")
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.components(separatedBy: ",") }
  }
}

/// The parts of a written workbook as text.
struct WrittenWorkbook {
  let parts: [String: String]
  let sheetNames: [String]

  init(_ bytes: [UInt8]) throws {
    let zip = try ZipReader(bytes)
    var parts: [String: String] = [:]
    for entry in zip.entries {
      parts[entry.name] = String(decoding: try zip.contents(of: entry.name), as: UTF8.self)
    }
    self.parts = parts
    sheetNames = Self.pieces(parts["xl/workbook.xml"] ?? "", from: "<sheet name=\"", to: "\"")
  }

  func sheet(_ name: String) -> String {
    guard let index = sheetNames.firstIndex(of: name) else { return "" }
    return parts["xl/worksheets/sheet\(index + 1).xml"] ?? ""
  }

  /// What stands between `<c r="…"` and `</c>`.
  func cell(_ reference: String, on sheet: String) -> String {
    let xml = self.sheet(sheet)
    guard let start = xml.range(of: "<c r=\"\(reference)\"") else { return "" }
    let rest = xml[start.upperBound...]
    guard let end = rest.range(of: "</c>"), let close = rest.range(of: ">") else { return "" }
    if rest[..<close.upperBound].hasSuffix("/>") { return "" }
    return String(rest[..<end.lowerBound])
  }

  func formula(_ reference: String, on sheet: String) -> String {
    let cell = cell(reference, on: sheet)
    guard let start = cell.range(of: "<f"), let end = cell.range(of: "</f>"),
      let open = cell[start.upperBound...].range(of: ">")
    else { return "" }
    return String(cell[open.upperBound..<end.lowerBound])
  }

  func value(_ reference: String, on sheet: String) -> String {
    let cell = cell(reference, on: sheet)
    return Self.pieces(cell, from: "<v>", to: "</v>").first
      ?? Self.pieces(cell, from: "<t>", to: "</t>").first ?? ""
  }

  /// First cell of the sheet whose text is this, as (column letters, row).
  func place(of text: String, on sheet: String) -> CellReference? {
    for piece in self.sheet(sheet).components(separatedBy: "<c r=\"").dropFirst()
    where piece.contains(">\(text)<") {
      return CellReference(piece.prefix { $0 != "\"" })
    }
    return nil
  }

  private static func pieces(_ text: String, from open: String, to close: String) -> [String] {
    text.components(separatedBy: open).dropFirst().compactMap { piece in
      piece.range(of: close).map { String(piece[..<$0.lowerBound]) }
    }
  }
}
