// SPDX-License-Identifier: Apache-2.0
// CellsReport: the cells of one file, as `junheng cells` prints them.

import DataModel
import FileFormats
import Foundation
import Ingest

/// Prints a file's cells.
package enum CellsReport {
  /// The two ways to print them.
  package enum Format: String, Sendable, CaseIterable {
    case jsonl
    case csv
  }

  /// Hands the listing to `sink` piece by piece.
  ///
  /// Fails with `.unreadable` (65) when the file cannot be read or has no sheet of the name.
  package static func write(
    file: String, sheet: String?, format: Format, options: ReadingOptions = ReadingOptions(),
    sink: ([UInt8]) throws -> Void
  ) throws {
    let content: FileContent
    do {
      content = try FileBytes.content(file.utf8, limit: options.limits.fileBytes)
    } catch {
      throw RunFailure(
        .noInput, chinese: "不能打开“\(file)”：\(FileFault.sentence(for: error).chinese)",
        english: "cannot open “\(file)”: \(FileFault.sentence(for: error).english)")
    }
    do {
      let name = (file as NSString).lastPathComponent
      var limits = options.limits
      // Nothing else runs meanwhile.
      limits.readsAhead = true
      let workbook = try GroupedWorkbook(
        content, fileName: name, limits: limits, passwords: options.passwords)
      if let sheet, !workbook.sheets.contains(where: { $0.info.name == sheet }) {
        let names = workbook.sheets.map(\.info.name).joined(separator: ", ")
        throw RunFailure(
          .unreadable, chinese: "“\(file)”里没有工作表“\(sheet)”，有：\(names)",
          english: "“\(file)” has no sheet “\(sheet)”; it has: \(names)")
      }
      try CellsListing.write(
        workbook, format: format == .csv ? .csv : .jsonLines, sheetName: sheet, emit: sink)
    } catch let error as IngestError {
      throw RunFailure(
        .unreadable, chinese: "“\(file)”：\(error.message(language: .chinese))",
        english: "“\(file)”: \(error.message(language: .english))")
    }
  }
}
