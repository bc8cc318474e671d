// SPDX-License-Identifier: Apache-2.0
// TemplateTarget: official templates that are filled, with one part of theirs made of any bytes.

import DataModel
import Export
import FileFormats
import Ingest

extension FuzzTarget {
  /// The first byte chooses the part.
  static let template = FuzzTarget(name: "template", longest: 16 << 10, dictionary: "xlsx") {
    bytes in
    guard let choice = bytes.first else { return }
    let place = Int(choice) % Templates.parts.count
    let template = Packages.archive(
      Templates.parts, replacing: place, by: Array(bytes.dropFirst()))
    for rows in [1, 3] { Templates.check(template, rows: rows) }
  }
}

/// A template with all that can hang on its rows, and what is written into it.
enum Templates {
  private static func filled(_ rows: Int) -> FilledSheet {
    FilledSheet(
      name: "表",
      cells: [
        CellReference(row: 2, column: 2): .text("县_x0041_"),
        CellReference(row: 9, column: 1): .number(4.5),
      ],
      blocks: [
        FilledRows(
          sampleRow: 4, columns: [1, 2, 3],
          rows: (0..<rows).map { [.text("0\($0)"), .blank, .number(Double($0) + 0.1)] })
      ])
  }

  /// Refused with a sentence, or a workbook in which every value is where it belongs.
  static func check(_ template: [UInt8], rows: Int) {
    let sheet = filled(rows)
    do throws(TemplateRefusal) {
      let package = try TemplatePackage(template)
      _ = try package.cell("首行", on: "表")
      compare(try package.filled([sheet]), sheet)
    } catch {
      claim(!error.reason.chinese.isEmpty && !error.reason.english.isEmpty, "a refusal says why")
    }
  }

  private static func compare(_ bytes: [UInt8], _ sheet: FilledSheet) {
    // The reader may know of more that is wrong than the template's filling; then nothing is published.
    guard let book = try? WorkbookReader.read(bytes, fileName: "a.xlsx"),
      let read = book.sheets.first(where: { $0.info.name == sheet.name })
    else { return }
    var values: [CellReference: CellValue] = [:]
    for row in read.rows {
      for cell in row.cells {
        values[CellReference(row: row.number, column: cell.column)] = cell.value
      }
    }
    for (place, value) in sheet.written {
      let found = values[place] ?? .blank
      let isDate = if case .date = found { true } else { false }
      claim(
        found == value.cellValue || (found.isEmpty && value.cellValue.isEmpty) || isDate,
        "\(place) holds \(value.cellValue): \(found)")
    }
  }

  // MARK: Parts

  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let type = "application/vnd.openxmlformats-officedocument.spreadsheetml."

  private static func links(_ list: [(String, String)]) -> [UInt8] {
    let items = list.enumerated().map { index, link in
      "<Relationship Id='rId\(index + 1)' Type='\(office)/\(link.0)' Target='\(link.1)'/>"
    }
    return Packages.bytes("<Relationships>\(items.joined())</Relationships>")
  }

  static let parts: [(name: String, content: [UInt8])] = [
    (
      "[Content_Types].xml",
      Packages.bytes(
        "<Types><Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
          + "<Override PartName='/xl/workbook.xml' ContentType='\(type)sheet.main+xml'/>"
          + "<Override PartName='/xl/c.xml' ContentType='application/vnd.openxmlformats-officedocument.drawingml.chart+xml'/>"
          + "<Override PartName='/xl/p.xml' ContentType='\(type)pivotCacheDefinition+xml'/></Types>"
      )
    ),
    ("_rels/.rels", links([("officeDocument", "xl/workbook.xml")])),
    (
      "xl/workbook.xml",
      Packages.bytes(
        "<workbook xmlns:r='\(office)'><sheets><sheet name='表' r:id='rId1'/><sheet name='二' r:id='rId2'/></sheets>"
          + "<definedNames><definedName name='首行'>表!$A$4:$C$4</definedName></definedNames><calcPr/></workbook>"
      )
    ),
    (
      "xl/_rels/workbook.xml.rels",
      links([("worksheet", "s1.xml"), ("worksheet", "s2.xml"), ("calcChain", "k.xml")])
    ),
    (
      "xl/s2.xml",
      Packages.bytes(
        "<worksheet><sheetData><row><c><f t='shared' ref='A1:A2' si='0'>表!C4+'甲:丙'!A1</f><v>1</v></c></row>"
          + "<row r='2'><c r='A2'><f t='shared' si='0'/></c></row></sheetData></worksheet>")
    ),
    (
      "xl/_rels/s1.xml.rels",
      links([
        ("drawing", "d.xml"), ("vmlDrawing", "v.xml"), ("comments", "n.xml"), ("table", "t.xml"),
      ])
    ),
    (
      "xl/d.xml",
      Packages.bytes(
        "<w><twoCellAnchor editAs='oneCell'><from><row>4</row><rowOff>0</rowOff></from><to><row>9</row><rowOff>0</rowOff></to><sp textlink='$A$5'/></twoCellAnchor></w>"
      )
    ),
    (
      "xl/v.xml",
      Packages.bytes(
        "<xml><ClientData ObjectType='Note'><Anchor>1, 2, 3, 4, 5, 6, 7, 8</Anchor><Row>4</Row></ClientData></xml>"
      )
    ),
    ("xl/n.xml", Packages.bytes("<comments><comment ref='A5'/></comments>")),
    (
      "xl/t.xml",
      Packages.bytes(
        "<table ref='A3:C5'><autoFilter ref='A3:C4'/><totalsRowFormula>SUM(表1[[#All],[a]])+C5</totalsRowFormula></table>"
      )
    ),
    (
      "xl/c.xml",
      Packages.bytes("<c><numRef><f>表!$C$4:$C$4</f><numCache><v/></numCache></numRef></c>")
    ),
    ("xl/p.xml", Packages.bytes("<p><worksheetSource ref='A3:C4' sheet='表'/></p>")),
    ("xl/k.xml", Packages.bytes("<calcChain/>")),
    (
      "xl/s1.xml",
      Packages.bytes(
        "<worksheet><cols><col min='1' max='3' style='1'/></cols><sheetData><row r='1'><c r='A1'><v>1</v></c></row>"
          + "<row r='4' spans='1:4' s='2' customFormat='1'><c r='A4' s='1'/><c r='D4'><f>SUM(A4:C4)</f><v>2</v></c></row>"
          + "<row><c><f>$A$4+SUM(C4:C4)</f></c><c><f t='array' ref='B5'>A5:A5</f></c></row></sheetData>"
          + "<mergeCells count='2'><mergeCell ref='E4:F4'/><mergeCell ref='G4:G5'/></mergeCells>"
          + "<conditionalFormatting sqref='A4 C4:C5'><cfRule><cfvo val='$A$5'/><formula>A4&lt;$C$5</formula></cfRule></conditionalFormatting>"
          + "<hyperlinks><hyperlink ref='A5' location='表!A5'/></hyperlinks><rowBreaks><brk id='5'/></rowBreaks>"
          + "<extLst><ext><g><sparkline><f>表!A4:C4</f><sqref>D4</sqref></sparkline></g></ext></extLst></worksheet>"
      )
    ),
  ]
}
