// SPDX-License-Identifier: Apache-2.0
// WorkbookPatchTests: a submitter's own workbook with marks, and nothing else of it changed.

import DataModel
import Export
import FileFormats
import Ingest
import TestSupport
import Testing

@Suite("Marks in a submitter's own workbook")
struct WorkbookPatchTests {
  private static func entry(
    _ cell: String, sheet: String = "班级", _ severity: Severity = .mustCorrect,
    message: String = "人数不对。", value: String = "", id: String = "0123456789ab"
  ) -> ReturnEntry {
    ReturnEntry(
      severity: severity, sheet: sheet, range: CellRange(cell), value: value, message: message,
      identifier: id)
  }

  private static func request(_ entries: [ReturnEntry]) -> PatchRequest {
    PatchRequest(content: ReturnContent(owner: "示例小学", year: 2025, entries: entries))
  }

  private static func parts(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
    let zip = try ZipReader(bytes)
    var parts: [String: [UInt8]] = [:]
    for entry in zip.entries { parts[entry.name] = try zip.contents(of: entry.name) }
    return parts
  }

  private static func text(_ part: String, of bytes: [UInt8]) throws -> String {
    String(decoding: try ZipReader(bytes).contents(of: part), as: UTF8.self)
  }

  private static func cells(_ bytes: [UInt8], _ sheet: String) throws -> [String: String] {
    let book = try WorkbookReader.read(bytes, fileName: "表.xlsx")
    let rows = book.sheets.first { $0.info.name == sheet }?.rows ?? []
    var cells: [String: String] = [:]
    for row in rows {
      for cell in row.cells where !cell.value.isEmpty {
        let place = CellReference(row: row.number, column: cell.column).description
        cells[place] = cell.value.rawText
      }
    }
    return cells
  }

  private static var grid: [[CellValue]] {
    [
      [.text("年级"), .text("人数"), .blank, .text("备注")],
      [.text("一年级"), .number(40), .blank, .text("=不是公式")],
      [.text("二年级"), .number(41.5), .blank, .blank],
    ]
  }

  private static func book() -> WorkbookBuilder {
    var builder = WorkbookBuilder()
    builder.addSheet("说明", [[.text("填表说明")]])
    builder.addSheet("班级", grid, merges: ["C1:D1"])
    builder.addSheet("字典", [[.text("甲")]], visibility: .hidden)
    builder.setPart("xl/theme/theme1.xml", "<a:theme xmlns:a=\"x\"/>")
    builder.setPart("xl/vbaProject.bin", bytes: (0..<2_000).map { UInt8(truncatingIfNeeded: $0) })
    return builder
  }

  @Test func `parts that no problem concerns are copied as they are`() throws {
    let original = Self.book().bytes()
    let patched = try WorkbookPatch.patched(original, Self.request([Self.entry("B2")]))
    let (before, after) = try (Self.parts(original), Self.parts(patched))
    let changed = before.keys.filter { before[$0] != after[$0] }.sorted()
    #expect(
      changed == [
        "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/workbook.xml",
        "xl/worksheets/sheet2.xml",
      ])
    let added = Set(after.keys).subtracting(before.keys).sorted()
    #expect(
      added == [
        "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
        "xl/worksheets/_rels/sheet2.xml.rels", "xl/worksheets/sheet4.xml",
      ])
  }

  @Test func `every value is read from the marked workbook as before`() throws {
    let original = Self.book().bytes()
    let entries = [
      Self.entry("B2"), Self.entry("B3:C3", .mustExplain), Self.entry("C9"),
      Self.entry("A1", sheet: "字典"),
    ]
    let patched = try WorkbookPatch.patched(original, Self.request(entries))
    for sheet in ["说明", "班级", "字典"] {
      #expect(try Self.cells(patched, sheet) == Self.cells(original, sheet))
    }
    let names = try WorkbookReader.read(patched, fileName: "a.xlsx").sheets.map(\.info.name)
    #expect(names == ["问题清单", "说明", "班级", "字典"])
  }

  @Test func `only the number of its style changes in a marked cell`() throws {
    let original = Self.book().bytes()
    let patched = try WorkbookPatch.patched(original, Self.request([Self.entry("B2")]))
    let part = "xl/worksheets/sheet2.xml"
    let drawing = try #require(
      try Self.text(part, of: patched).firstMatch(of: /<legacyDrawing [^>]*>/))
    let back = try Self.text(part, of: patched)
      .replacing(drawing.output, with: "")
      .replacing("<c s=\"5\" r=\"B2\">", with: "<c r=\"B2\">")
    #expect(try back == Self.text(part, of: original))
  }

  @Test(arguments: [
    ("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>", "C2", "<c r=\"A2\"><v>1</v></c><c r=\"C2\""),
    ("<row r=\"2\"><c r=\"C2\"><v>1</v></c></row>", "A2", "<row r=\"2\"><c r=\"A2\" s=\"5\"/>"),
    ("<row r=\"2\"/>", "B2", "<row r=\"2\"><c r=\"B2\" s=\"5\"/></row>"),
    (
      "<row r=\"2\"><c r=\"A2\"/></row>", "B1",
      "<row r=\"1\"><c r=\"B1\" s=\"5\"/></row><row r=\"2\">"
    ),
    ("<row r=\"2\"><c r=\"A2\"/></row>", "B7", "</row><row r=\"7\"><c r=\"B7\" s=\"5\"/></row>"),
    ("", "XFD1048576", "<row r=\"1048576\"><c r=\"XFD1048576\" s=\"5\"/></row></sheetData>"),
    ("<row><c><v>1</v></c><c><v>2</v></c></row>", "B1", "<c s=\"5\"><v>2</v>"),
    (
      "<row><c><v>1</v></c></row><row><c><v>2</v></c></row>", "B1",
      "</c><c r=\"B1\" s=\"5\"/></row>"
    ),
    (
      "<row r=\"2\" s=\"1\" customFormat=\"1\"><c r=\"A2\"/></row>", "B2",
      "<c r=\"A2\"/><c r=\"B2\" s=\"5\"/>"
    ),
    ("<row r=\"2\" spans=\"1:1\"><c r=\"A2\"/></row>", "D2", "spans=\"1:4\""),
  ])
  func `a marked cell that is not there is put where it belongs`(
    data: String, cell: String, expected: String
  ) throws {
    var builder = WorkbookBuilder()
    builder.addSheet("班级", sheetData: data)
    let patched = try WorkbookPatch.patched(builder.bytes(), Self.request([Self.entry(cell)]))
    let xml = try Self.text("xl/worksheets/sheet1.xml", of: patched)
    #expect(xml.contains(expected), "\(xml)")
    #expect(try Self.cells(patched, "班级") == Self.cells(builder.bytes(), "班级"))
  }

  /// Whether a row was read is seen at an address that a reader refuses.
  @Test func `rows below the last marked one are passed over, on this sheet and the next`() throws {
    let odd = "<row r=\"9\"><c r=\"B7\"><v>9</v></c></row>"
    var builder = WorkbookBuilder()
    let marked = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
    builder.addSheet("班级", sheetData: marked + odd)
    builder.addSheet("教师", sheetData: odd)
    let patched = try WorkbookPatch.patched(builder.bytes(), Self.request([Self.entry("A1")]))
    #expect(try Self.text("xl/worksheets/sheet1.xml", of: patched).contains(odd))
    #expect(throws: PatchRefusal.self) {
      try WorkbookPatch.patched(builder.bytes(), Self.request([Self.entry("B9")]))
    }
  }

  @Test(arguments: [
    "", "<!-- </row> -->", "<![CDATA[</row><row r=\"9\">]]>", "<?x </row>?>", "<c r=\"C2\"/>",
    "<row r=\"3\"/>",
  ])
  func `rows above a marked one are passed over, whatever stands in them`(odd: String) throws {
    for end in ["</row>", "</row >", "</row>\n  "] {
      var builder = WorkbookBuilder()
      builder.addSheet(
        "班级",
        sheetData: "<row r=\"1\"><c r=\"A1\"><v>1</v></c>\(end)"
          + "<row r=\"2\"><c r=\"A2\"><v>2</v></c>\(odd)\(end)<row r=\"4\"/>"
          + "<row r=\"5\"><c r=\"A5\"><v>5</v></c>\(end)"
          + "<row r=\"6\"><c r=\"A6\"><v>6</v></c>\(end)<row r=\"7\"><c r=\"A7\"/></row>")
      let original = builder.bytes()
      let part = "xl/worksheets/sheet1.xml"
      let patched = try WorkbookPatch.patched(
        original, Self.request([Self.entry("A6"), Self.entry("A7")]))
      let drawing = try #require(
        try Self.text(part, of: patched).firstMatch(of: /<legacyDrawing [^>]*>/))
      let back = try Self.text(part, of: patched).replacing(drawing.output, with: "")
        .replacing("<c s=\"5\" r=", with: "<c r=")
      #expect(try back == Self.text(part, of: original))
    }
  }

  @Test func `prefixes and the strict vocabulary are kept`() throws {
    let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    var builder = WorkbookBuilder()
    builder.addSheet(
      "班级",
      xml: "<x:worksheet xmlns:x=\"\(strict)\"><x:sheetData/><x:pageMargins left=\"1\"/>"
        + "</x:worksheet>")
    builder.setPart(
      "xl/workbook.xml",
      "<x:workbook xmlns:x=\"\(strict)\" xmlns:q=\"http://purl.oclc.org/ooxml/officeDocument/relationships\">"
        + "<x:sheets><x:sheet name=\"班级\" sheetId=\"7\" q:id=\"rId1\"/></x:sheets></x:workbook>")
    builder.setPart("xl/styles.xml", nil)
    let patched = try WorkbookPatch.patched(builder.bytes(), Self.request([Self.entry("B2")]))
    let xml = try Self.text("xl/worksheets/sheet1.xml", of: patched)
    #expect(
      xml.contains("<x:sheetData><x:row r=\"2\"><x:c r=\"B2\" s=\"1\"/></x:row></x:sheetData>"))
    #expect(xml.contains("<x:legacyDrawing xmlns:r=\"http://purl.oclc.org/"))
    let book = try Self.text("xl/workbook.xml", of: patched)
    #expect(book.contains("<x:sheet name=\"问题清单\" sheetId=\"8\""))
    #expect(try Self.text("xl/styles.xml", of: patched).contains(strict))
    #expect(try WorkbookReader.read(patched, fileName: "a.xlsx").sheets.count == 2)
  }

  @Test func `names, the active tab and the properties follow their sheets`() throws {
    var builder = Self.book()
    let main = WorkbookBuilder.mainNamespace
    builder.setPart(
      "xl/workbook.xml",
      "<workbook xmlns=\"\(main)\" "
        + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
        + "<bookViews><workbookView firstSheet=\"2\" activeTab=\"0\"/></bookViews><sheets>"
        + "<sheet name=\"说明\" sheetId=\"1\" state=\"hidden\" r:id=\"rId1\"/>"
        + "<sheet name=\"班级\" sheetId=\"2\" r:id=\"rId2\"/>"
        + "<sheet name=\"问题清单\" sheetId=\"9\" r:id=\"rId3\"/></sheets><definedNames>"
        + "<definedName name=\"_xlnm.Print_Area\" localSheetId=\"1\">班级!$A$1:$D$9</definedName>"
        + "<definedName name=\"年\">2025</definedName></definedNames></workbook>")
    builder.setPart(
      "xl/worksheets/sheet1.xml",
      "<worksheet xmlns=\"\(main)\"><sheetViews><sheetView tabSelected=\"1\" workbookViewId=\"0\"/>"
        + "</sheetViews><sheetData/></worksheet>")
    let patched = try WorkbookPatch.patched(builder.bytes(), Self.request([Self.entry("B2")]))
    let book = try Self.text("xl/workbook.xml", of: patched)
    #expect(book.contains("firstSheet=\"0\" activeTab=\"1\""))
    #expect(book.contains("localSheetId=\"2\">班级!$A$1:$D$9<"))
    #expect(book.contains("<definedName name=\"年\">2025</definedName>"))
    #expect(book.contains("<sheet name=\"问题清单(2)\" sheetId=\"10\""))
    #expect(book.contains("localSheetId=\"0\">'问题清单(2)'!$4:$4<"))
  }

  @Test func `the list is shown first where no other tab stays selected`() throws {
    let main = WorkbookBuilder.mainNamespace
    var builder = WorkbookBuilder()
    builder.addSheet(
      "班级",
      xml: "<worksheet xmlns=\"\(main)\"><sheetViews><sheetView tabSelected=\"1\" "
        + "workbookViewId=\"0\"/></sheetViews><sheetData/></worksheet>")
    let patched = try WorkbookPatch.patched(builder.bytes(), Self.request([Self.entry("A1")]))
    #expect(try Self.text("xl/worksheets/sheet1.xml", of: patched).contains("tabSelected=\"0\""))
    #expect(try Self.text("xl/worksheets/sheet2.xml", of: patched).contains("tabSelected=\"1\""))
  }

  @Test(arguments: ["=1+1", "+86", "-5", "@名", "99********123X"])
  func `what stands in the list is text and leads to its cell`(value: String) throws {
    let entry = Self.entry("B2", message: value, value: value)
    let patched = try WorkbookPatch.patched(Self.book().bytes(), Self.request([entry]))
    let list = try Self.cells(patched, "问题清单")
    #expect(list["F5"] == value)
    #expect(list["G5"] == value)
    let xml = try Self.text("xl/worksheets/sheet4.xml", of: patched)
    #expect(!xml.contains("<f>"))
    #expect(xml.contains("<hyperlink ref=\"D5\" location=\"'班级'!B2\"/>"))
  }

  @Test func `a problem without a cell is listed without a mark`() throws {
    let entries = [
      ReturnEntry(severity: .mustCorrect, sheet: "", range: nil, message: "缺表。", identifier: "a"),
      ReturnEntry(severity: .mustExplain, sheet: "班级", range: nil, message: "核对。", identifier: "b"),
      Self.entry("B2", .note),
    ]
    let original = Self.book().bytes()
    let patched = try WorkbookPatch.patched(original, Self.request(entries))
    let part = "xl/worksheets/sheet2.xml"
    #expect(try Self.text(part, of: patched) == Self.text(part, of: original))
    let list = try Self.cells(patched, "问题清单")
    #expect([list["D5"], list["D6"], list["D7"]] == ["（整个文件）", "（整张表）", "B2"])
  }

  @Test(arguments: [
    "<row r=\"3\"><c r=\"A3\"/></row><row r=\"2\"><c r=\"A2\"/></row>",
    "<row r=\"2\"><c r=\"B2\"/><c r=\"A2\"/></row>",
    "<row r=\"2\"><c r=\"A3\"/></row>", "<row r=\"0\"/>", "<row r=\"2\">",
  ])
  func `a sheet that is not in order is left to a rebuild`(data: String) {
    var builder = WorkbookBuilder()
    builder.addSheet("班级", sheetData: data)
    let bytes = builder.bytes()
    #expect(throws: PatchRefusal.self) {
      try WorkbookPatch.patched(bytes, Self.request([Self.entry("A1")]))
    }
  }

  @Test func `damaged workbooks are refused or patched and never end the program`() {
    var builder = Self.book()
    builder.isStored = true
    let bytes = builder.bytes()
    let request = Self.request([Self.entry("B2"), Self.entry("A9", .mustExplain)])
    var done = 0
    for place in stride(from: 0, to: bytes.count, by: 3) {
      var damaged = bytes
      damaged[place] ^= 0x15
      if (try? WorkbookPatch.patched(damaged, request)) != nil { done += 1 }
      if place % 33 == 0 { _ = try? WorkbookPatch.patched(Array(bytes[..<place]), request) }
    }
    #expect(done < bytes.count / 3)
  }

  @Test(arguments: [2, 3, 4])
  func `a list that is cut says how much is left out and where it is`(most: Int) throws {
    let entries = [
      Self.entry("B2", id: "a1"), Self.entry("B3", id: "a2"),
      Self.entry("A3", .mustExplain, id: "a3"),
    ]
    var request = Self.request(entries)
    request.mostListed = most
    let patched = try WorkbookPatch.patched(Self.book().bytes(), request)
    let book = try WorkbookReader.read(patched, fileName: "a.xlsx")
    let rows = try #require(book.sheets.first).rows
    let header = try #require(ReturnList.header(in: rows))
    let listed = rows[(header + 1)...]
    #expect(
      listed.count { $0.cells.contains { $0.column == 12 && !$0.value.isEmpty } } == min(most, 3))
    let rest = listed.last?.cells.first?.value.rawText ?? ""
    #expect(rest.hasPrefix("本表只列前 2 项，另有 1 项（需要说明 1 项）未列出") == (most == 2))
    #expect(rest.contains("findings.csv") == (most == 2))
    // A row that is no problem is nobody's explanation.
    #expect(ReturnList.explanations(in: rows).isEmpty)
    for cell in ["B2", "B3", "A3"] {
      #expect(try Self.text("xl/comments1.xml", of: patched).contains("ref=\"\(cell)\""))
    }
  }
}
