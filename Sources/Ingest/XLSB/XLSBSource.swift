// SPDX-License-Identifier: Apache-2.0
// XLSBSource: opens a binary workbook (.xlsb, [MS-XLSB]) as sheets.

package import DataModel
package import FileFormats

/// A workbook whose package is that of .xlsx and whose parts are binary records.
package struct XLSBSource: SheetSource {
  package let formatName = "xlsb"
  package let encoding: String? = nil
  package private(set) var sheets: [SheetInfo] = []
  package private(set) var warnings: [String] = []

  private let archive: OfficePackage
  private let limits: IngestLimits
  private var parts: [String] = []
  private var decoder: CellDecoder

  /// Opens the package and reads everything but the sheets themselves.
  package init(_ package: OfficePackage, limits: IngestLimits) throws(IngestError) {
    archive = package
    self.limits = limits
    guard let root = try Self.workbookPart(of: package) else {
      throw IngestError(.corrupt, detail: "there is no workbook part")
    }
    let workbook = try BinaryWorkbookPart(Self.records(of: root, in: package), limits: limits)
    let links: [PartRelationship]
    do {
      links = try package.relationships(of: root)
    } catch {
      throw IngestError(error)
    }
    decoder = CellDecoder(strings: [], styles: StylesPart(), dateSystem: workbook.dateSystem)
    try collectSheets(workbook, links)
    var strings = BinarySharedStringsPart()
    if let part = Self.part("sharedStrings", links, package) {
      strings = try BinarySharedStringsPart(Self.records(of: part, in: package), limits: limits)
    }
    var styles = StylesPart()
    if let part = Self.part("styles", links, package) {
      styles = try BinaryStylesPart.read(Self.records(of: part, in: package))
    }
    if strings.damaged > 0 {
      warnings.append(
        "Shared strings: characters that cannot be decoded, now U+FFFD: \(strings.damaged) times.")
    }
    decoder = CellDecoder(
      strings: strings.strings, styles: styles, dateSystem: workbook.dateSystem)
  }

  /// The package's main part when that is a binary workbook.
  static func workbookPart(of package: OfficePackage) throws(IngestError) -> String? {
    if let main = try XLSXSource.workbookPart(of: package) {
      return isBinary(package.contentType(of: main)) || main.lowercased().hasSuffix(".bin")
        ? main : nil
    }
    let declared = package.parts { isBinary($0) }.first { package.contains($0) }
    return declared ?? (package.contains("xl/workbook.bin") ? "xl/workbook.bin" : nil)
  }

  private static func isBinary(_ type: String?) -> Bool {
    type?.hasPrefix("application/vnd.ms-excel.sheet.binary.") ?? false
  }

  private static func part(
    _ type: String, _ links: [PartRelationship], _ package: OfficePackage
  ) -> String? {
    links.first { $0.type == type && !$0.isExternal && package.contains($0.target) }?.target
  }

  private static func records(
    of part: String, in package: OfficePackage
  ) throws(IngestError) -> BinaryRecordReader {
    do {
      return BinaryRecordReader(try package.zip.open(part), part: part)
    } catch {
      throw IngestError(error)
    }
  }

  /// Chart and dialog sheets have no cells; macro sheets hold programs, and are said to be left out.
  private mutating func collectSheets(
    _ workbook: BinaryWorkbookPart, _ links: [PartRelationship]
  ) throws(IngestError) {
    let linkByID = Dictionary(links.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for entry in workbook.sheets {
      guard !entry.relationshipID.isEmpty else {
        warnings.append("Sheet \"\(entry.name)\": it has no part and is left out.")
        continue
      }
      guard let link = linkByID[entry.relationshipID] else {
        throw IngestError(.corrupt, detail: "the sheet \"\(entry.name)\" has no part")
      }
      guard link.type == "worksheet" else {
        if link.type.lowercased().hasSuffix("macrosheet") {
          warnings.append("Sheet \"\(entry.name)\": it is a macro sheet and is left out.")
        }
        continue
      }
      guard !link.isExternal, archive.contains(link.target) else {
        throw IngestError(.corrupt, detail: "the part of the sheet \"\(entry.name)\" is missing")
      }
      sheets.append(
        SheetInfo(
          name: entry.name, visibility: entry.visibility, dateSystem: workbook.dateSystem))
      parts.append(link.target)
    }
  }

  package func rows(of index: Int) throws(IngestError) -> any RowReader {
    guard sheets.indices.contains(index) else {
      throw IngestError(.corrupt, detail: "there is no sheet \(index)")
    }
    return BinaryWorksheetPart(
      try Self.records(of: parts[index], in: archive), name: sheets[index].name,
      decoder: decoder, comments: comments(of: parts[index]), limits: limits)
  }

  /// Nil when they cannot be read, which is no reason to refuse the cells.
  private func comments(of part: String) -> CellComments? {
    guard let links = try? archive.relationships(of: part) else { return nil }
    guard let comments = Self.part("comments", links, archive) else { return CellComments() }
    return try? BinaryCommentsPart.read(Self.records(of: comments, in: archive))
  }
}
