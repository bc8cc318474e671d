// SPDX-License-Identifier: Apache-2.0
// TemplateStyles: how the cells of blank sheets look, and which of them may be filled in.

import DataModel
import Definitions

/// The formats of one blank workbook, made once.
struct TemplateStyles {
  let sheet: SheetStyles
  let title: XlsxStyle
  let note: XlsxStyle
  let header: XlsxStyle
  /// The header of what must be filled in.
  let required: XlsxStyle
  let label: XlsxStyle
  let requiredLabel: XlsxStyle
  let group: XlsxStyle
  let remark: XlsxStyle
  let number: XlsxStyle
  /// Known beforehand: not to be filled in.
  let known: XlsxStyle
  let total: XlsxStyle
  /// Where nothing is asked.
  let closed: XlsxStyle
  /// Locked and not to be seen.
  let blank: XlsxStyle
  private let file: XlsxFile

  /// Colours that stay apart in grey print.
  private static let requiredFill: UInt32 = 0xFCE4D6
  private static let knownFill: UInt32 = 0xEDEDED
  /// Tabs of sheets that must be handed in, and of the others.
  static let requiredTab: UInt32 = 0xC55A11
  static let optionalTab: UInt32 = 0x9DC3E6

  init(_ file: XlsxFile) throws {
    self.file = file
    sheet = try SheetStyles(file)
    title = try file.style(
      CellStyle(face: .hei, size: 16, isBold: true, isBordered: false, alignment: .center))
    note = try file.style(CellStyle(size: 9, color: 0x595959, isBordered: false, wraps: true))
    header = try file.style(.header)
    required = try file.style(
      CellStyle(
        face: .hei, isBold: true, fill: Self.requiredFill, alignment: .center, wraps: true))
    label = try file.style(CellStyle(face: .hei, fill: 0xDDEBF7, wraps: true))
    requiredLabel = try file.style(
      CellStyle(face: .hei, fill: Self.requiredFill, wraps: true))
    group = try file.style(
      CellStyle(face: .hei, fill: 0xF2F2F2, alignment: .center, wraps: true))
    remark = try file.style(CellStyle(size: 9, color: 0x404040, wraps: true))
    number = try file.style(CellStyle(alignment: .center))
    known = try file.style(
      CellStyle(fill: Self.knownFill, alignment: .left, numberFormat: "@"))
    total = try file.style(CellStyle(fill: Self.knownFill, alignment: .right))
    closed = try file.style(CellStyle(fill: 0xD9D9D9))
    blank = try file.style(CellStyle(isBordered: false))
  }

  /// A cell to fill in; without a frame below the drawn rows of a list.
  func open(_ kind: FieldKind, isDrawn: Bool = true) throws -> XlsxStyle {
    var style = CellStyle(isBordered: isDrawn, isUnlocked: true)
    switch kind {
    case .integer, .number: style.alignment = .right
    case .date, .month:
      style.alignment = .center
      style.numberFormat = kind == .date ? "yyyy-mm-dd" : "yyyy-mm"
    case .yesNo:
      style.alignment = .center
      style.numberFormat = "@"
    // Identifiers are texts: leading zeros and 18 digits stay as they are typed.
    case .text, .personName, .code, .identityNumber, .schoolCode: style.numberFormat = "@"
    }
    return try file.style(style)
  }
}
