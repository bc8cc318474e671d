// SPDX-License-Identifier: Apache-2.0
// TemplateSamples: official templates as different programs write them, made for the tests.

import DataModel
import Export
import FileFormats
import Ingest
import TestSupport

/// A template with a sample row 4, a total row 5, and all that can hang on rows.
enum TemplateSamples {
  static let name = "表Ⅱ-2"
  static let sheet = "xl/worksheets/sheet1.xml"

  private static let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let main = "application/vnd.openxmlformats-officedocument.spreadsheetml."

  static let rows =
    "<row r=\"1\"><c r=\"A1\" s=\"3\" t=\"inlineStr\"><is><t>官方表样</t></is></c></row>"
    + "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>序号</t></is></c></row>"
    + "<row r=\"4\" ht=\"22\" customHeight=\"1\"><c r=\"A4\" s=\"1\"/><c r=\"B4\" s=\"2\"/>"
    + "<c r=\"C4\"/><c r=\"D4\"><f>SUM(A4:C4)</f><v>9</v></c><c r=\"E4\" t=\"inlineStr\"><is><t>固定</t></is></c></row>"
    + "<row r=\"5\"><c r=\"C5\"><f>SUM(C4:C4)</f><v>0</v></c><c r=\"D5\"><f t=\"array\" ref=\"D5\">SUM(C4:C4*1)</f></c>"
    + "<c r=\"E5\"><f>表一[[#Totals],[人数]]+[1]外!A5</f></c></row>"

  static let after =
    "<mergeCells count=\"3\"><mergeCell ref=\"A1:E1\"/><mergeCell ref=\"F4:G4\"/><mergeCell ref=\"H4:H5\"/></mergeCells>"
    + "<conditionalFormatting sqref=\"A4:C4\"><cfRule type=\"expression\" priority=\"1\"><formula>COUNTIF($A4:$C4,$C$5)&gt;0</formula></cfRule></conditionalFormatting>"
    + "<hyperlinks><hyperlink ref=\"A5\" location=\"'表Ⅱ-2'!C5\"/></hyperlinks>"
    + "<rowBreaks count=\"1\"><brk id=\"5\"/></rowBreaks><colBreaks count=\"1\"><brk id=\"5\"/></colBreaks>"
    + "<drawing xmlns:r=\"\(links)\" r:id=\"rId1\"/><legacyDrawing xmlns:r=\"\(links)\" r:id=\"rId2\"/>"
    + "<tableParts count=\"1\"><tablePart xmlns:r=\"\(links)\" r:id=\"rId4\"/></tableParts>"
    + "<extLst><ext xmlns:x14=\"x\" xmlns:xm=\"m\"><x14:sparklineGroups><x14:sparklineGroup><x14:sparklines>"
    + "<x14:sparkline><xm:f>'表Ⅱ-2'!A4:C4</xm:f><xm:sqref>I4</xm:sqref></x14:sparkline>"
    + "</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"

  private static func anchor(_ kind: String, from: (Int, Int), to: (Int, Int)) -> String {
    "<xdr:twoCellAnchor\(kind)><xdr:from><xdr:col>0</xdr:col><xdr:row>\(from.0)</xdr:row><xdr:rowOff>\(from.1)</xdr:rowOff></xdr:from>"
      + "<xdr:to><xdr:col>1</xdr:col><xdr:row>\(to.0)</xdr:row><xdr:rowOff>\(to.1)</xdr:rowOff></xdr:to><xdr:sp textlink=\"$C$5\"/></xdr:twoCellAnchor>"
  }

  /// Parts that the sheet links to, and parts of others that speak of it.
  static let parts: [(name: String, type: String, xml: String)] = [
    (
      "xl/drawings/drawing1.xml", "application/vnd.openxmlformats-officedocument.drawing+xml",
      "<xdr:wsDr xmlns:xdr=\"d\">" + anchor("", from: (0, 0), to: (3, 5))
        + anchor("", from: (1, 0), to: (6, 9)) + anchor("", from: (3, 0), to: (4, 0))
        + anchor(" editAs=\"oneCell\"", from: (2, 0), to: (8, 9))
        + anchor(" editAs=\"oneCell\"", from: (5, 0), to: (8, 9))
        + anchor(" editAs=\"absolute\"", from: (5, 0), to: (8, 9)) + "</xdr:wsDr>"
    ),
    (
      "xl/drawings/vml1.vml", "application/vnd.openxmlformats-officedocument.vmlDrawing",
      "<xml xmlns:x=\"e\" xmlns:v=\"v\"><v:shape><x:ClientData ObjectType=\"Note\"><x:Anchor>\n 1, 15, 4, 10, 3, 15, 8, 4</x:Anchor><x:Row>4</x:Row><x:Column>0</x:Column></x:ClientData></v:shape></xml>"
    ),
    (
      "xl/comments1.xml", main + "comments+xml",
      "<comments><commentList><comment ref=\"A4\"/><comment ref=\"A5\"/></commentList></comments>"
    ),
    (
      "xl/tables/table1.xml", main + "table+xml",
      "<table id=\"1\" name=\"表一\" ref=\"A3:C5\" totalsRowCount=\"1\"><autoFilter ref=\"A3:C4\"/><tableColumns><tableColumn id=\"1\" name=\"人数\"><totalsRowFormula>SUM(C4:C4)</totalsRowFormula></tableColumn></tableColumns></table>"
    ),
    (
      "xl/charts/chart1.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
      "<c:chartSpace xmlns:c=\"c\"><c:ser><c:val><c:numRef><c:f>'表Ⅱ-2'!$C$4:$C$4</c:f><c:numCache><c:pt><c:v>7</c:v></c:pt></c:numCache></c:numRef></c:val>"
        + "<c:cat><c:strRef><c:f>封面!$A$1</c:f><c:strCache><c:pt/></c:strCache></c:strRef></c:cat></c:ser></c:chartSpace>"
    ),
    (
      "xl/pivotCache/pivotCacheDefinition1.xml", main + "pivotCacheDefinition+xml",
      "<pivotCacheDefinition><cacheSource type=\"worksheet\"><worksheetSource ref=\"A3:C4\" sheet=\"表Ⅱ-2\"/></cacheSource></pivotCacheDefinition>"
    ),
  ]

  static func book(
    rows: String = rows, after: String = after, names: String = "",
    change: (inout WorkbookBuilder) -> Void = { _ in }
  ) -> [UInt8] {
    var builder = WorkbookBuilder()
    builder.addSheet(name, sheetData: rows, after: after)
    let shared = (1...5).map { row in
      "<row r=\"\(row)\"><c r=\"A\(row)\">"
        + (row == 1
          ? "<f t=\"shared\" ref=\"A1:A5\" si=\"0\">'表Ⅱ-2'!C3</f>" : "<f t=\"shared\" si=\"0\"/>")
        + "<v>5</v></c></row>"
    }
    builder.addSheet("封面", sheetData: shared.joined())
    let plain = builder.bytes()
    let types = parts.map { "<Override PartName=\"/\($0.name)\" ContentType=\"\($0.type)\"/>" }
    builder.setPart(
      "[Content_Types].xml",
      text("[Content_Types].xml", of: plain).replacing(
        "</Types>", with: types.joined() + "</Types>"))
    for part in parts { builder.setPart(part.name, part.xml) }
    builder.setPart("xl/worksheets/_rels/sheet1.xml.rels", relationships)
    if !names.isEmpty {
      builder.setPart(
        "xl/workbook.xml",
        text("xl/workbook.xml", of: plain).replacing(
          "</sheets>", with: "</sheets><definedNames>\(names)</definedNames>"))
    }
    change(&builder)
    return builder.bytes()
  }

  static let relationships =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    + [
      "drawing", "vmlDrawing", "comments", "table",
    ].enumerated().map { index, kind in
      let target =
        [
          "../drawings/drawing1.xml", "../drawings/vml1.vml", "../comments1.xml",
          "../tables/table1.xml",
        ]
      return
        "<Relationship Id=\"rId\(index + 1)\" Type=\"\(links)/\(kind)\" Target=\"\(target[index])\"/>"
    }.joined() + "</Relationships>"

  /// Rows for the sample row in columns A to C.
  static func filled(_ count: Int, cells: [CellReference: FilledValue] = [:]) -> FilledSheet {
    FilledSheet(
      name: name, cells: cells,
      blocks: [
        FilledRows(
          sampleRow: 4, columns: [1, 2, 3],
          rows: (0..<count).map { [.text("0\($0 + 1)"), .text("甲"), .number(Double($0) + 0.5)] })
      ])
  }

  static func part(_ name: String, of bytes: [UInt8]) -> [UInt8] {
    (try? ZipReader(bytes).contents(of: name)) ?? []
  }

  static func text(_ name: String, of bytes: [UInt8]) -> String {
    String(decoding: part(name, of: bytes), as: UTF8.self)
  }

  /// The cell that does not hold what was written into it; nil where all do.
  static func difference(_ bytes: [UInt8], _ sheets: [FilledSheet]) throws -> String? {
    let book = try WorkbookReader.read(bytes, fileName: "a.xlsx")
    for sheet in sheets {
      guard let read = book.sheets.first(where: { $0.info.name == sheet.name }) else {
        return sheet.name
      }
      var values: [CellReference: CellValue] = [:]
      for row in read.rows {
        for cell in row.cells {
          values[CellReference(row: row.number, column: cell.column)] = cell.value
        }
      }
      for (place, value) in sheet.written.sorted(by: { $0.key < $1.key }) {
        let found = values[place] ?? .blank
        if found != value.cellValue, !(found.isEmpty && value.cellValue.isEmpty) {
          return "\(sheet.name) \(place): \(found)"
        }
      }
    }
    return nil
  }
}
