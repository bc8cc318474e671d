// SPDX-License-Identifier: Apache-2.0
// XlsxFile: one .xlsx file being written: rows by ourselves, all else through libxlsxwriter.

import CXlsxWriter
import DataModel

/// A cell format of one file.
struct XlsxStyle {
  let format: UnsafeMutablePointer<lxw_format>
  /// What cells of this format say (`s="12"`).
  let number: Int
  let wraps: Bool
  let isIndented: Bool
}

/// A sheet of one file.
struct XlsxSheet {
  let name: String
  let pointer: UnsafeMutablePointer<lxw_worksheet>
  /// Its rows; nil where libxlsxwriter keeps them.
  let body: SheetBody?
}

/// One .xlsx file being written.
///
/// libxlsxwriter makes styles, charts, rules and what else frames a sheet; rows are our own XML (`SheetBody`) and
/// are put into its sheets when the file is closed, three times as fast as it formats and compresses them.
/// Rows leave memory as soon as later ones begin, so rows go top down on each sheet. With `keepsRows`
/// libxlsxwriter does it all, and rows may come in any order. The file exists once `close()` has returned.
final class XlsxFile {
  let path: String
  private(set) var book: UnsafeMutablePointer<lxw_workbook>?
  private var styles: [CellStyle: XlsxStyle] = [:]
  private var sheets: [XlsxSheet] = []
  private let keepsRows: Bool

  init(path: String, properties: XlsxProperties, keepsRows: Bool = false) throws {
    self.path = path
    self.keepsRows = keepsRows
    guard let book = workbook_new(path) else {
      throw XlsxError(operation: "create", path: path, reason: "out of memory")
    }
    self.book = book
    try set(properties, of: book)
  }

  deinit {
    // Reached with a book only when an error stopped the writing; closing is what frees its memory.
    if let book { workbook_close(book) }
  }

  private func set(
    _ properties: XlsxProperties, of book: UnsafeMutablePointer<lxw_workbook>
  ) throws {
    let texts = [
      properties.title, properties.subject, properties.keywords, properties.comments, "Junheng",
    ]
    try withCopies(texts.map { CellText.property($0) }) { copies in
      var values = lxw_doc_properties()
      values.title = copies[0]
      values.subject = copies[1]
      values.keywords = copies[2]
      values.comments = copies[3]
      values.author = copies[4]
      values.created = time_t(properties.created)
      try check(workbook_set_properties(book, &values), "set properties")
    }
  }

  /// Writes everything out.
  func close() throws {
    guard let book else { return }
    self.book = nil
    try check(workbook_close(book), "close")
    let parts = sheets.enumerated().map { ("xl/worksheets/sheet\($0 + 1).xml", $1) }
    if !keepsRows {
      try WorkbookAssembly.write(Dictionary(uniqueKeysWithValues: parts), to: path)
    }
  }

  // MARK: Sheets

  func addSheet(_ name: String) throws -> XlsxSheet {
    guard let pointer = workbook_add_worksheet(book, name) else {
      throw XlsxError(operation: "add sheet \(name)", path: path, reason: "name refused")
    }
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let body = keepsRows ? nil : SheetBody(sheetName: name, folder: folder)
    let sheet = XlsxSheet(name: name, pointer: pointer, body: body)
    sheets.append(sheet)
    return sheet
  }

  func setWidth(_ width: Double, ofColumn column: Int, on sheet: XlsxSheet) throws {
    let index = lxw_col_t(column - 1)
    try check(worksheet_set_column(sheet.pointer, index, index, width, nil), "set width")
  }

  /// Sets the row's height; before any of its cells is written.
  func setHeight(_ height: Double, ofRow row: Int, on sheet: XlsxSheet) throws {
    if let body = sheet.body { return try body.setHeight(height, ofRow: row) }
    try check(worksheet_set_row(sheet.pointer, lxw_row_t(row - 1), height, nil), "set height")
  }

  /// A4, page numbers and the sheet's name below.
  func setPrint(_ sheet: XlsxSheet, _ print: XlsxPrint) throws {
    worksheet_set_paper(sheet.pointer, 9)
    if print.isLandscape { worksheet_set_landscape(sheet.pointer) }
    try setPages(sheet, print.pages)
    if let area = print.area {
      let (top, left) = position(area.first)
      let (bottom, right) = position(area.last)
      try check(worksheet_print_area(sheet.pointer, top, left, bottom, right), "set print area")
    }
    worksheet_set_margins(sheet.pointer, 0.4, 0.4, 0.6, 0.6)
    worksheet_center_horizontally(sheet.pointer)
    worksheet_gridlines(sheet.pointer, 0)
    try check(
      worksheet_set_header(
        sheet.pointer, "&R&8 " + CellText.property(print.header).replacing("&", with: "&&")),
      "set header")
    let footer = "&L&8 &A&C&8 第 &P 页 共 &N 页"
    try check(worksheet_set_footer(sheet.pointer, footer), "set footer")
    if print.repeatedRows > 0 {
      let last = lxw_row_t(print.repeatedRows - 1)
      try check(worksheet_repeat_rows(sheet.pointer, 0, last), "repeat rows")
    }
    if print.repeatedColumns > 0, case .broken = print.pages {
      let last = lxw_col_t(print.repeatedColumns - 1)
      try check(worksheet_repeat_columns(sheet.pointer, 0, last), "repeat columns")
    }
  }

  private func setPages(_ sheet: XlsxSheet, _ pages: XlsxPages) throws {
    switch pages {
    case .fitted(let tall):
      worksheet_fit_to_pages(sheet.pointer, 1, UInt16(clamping: tall))
    case .broken(let scale, let columns):
      worksheet_set_print_scale(sheet.pointer, UInt16(clamping: max(10, min(scale, 400))))
      // The library wants a 0 at the end.
      var breaks = columns.map { lxw_col_t($0 - 1) } + [0]
      try check(worksheet_set_v_pagebreaks(sheet.pointer, &breaks), "set page breaks")
    }
  }

  /// Keeps rows above and columns left of `cell` in view.
  func freeze(at cell: CellReference, on sheet: XlsxSheet) {
    let (row, column) = position(cell)
    worksheet_freeze_panes(sheet.pointer, row, column)
  }

  func setFilter(_ range: CellRange, on sheet: XlsxSheet) throws {
    let (top, left) = position(range.first)
    let (bottom, right) = position(range.last)
    try check(worksheet_autofilter(sheet.pointer, top, left, bottom, right), "set filter")
  }

  /// Keeps Excel from marking codes that are text on purpose.
  func allowNumbersAsText(_ range: CellRange, on sheet: XlsxSheet) throws {
    let type = UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue)
    try check(
      worksheet_ignore_errors(sheet.pointer, type, range.description), "allow numbers as text")
  }

  func add(_ rule: XlsxColorRule, on sheet: XlsxSheet) throws {
    let format = try newFormat()
    format_set_bg_color(format, rule.colors.fill)
    format_set_font_color(format, rule.colors.text)
    if let numberFormat = rule.numberFormat { format_set_num_format(format, numberFormat) }
    let (top, left) = position(rule.range.first)
    let (bottom, right) = position(rule.range.last)
    try withCopies([rule.formula]) { copies in
      var condition = lxw_conditional_format()
      condition.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
      condition.value_string = copies[0]
      condition.format = format
      try check(
        worksheet_conditional_format_range(sheet.pointer, top, left, bottom, right, &condition),
        "add colour rule")
    }
  }

  // MARK: Cells

  /// Text stays text, whatever it begins with.
  func write(_ text: String, at cell: CellReference, _ style: XlsxStyle, on sheet: XlsxSheet)
    throws
  {
    if let body = sheet.body { return try body.write(text, at: cell, style: style.number) }
    let (row, column) = position(cell)
    let status =
      text.isEmpty
      ? worksheet_write_blank(sheet.pointer, row, column, style.format)
      : worksheet_write_string(
        sheet.pointer, row, column, CellText.cell(text), style.format)
    try check(status, "write text")
  }

  func write(_ number: Double, at cell: CellReference, _ style: XlsxStyle, on sheet: XlsxSheet)
    throws
  {
    if let body = sheet.body { return try body.write(number, at: cell, style: style.number) }
    let (row, column) = position(cell)
    try check(
      worksheet_write_number(sheet.pointer, row, column, number, style.format), "write number")
  }

  /// A formula (with the leading `=`) and the number it gives.
  func writeFormula(
    _ formula: String, result: Double, isArray: Bool, at cell: CellReference, _ style: XlsxStyle,
    on sheet: XlsxSheet
  ) throws {
    if let body = sheet.body {
      let formula = CellFormula(text: formula, isArray: isArray)
      return try body.write(formula, result: result, at: cell, style: style.number)
    }
    let (row, column) = position(cell)
    let status =
      isArray
      ? worksheet_write_array_formula_num(
        sheet.pointer, row, column, row, column, formula, style.format, result)
      : worksheet_write_formula_num(sheet.pointer, row, column, formula, style.format, result)
    try check(status, "write formula")
  }

  /// A formula (with the leading `=`) and the text it gives.
  func writeFormula(
    _ formula: String, result: String, at cell: CellReference, _ style: XlsxStyle,
    on sheet: XlsxSheet
  ) throws {
    if let body = sheet.body {
      let formula = CellFormula(text: formula)
      return try body.write(formula, result: result, at: cell, style: style.number)
    }
    let (row, column) = position(cell)
    let status = worksheet_write_formula_str(
      sheet.pointer, row, column, formula, style.format, CellText.cell(result))
    try check(status, "write formula")
  }

  /// A link to a cell of the same file.
  func writeLink(
    to target: String, text: String, at cell: CellReference, _ style: XlsxStyle,
    on sheet: XlsxSheet
  ) throws {
    if let body = sheet.body {
      return try body.writeLink(to: target, text: text, at: cell, style: style.number)
    }
    let (row, column) = position(cell)
    let status = worksheet_write_url_opt(
      sheet.pointer, row, column, "internal:" + target, style.format, CellText.cell(text), nil)
    try check(status, "write link")
  }

  func position(_ cell: CellReference) -> (lxw_row_t, lxw_col_t) {
    (lxw_row_t(cell.row - 1), lxw_col_t(cell.column - 1))
  }

  // MARK: Formats

  /// The file's format for a style; made once.
  func style(_ style: CellStyle) throws -> XlsxStyle {
    if let known = styles[style] { return known }
    let format = try newFormat()
    format_set_font_name(format, style.face.rawValue)
    format_set_font_size(format, Double(style.size))
    if style.isBold { format_set_bold(format) }
    if style.isLink { format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue)) }
    if let color = style.color { format_set_font_color(format, color) }
    if let fill = style.fill { format_set_bg_color(format, fill) }
    if style.isBordered {
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_border_color(format, 0xA6A6A6)
    }
    format_set_align(format, Self.alignment(style.alignment))
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    if style.wraps { format_set_text_wrap(format) }
    if style.isIndented { format_set_indent(format, 1) }
    if style.isUnlocked { format_set_unlocked(format) }
    if !style.numberFormat.isEmpty { format_set_num_format(format, style.numberFormat) }
    // Asking for it is what puts the format into the file.
    let number = Int(lxw_format_get_xf_index(format))
    let made = XlsxStyle(
      format: format, number: number, wraps: style.wraps, isIndented: style.isIndented)
    styles[style] = made
    return made
  }

  private func newFormat() throws -> UnsafeMutablePointer<lxw_format> {
    guard let format = workbook_add_format(book) else {
      throw XlsxError(operation: "add format", path: path, reason: "out of memory")
    }
    return format
  }

  private static func alignment(_ alignment: CellStyle.Alignment) -> UInt8 {
    switch alignment {
    case .left: UInt8(LXW_ALIGN_LEFT.rawValue)
    case .center: UInt8(LXW_ALIGN_CENTER.rawValue)
    case .right: UInt8(LXW_ALIGN_RIGHT.rawValue)
    }
  }

  func check(_ status: lxw_error, _ operation: String) throws {
    guard status.rawValue != LXW_NO_ERROR.rawValue else { return }
    let reason = lxw_strerror(status).map { String(cString: $0) } ?? "error \(status.rawValue)"
    throw XlsxError(operation: operation, path: path, reason: reason)
  }

  /// C copies of texts for structs whose members are not `const`.
  func withCopies(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>]) throws -> Void
  ) throws {
    let copies = texts.map { text in
      let bytes = text.utf8CString
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
      for (index, byte) in bytes.enumerated() { copy[index] = byte }
      return copy
    }
    defer { for copy in copies { copy.deallocate() } }
    try body(copies)
  }
}
