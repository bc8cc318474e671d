// SPDX-License-Identifier: Apache-2.0
// ReadBack: what was written is read with our own reader and compared, before anything is published.

import DataModel
package import Export
import Ingest

/// Compares a written workbook with what it was to hold.
package enum ReadBack {
  /// Relative difference that the digits of a file may make.
  private static let tolerance = 1e-12

  /// Fails with `.internalFault`, naming the first cell that differs.
  package static func check(_ path: String, in folder: String, _ expected: [WrittenSheet]) throws {
    guard expected.contains(where: { !$0.cells.isEmpty }) else { return }
    let bytes = try FileBytes.read(folder + "/" + path, limit: .max)
    let source = try WorkbookReader.open(bytes, fileName: path)
    for sheet in expected {
      guard let index = source.sheets.firstIndex(where: { $0.name == sheet.name }) else {
        throw failure(path, sheet.name, "A1", "（有此表）", "（无此表）")
      }
      var missing = sheet.cells
      var rows = try source.rows(of: index)
      while let row = try rows.next() {
        for cell in row.cells {
          let place = CellReference(row: row.number, column: cell.column)
          guard let wanted = missing.removeValue(forKey: place) else { continue }
          guard agree(wanted, cell.value) else {
            throw failure(path, sheet.name, "\(place)", wanted.rawText, cell.value.rawText)
          }
        }
      }
      for (place, wanted) in missing.sorted(by: { $0.key < $1.key }) where !wanted.isEmpty {
        throw failure(path, sheet.name, "\(place)", wanted.rawText, "")
      }
    }
  }

  private static func agree(_ wanted: CellValue, _ read: CellValue) -> Bool {
    switch (wanted, read) {
    case (.number(let left), .number(let right)):
      abs(left - right) <= tolerance * max(1, abs(left))
    case (.text(let left), .text(let right)): left == right
    default: wanted.isEmpty && read.isEmpty
    }
  }

  private static func failure(
    _ path: String, _ sheet: String, _ cell: String, _ wanted: String, _ read: String
  ) -> RunFailure {
    RunFailure(
      .internalFault,
      chinese: "\(path) 回读不符：工作表“\(sheet)” \(cell) 应为“\(wanted)”，读到“\(read)”；没有发布任何输出。",
      english:
        "\(path) reads back differently: sheet “\(sheet)” \(cell) should hold “\(wanted)” and holds "
        + "“\(read)”; nothing was published")
  }
}
