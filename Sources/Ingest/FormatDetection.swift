// SPDX-License-Identifier: Apache-2.0
// FormatDetection: what a file is, by its content first.

import FileFormats

/// A format that can be read.
enum DetectedFormat {
  case xlsx(OfficePackage)
  case xlsb(OfficePackage)
  case xls(CompoundStream)
  case page(MarkupText)
  case webArchive(MIMEDocument)
  case openDocument(ZipReader)
  case flatOpenDocument(MarkupText)
  case spreadsheetML(MarkupText)
  case text(TextContent)
}

/// Tells formats apart; those that are known but not read are named in the error.
enum FormatDetection {
  static func detect(
    _ content: FileContent, limits: IngestLimits, passwords: [String] = [],
    memory: PartMemory? = nil
  ) throws(IngestError) -> DetectedFormat {
    guard content.count <= limits.fileBytes else {
      throw IngestError(.overLimit(.fileBytes, limits.fileBytes))
    }
    // Archives and separated text stay on disk; everything else is looked at whole.
    let head = content.bytes(0..<4096)
    if startsArchive(head) { return try detectArchive(content, limits, memory) }
    if BinarySignature.isWorkbookStream(head) {
      return .xls(CompoundStream(bytes: content.allBytes(), isComplete: true))
    }
    guard hasVisibleByte(content) else { throw IngestError(.empty) }
    if CompoundFile.hasSignature(head) {
      return try detectCompound(content.allBytes(), limits, passwords)
    }
    if hasArchive(content) { return try detectArchive(content, limits, memory) }
    if let name = BinarySignature.other(head) { throw IngestError(.notASpreadsheet(name)) }
    return try detectText(content)
  }

  private static func hasVisibleByte(_ content: FileContent) -> Bool {
    let pieceSize = 64 * 1024
    var offset = 0
    while true {
      let piece = content.bytes(offset..<offset + pieceSize)
      if piece.contains(where: { $0 > 0x20 }) { return true }
      guard !piece.isEmpty else { return false }
      offset += piece.count
    }
  }

  /// Only a package lies behind a password: nothing is opened twice.
  private static func detectCompound(
    _ bytes: [UInt8], _ limits: IngestLimits, _ passwords: [String]
  ) throws(IngestError) -> DetectedFormat {
    switch try OLEFile.content(bytes, passwords: passwords) {
    case .workbook(let stream): return .xls(stream)
    case .package(let package):
      let inner = FileContent(bytes: package)
      guard startsArchive(Array(package.prefix(4))) || hasArchive(inner) else {
        throw IngestError(.corrupt, detail: "the decrypted content is no package")
      }
      return try detectArchive(inner, limits, nil)
    }
  }

  /// Archives begin with a member, an end record, or the mark of a spanned one.
  private static func startsArchive(_ head: [UInt8]) -> Bool {
    [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0x50, 0x4B, 7, 8], [0x50, 0x4B, 0x30, 0x30]]
      .contains(head.prefix(4))
  }

  /// An archive with prepended data is looked for by its end record.
  private static func hasArchive(_ content: FileContent) -> Bool {
    let head = content.bytes(0..<4096)
    let tail = content.bytes(max(0, content.count - 22 - 65_535)..<content.count)
    guard head.contains(0) || tail.contains(0) else { return false }
    return (try? ZipReader(content)).map { !$0.entries.isEmpty } ?? false
  }

  private static func detectArchive(
    _ content: FileContent, _ limits: IngestLimits, _ memory: PartMemory?
  ) throws(IngestError) -> DetectedFormat {
    let zip: ZipReader
    do {
      zip = try ZipReader(content, limits: limits.zip)
    } catch {
      throw IngestError(error)
    }
    if OpenDocumentSource.isOpenDocument(zip) { return .openDocument(zip) }
    let package: OfficePackage
    do {
      package = try OfficePackage(zip, limits: limits.xml, memory: memory)
    } catch {
      throw IngestError(error)
    }
    if try XLSBSource.workbookPart(of: package) != nil { return .xlsb(package) }
    guard let main = try XLSXSource.workbookPart(of: package) else {
      throw missingWorkbook(package)
    }
    let type = package.contentType(of: main) ?? ""
    if type.hasBytes(of: "wordprocessingml") || type.hasBytes(of: "presentationml") {
      throw IngestError(.notASpreadsheet("another kind of Office document"))
    }
    return .xlsx(package)
  }

  private static func missingWorkbook(_ package: OfficePackage) -> IngestError {
    if package.contains("word/document.xml") || package.contains("ppt/presentation.xml") {
      return IngestError(.notASpreadsheet("another kind of Office document"))
    }
    if package.contains("[Content_Types].xml") || package.contains("xl/sharedStrings.xml") {
      return IngestError(.corrupt, detail: "there is no workbook part")
    }
    return IngestError(.notASpreadsheet("a .zip archive without a workbook"))
  }

  private static func detectText(_ content: FileContent) throws(IngestError) -> DetectedFormat {
    guard let text = TextContent(content) else { throw cannotConvert }
    switch TextSignature.markup(text) {
    case .page: return .page(try markup(text))
    case .webArchive: return .webArchive(MIMEDocument(content.allBytes()))
    case .openDocument: return .flatOpenDocument(try markup(text))
    case .spreadsheetML: return .spreadsheetML(try markup(text))
    case nil: break
    }
    if let name = TextSignature.spreadsheet(text) {
      throw IngestError(.unsupportedFormat(name))
    }
    if let name = TextSignature.other(text) { throw IngestError(.notASpreadsheet(name)) }
    guard !text.head(1, skippingBlanks: true).isEmpty else { throw IngestError(.empty) }
    return .text(text)
  }

  /// Markup is decoded whole; separated text is not, for it may be large.
  private static func markup(_ text: TextContent) throws(IngestError) -> MarkupText {
    let bytes = text.content.allBytes()
    guard let decoded = DecodedText(text, bytes) else { throw cannotConvert }
    return MarkupText(bytes, detected: decoded)
  }

  private static var cannotConvert: IngestError {
    IngestError(.corrupt, detail: "this system cannot convert the text's encoding")
  }
}
