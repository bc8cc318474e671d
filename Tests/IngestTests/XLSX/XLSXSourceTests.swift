// SPDX-License-Identifier: Apache-2.0
// XLSXSourceTests: whole workbooks, odd, incomplete and damaged.

import DataModel
import FileFormats
import Ingest
import TestSupport
import Testing

@Suite struct XLSXSourceTests {
  private static func builder() -> WorkbookBuilder {
    var builder = WorkbookBuilder()
    builder.sharedStrings = ["<si><t>学校</t></si>"]
    builder.addSheet(
      "表一",
      sheetData: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>45536</v></c>"
        + "</row>", after: "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>")
    builder.addSheet("字典", [[.text("x")]], visibility: .hidden)
    builder.addSheet("宏", [], visibility: .veryHidden)
    return builder
  }

  private static func read(_ builder: WorkbookBuilder) throws(IngestError) -> Workbook {
    try WorkbookReader.read(builder.bytes(), fileName: "a.xlsx")
  }

  private static let expected = Sheet(
    info: SheetInfo(name: "表一", merges: [CellRange("A1:B2")].compactMap(\.self)),
    rows: [
      SheetRow(
        number: 1,
        cells: [
          Cell(column: 1, value: .text("学校")),
          Cell(column: 2, value: .date(SpreadsheetDate(serial: 45_536, kind: .date))),
        ])
    ])

  @Test(arguments: [true, false])
  func `a workbook is read with names, order and visibility`(isStored: Bool) throws {
    var builder = Self.builder()
    builder.isStored = isStored
    let book = try Self.read(builder)
    #expect(book.format == "xlsx" && book.encoding == nil && book.warnings.isEmpty)
    #expect(book.sheets.map(\.info.name) == ["表一", "字典", "宏"])
    #expect(book.sheets.map(\.info.visibility) == [.visible, .hidden, .veryHidden])
    #expect(book.sheets[0] == Self.expected)
  }

  @Test func `rows stream one by one`() throws {
    let source = try WorkbookReader.open(Self.builder().bytes(), fileName: "a.xlsx")
    #expect(source.sheets.map(\.name) == ["表一", "字典", "宏"])
    var rows = try source.rows(of: 0)
    #expect(try rows.next() == Self.expected.rows[0])
    #expect(try rows.next() == nil)
    #expect(rows.merges.map(\.description) == ["A1:B2"])
    #expect(throws: IngestError.self) { try source.rows(of: 3) }
  }

  @Test func `the 1904 system is told`() throws {
    var builder = Self.builder()
    builder.isDate1904 = true
    #expect(try Self.read(builder).sheets[0].info.dateSystem == .from1904)
  }

  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  private static func links(_ list: [(String, String, String)]) -> String {
    let items = list.map {
      "<Relationship Id='\($0.0)' Type='\(office)/\($0.1)' Target='\($0.2)'/>"
    }
    return "<Relationships>\(items.joined())</Relationships>"
  }

  @Test func `a chart sheet is left out and the others stay`() throws {
    var builder = Self.builder()
    builder.setPart(
      "xl/_rels/workbook.xml.rels",
      Self.links([
        ("rId1", "worksheet", "/xl/worksheets/sheet1.xml"),
        ("rId2", "chartsheet", "chartsheets/sheet1.xml"),
        ("rId3", "worksheet", "worksheets/sheet3.xml"),
        ("s", "sharedStrings", "sharedStrings.xml"), ("t", "styles", "/xl/styles.xml"),
      ]))
    let book = try Self.read(builder)
    #expect(book.sheets.map(\.info.name) == ["表一", "宏"])
    #expect(book.sheets[0] == Self.expected)
  }

  @Test func `a workbook part is found under another name`() throws {
    var builder = WorkbookBuilder()
    builder.addSheet("a", [[.number(1)]])
    builder.setPart("_rels/.rels", Self.links([("r", "officeDocument", "/office/book.xml")]))
    builder.setPart(
      "office/book.xml",
      "<workbook xmlns:r='\(Self.office)'><sheets><sheet name='甲' r:id='x'/></sheets></workbook>")
    builder.setPart(
      "office/_rels/book.xml.rels", Self.links([("x", "worksheet", "../xl/worksheets/SHEET1.xml")]))
    builder.setPart("xl/workbook.xml", nil)
    #expect(try Self.read(builder).sheets.map(\.info.name) == ["甲"])
  }

  @Test(arguments: ["_rels/.rels", "[Content_Types].xml", "xl/styles.xml", "docProps/app.xml"])
  func `these parts may be missing`(part: String) throws {
    var builder = Self.builder()
    builder.setPart(part, nil)
    #expect(try Self.read(builder).sheets.count == 3)
  }

  @Test(arguments: ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
  func `without these parts the file is corrupt`(part: String) {
    var builder = Self.builder()
    builder.setPart(part, nil)
    #expect {
      try Self.read(builder)
    } throws: { error in
      (error as? IngestError)?.kind == .corrupt
    }
  }

  @Test(arguments: [
    ("xl/worksheets/sheet1.xml", ""), ("xl/worksheets/sheet1.xml", "<worksheet><sheetData>"),
    ("xl/worksheets/sheet1.xml", "<html/>"), ("xl/workbook.xml", "<html/>"),
    ("xl/sharedStrings.xml", "<!DOCTYPE x><sst/>"), ("xl/workbook.xml", "<workbook>"),
    ("[Content_Types].xml", "<!DOCTYPE x><Types/>"),
  ])
  func `a broken part is an error`(part: String, xml: String) {
    var builder = Self.builder()
    builder.setPart(part, xml)
    #expect(throws: IngestError.self) { try Self.read(builder) }
  }

  // MARK: Damage

  @Test func `every prefix of a workbook is an error`() {
    let bytes = Self.builder().bytes()
    // The first two bytes alone are the letters PK.
    for length in 3..<bytes.count {
      #expect(throws: IngestError.self) {
        try WorkbookReader.read(Array(bytes[..<length]), fileName: "a.xlsx")
      }
    }
  }

  @Test func `every changed byte gives a result or an error`() {
    var builder = WorkbookBuilder()
    builder.isStored = true
    builder.addSheet("a", [[.number(1), .text("一")]])
    let bytes = builder.bytes()
    for place in bytes.indices {
      for value: UInt8 in [0, 0x3C, 0xFF, bytes[place] ^ 1] {
        var changed = bytes
        changed[place] = value
        _ = try? WorkbookReader.read(changed, fileName: "a.xlsx")
      }
    }
  }

  @Test func `every changed byte of a sheet gives a result or an error`() {
    let rows =
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><f>A1</f><v>1.5</v></c>"
      + "<c r=\"C1\" t=\"inlineStr\"><is><t>x&amp;</t></is></c><c t=\"b\"><v>1</v></c></row>"
    let bytes = Array(rows.utf8)
    for place in bytes.indices {
      for value: UInt8 in [0, 0x20, 0x22, 0x26, 0x2F, 0x39, 0x3C, 0x3E, 0xFF, bytes[place] ^ 1] {
        var changed = bytes
        changed[place] = value
        var builder = WorkbookBuilder()
        builder.isStored = true
        builder.addSheet("a", [])
        builder.setPart(
          "xl/worksheets/sheet1.xml",
          bytes: Array("<worksheet><sheetData>".utf8) + changed
            + Array("</sheetData></worksheet>".utf8))
        _ = try? WorkbookReader.read(builder.bytes(), fileName: "a.xlsx")
      }
    }
  }

  // MARK: Limits

  @Test func `each limit stops at its value and not before`() throws {
    func kind(_ change: (inout IngestLimits) -> Void) -> IngestError.Kind? {
      var limits = IngestLimits.default
      change(&limits)
      do {
        _ = try WorkbookReader.read(Self.builder().bytes(), fileName: "a.xlsx", limits: limits)
        return nil
      } catch {
        return error.kind
      }
    }
    #expect(kind { $0.cells = 3 } == nil)
    #expect(kind { $0.cells = 2 } == .overLimit(.cells, 2))
    let size = Self.builder().bytes().count
    #expect(kind { ($0.cellsOfSmallFile, $0.cellsPerByte) = (3, 0) } == nil)
    #expect(
      kind { ($0.cellsOfSmallFile, $0.cellsPerByte) = (2, 0) } == .overLimit(.smallFileCells, 2))
    #expect(kind { ($0.cellsOfSmallFile, $0.cellsPerByte) = (2, 1) } == nil)
    #expect(kind { ($0.shownTextOfSmallFile, $0.shownTextPerByte) = (7, 0) } == nil)
    #expect(
      kind { ($0.shownTextOfSmallFile, $0.shownTextPerByte) = (6, 0) }
        == .overLimit(.shownTextBytes, 6))
    #expect(kind { $0.sheets = 3 } == nil)
    #expect(kind { $0.sheets = 2 } == .overLimit(.sheets, 2))
    #expect(kind { $0.sharedStrings = 1 } == nil)
    #expect(kind { $0.sharedStrings = 0 } == .overLimit(.sharedStrings, 0))
    #expect(kind { $0.textBytes = 6 } == nil)
    #expect(kind { $0.textBytes = 5 } == .overLimit(.textBytes, 5))
    #expect(kind { $0.fileBytes = size } == nil)
    #expect(kind { $0.fileBytes = size - 1 } == .overLimit(.fileBytes, size - 1))
    #expect(kind { $0.zip.partBytes = 10 } == .overLimit(.partBytes, 10))
  }

  @Test func `merged ranges are bounded in a sheet and in the file`() throws {
    var builder = WorkbookBuilder()
    let list = (1...3).map { "<mergeCell ref=\"A\($0):B\($0)\"/>" }.joined()
    for name in ["一", "二"] {
      builder.addSheet(name, sheetData: "", after: "<mergeCells>\(list)</mergeCells>")
    }
    for (limit, isRead) in [(6, true), (5, false), (2, false)] {
      var limits = IngestLimits.default
      (limits.cellsOfSmallFile, limits.cellsPerByte) = (limit, 0)
      do {
        let book = try WorkbookReader.read(builder.bytes(), fileName: "a.xlsx", limits: limits)
        #expect(isRead && book.sheets.allSatisfy { $0.info.merges.count == 3 })
      } catch {
        #expect(!isRead && error.kind == .overLimit(.smallFileCells, limit))
      }
    }
  }
}
