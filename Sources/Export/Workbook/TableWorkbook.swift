// SPDX-License-Identifier: Apache-2.0
// TableWorkbook: a workbook of one plain table, row by row, as the benchmark writes it.

/// One sheet of many alike rows under a row of names, through the code of the county workbooks.
package final class TableWorkbook {
  private let file: XlsxFile
  private let sheet: XlsxSheet
  private let body: SheetBody
  private let plan: RowPlan
  private var row = 1

  package init(path: String, sheet name: String, columns: [String]) throws {
    file = try XlsxFile(
      path: path,
      properties: XlsxProperties(title: "", subject: "", keywords: "", comments: "", created: 1))
    sheet = try file.addSheet(name)
    guard let body = sheet.body else {
      throw XlsxError(operation: "write rows", path: path, reason: "rows are kept")
    }
    self.body = body
    plan = RowPlan(styles: columns.map { _ in 0 })
    try append { row in
      for name in columns { row.text(name) }
    }
  }

  /// Writes the next row, cell by cell.
  package func append<Failure: Error>(
    _ fill: (inout RowWriter) throws(Failure) -> Void
  ) throws {
    try body.writeRow(row, plan, widths: nil, fill)
    row += 1
  }

  package func close() throws { try file.close() }
}
