// SPDX-License-Identifier: Apache-2.0
// TemplateKind: which files can be filled as templates, and what is said of the others.

import DataModel
import FileFormats

/// What a file that cannot be filled is.
struct TemplateKind {
  static let workbookType =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

  let refusal: TemplateRefusal

  /// Of bytes that are no readable package.
  init(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      refusal = TemplateRefusal(
        "模板是 .xls、.et 或加密的文件，请在表格软件中另存为不加密的 .xlsx 再填写",
        "the template is an .xls or encrypted file; save it as .xlsx without a password")
    } else if bytes.dropFirst(30).starts(with: "mimetypeapplication/".utf8) {
      refusal = TemplateRefusal(
        "模板是 .ods 文件，请另存为 .xlsx 再填写", "the template is an .ods file; save it as .xlsx")
    } else {
      refusal = TemplateRefusal("模板不是可读的 .xlsx 工作簿", "the template is no readable .xlsx workbook")
    }
  }

  /// Fails where the package holds macros or is of another kind.
  ///
  /// Macros know rows by their numbers, and nobody can see what they would do to filled sheets.
  static func check(_ package: OfficePackage, _ root: String) throws {
    let type = package.contentType(of: root) ?? ""
    let links = try package.relationships(of: root).map(\.type)
    let isBinary = type.contains("sheet.binary")
    if isBinary {
      throw TemplateRefusal(
        "模板是 .xlsb 文件，请另存为 .xlsx 再填写", "the template is an .xlsb file; save it as .xlsx")
    }
    let hasMacros = ["vbaProject", "xlMacrosheet", "xlIntlMacrosheet"].contains {
      links.contains($0)
    }
    if hasMacros || type.contains("macroenabled") {
      throw TemplateRefusal(
        "模板含有宏（.xlsm），填写后宏是否还对无法核实；请另存为不含宏的 .xlsx 再填写",
        "the template has macros (.xlsm), which may no longer be right once it is filled; save it as .xlsx without macros"
      )
    }
  }
}
