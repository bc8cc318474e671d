// SPDX-License-Identifier: Apache-2.0
// XlsxForms: what `XlsxFile` does for sheets that people fill in: limits, choices, protection.

import CXlsxWriter
import DataModel

/// What may be entered in a range of cells, and what is said about it.
struct XlsxValidation: Hashable {
  enum Limit: Hashable {
    /// Anything; only the hint is shown.
    case anything
    case whole(minimum: Double, maximum: Double)
    case decimal(minimum: Double, maximum: Double)
    /// Days as spreadsheets count them from 1900.
    case day(first: Double, last: Double)
    case textLength(Int)
    /// The choices themselves: with the commas between them fewer than 255 bytes of UTF-8.
    case choices([String])
    /// A name of the workbook that stands for the cells of the choices.
    case choicesNamed(String)
  }

  /// Bytes that a list of choices may have: the library counts characters and has room for as many bytes.
  static let longestList = 255
  static let longestTitle = 32
  static let longestMessage = 255

  var limit: Limit
  /// A value outside the limit may be kept after a question.
  var mayBeOverruled = false
  var title: String
  var hint: String
  var refusal: String
}

extension XlsxFile {
  /// Limits what the cells of a range take.
  func validate(_ range: CellRange, _ validation: XlsxValidation, on sheet: XlsxSheet) throws {
    let (top, left) = position(range.first)
    let (bottom, right) = position(range.last)
    let limits = XlsxValidation.self
    let texts = [
      Self.short(validation.title, limits.longestTitle),
      Self.short(validation.hint, limits.longestMessage),
      Self.short(validation.title, limits.longestTitle),
      Self.short(validation.refusal, limits.longestMessage), formula(of: validation.limit),
    ]
    try withCopies(texts) { copies in
      try withCopies(choices(of: validation.limit)) { choices in
        var entry = lxw_data_validation()
        entry.input_title = copies[0]
        entry.input_message = copies[1]
        entry.error_title = copies[2]
        entry.error_message = copies[3]
        entry.error_type = UInt8(
          validation.mayBeOverruled
            ? LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue : LXW_VALIDATION_ERROR_TYPE_STOP.rawValue)
        var list: [UnsafeMutablePointer<CChar>?] = choices.map { $0 } + [nil]
        try list.withUnsafeMutableBufferPointer { buffer in
          set(validation.limit, of: &entry, formula: copies[4], choices: buffer.baseAddress)
          try check(
            worksheet_data_validation_range(sheet.pointer, top, left, bottom, right, &entry),
            "limit \(range)")
        }
      }
    }
  }

  private func formula(of limit: XlsxValidation.Limit) -> String {
    if case .choicesNamed(let name) = limit { return "=" + name }
    return ""
  }

  private func choices(of limit: XlsxValidation.Limit) -> [String] {
    if case .choices(let texts) = limit { return texts }
    return []
  }

  private func set(
    _ limit: XlsxValidation.Limit, of entry: inout lxw_data_validation,
    formula: UnsafeMutablePointer<CChar>,
    choices: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  ) {
    func between(_ type: lxw_validation_types, _ minimum: Double, _ maximum: Double) {
      entry.validate = UInt8(type.rawValue)
      entry.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
      entry.minimum_number = minimum
      entry.maximum_number = maximum
    }
    switch limit {
    case .anything: entry.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
    case .whole(let minimum, let maximum):
      between(LXW_VALIDATION_TYPE_INTEGER, minimum, maximum)
    case .decimal(let minimum, let maximum):
      between(LXW_VALIDATION_TYPE_DECIMAL, minimum, maximum)
    case .day(let first, let last): between(LXW_VALIDATION_TYPE_DATE_NUMBER, first, last)
    case .textLength(let length):
      entry.validate = UInt8(LXW_VALIDATION_TYPE_LENGTH.rawValue)
      entry.criteria = UInt8(LXW_VALIDATION_CRITERIA_EQUAL_TO.rawValue)
      entry.value_number = Double(length)
    case .choices:
      entry.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
      entry.value_list = choices
    case .choicesNamed:
      entry.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      entry.value_formula = formula
    }
  }

  private static func short(_ text: String, _ longest: Int) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > longest else { return text }
    return String(String.UnicodeScalarView(scalars.prefix(longest - 1))) + "…"
  }

  /// Locks all cells but the unlocked ones; no password, as it is a help and no secret.
  func protect(_ sheet: XlsxSheet) {
    var options = lxw_protection()
    options.format_columns = 1
    options.format_rows = 1
    worksheet_protect(sheet.pointer, nil, &options)
  }

  func hide(_ sheet: XlsxSheet) { worksheet_hide(sheet.pointer) }

  func setTab(_ color: UInt32, of sheet: XlsxSheet) {
    worksheet_set_tab_color(sheet.pointer, color)
  }

  /// A name of the workbook for a range, such as `='选项'!$A$2:$A$9`.
  func define(_ name: String, as formula: String) throws {
    try check(workbook_define_name(book, name, formula), "define \(name)")
  }

  /// Width of a column, and the format of its cells that nobody has written.
  func setWidth(
    _ width: Double, ofColumn column: Int, cells style: XlsxStyle, on sheet: XlsxSheet
  ) throws {
    let index = lxw_col_t(column - 1)
    try check(worksheet_set_column(sheet.pointer, index, index, width, style.format), "set width")
  }

  /// Merges cells; before anything is written below the first row.
  func merge(_ range: CellRange, _ text: String, _ style: XlsxStyle, on sheet: XlsxSheet) throws {
    guard range.first != range.last else {
      return try write(text, at: range.first, style, on: sheet)
    }
    if let body = sheet.body {
      return try body.write(text, over: range, style: style.number)
    }
    let (top, left) = position(range.first)
    let (bottom, right) = position(range.last)
    try check(
      worksheet_merge_range(
        sheet.pointer, top, left, bottom, right, CellText.cell(text), style.format),
      "merge \(range)")
  }
}
