// SPDX-License-Identifier: Apache-2.0
// XlsxNotes: what `XlsxFile` puts on cells beside their value: links, comments, bars and scales.

import CXlsxWriter
import DataModel

/// Colours of a scale from its lowest through its middle to its highest value.
struct XlsxColorScale {
  var low: UInt32
  var middle: UInt32
  var high: UInt32
}

extension XlsxFile {
  /// Who the comments are by.
  private static let author = "Junheng"
  private static let commentWidth = 330
  private static let lineHeight = 19
  private static let charactersPerLine = 44

  /// Makes a cell lead to another one of the same file; its value is written afterwards.
  func link(_ cell: CellReference, to target: String, _ style: XlsxStyle, on sheet: XlsxSheet)
    throws
  {
    if let body = sheet.body { return body.link(cell, to: target) }
    try writeLink(to: target, text: target, at: cell, style, on: sheet)
  }

  /// A comment that is shown while the pointer is on the cell, as large as its text.
  func comment(_ text: String, at cell: CellReference, on sheet: XlsxSheet) throws {
    let (row, column) = position(cell)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) {
      $0 + max(1, (SheetWriter.width(of: String($1)) - 1) / Self.charactersPerLine + 1)
    }
    try withCopies([CellText.cell(text), Self.author]) { copies in
      var options = lxw_comment_options()
      options.author = copies[1]
      options.width = UInt16(Self.commentWidth)
      options.height = UInt16(min(40, lines) * Self.lineHeight + 10)
      options.font_size = 9
      try check(
        worksheet_write_comment_opt(sheet.pointer, row, column, copies[0], &options),
        "comment on \(cell)")
    }
  }

  /// A bar in each cell, as long as its number; the number stays.
  func addBars(_ range: CellRange, color: UInt32, on sheet: XlsxSheet) throws {
    var format = lxw_conditional_format()
    format.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
    format.bar_color = color
    format.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    format.min_value = 0
    try set(&format, range, on: sheet)
  }

  /// A background that goes with the number.
  func addScale(
    _ range: CellRange, _ colors: XlsxColorScale, from low: Double, through middle: Double,
    to high: Double, on sheet: XlsxSheet
  ) throws {
    let number = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    var format = lxw_conditional_format()
    format.type = UInt8(LXW_CONDITIONAL_3_COLOR_SCALE.rawValue)
    (format.min_rule_type, format.mid_rule_type, format.max_rule_type) = (number, number, number)
    (format.min_value, format.mid_value, format.max_value) = (low, middle, high)
    format.min_color = colors.low
    format.mid_color = colors.middle
    format.max_color = colors.high
    try set(&format, range, on: sheet)
  }

  private func set(
    _ format: inout lxw_conditional_format, _ range: CellRange, on sheet: XlsxSheet
  ) throws {
    let (top, left) = position(range.first)
    let (bottom, right) = position(range.last)
    try check(
      worksheet_conditional_format_range(sheet.pointer, top, left, bottom, right, &format),
      "format \(range)")
  }
}
