// SPDX-License-Identifier: Apache-2.0
// FormatReason: says by what a file's format was told and by what its encoding.

package import DataModel
package import FileFormats

/// Sentences about what a file is, for a person who wonders.
package enum FormatReason {
  /// What in the bytes makes a file one of this format, as `SheetSource.formatName` calls it.
  package static func sentence(format: String, _ content: FileContent) -> BilingualText {
    let isCompound = CompoundFile.hasSignature(content.bytes(0..<16))
    if isCompound, format != "xls" {
      return BilingualText(
        chinese: "加密的 OLE 容器，用密码打开后是 \(format) 工作簿",
        english: "an encrypted OLE container that holds an \(format) workbook")
    }
    let words = texts[format] ?? ("按内容识别", "told by its content")
    if format == "xls", !isCompound {
      return BilingualText(
        chinese: "以 BIFF 记录开头的工作簿流，没有 OLE 容器",
        english: "it begins with BIFF records, without an OLE container")
    }
    return BilingualText(chinese: words.0, english: words.1)
  }

  private static let texts: [String: (String, String)] = [
    "xlsx": ("ZIP 包，其中主部件是 xlsx 工作簿", "a ZIP package whose main part is an xlsx workbook"),
    "xlsb": ("ZIP 包，其中主部件是二进制工作簿", "a ZIP package whose main part is a binary workbook"),
    "xls": ("OLE 复合文档，其中有工作簿流", "an OLE compound file with a workbook stream"),
    "ods": ("ZIP 包，其中有 ODF 表格内容", "a ZIP package with OpenDocument spreadsheet content"),
    "fods": ("XML 文本，根元素是 ODF 文档", "XML whose root is an OpenDocument document"),
    "xml": ("XML 文本，根元素是 SpreadsheetML 工作簿", "XML whose root is a SpreadsheetML workbook"),
    "html": ("文本内容是 HTML 网页，含表格", "its text is an HTML page with tables"),
    "mhtml": ("MIME 网页归档，其中有网页表格", "a MIME web archive with a page of tables"),
    "csv": ("纯文本，没有标记，按分隔符分列", "plain text without markup, in separated columns"),
    "tsv": ("纯文本，没有标记，以制表符分列", "plain text without markup, in columns set off by tabs"),
  ]

  /// By what the encoding was told; "declared" where the bytes alone say another one.
  package static func encoding(
    _ name: String, format: String, _ content: FileContent
  ) -> (id: String, sentence: BilingualText) {
    if CompoundFile.hasSignature(content.bytes(0..<16)) || format == "xls" {
      return (
        "code_page", BilingualText(chinese: "文件记录的代码页", english: "the code page in the file")
      )
    }
    if TextContent(content)?.encoding.rawValue != name {
      return ("declared", BilingualText(chinese: "文件中声明", english: "declared in the file"))
    }
    let evidence = EncodingEvidence(content)
    return (evidence.rawValue, sentence(evidence))
  }

  private static func sentence(_ evidence: EncodingEvidence) -> BilingualText {
    switch evidence {
    case .byteOrderMark:
      BilingualText(chinese: "开头有字节顺序标记", english: "a byte-order mark")
    case .nulPattern:
      BilingualText(chinese: "空字节的位置", english: "where the NUL bytes stand")
    case .onlyASCII:
      BilingualText(chinese: "只有 ASCII 字符，各编码相同", english: "nothing but ASCII")
    case .validUTF8:
      BilingualText(chinese: "全文符合 UTF-8", english: "all of it is valid UTF-8")
    case .commonCharacters:
      BilingualText(
        chinese: "不是 UTF-8；按此编码得到的常用字最多",
        english: "no UTF-8; this encoding gives most of the commonest characters")
    }
  }
}
