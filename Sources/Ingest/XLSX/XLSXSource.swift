// SPDX-License-Identifier: Apache-2.0
// XLSXSource: opens an Office Open XML workbook (.xlsx, .xlsm, .xltx) as sheets.

package import DataModel
package import FileFormats

/// A workbook of ECMA-376, strict or transitional.
package struct XLSXSource: SheetSource {
  package let formatName = "xlsx"
  package let encoding: String? = nil
  package private(set) var sheets: [SheetInfo] = []
  package private(set) var warnings: [String] = []

  private let archive: OfficePackage
  private let limits: IngestLimits
  private var parts: [String] = []
  private var decoder: SheetDecoder
  /// Strings of shared texts that rows were made of; one for all sheets.
  private var strings = SharedStrings(TextTable())
  private let mayHaveComments: Bool

  /// Relationship types of sheets that have cells; chart and dialog sheets have none.
  private static let cellSheets: Set<String> = [
    "worksheet", "xlMacrosheet", "xlIntlMacrosheet",
  ]

  /// Opens the package and reads everything but the sheets themselves.
  package init(_ package: OfficePackage, limits: IngestLimits) throws(IngestError) {
    archive = package
    mayHaveComments = package.mayHave("comment")
    self.limits = limits
    guard let root = try Self.workbookPart(of: package) else {
      throw IngestError(.corrupt, detail: "there is no workbook part")
    }
    let workbook = try Self.read(root, in: package) { reader throws(XMLError) in
      try WorkbookPart(reader, limits: limits)
    }
    let links = try Self.relationships(of: root, in: package)
    decoder = SheetDecoder(
      texts: TextTable(), styles: StylesPart(), dateSystem: workbook.dateSystem)
    try collectSheets(workbook, links)
    var texts = TextTable()
    if let part = links.first(where: { $0.type == "sharedStrings" })?.target,
      package.contains(part)
    {
      let damaged: Int
      (texts, damaged) = try Self.sharedStrings(part, in: package, limits: limits)
      if damaged > 0 {
        warnings.append(
          "Shared strings: characters that cannot be decoded, now U+FFFD: \(damaged) times.")
      }
    }
    var styles = StylesPart()
    if let part = links.first(where: { $0.type == "styles" })?.target, package.contains(part) {
      styles = try Self.read(part, in: package) { reader throws(XMLError) in
        try StylesPart(reader)
      }
    }
    decoder = SheetDecoder(
      texts: texts, styles: styles, dateSystem: workbook.dateSystem)
    strings = SharedStrings(texts)
  }

  /// The part that the package names as its main document, when that is a workbook.
  static func workbookPart(of package: OfficePackage) throws(IngestError) -> String? {
    let links = try relationships(of: "", in: package)
    if let main = links.first(where: { $0.type == "officeDocument" })?.target,
      package.contains(main)
    {
      return main
    }
    let declared = package.parts { isWorkbookType($0) }.first { package.contains($0) }
    return declared ?? (package.contains("xl/workbook.xml") ? "xl/workbook.xml" : nil)
  }

  /// Workbooks, templates and their macro-enabled kinds all have the same XML.
  private static func isWorkbookType(_ type: String) -> Bool {
    type.hasSuffix(".main+xml") && (type.contains("sheet") || type.contains("ms-excel"))
  }

  private mutating func collectSheets(
    _ workbook: WorkbookPart, _ links: [PartRelationship]
  ) throws(IngestError) {
    let linkByID = Dictionary(links.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for entry in workbook.sheets {
      guard let link = linkByID[entry.relationshipID] else {
        throw IngestError(.corrupt, detail: "the sheet \"\(entry.name)\" has no part")
      }
      guard Self.cellSheets.contains(link.type) else { continue }
      guard !link.isExternal, archive.contains(link.target) else {
        throw IngestError(.corrupt, detail: "the part of the sheet \"\(entry.name)\" is missing")
      }
      sheets.append(
        SheetInfo(
          name: entry.name, visibility: entry.visibility, dateSystem: workbook.dateSystem))
      parts.append(link.target)
    }
  }

  private static func relationships(
    of part: String, in package: OfficePackage
  ) throws(IngestError) -> [PartRelationship] {
    do {
      return try package.relationships(of: part)
    } catch {
      throw IngestError(error)
    }
  }

  /// Reads a part that says how the workbook is built.
  private static func read<Part: Sendable>(
    _ part: String, in package: OfficePackage, _ body: (XMLReader) throws(XMLError) -> Part
  ) throws(IngestError) -> Part {
    do {
      return try package.read(part, body)
    } catch {
      throw IngestError(error)
    }
  }

  private static func sharedStrings(
    _ part: String, in package: OfficePackage, limits: IngestLimits
  ) throws(IngestError) -> (texts: TextTable, damaged: Int) {
    let reader: XMLReader
    do {
      reader = try package.reader(of: part, readsAhead: limits.readsAhead)
    } catch {
      throw IngestError(error)
    }
    do {
      let strings = try SharedStringsPart(reader, limits: limits)
      return (strings.table, strings.damaged)
    } catch {
      throw IngestError(error, part: part)
    }
  }

  /// Merged ranges, hidden columns and comments; hidden rows are known to the row reader only.
  package func layout(of index: Int) throws(IngestError) -> SheetLayout {
    try check(index)
    var layout = try WorksheetLayout(
      archive: archive, part: parts[index], limits: limits
    ).complete()
    layout.comments =
      (try? WorksheetComments(of: parts[index], in: archive))?.comments ?? CellComments()
    return layout
  }

  package func rows(of index: Int) throws(IngestError) -> any RowReader {
    GroupedRows(try sheet(index), strings: strings)
  }

  package func groups(of index: Int) throws(IngestError) -> any GroupReader {
    try sheet(index)
  }

  private func sheet(_ index: Int) throws(IngestError) -> WorksheetGroups {
    WorksheetGroups(
      try worksheet(index), name: sheets[index].name, part: parts[index], archive: archive,
      mayHaveComments: mayHaveComments)
  }

  private func worksheet(_ index: Int) throws(IngestError) -> WorksheetPart {
    try check(index)
    do {
      let reader = try archive.reader(of: parts[index], readsAhead: limits.readsAhead)
      return WorksheetPart(
        reader, part: parts[index], name: sheets[index].name, decoder: decoder, limits: limits)
    } catch {
      throw IngestError(error)
    }
  }

  private func check(_ index: Int) throws(IngestError) {
    guard sheets.indices.contains(index) else {
      throw IngestError(.corrupt, detail: "there is no sheet \(index)")
    }
  }
}
