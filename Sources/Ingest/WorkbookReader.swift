// SPDX-License-Identifier: Apache-2.0
// WorkbookReader: a file's bytes in, all its sheets out.

package import DataModel
package import FileFormats

/// Reads a file of any supported format.
package enum WorkbookReader {
  /// All sheets with all their cells.
  ///
  /// The format is told by the content; the file name matters only for text with tabs. An encrypted
  /// workbook is opened with the first of the passwords that fits.
  package static func read(
    _ bytes: [UInt8], fileName: String, limits: IngestLimits = .default,
    passwords: [String] = [], memory: PartMemory? = nil
  ) throws(IngestError) -> Workbook {
    let source = try open(
      FileContent(bytes: bytes), fileName: fileName, limits: limits, passwords: passwords,
      memory: memory)
    return try read(source, fileBytes: bytes.count, limits: limits)
  }

  /// All sheets of a file that is open already; its size in bytes bounds what it may hold.
  package static func read(
    _ source: any SheetSource, fileBytes: Int, limits: IngestLimits = .default
  ) throws(IngestError) -> Workbook {
    var warnings = source.warnings
    var budget = CellBudget(limits, fileBytes: fileBytes)
    var sheets: [Sheet] = []
    for (index, info) in source.sheets.enumerated() {
      var rows = try source.rows(of: index)
      let sheet = try Sheet(info: info, collecting: &rows, budget: &budget, warnings: &warnings)
      warnings += LayoutRemarks.sentences(sheet)
      sheets.append(sheet)
    }
    return Workbook(
      format: source.formatName, encoding: source.encoding, sheets: sheets, warnings: warnings)
  }

  /// The file opened for streaming: sheets are known, rows are not yet read.
  package static func open(
    _ bytes: [UInt8], fileName: String, limits: IngestLimits = .default,
    passwords: [String] = []
  ) throws(IngestError) -> any SheetSource {
    try open(FileContent(bytes: bytes), fileName: fileName, limits: limits, passwords: passwords)
  }

  /// The same for a file that may stay on disk: workbooks in archives are read piece by piece.
  ///
  /// A `memory` that is kept from file to file saves reading what workbooks of the same program
  /// have in common; it belongs to one set of limits.
  package static func open(
    _ content: FileContent, fileName: String, limits: IngestLimits = .default,
    passwords: [String] = [], memory: PartMemory? = nil
  ) throws(IngestError) -> any SheetSource {
    let limits = limits.scaled(toFileOf: content.count)
    let format = try FormatDetection.detect(
      content, limits: limits, passwords: passwords, memory: memory)
    return switch format {
    case .xlsx(let package): try XLSXSource(package, limits: limits)
    case .xlsb(let package): try XLSBSource(package, limits: limits)
    case .xls(let stream): try XLSSource(stream, limits: limits, passwords: passwords)
    case .page(let text):
      try HTMLTableSource(text, fileBytes: content.count, limits: limits)
    case .webArchive(let archive):
      try HTMLTableSource(archive: archive, fileBytes: content.count, limits: limits)
    case .openDocument(let zip):
      try OpenDocumentSource(zip, fileBytes: content.count, limits: limits)
    case .flatOpenDocument(let text):
      try OpenDocumentSource(flat: text, fileBytes: content.count, limits: limits)
    case .spreadsheetML(let text):
      try SpreadsheetMLSource(text, limits: limits)
    case .text(let text): CSVSource(text, fileName: fileName, limits: limits)
    }
  }
}
