// SPDX-License-Identifier: Apache-2.0
// FileSignatures: the first bytes of files that are no Open XML workbook and no plain table.

import FileFormats

/// Files told by magic numbers.
enum BinarySignature {
  private static let others: [(bytes: [UInt8], name: String)] = [
    ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
    ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
    ([0x47, 0x49, 0x46, 0x38], "a GIF picture"),
    ([0x25, 0x50, 0x44, 0x46, 0x2D], "a PDF document"),
    ([0x52, 0x61, 0x72, 0x21, 0x1A], "a RAR archive"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive"),
    ([0x1F, 0x8B, 0x08], "a gzip archive"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ([0x4D, 0x5A, 0x90, 0x00], "a program"),
    ([0x53, 0x51, 0x4C, 0x69, 0x74, 0x65, 0x20], "a database"),
    ([0x7B, 0x5C, 0x72, 0x74, 0x66], "an RTF document"),
  ]

  /// A workbook stream of old Excel without its container.
  ///
  /// A text in UTF-16 that begins with empty fields looks much like one of Excel 2.
  static func isWorkbookStream(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 8, bytes[0] == 9, bytes[3] == 0 else { return false }
    return bytes[1] == 0
      ? (4...8).contains(bytes[2])
      : [2, 4, 8].contains(bytes[1]) && (4...16).contains(bytes[2])
  }

  static func other(_ bytes: [UInt8]) -> String? {
    if let known = others.first(where: { bytes.starts(with: $0.bytes) }) { return known.name }
    return nil
  }
}

/// Spreadsheets that are text with tags.
enum MarkupKind {
  case page
  case webArchive
  case openDocument
  case spreadsheetML
}

/// Files told by how their text begins.
enum TextSignature {
  private static let searched = 1 << 20
  private static let pageTags = ["<html", "<body", "<table", "<head>"]
  private static let mailHeaders = [
    "mime-version:", "from:", "content-type:", "date:", "subject:", "message-id:", "x-",
    "snapshot-content-location:",
  ]

  private static func head(_ text: TextContent, _ length: Int) -> String {
    String(decoding: text.head(length, skippingBlanks: true), as: UTF8.self).lowercased()
  }

  /// A spreadsheet written as XML, HTML or mail; nil for separated text and for other XML.
  static func markup(_ text: TextContent) -> MarkupKind? {
    let start = head(text, 4096)
    if mailHeaders.contains(where: { start.hasPrefix($0) }), start.contains("mime-version:") {
      return .webArchive
    }
    guard start.hasPrefix("<") else { return nil }
    let isPage = ["<html", "<!doctype html"].contains { start.hasPrefix($0) }
    if !isPage, start.contains("urn:schemas-microsoft-com:office:spreadsheet") {
      return .spreadsheetML
    }
    if !isPage, start.contains("opendocument:xmlns:office") { return .openDocument }
    if isPage || pageTags.contains(where: { start.contains($0) }) { return .page }
    return containsTable(text) ? .page : nil
  }

  /// A page may begin with a long script or style.
  private static func containsTable(_ text: TextContent) -> Bool {
    let head = text.head(searched)
    var tokenizer = HTMLTokenizer(head, range: head.indices)
    while true {
      switch tokenizer.next() {
      case .start: if tokenizer.tag == HTMLTagName("table") { return true }
      case .finished: return false
      case .end, .text, .comment: continue
      }
    }
  }

  static func spreadsheet(_ text: TextContent) -> String? {
    head(text, 16).hasPrefix("id;p") ? "SYLK" : nil
  }

  /// XML of another kind, and bytes that no text has.
  static func other(_ text: TextContent) -> String? {
    let start = head(text, 64)
    if start.hasPrefix("<?xml") || start.hasPrefix("<!doctype") { return "an XML document" }
    let sample = text.head(8192)
    let controls = sample.count { $0 < 9 || ($0 > 0x0D && $0 < 0x20 && $0 != 0x1A) }
    return controls * 100 > sample.count ? "binary data" : nil
  }
}
