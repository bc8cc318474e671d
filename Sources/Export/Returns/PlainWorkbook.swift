// SPDX-License-Identifier: Apache-2.0
// PlainWorkbook: the cells of a file of another format as an .xlsx workbook without any ornament.

package import DataModel
import FileFormats

/// A workbook made of what was read from a file.
///
/// Texts stay texts, identifiers among them; dates, merged ranges and hidden lines are kept, formulas
/// and formats are not there any more.
package struct PlainWorkbook {
  /// Larger files get their list alone.
  private static let mostCells = 2_000_000
  private static let measuredRows = 500
  private static let content =
    "application/vnd.openxmlformats-officedocument.spreadsheetml."
  private static let office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// Numbers of the formats; that of texts is 1.
  private enum Format {
    static let general = 0
    static let date = 2
    static let dateTime = 3
    static let time = 4
  }

  private let workbook: Workbook
  /// Sheet names as Excel takes them, in the order of the sheets.
  package let sheetNames: [String]
  /// Whether some cells lie beyond the edge of a sheet, or are too many.
  private(set) var isIncomplete = false
  private let isEmpty: Bool

  package init(_ workbook: Workbook) {
    self.workbook = workbook
    var names = SheetNames(taken: [ReturnList.sheetName])
    sheetNames = workbook.sheets.map { names.claim($0.info.name.isEmpty ? "数据" : $0.info.name) }
    let cells = workbook.sheets.reduce(0) { $0 + $1.rows.reduce(0) { $0 + $1.cells.count } }
    isEmpty = cells > Self.mostCells || workbook.sheets.isEmpty
    isIncomplete =
      cells > Self.mostCells
      || workbook.sheets.contains { sheet in
        sheet.rows.contains { row in
          row.number > CellReference.lastRow
            || row.cells.last?.column ?? 0 > CellReference.lastColumn
        }
      }
  }

  /// The bytes of the workbook; nil when it outgrows the format.
  package func bytes() -> [UInt8]? {
    var writer = ZipWriter()
    let names = isEmpty ? ["（空）"] : sheetNames
    add("[Content_Types].xml", contentTypes(names.count), to: &writer)
    add(
      "_rels/.rels", relationships([("rId1", "officeDocument", "xl/workbook.xml")]), to: &writer)
    add("xl/workbook.xml", book(names), to: &writer)
    var links = names.indices.map {
      ("rId\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml")
    }
    links.append(("rId\(names.count + 1)", "styles", "styles.xml"))
    add("xl/_rels/workbook.xml.rels", relationships(links), to: &writer)
    add("xl/styles.xml", Self.styles, to: &writer)
    for index in names.indices {
      let sheet = isEmpty ? nil : workbook.sheets[index]
      writer.add("xl/worksheets/sheet\(index + 1).xml", Self.xml(sheet))
    }
    return writer.finish()
  }

  private func add(_ name: String, _ xml: String, to writer: inout ZipWriter) {
    writer.add(name, Array((ReturnXML.declaration + xml).utf8))
  }

  // MARK: Parts that say how the workbook is built

  private func contentTypes(_ count: Int) -> String {
    let sheets = (1...count).map {
      "<Override PartName=\"/xl/worksheets/sheet\($0).xml\" "
        + "ContentType=\"\(Self.content)worksheet+xml\"/>"
    }
    return "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      + "<Default Extension=\"rels\" "
      + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(Self.content)sheet.main+xml\"/>"
      + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(Self.content)styles+xml\"/>"
      + sheets.joined() + "</Types>"
  }

  private func relationships(_ links: [(id: String, kind: String, target: String)]) -> String {
    let list = links.map {
      "<Relationship Id=\"\($0.id)\" Type=\"\(Self.office)/\($0.kind)\" Target=\"\($0.target)\"/>"
    }
    return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      + list.joined() + "</Relationships>"
  }

  private func book(_ names: [String]) -> String {
    let is1904 = workbook.sheets.first?.info.dateSystem == .from1904
    let sheets = names.enumerated().map { index, name in
      let visibility = isEmpty ? .visible : workbook.sheets[index].info.visibility
      let state = visibility == .visible ? "" : " state=\"\(visibility.rawValue)\""
      return "<sheet name=\"\(ReturnXML.escaped(name))\" sheetId=\"\(index + 1)\"\(state) "
        + "r:id=\"rId\(index + 1)\"/>"
    }
    return "<workbook xmlns=\"\(SpreadsheetVocabulary(isStrict: false).main)\" "
      + "xmlns:r=\"\(Self.office)\">" + (is1904 ? "<workbookPr date1904=\"1\"/>" : "")
      + "<bookViews><workbookView/></bookViews><sheets>\(sheets.joined())</sheets></workbook>"
  }

  private static let styles =
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
    + "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"宋体\"/><family val=\"3\"/>"
    + "<charset val=\"134\"/></font></fonts><fills count=\"2\"><fill>"
    + "<patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/>"
    + "</fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/>"
    + "</border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" "
    + "borderId=\"0\"/></cellStyleXfs><cellXfs count=\"5\">"
    + [0, 49, 14, 22, 46].map {
      "<xf numFmtId=\"\($0)\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\""
        + ($0 == 0 ? "/>" : " applyNumberFormat=\"1\"/>")
    }.joined() + "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"常规\" xfId=\"0\" "
    + "builtinId=\"0\"/></cellStyles></styleSheet>"

  // MARK: Sheets

  private static func xml(_ sheet: Sheet?) -> [UInt8] {
    let main = SpreadsheetVocabulary(isStrict: false).main
    var head = ReturnXML.declaration + "<worksheet xmlns=\"\(main)\">"
    if let sheet { head += columns(sheet) }
    var tail = "</sheetData>"
    let merges = sheet?.info.merges.filter {
      $0.first != $0.last && $0.last.row <= CellReference.lastRow
        && $0.last.column <= CellReference.lastColumn
    }
    if let merges, !merges.isEmpty {
      let list = merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
      tail += "<mergeCells count=\"\(merges.count)\">\(list)</mergeCells>"
    }
    var xml = CellBytes(capacity: 1 << 16)
    defer { xml.free() }
    xml.append(Array((head + "<sheetData>").utf8))
    if let sheet { append(sheet, to: &xml) }
    xml.append(Array((tail + "</worksheet>").utf8))
    return Array(xml.bytes)
  }

  private static func append(_ sheet: Sheet, to xml: inout CellBytes) {
    var columns = ColumnStarts()
    var hidden = sheet.info.layout.hiddenRows.runs[...]
    for row in sheet.rows where (1...CellReference.lastRow).contains(row.number) {
      while let first = hidden.first, first.upperBound < row.number { hidden.removeFirst() }
      xml.append("<row r=\"")
      xml.append(row.number)
      xml.append(hidden.first?.contains(row.number) == true ? "\" hidden=\"1\">" : "\">")
      let number = ShortBytes(row: row.number)
      for cell in row.cells where !cell.value.isEmpty {
        guard (1...CellReference.lastColumn).contains(cell.column) else { continue }
        xml.reserve(64)
        xml.put(columns[cell.column])
        xml.put(number)
        append(cell.value, to: &xml)
      }
      xml.append("</row>")
    }
  }

  /// A cell behind its address.
  private static func append(_ value: CellValue, to xml: inout CellBytes) {
    func number(_ format: Int, _ number: Double) {
      xml.append("\" s=\"")
      xml.append(format)
      guard number.isFinite else {
        xml.append("\"")
        return xml.appendNotANumber()
      }
      xml.append("\"><v>")
      xml.append(number)
      xml.append("</v></c>")
    }
    switch value {
    case .blank: xml.append("\"/>")
    case .number(let value): number(Format.general, value)
    case .boolean(let flag):
      xml.append(flag ? "\" t=\"b\"><v>1</v></c>" : "\" t=\"b\"><v>0</v></c>")
    case .error(let text):
      xml.append("\" t=\"e\"><v>")
      xml.append(Array(ReturnXML.escaped(text).utf8))
      xml.append("</v></c>")
    case .date(let date):
      let format =
        switch date.kind {
        case .date: Format.date
        case .dateTime: Format.dateTime
        case .time: Format.time
        }
      number(format, date.serial)
    case .text(let text):
      xml.append("\" s=\"1\"")
      xml.appendText(text)
    }
  }

  /// Widths as the first rows need them; merged cells tell nothing of a column.
  private static func columns(_ sheet: Sheet) -> String {
    var widths: [Int: Int] = [:]
    let merged = Set(sheet.info.merges.filter { $0.first.column != $0.last.column }.map(\.first))
    for row in sheet.rows.prefix(measuredRows) {
      for cell in row.cells where (1...CellReference.lastColumn).contains(cell.column) {
        guard !merged.contains(CellReference(row: row.number, column: cell.column)) else {
          continue
        }
        let width = SheetWriter.width(of: String(cell.value.rawText.prefix(80)))
        widths[cell.column] = max(widths[cell.column] ?? 0, width)
      }
    }
    let hidden = sheet.info.layout.hiddenColumns.runs
    for run in hidden where run.lowerBound >= 1 && run.upperBound <= CellReference.lastColumn {
      for column in run.prefix(1_000) where widths[column] == nil { widths[column] = 8 }
    }
    guard !widths.isEmpty else { return "" }
    let list = widths.sorted { $0.key < $1.key }.map { column, width in
      let isHidden = hidden.contains { $0.contains(column) }
      return "<col min=\"\(column)\" max=\"\(column)\" width=\"\(max(8, min(40, width + 2)))\""
        + (isHidden ? " hidden=\"1\"" : "") + " customWidth=\"1\"/>"
    }
    return "<cols>\(list.joined())</cols>"
  }
}
