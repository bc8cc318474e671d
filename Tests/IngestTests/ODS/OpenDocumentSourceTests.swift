// SPDX-License-Identifier: Apache-2.0
// OpenDocumentSourceTests: spreadsheets of LibreOffice and others, flat and in archives.

import DataModel
import FileFormats
import Ingest
import Testing

@Suite struct OpenDocumentSourceTests {
  private static let namespaces =
    "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
    + "xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\""

  private static func document(
    _ tables: String, styles: String = "", settings: String = "", root: String = "document"
  ) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:\(root) \(namespaces)>"
      + "<office:automatic-styles>\(styles)</office:automatic-styles><office:body>"
      + "<office:spreadsheet>\(settings)\(tables)</office:spreadsheet></office:body>"
      + "</office:\(root)>"
  }

  private static func table(_ rows: String, name: String = "表一") -> String {
    "<table:table table:name=\"\(name)\" table:style-name=\"ta1\">"
      + "<table:table-column table:number-columns-repeated=\"16384\"/>\(rows)</table:table>"
  }

  private static func flat(_ rows: String) throws(IngestError) -> Sheet {
    try read(Array(document(table(rows)).utf8)).sheets[0]
  }

  private static func read(
    _ bytes: [UInt8], limits: IngestLimits = .default
  ) throws(IngestError) -> Workbook {
    try WorkbookReader.read(bytes, fileName: "a.ods", limits: limits)
  }

  private static func archive(_ content: String, _ more: [(String, String)] = []) -> [UInt8] {
    var writer = ZipWriter()
    writer.add("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8))
    if !content.isEmpty { writer.add("content.xml", Array(content.utf8)) }
    for (name, text) in more { writer.add(name, Array(text.utf8)) }
    return writer.finish() ?? []
  }

  /// The value of one cell given by its attributes and content.
  private static func cell(_ attributes: String, _ content: String = "") throws -> Cell? {
    let sheet = try flat(
      "<table:table-row><table:table-cell \(attributes)>\(content)</table:table-cell>"
        + "</table:table-row>")
    return sheet.rows.first?.cells.first
  }

  private static func cells(_ sheet: Sheet) -> [String] {
    sheet.rows.flatMap { row in
      row.cells.map {
        "\(CellReference(row: row.number, column: $0.column))=\($0.value.rawText)"
      }
    }
  }

  private static let oneRow =
    "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"6\"/>"
    + "</table:table-row>"

  @Test func `an archive is read with names, visibility and date system`() throws {
    let styles =
      "<style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties "
      + "table:display=\"false\"/></style:style>"
    let settings =
      "<table:calculation-settings><table:null-date table:date-value=\"1904-01-01\"/>"
      + "</table:calculation-settings>"
    let content = Self.document(
      Self.table(Self.oneRow) + "<table:named-expressions/><table:table table:name=\"b\"/>",
      styles: styles, settings: settings, root: "document-content")
    let book = try Self.read(Self.archive(content))
    #expect(book.format == "ods")
    #expect(book.warnings.isEmpty)
    #expect(book.sheets.map(\.info.name) == ["表一", "b"])
    #expect(book.sheets.map(\.info.visibility) == [.hidden, .visible])
    #expect(book.sheets[0].info.dateSystem == .from1904)
    #expect(Self.cells(book.sheets[0]) == ["A1=6"])
  }

  @Test func `a flat document is read in its declared encoding`() throws {
    let text = Self.document(Self.table(Self.oneRow, name: "?"))
      .replacing("UTF-8", with: "GB2312")
    var bytes = Array(text.utf8)
    let mark = try #require(bytes.lastIndex(of: UInt8(ascii: "?")))
    bytes.replaceSubrange(mark...mark, with: [0xD1, 0xA7, 0xD0, 0xA3])
    let book = try Self.read(bytes)
    #expect(book.format == "fods")
    #expect(book.sheets[0].info.name == "学校")
  }

  @Test(arguments: [
    (
      "office:value-type=\"float\" office:value=\"12.5\"", "<text:p>13</text:p>",
      CellValue.number(12.5)
    ),
    ("office:value-type=\"percentage\" office:value=\"0.5\"", "<text:p>50%</text:p>", .number(0.5)),
    ("office:value-type=\"currency\" office:value=\"-1E2\"", "", .number(-100)),
    ("office:value-type=\"boolean\" office:boolean-value=\"true\"", "", .boolean(true)),
    ("office:value-type=\"boolean\" office:boolean-value=\"0\"", "", .boolean(false)),
    ("office:value-type=\"string\"", "<text:p>a</text:p><text:p>b</text:p>", .text("a\nb")),
    ("office:value-type=\"string\" office:string-value=\"x\"", "", .text("x")),
    ("office:value-type=\"string\" office:string-value=\"x\"", "<text:p>y</text:p>", .text("y")),
    ("", "<text:p>a</text:p>", .text("a")),
    ("office:value-type=\"string\"", "<text:p>#N/A</text:p>", .text("#N/A")),
    ("office:value-type=\"float\"", "<text:p>a</text:p>", .text("a")),
    ("office:value-type=\"float\" office:value=\"NaN\"", "<text:p>a</text:p>", .text("a")),
    ("office:value-type=\"date\" office:date-value=\"soon\"", "", .text("soon")),
    (
      "office:value-type=\"date\" office:date-value=\"99999-01-01\"", "<text:p>x</text:p>",
      .text("x")
    ),
    (
      "office:value-type=\"string\" calcext:value-type=\"error\" office:string-value=\"\"",
      "<text:p>#DIV/0!</text:p>", .error("#DIV/0!")
    ),
    ("calcext:value-type=\"error\" office:value-type=\"string\"", "", .error("#VALUE!")),
    (
      "table:formula=\"of:=1/0\" office:value-type=\"float\" office:value=\"0\"",
      "<text:p>#DIV/0!</text:p>", .error("#DIV/0!")
    ),
    (
      "table:formula=\"of:=a\" office:value-type=\"float\" office:value=\"0\"",
      "<text:p>Err:502</text:p>", .error("Err:502")
    ),
  ])
  func `a cell has the value of its type`(
    attributes: String, content: String, value: CellValue
  ) throws {
    #expect(try Self.cell(attributes, content)?.value == value)
  }

  @Test(arguments: [
    ("date", "2024-09-01", "2024-09-01"), ("date", "2024-09-01T08:30:00", "2024-09-01T08:30:00"),
    ("date", "1900-01-01", "1900-01-01"), ("date", "1900-02-28", "1900-02-28"),
    ("date", "1899-12-30", "1899-12-30"), ("date", "1899-12-30T08:00:00", "1899-12-30T08:00:00"),
    ("date", "0001-01-01", "0001-01-01"), ("date", "1900-03-01", "1900-03-01"),
    ("time", "PT08H30M00S", "08:30:00"), ("time", "PT26H00M00.5S", "26:00:00.500"),
    ("time", "P1DT2H", "26:00:00"), ("time", "PT1,5S", "00:00:01.500"), ("time", "-PT12H", "-0.5"),
    ("time", "PT9999999999999999H", "PT9999999999999999H"), ("time", "PT", "PT"),
    ("time", "P1H", "P1H"), ("time", "PTxS", "PTxS"),
  ])
  func `dates and times are ISO 8601`(type: String, written: String, shown: String) throws {
    let cell = try Self.cell("office:value-type=\"\(type)\" office:\(type)-value=\"\(written)\"")
    #expect(cell?.value.rawText == shown)
  }

  @Test(arguments: [
    ("office:value-type=\"float\" office:value=\"0\"", FormulaState.cached, CellValue.number(0)),
    ("", .uncached, .blank), ("office:value-type=\"string\"", .cached, .text("")),
  ])
  func `a formula has a result or none`(
    attributes: String, state: FormulaState, value: CellValue
  ) throws {
    let cell = try Self.cell("table:formula=\"of:=[.A2]\" " + attributes)
    #expect(cell == Cell(column: 1, value: value, formula: state))
  }

  @Test(arguments: [
    ("<text:p>a<text:s/>b</text:p>", "a b"),
    ("<text:p>a <text:s text:c=\"2\"/>b</text:p>", "a   b"),
    ("<text:p><text:s text:c=\"x\"/>b</text:p>", " b"), ("<text:p>a<text:tab/>b</text:p>", "a\tb"),
    ("<text:p>a<text:line-break/>b</text:p>", "a\nb"), ("<text:p>a  b</text:p>", "a b"),
    ("<text:p> a </text:p>", " a "), ("<text:p>\n  a\n  b\n</text:p>", "a b"),
    ("<text:p>a<text:span> <text:a>b</text:a></text:span></text:p>", "a b"),
    ("<text:p>a &lt;&#98;</text:p>", "a <b"), ("<text:p/><text:p>b</text:p>", "\nb"),
    ("<office:annotation><text:p>x</text:p></office:annotation><text:p>a</text:p>", "a"),
    ("<text:p>a<office:annotation><text:p>x</text:p></office:annotation>b</text:p>", "ab"),
    (
      "<draw:frame><draw:text-box><text:p>x</text:p></draw:text-box></draw:frame><text:p>a</text:p>",
      "a"
    ),
  ])
  func `text is what the paragraphs say`(content: String, text: String) throws {
    #expect(try Self.cell("office:value-type=\"string\"", content)?.value == .text(text))
  }

  @Test func `repeated blank rows and cells cost nothing`() throws {
    let sheet = try Self.flat(
      "<table:table-row table:number-rows-repeated=\"1000\"><table:table-cell "
        + "table:number-columns-repeated=\"16384\"/></table:table-row><table:table-row>"
        + "<table:table-cell table:number-columns-repeated=\"3\"/><table:table-cell "
        + "office:value-type=\"float\" office:value=\"7\"/></table:table-row><table:table-row "
        + "table:number-rows-repeated=\"99999999999999999999\"><table:table-cell "
        + "table:number-columns-repeated=\"99999999999999999999\"/></table:table-row>")
    #expect(Self.cells(sheet) == ["D1001=7"])
  }

  @Test func `repeated values are written out`() throws {
    let sheet = try Self.flat(
      "<table:table-header-rows><table:table-row table:number-rows-repeated=\"2\">"
        + "<table:covered-table-cell/><table:table-cell table:number-columns-repeated=\"2\" "
        + "office:value-type=\"float\" office:value=\"7\"/></table:table-row>"
        + "</table:table-header-rows><table:table-row-group>\(Self.oneRow)</table:table-row-group>")
    #expect(Self.cells(sheet) == ["B1=7", "C1=7", "B2=7", "C2=7", "A3=6"])
  }

  @Test(arguments: ["-1", "0", "x", ""])
  func `a repetition that is no count is one, and told`(count: String) throws {
    let rows =
      "<table:table-row table:number-rows-repeated=\"\(count)\"><table:table-cell "
      + "office:value-type=\"float\" office:value=\"6\"/></table:table-row>"
    let book = try Self.read(Array(Self.document(Self.table(rows)).utf8))
    #expect(Self.cells(book.sheets[0]) == ["A1=6"])
    #expect(book.warnings.count == 1)
  }

  @Test func `spans are merged ranges within the sheet`() throws {
    let sheet = try Self.flat(
      "<table:table-row><table:table-cell table:number-columns-spanned=\"2\" "
        + "table:number-rows-spanned=\"3\"><text:p>a</text:p></table:table-cell>"
        + "<table:covered-table-cell/><table:table-cell table:number-columns-spanned="
        + "\"99999999999999999999\" table:number-rows-spanned=\"2147483647\"/><table:table-cell "
        + "table:number-matrix-columns-spanned=\"2\"/></table:table-row>")
    #expect(sheet.info.merges.map(\.description) == ["A1:B3", "C1:XFD1048576"])
    #expect(Self.cells(sheet) == ["A1=a"])
  }

  @Test func `merged ranges are bounded`() throws {
    let span = "<table:table-cell table:number-columns-spanned=\"2\"/>"
    let rows = "<table:table-row>\(span)\(span)\(span)</table:table-row>"
    var limits = IngestLimits()
    for (limit, isRead) in [(3, true), (2, false)] {
      (limits.cellsOfSmallFile, limits.cellsPerByte) = (limit, 0)
      let bytes = Array(Self.document(Self.table(rows)).utf8)
      let book = try? WorkbookReader.read(bytes, fileName: "a.fods", limits: limits)
      #expect(book?.sheets.first?.info.merges.count == (isRead ? 3 : nil))
    }
  }

  @Test(arguments: [
    ("table:number-columns-repeated=\"16385\"", "", IngestError.Kind.overLimit(.columns, 16_384)),
    ("", "table:number-rows-repeated=\"1048577\"", .overLimit(.rows, 1_048_576)),
    (
      "table:number-columns-repeated=\"16384\"", "table:number-rows-repeated=\"1048576\"",
      .overLimit(.smallFileCells, 2_000_000)
    ),
  ])
  func `repeated values stay within limits`(
    cell: String, row: String, kind: IngestError.Kind
  ) {
    #expect {
      try Self.flat(
        "<table:table-row \(row)><table:table-cell \(cell) office:value-type=\"float\" "
          + "office:value=\"1\"/></table:table-row>")
    } throws: { error in
      (error as? IngestError)?.kind == kind
    }
  }

  @Test(arguments: [(1, 40), (40, 1)])
  func `spaces that are only counted stay within limits`(cells: Int, spaces: Int) {
    var limits = IngestLimits()
    limits.shownTextOfSmallFile = 1 << 20
    limits.shownTextPerByte = 0
    let cell =
      "<table:table-cell><text:p>a"
      + String(repeating: "<text:s text:c=\"99999\"/>", count: spaces)
      + "</text:p></table:table-cell>"
    let row = "<table:table-row>" + String(repeating: cell, count: cells) + "</table:table-row>"
    #expect(throws: IngestError(.overLimit(.shownTextBytes, 1 << 20))) {
      try Self.read(Array(Self.document(Self.table(row)).utf8), limits: limits)
    }
  }

  @Test(arguments: [
    ("content.xml", true), ("styles.xml", false),
  ])
  func `an encrypted document is told by its manifest`(part: String, isEncrypted: Bool) throws {
    let manifest =
      "<manifest:manifest><manifest:file-entry manifest:full-path=\"\(part)\">"
      + "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    let bytes = Self.archive(
      Self.document(Self.table(Self.oneRow)), [("META-INF/manifest.xml", manifest)])
    if isEncrypted {
      #expect(throws: IngestError(.encrypted)) { try Self.read(bytes) }
    } else {
      #expect(try Self.read(bytes).sheets.count == 1)
    }
  }

  @Test func `a document encrypted as a whole is told`() {
    let bytes = Self.archive("", [("META-INF/manifest.xml", "<a/>"), ("encrypted-package", "x")])
    #expect(throws: IngestError(.encrypted)) { try Self.read(bytes) }
  }

  @Test func `a text document is no spreadsheet`() {
    let text =
      "<office:document \(Self.namespaces)><office:body><office:text><table:table/>"
      + "</office:text></office:body></office:document>"
    #expect(throws: IngestError(.notASpreadsheet("another kind of Office document"))) {
      try Self.read(Self.archive(text))
    }
  }

  @Test func `a document type is refused`() {
    let text = Self.document(Self.table(Self.oneRow))
      .replacing("<office:document ", with: "<!DOCTYPE a [<!ENTITY b \"c\">]><office:document ")
    #expect {
      try Self.read(Array(text.utf8))
    } throws: { error in
      (error as? IngestError)?.kind == .corrupt
    }
  }

  @Test func `every beginning of a document but the whole is an error`() throws {
    let text = Self.document(
      Self.table(
        "<table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p>学<text:s/>"
          + "&amp;</text:p></table:table-cell></table:table-row>"))
    let bytes = Array(text.utf8)
    for length in 250..<bytes.count {
      #expect(throws: IngestError.self) { try Self.read(Array(bytes.prefix(length))) }
    }
    #expect(try Self.read(bytes).sheets.map(Self.cells) == [["A1=学 &"]])
  }

  @Test func `a million formatted rows cost nothing and are counted`() throws {
    let sheet = try Self.flat(
      "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1\"/>"
        + "</table:table-row><table:table-row table:number-rows-repeated=\"1048575\">"
        + "<table:table-cell table:style-name=\"ce1\" table:number-columns-repeated=\"16384\"/>"
        + "</table:table-row>")
    #expect(sheet.rows.count == 1)
    #expect(sheet.info.layout.emptyRowCount == 1_048_575)
    #expect(sheet.info.layout.emptyCellCount == 1_048_575 * 16_384)
  }

  @Test func `hidden runs end where the sheet does`() throws {
    let sheet = try Self.flat(
      "<table:table-column table:number-columns-repeated=\"99999\" "
        + "table:visibility=\"collapse\"/>"
        + "<table:table-row table:visibility=\"filter\" table:number-rows-repeated=\"3\"/>"
        + "<table:table-row table:visibility=\"visible\"/>"
        + "<table:table-row table:visibility=\"collapse\" "
        + "table:number-rows-repeated=\"4000000000\"/>")
    #expect(sheet.info.layout.hiddenRows.runs == [1...3, 5...1_048_576])
    #expect(sheet.info.layout.hiddenColumns.isEmpty)
  }

  @Test func `a comment of a number cell is kept without its author`() throws {
    let sheet = try Self.flat(
      "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1\">"
        + "<office:annotation><dc:creator>某人</dc:creator><dc:date>2025-01-01</dc:date>"
        + "<text:p>待</text:p><text:p>查</text:p></office:annotation><text:p>1</text:p>"
        + "</table:table-cell></table:table-row>")
    #expect(sheet.rows[0].cells.map(\.value) == [.number(1)])
    #expect(sheet.info.layout.comments.kept.map(\.text) == ["待\n查"])
  }
}
