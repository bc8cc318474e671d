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
  private let cursor: SheetCursor
  private let part: String
  private let budget: CellBudget

  /// Opens an archive.
  package init(
    _ zip: ZipReader, fileBytes: Int, limits: IngestLimits
  ) throws(IngestError) {
    guard !Self.isEncrypted(zip) else { throw IngestError(.encrypted) }
    let cursor = SheetCursor { () throws(IngestError) -> XMLReader in
      do throws(ZipError) {
        return XMLReader(try zip.open("content.xml"), limits: limits.xml)
      } catch {
        throw IngestError(error)
      }
    }
    try self.init(
      cursor, part: "content.xml", format: "ods", warnings: [],
      budget: CellBudget(limits, fileBytes: fileBytes), limits: limits)
  }

  /// Opens a flat document.
  package init(
    flat text: MarkupText, fileBytes: Int, limits: IngestLimits
  ) throws(IngestError) {
    var warnings: [String] = []
    if text.replacements > 0 {
      warnings.append("\(text.replacements) byte sequences are not \(text.encoding), now U+FFFD.")
    }
    let cursor = SheetCursor { () throws(IngestError) -> XMLReader in
      text.xmlReader(limits: limits.xml)
    }
    try self.init(
      cursor, part: "the document", format: "fods", warnings: warnings,
      budget: CellBudget(limits, fileBytes: fileBytes), limits: limits)
  }

  private init(
    _ cursor: SheetCursor, part: String, format: String, warnings: [String],
    budget: CellBudget, limits: IngestLimits
  ) throws(IngestError) {
    let reader = DocumentReader(try cursor.reader(before: 0).reader, part: part)
    let outline = try OpenDocumentOutline(reader, limits: limits)
    guard outline.isSpreadsheet else {
      throw IngestError(.notASpreadsheet("another kind of Office document"))
    }
    formatName = format
    sheets = outline.sheets
    self.warnings = warnings
    self.cursor = cursor
    self.part = part
    self.budget = budget
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
    guard sheets.indices.contains(index) else {
      throw IngestError(.corrupt, detail: "there is no sheet \(index)")
    }
    return try OpenDocumentRows(
      sheets[index], index: index, of: cursor, part: part, budget: budget)
  }
}
