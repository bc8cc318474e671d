// SPDX-License-Identifier: Apache-2.0
// IngestError: why a file cannot be read, in a sentence for the person who handed it in.

package import DataModel
import FileFormats

/// Why a file cannot be read at all; it stops this file and no other.
package struct IngestError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// There are no bytes, or nothing but white space.
    case empty
    /// The file ends too early, as after a broken download.
    case truncated
    /// The file contradicts itself.
    case corrupt
    /// The file is protected by a password.
    case encrypted
    /// A known spreadsheet format that is not read; its name.
    case unsupportedFormat(String)
    /// Not a spreadsheet; what it is, where that is known.
    case notASpreadsheet(String?)
    /// A cap would be exceeded: which one, and how much it allows here.
    case overLimit(IngestLimit, Int)
  }

  package var kind: Kind
  /// What exactly was found, in English; "" when the kind says it all.
  package var detail: String

  /// How many passwords were given to open the file with; nil where no password opens it here.
  package var passwordsTried: Int?

  package init(_ kind: Kind, detail: String = "", passwordsTried: Int? = nil) {
    self.kind = kind
    self.detail = detail
    self.passwordsTried = passwordsTried
  }

  /// One sentence that says what is wrong and what helps.
  ///
  /// The detail is for whoever looks into the file's bytes: it stands in the English message only.
  package func message(language: Language) -> String {
    switch language {
    case .chinese: chinese
    case .english: detail.isEmpty ? english : "\(english) (\(detail))"
    }
  }

  private var english: String {
    switch kind {
    case .empty: "The file is empty."
    case .truncated: "The file is truncated: its end is missing; please send it again."
    case .corrupt: "The file is corrupt; please open it, save it anew and send it again."
    case .encrypted: englishEncrypted
    case .unsupportedFormat(let name):
      "\(name) files are not supported; please save the file as .xlsx or .csv."
    case .notASpreadsheet(let what):
      what.map { "The file is not a spreadsheet but \($0)." } ?? "The file is not a spreadsheet."
    case .overLimit(let limit, let value): limit.exceeded(value).english
    }
  }

  private var chinese: String {
    switch kind {
    case .empty: "文件是空的。"
    case .truncated: "文件不完整，末尾缺失，请重新发送。"
    case .corrupt: "文件已损坏，请打开后另存并重新发送。"
    case .encrypted: chineseEncrypted
    case .unsupportedFormat(let name): "暂不支持 \(name) 文件，请另存为 .xlsx 或 .csv。"
    case .notASpreadsheet(let what):
      what.map { "文件不是电子表格，而是\(Self.chineseName(ofContent: $0))。" } ?? "文件不是电子表格。"
    case .overLimit(let limit, let value): limit.exceeded(value).chinese
    }
  }

  private var englishEncrypted: String {
    switch passwordsTried {
    case nil: "The file is encrypted; please remove the protection and send it again."
    case 0:
      "The file is encrypted with a password; please remove the password and send it again, or"
        + " name a file that holds the password with --password-file."
    case let count?:
      "The file is encrypted and none of the \(count) passwords fits; please remove the password"
        + " and send it again, or add the right one to the password file."
    }
  }

  private var chineseEncrypted: String {
    switch passwordsTried {
    case nil: "文件已加密，请取消密码保护后重新发送。"
    case 0: "文件已加密，需要密码才能打开，请取消密码保护后重新发送，或用 --password-file 提供密码。"
    case let count?:
      "文件已加密，已提供的 \(count) 个密码都不能打开，请取消密码保护后重新发送，或把正确的密码加入密码文件。"
    }
  }

  private static func chineseName(ofContent name: String) -> String {
    switch name {
    case "a PNG picture", "a JPEG picture", "a GIF picture": "图片"
    case "a PDF document": " PDF 文档"
    case "an RTF document", "another kind of Office document": "其他类型的办公文档"
    case "a RAR archive", "a 7z archive", "a gzip archive": "压缩包"
    case "a .zip archive without a workbook": "不含工作簿的 zip 压缩包"
    case "a compound document without a workbook": "不含工作簿的复合文档"
    case "a program": "程序"
    case "a database": "数据库"
    case "an XML document": " XML 文档"
    case "an HTML page without a table": "不含表格的网页"
    default: "无法辨认的二进制数据"
    }
  }
}

extension IngestError {
  /// The error for more than `value` of what a reader below counts.
  init(counted what: String, _ value: Int, detail: String = "") {
    if let limit = IngestLimit(counted: what) {
      self.init(.overLimit(limit, value), detail: detail)
    } else {
      self.init(.corrupt, detail: "more than \(value) \(what)")
    }
  }

  /// The archive's complaint in the words of this module.
  init(_ error: ZipError) {
    switch error {
    case .notAnArchive: self.init(.notASpreadsheet(nil))
    case .truncated(let detail): self.init(.truncated, detail: detail)
    case .corrupt(let detail): self.init(.corrupt, detail: detail)
    case .encrypted(let name): self.init(.encrypted, detail: name)
    case .unsupportedMethod(let name, let method):
      self.init(.corrupt, detail: "\(name) is compressed by method \(method)")
    case .limit(let what, let value): self.init(counted: what, value)
    case .missing(let name): self.init(.corrupt, detail: "the part \(name) is missing")
    }
  }

  /// The XML reader's complaint about one part.
  init(_ error: XMLError, part: String) {
    switch error {
    case .truncated: self.init(.truncated, detail: "\(part) ends too early")
    case .malformed(let detail): self.init(.corrupt, detail: "\(part): \(detail)")
    case .documentType:
      self.init(.corrupt, detail: "\(part) has a document type declaration, which is refused")
    case .unsupportedEncoding(let name):
      self.init(.corrupt, detail: "\(part) claims the encoding \(name)")
    case .limit(let what, let value): self.init(counted: what, value, detail: part)
    case .container(let error): self.init(error)
    }
  }

  /// The package's complaint.
  init(_ error: PackageError) {
    switch error {
    case .zip(let error): self.init(error)
    case .xml(let part, let error): self.init(error, part: part)
    }
  }
}
