// SPDX-License-Identifier: Apache-2.0
// OfficeList: a list that the office keeps beside the submissions, read by the names of its columns.

import DataModel
import Definitions
import FileFormats
import Foundation
import Ingest

/// A column of such a list.
struct OfficeColumn: Sendable {
  let id: String
  /// What its header may say besides the id.
  let names: [String]
  var isNeeded = true
}

/// A table with one header row, in any format that submissions may have.
///
/// What is decided by it must not be lost in silence: a list that cannot be read, or lacks a column,
/// ends the run.
struct OfficeList {
  struct Row {
    fileprivate(set) var texts: [String: String] = [:]
    /// `更正表.csv:3`.
    fileprivate(set) var origin = ""

    subscript(_ column: String) -> String { texts[column] ?? "" }
  }

  let file: SubmissionFile
  private(set) var rows: [Row] = []

  /// `title`: what messages call the list.
  init(
    _ path: String, title: BilingualText, columns: [OfficeColumn], options: ReadingOptions
  ) throws {
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path, limit: options.limits.fileBytes)
    } catch {
      throw Self.failure(path, title, FileFault.sentence(for: error))
    }
    let name = (path as NSString).lastPathComponent
    let workbook: Workbook
    do {
      workbook = try WorkbookReader.read(
        bytes, fileName: name, limits: options.limits, passwords: options.passwords)
    } catch {
      let reason = BilingualText(
        chinese: error.message(language: .chinese), english: error.message(language: .english))
      throw Self.failure(path, title, reason)
    }
    file = SubmissionFile(
      path: name, format: workbook.format, encoding: workbook.encoding, byteCount: bytes.count,
      sha256: Digest.sha256Hex(bytes))
    for sheet in workbook.sheets where !sheet.rows.isEmpty {
      rows += try Self.rows(sheet, path: path, title: title, columns: columns)
    }
  }

  private static func failure(
    _ path: String, _ title: BilingualText, _ reason: BilingualText
  ) -> RunFailure {
    RunFailure(
      .noInput, chinese: "\(title.chinese)“\(path)”读不出来：\(reason.chinese)",
      english: "\(title.english) “\(path)” cannot be read: \(reason.english)")
  }

  private static func rows(
    _ sheet: Sheet, path: String, title: BilingualText, columns: [OfficeColumn]
  ) throws -> [Row] {
    guard let header = sheet.rows.first else { return [] }
    var places: [Int: String] = [:]
    for cell in header.cells {
      let word = folded(cell.value.rawText)
      guard
        let column = columns.first(where: { ([$0.id] + $0.names).contains { folded($0) == word } })
      else { continue }
      places[cell.column] = column.id
    }
    let missing = columns.filter { $0.isNeeded && !places.values.contains($0.id) }
    guard missing.isEmpty else {
      let names = missing.map { "\($0.id)（\($0.names.first ?? "")）" }.joined(separator: "、")
      throw failure(
        path, title,
        BilingualText(
          chinese: "第\(header.number)行没有列 \(names)",
          english: "row \(header.number) has no column \(missing.map(\.id).joined(separator: ", "))"
        ))
    }
    let name = (path as NSString).lastPathComponent
    return sheet.rows.dropFirst().compactMap { row in
      var result = Row(origin: "\(name):\(row.number)")
      for cell in row.cells {
        guard let column = places[cell.column] else { continue }
        result.texts[column] = cell.value.rawText.trimmingCharacters(in: .whitespacesAndNewlines)
      }
      return result.texts.values.contains { !$0.isEmpty } ? result : nil
    }
  }

  private static func folded(_ text: String) -> String {
    LabelFold.fold(text).replacing("_", with: "")
  }
}
