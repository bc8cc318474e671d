// SPDX-License-Identifier: Apache-2.0
// CorpusMarksTests: marks cells of any workbooks, for Scripts/corpus-returns to compare with others.

import DataModel
import Export
import FileFormats
import Foundation
import Ingest
import Testing

private let corpusList = ProcessInfo.processInfo.environment["JUNHENG_MARKS"]

/// Each line of the file that JUNHENG_MARKS names: a workbook, a tab, and where the marked one goes.
@Suite("Marks in workbooks of a corpus", .enabled(if: corpusList != nil))
struct CorpusMarksTests {
  @Test func `every workbook of the list is marked, or it is said why not`() throws {
    let text = try String(contentsOfFile: try #require(corpusList), encoding: .utf8)
    for line in text.split(separator: "\n") {
      let paths = line.split(separator: "\t").map(String.init)
      guard paths.count == 2 else { continue }
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: paths[0])))
      guard bytes.starts(with: [0x50, 0x4B]),
        let book = try? WorkbookReader.read(bytes, fileName: paths[0]), book.format == "xlsx"
      else { continue }
      let request = PatchRequest(
        content: ReturnContent(owner: "示例", year: 2025, entries: Self.entries(book)))
      do {
        let marked = try WorkbookPatch.patched(bytes, request)
        try Data(marked).write(to: URL(fileURLWithPath: paths[1]))
        let again = try WorkbookReader.read(marked, fileName: paths[0])
        #expect(again.sheets.dropFirst().map(\.rows) == book.sheets.map(\.rows), "\(paths[0])")
        var second = request
        second.earlierLists = [0]
        let twice = try WorkbookPatch.patched(marked, second)
        #expect(abs(twice.count - marked.count) < 100, "\(paths[0])")
      } catch let refusal as PatchRefusal {
        try Data(refusal.reason.utf8).write(to: URL(fileURLWithPath: paths[1] + ".refused"))
      }
    }
  }

  /// Every seventh cell, one that is empty and one below them all, on each sheet.
  private static func entries(_ book: Workbook) -> [ReturnEntry] {
    var entries: [ReturnEntry] = []
    for sheet in book.sheets {
      let places = sheet.rows.flatMap { row in
        row.cells.map { CellReference(row: row.number, column: $0.column) }
      }
      var chosen = stride(from: 0, to: places.count, by: 7).prefix(60).map { places[$0] }
      let last = sheet.rows.last?.number ?? 1
      chosen.append(CellReference(row: min(last + 2, CellReference.lastRow), column: 2))
      chosen.append(CellReference(row: sheet.rows.first?.number ?? 1, column: 30))
      entries += chosen.enumerated().map { number, cell in
        ReturnEntry(
          severity: number % 2 == 0 ? .mustCorrect : .mustExplain,
          sheet: Masking.redact(sheet.info.name), range: CellRange(first: cell, last: cell),
          message: "核对\(number)", identifier: "\(number)")
      }
    }
    return entries
  }
}
