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
  case text(DecodedText)
}

/// Tells formats apart; those that are known but not read are named in the error.
enum FormatDetection {
  static func detect(
    _ content: FileContent, limits: IngestLimits, passwords: [String] = []
  ) throws(IngestError) -> DetectedFormat {
    guard content.count <= limits.fileBytes else {
      throw IngestError(.overLimit(.fileBytes, limits.fileBytes))
    }
    // A plain archive stays on disk; everything else is looked at whole.
    if startsArchive(content.bytes(0..<4)) { return try detectArchive(content, limits) }
    let bytes = content.allBytes()
    if BinarySignature.isWorkbookStream(bytes) {
      return .xls(CompoundStream(bytes: bytes, isComplete: true))
    }
    guard bytes.contains(where: { $0 > 0x20 }) else { throw IngestError(.empty) }
    if CompoundFile.hasSignature(bytes) {
      return try detectCompound(bytes, limits, passwords)
    }
    if hasArchive(bytes) { return try detectArchive(content, limits) }
    if let name = BinarySignature.other(bytes) { throw IngestError(.notASpreadsheet(name)) }
    return try detectText(bytes)
  }

  /// Only a package lies behind a password: nothing is opened twice.
  private static func detectCompound(
    _ bytes: [UInt8], _ limits: IngestLimits, _ passwords: [String]
  ) throws(IngestError) -> DetectedFormat {
    switch try OLEFile.content(bytes, passwords: passwords) {
    case .workbook(let stream): return .xls(stream)
    case .package(let package):
      guard startsArchive(Array(package.prefix(4))) || hasArchive(package) else {
        throw IngestError(.corrupt, detail: "the decrypted content is no package")
      }
      return try detectArchive(FileContent(bytes: package), limits)
    }
  }

  /// Archives begin with a member, an end record, or the mark of a spanned one.
  private static func startsArchive(_ head: [UInt8]) -> Bool {
    [[0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0x50, 0x4B, 7, 8], [0x50, 0x4B, 0x30, 0x30]]
      .contains(head)
  }

  /// An archive with prepended data is looked for by its end record.
  private static func hasArchive(_ bytes: [UInt8]) -> Bool {
    let tail = bytes.suffix(22 + 65_535)
    guard bytes.prefix(4096).contains(0) || tail.contains(0) else { return false }
    return (try? ZipReader(bytes)).map { !$0.entries.isEmpty } ?? false
  }

  private static func detectArchive(
    _ content: FileContent, _ limits: IngestLimits
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
      package = try OfficePackage(zip, limits: limits.xml)
    } catch {
      throw IngestError(error)
    }
    if try XLSBSource.workbookPart(of: package) != nil { return .xlsb(package) }
    guard let main = try XLSXSource.workbookPart(of: package) else {
      throw missingWorkbook(package)
    }
    let type = package.contentType(of: main) ?? ""
    if type.contains("wordprocessingml") || type.contains("presentationml") {
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

  private static func detectText(_ bytes: [UInt8]) throws(IngestError) -> DetectedFormat {
    guard let text = DecodedText(bytes) else {
      throw IngestError(.corrupt, detail: "this system cannot convert the text's encoding")
    }
    switch TextSignature.markup(text) {
    case .page: return .page(MarkupText(bytes, detected: text))
    case .webArchive: return .webArchive(MIMEDocument(bytes))
    case .openDocument: return .flatOpenDocument(MarkupText(bytes, detected: text))
    case .spreadsheetML: return .spreadsheetML(MarkupText(bytes, detected: text))
    case nil: break
    }
    if let name = TextSignature.spreadsheet(text) {
      throw IngestError(.unsupportedFormat(name))
    }
    if let name = TextSignature.other(text) { throw IngestError(.notASpreadsheet(name)) }
    guard text.utf8[text.start...].contains(where: { $0 > 0x20 }) else {
      throw IngestError(.empty)
    }
    return .text(text)
  }
}
