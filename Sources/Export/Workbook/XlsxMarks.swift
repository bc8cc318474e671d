// SPDX-License-Identifier: Apache-2.0
// XlsxMarks: what `XlsxFile` does for printed forms: page breaks between rows, merges, marked figures.

import CXlsxWriter
import DataModel

/// A colour rule that also puts a sign behind the figure.
struct XlsxMarkRule {
  var range: CellRange
  /// Relative to the range's first cell, with the leading `=`.
  var formula: String
  var colors: StatusColors
  /// The number format of cells for which the formula holds.
  var numberFormat: String
}

extension XlsxFile {
  /// Rows of a sheet that Excel takes a break before.
  private static let mostBreaks = 1_000

  func add(_ rule: XlsxMarkRule, on sheet: XlsxSheet) throws {
    guard let format = workbook_add_format(book) else {
      throw XlsxError(operation: "add format", path: path, reason: "out of memory")
    }
    format_set_bg_color(format, rule.colors.fill)
    format_set_font_color(format, rule.colors.text)
    format_set_num_format(format, rule.numberFormat)
    let (top, left) = position(rule.range.first)
    let (bottom, right) = position(rule.range.last)
    try withCopies([rule.formula]) { copies in
      var condition = lxw_conditional_format()
      condition.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
      condition.value_string = copies[0]
      condition.format = format
      try check(
        worksheet_conditional_format_range(sheet.pointer, top, left, bottom, right, &condition),
        "add mark rule")
    }
  }

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
