// SPDX-License-Identifier: Apache-2.0
// OpenDocumentSource: opens an OpenDocument spreadsheet (.ods, .fods) as sheets.

package import DataModel
package import FileFormats

/// A spreadsheet of ISO/IEC 26300, in an archive or as one flat XML file.
package struct OpenDocumentSource: SheetSource {
  package let formatName: String
  package let encoding: String? = nil
  package let sheets: [SheetInfo]
  package let warnings: [String]
  private let contents: [Sheet]

  /// Opens an archive.
  package init(
    _ zip: ZipReader, fileBytes: Int, limits: IngestLimits
  ) throws(IngestError) {
    guard !Self.isEncrypted(zip) else { throw IngestError(.encrypted) }
    let reader: XMLReader
    do {
      reader = XMLReader(try zip.open("content.xml"), limits: limits.xml)
    } catch {
      throw IngestError(error)
    }
    try self.init(
      reader, part: "content.xml", format: "ods", warnings: [], fileBytes: fileBytes,
      limits: limits)
  }

  /// Opens a flat document.
  package init(
    flat text: MarkupText, fileBytes: Int, limits: IngestLimits
  ) throws(IngestError) {
    var warnings: [String] = []
    if text.replacements > 0 {
      warnings.append("\(text.replacements) byte sequences are not \(text.encoding), now U+FFFD.")
    }
    try self.init(
      text.xmlReader(limits: limits.xml), part: "the document", format: "fods", warnings: warnings,
      fileBytes: fileBytes, limits: limits)
  }

  private init(
    _ reader: consuming XMLReader, part: String, format: String, warnings: [String],
    fileBytes: Int, limits: IngestLimits
  ) throws(IngestError) {
    var budget = CellBudget(limits, fileBytes: fileBytes)
    let content = try OpenDocumentContent(reader, part: part, limits: limits, budget: &budget)
    guard content.isSpreadsheet else {
      throw IngestError(.notASpreadsheet("another kind of Office document"))
    }
    formatName = format
    contents = content.sheets
    self.warnings = warnings + content.warnings
    sheets = content.sheets.map { sheet in
      SheetInfo(
        name: sheet.info.name, visibility: sheet.info.visibility,
        dateSystem: sheet.info.dateSystem)
    }
  }

  /// True for an archive with the members that every OpenDocument file has.
  static func isOpenDocument(_ zip: ZipReader) -> Bool {
    if zip.contains("encrypted-package"), zip.contains("META-INF/manifest.xml") { return true }
    return zip.contains("content.xml") && !zip.contains("[Content_Types].xml")
      && (zip.contains("META-INF/manifest.xml") || zip.contains("mimetype"))
  }

  /// Encrypted parts are listed in the manifest, which itself is always readable.
  private static func isEncrypted(_ zip: ZipReader) -> Bool {
    guard !zip.contains("encrypted-package") else { return true }
    guard let stream = try? zip.open("META-INF/manifest.xml") else { return false }
    var reader = XMLReader(stream)
    var isContent = false
    while let token = try? reader.next(), token != .finished {
      guard token == .start else { continue }
      if reader.nameIs("file-entry") { isContent = reader.attribute("full-path") == "content.xml" }
      if isContent, reader.nameIs("encryption-data") { return true }
    }
    return false
  }

  package func rows(of index: Int) throws(IngestError) -> any RowReader {
    guard contents.indices.contains(index) else {
      throw IngestError(.corrupt, detail: "there is no sheet \(index)")
    }
    return StoredRows(contents[index])
  }
}
