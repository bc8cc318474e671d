// SPDX-License-Identifier: Apache-2.0
// WorkbookBuilder: makes small .xlsx files in memory, ordinary ones and odd ones.

package import DataModel
import FileFormats

/// Builds the bytes of an .xlsx workbook out of grids of values or out of XML.
///
/// The same calls give the same bytes. Parts can be replaced or removed afterwards by name, which
/// is how a damaged or unusual package is made.
package struct WorkbookBuilder {
  package static let mainNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

  /// Leaves all parts uncompressed.
  package var isStored = false
  package var isDate1904 = false
  /// `<si>` elements of the shared string table; without any there is no such part.
  package var sharedStrings: [String] = []

  private struct SheetPart {
    var name: String
    var xml: String
    var visibility: SheetVisibility
  }

  private var sheets: [SheetPart] = []
  private var replaced: [(name: String, content: [UInt8]?)] = []

  package init() {}

  /// Adds a sheet from a grid; blanks are left out, dates get a date style, texts are inline.
  package mutating func addSheet(
    _ name: String, _ grid: [[CellValue]], merges: [String] = [],
    visibility: SheetVisibility = .visible
  ) {
    let rows = grid.enumerated().map { number, values in
      SheetRow(
        number: number + 1,
        cells: values.enumerated().map { Cell(column: $0.offset + 1, value: $0.element) })
    }
    addSheet(name, rows: rows, merges: merges, visibility: visibility)
  }

  /// Adds a sheet value with its merges and visibility.
  package mutating func addSheet(_ sheet: Sheet) {
    addSheet(
      sheet.info.name, rows: sheet.rows, merges: sheet.info.merges.map(\.description),
      visibility: sheet.info.visibility)
  }

  /// Adds a sheet whose `sheetData` content is given as XML, and what follows it.
  package mutating func addSheet(
    _ name: String, sheetData: String, after: String = "",
    visibility: SheetVisibility = .visible
  ) {
    addSheet(
      name,
      xml: "<worksheet xmlns=\"\(Self.mainNamespace)\"><sheetData>\(sheetData)</sheetData>\(after)"
        + "</worksheet>", visibility: visibility)
  }

  /// Adds a sheet whose whole part is given as XML.
  package mutating func addSheet(
    _ name: String, xml: String, visibility: SheetVisibility = .visible
  ) {
    sheets.append(SheetPart(name: name, xml: xml, visibility: visibility))
  }

  /// Puts `xml` in place of a part, or adds it; nil removes the part.
  package mutating func setPart(_ name: String, _ xml: String?) {
    replaced.append((name, xml.map { Array($0.utf8) }))
  }

  /// Puts bytes in place of a part, or adds them.
  package mutating func setPart(_ name: String, bytes: [UInt8]) {
    replaced.append((name, bytes))
  }

  /// The finished file.
  package func bytes() -> [UInt8] {
    var parts = allParts()
    for (name, content) in replaced {
      parts.removeAll { $0.name == name }
      if let content { parts.append((name, content)) }
    }
    var writer = ZipWriter()
    for part in parts { writer.add(part.name, part.content, isStored: isStored) }
    return writer.finish() ?? []
  }

  // MARK: Parts

  private mutating func addSheet(
    _ name: String, rows: [SheetRow], merges: [String], visibility: SheetVisibility
  ) {
    let data = rows.map(Self.rowXML).joined()
    let list = merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
    addSheet(
      name, sheetData: data,
      after: merges.isEmpty ? "" : "<mergeCells count=\"\(merges.count)\">\(list)</mergeCells>",
      visibility: visibility)
  }

  private static func rowXML(_ row: SheetRow) -> String {
    let cells = row.cells.map { cell in
      cellXML(cell, CellReference(row: row.number, column: cell.column).description)
    }
    return "<row r=\"\(row.number)\">\(cells.joined())</row>"
  }

  private static func cellXML(_ cell: Cell, _ place: String) -> String {
    let formula = cell.formula == .constant ? "" : "<f>1+1</f>"
    switch cell.value {
    case .blank: return formula.isEmpty ? "" : "<c r=\"\(place)\">\(formula)</c>"
    case .number(let number):
      return "<c r=\"\(place)\">\(formula)<v>\(number)</v></c>"
    case .text(let text):
      guard formula.isEmpty else {
        return "<c r=\"\(place)\" t=\"str\">\(formula)<v>\(escaped(text))</v></c>"
      }
      return "<c r=\"\(place)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped(text))"
        + "</t></is></c>"
    case .boolean(let flag):
      return "<c r=\"\(place)\" t=\"b\">\(formula)<v>\(flag ? 1 : 0)</v></c>"
    case .error(let text): return "<c r=\"\(place)\" t=\"e\">\(formula)<v>\(text)</v></c>"
    case .date(let date):
      let style =
        switch date.kind {
        case .date: 1
        case .dateTime: 2
        case .time: 3
        }
      return "<c r=\"\(place)\" s=\"\(style)\">\(formula)<v>\(date.serial)</v></c>"
    }
  }

  /// The text with markup characters as references.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  private func allParts() -> [(name: String, content: [UInt8])] {
    var parts = [
      ("[Content_Types].xml", contentTypes()),
      ("_rels/.rels", Self.relationships([("rId1", "officeDocument", "xl/workbook.xml")])),
      ("xl/workbook.xml", workbook()),
      ("xl/_rels/workbook.xml.rels", workbookRelationships()),
      ("xl/styles.xml", Self.styles),
    ]
    for (number, sheet) in sheets.enumerated() {
      parts.append(("xl/worksheets/sheet\(number + 1).xml", sheet.xml))
    }
    if !sharedStrings.isEmpty {
      let table = "<sst xmlns=\"\(Self.mainNamespace)\">\(sharedStrings.joined())</sst>"
      parts.append(("xl/sharedStrings.xml", table))
    }
    return parts.map { ($0.0, Array($0.1.utf8)) }
  }

  private func contentTypes() -> String {
    let spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    var types =
      "<Default Extension=\"rels\" "
      + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(spreadsheet)sheet.main+xml\"/>"
      + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(spreadsheet)styles+xml\"/>"
    for number in sheets.indices {
      types +=
        "<Override PartName=\"/xl/worksheets/sheet\(number + 1).xml\" "
        + "ContentType=\"\(spreadsheet)worksheet+xml\"/>"
    }
    let namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    return "<Types xmlns=\"\(namespace)\">\(types)</Types>"
  }

  private func workbook() -> String {
    let list = sheets.enumerated().map { number, sheet in
      let state = sheet.visibility == .visible ? "" : " state=\"\(sheet.visibility.rawValue)\""
      return "<sheet name=\"\(Self.escaped(sheet.name))\" sheetId=\"\(number + 1)\"\(state) "
        + "r:id=\"rId\(number + 1)\"/>"
    }
    let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return "<workbook xmlns=\"\(Self.mainNamespace)\" xmlns:r=\"\(relationships)\">"
      + (isDate1904 ? "<workbookPr date1904=\"1\"/>" : "") + "<sheets>\(list.joined())</sheets>"
      + "</workbook>"
  }

  private func workbookRelationships() -> String {
    var list = sheets.indices.map {
      ("rId\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml")
    }
    list.append(("rIdStyles", "styles", "styles.xml"))
    if !sharedStrings.isEmpty { list.append(("rIdStrings", "sharedStrings", "sharedStrings.xml")) }
    return Self.relationships(list)
  }

  private static func relationships(_ list: [(id: String, type: String, target: String)]) -> String
  {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    let links = list.map {
      "<Relationship Id=\"\($0.id)\" Type=\"\(office)\($0.type)\" Target=\"\($0.target)\"/>"
    }
    let namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return "<Relationships xmlns=\"\(namespace)\">\(links.joined())</Relationships>"
  }

  /// Style 0 is General, 1 a date, 2 a date with time, 3 a time, 4 elapsed hours.
  private static let styles =
    "<styleSheet xmlns=\"\(mainNamespace)\"><cellXfs count=\"5\"><xf numFmtId=\"0\"/>"
    + "<xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"21\"/><xf numFmtId=\"46\"/>"
    + "</cellXfs></styleSheet>"
}
