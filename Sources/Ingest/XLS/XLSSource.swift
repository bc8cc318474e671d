// SPDX-License-Identifier: Apache-2.0
// XLSSource: opens a workbook of Excel 2 to 2003 (.xls, and .et of WPS) as sheets.

package import DataModel
package import FileFormats

/// A workbook of binary records ([MS-XLS]; before Excel 97 without Unicode).
package struct XLSSource: SheetSource {
  package let formatName = "xls"
  package let encoding: String?
  package let sheets: [SheetInfo]
  package let warnings: [String]

  private let stream: BIFFStream
  private let isComplete: Bool
  private let limits: IngestLimits
  private let globals: XLSGlobals
  private let decoder: CellDecoder

  /// Opens the workbook stream and reads everything but the sheets themselves.
  package init(
    _ container: CompoundStream, limits: IngestLimits, passwords: [String] = []
  ) throws(IngestError) {
    var stream = BIFFStream(bytes: container.bytes)
    let isComplete = container.isComplete
    var globals = try XLSGlobals(stream, limits: limits)
    if let filePass = globals.encryption {
      stream = try XLSDecryption.decrypted(
        stream, filePass, version: globals.version, passwords: passwords)
      globals = try XLSGlobals(stream, limits: limits)
      guard globals.encryption == nil else {
        throw IngestError(.encrypted, detail: "encrypted twice")
      }
    }
    self.stream = stream
    self.isComplete = isComplete
    self.limits = limits
    self.globals = globals
    encoding = globals.version == .eight ? nil : globals.codePage.name
    sheets = globals.sheets.map {
      SheetInfo(name: $0.name, visibility: $0.visibility, dateSystem: globals.dateSystem)
    }
    decoder = CellDecoder(
      strings: globals.strings, styles: globals.styles, dateSystem: globals.dateSystem)
    warnings =
      globals.warnings
      + (isComplete ? [] : ["The file ends before the workbook stream does."])
  }

  package func rows(of index: Int) throws(IngestError) -> any RowReader {
    guard sheets.indices.contains(index) else {
      throw IngestError(.corrupt, detail: "there is no sheet \(index)")
    }
    let start = globals.sheets[index].start
    guard let first = stream.record(at: start), let beginning = BIFFBeginning(first, in: stream)
    else {
      throw IngestError(
        isComplete ? .corrupt : .truncated,
        detail: "the sheet \"\(sheets[index].name)\" is not where it should be")
    }
    // No sheet reaches into the next one, so that reading all of them takes one pass.
    let next = globals.sheets.map(\.start).filter { $0 > start }.min() ?? stream.bytes.count
    let version = globals.version < .five ? beginning.version : globals.version
    let cells = XLSCells(
      stream: stream, version: version, codePage: globals.codePage, decoder: decoder,
      hasStyles: globals.hasStyles)
    return XLSSheetRows(
      name: sheets[index].name, range: start..<max(start, min(next, stream.bytes.count)),
      isComplete: isComplete, cells: cells, limits: limits)
  }
}
