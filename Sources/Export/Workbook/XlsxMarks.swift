// SPDX-License-Identifier: Apache-2.0
// XlsxMarks: what `XlsxFile` does for printed forms: page breaks between rows, merges.

import CXlsxWriter
import DataModel

extension XlsxFile {
  /// Rows of a sheet that Excel takes a break before.
  private static let mostBreaks = 1_000

  /// A new page before each of these rows; only on sheets that are not fitted to pages.
  func breakPages(before rows: [Int], on sheet: XlsxSheet) throws {
    guard !rows.isEmpty else { return }
    // The library wants a 0 at the end.
    var breaks = rows.prefix(Self.mostBreaks).map { lxw_row_t($0 - 1) } + [0]
    try check(worksheet_set_h_pagebreaks(sheet.pointer, &breaks), "set page breaks")
  }

  /// Merges cells that were written before.
  func mergeWritten(_ range: CellRange, _ style: XlsxStyle, on sheet: XlsxSheet) throws {
    guard range.first != range.last else { return }
    if let body = sheet.body { return body.merge(range) }
    let (top, left) = position(range.first)
    let (bottom, right) = position(range.last)
    try check(
      worksheet_merge_range(sheet.pointer, top, left, bottom, right, "", style.format),
      "merge \(range)")
  }
}
