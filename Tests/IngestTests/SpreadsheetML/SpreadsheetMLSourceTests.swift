// SPDX-License-Identifier: Apache-2.0
// SpreadsheetMLSourceTests: workbooks in the XML format of Excel 2002 and 2003.

import DataModel
import FileFormats
import Ingest
import Testing

@Suite struct SpreadsheetMLSourceTests {
  private static let styles =
    "<Styles><Style ss:ID=\"Default\"><NumberFormat/></Style><Style ss:ID=\"d\"><NumberFormat "
    + "ss:Format=\"Short Date\"/></Style><Style ss:ID=\"d2\" ss:Parent=\"d\"/><Style ss:ID=\"s\">"
    + "<NumberFormat ss:Format=\"[h]:mm\"/></Style><Style ss:ID=\"n\"><NumberFormat "
    + "ss:Format=\"Standard\"/></Style></Styles>"

  private static func document(
    _ sheets: String, head: String = "", declaration: String = "<?xml version=\"1.0\"?>"
  ) -> String {
    "\(declaration)<?mso-application progid=\"Excel.Sheet\"?><Workbook "
      + "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
      + "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\(head)\(styles)\(sheets)"
      + "</Workbook>"
  }

  private static func sheet(_ rows: String, after: String = "") -> String {
    "<Worksheet ss:Name=\"表一\"><Table ss:ExpandedColumnCount=\"2\"><Column/>\(rows)</Table>"
      + "\(after)</Worksheet>"
  }

  private static func read(_ text: String) throws(IngestError) -> Workbook {
    try WorkbookReader.read(Array(text.utf8), fileName: "a.xls")
  }

  private static func rows(_ rows: String) throws(IngestError) -> Sheet {
    try read(document(sheet(rows))).sheets[0]
  }

  private static func cells(_ sheet: Sheet) -> [String] {
    sheet.rows.flatMap { row in
      row.cells.map {
        "\(CellReference(row: row.number, column: $0.column))=\($0.value.rawText)"
      }
    }
  }

  private static func data(_ type: String, _ content: String) -> String {
    "<Data ss:Type=\"\(type)\">\(content)</Data>"
  }

  @Test func `a workbook is read with names, visibility and date system`() throws {
    let book = try Self.read(
      Self.document(
        Self.sheet("<Row><Cell>\(Self.data("Number", "6"))</Cell></Row>")
          + Self.sheet(
            "", after: "<WorksheetOptions><Visible>SheetVeryHidden</Visible></WorksheetOptions>"),
        head: "<ExcelWorkbook><Date1904/></ExcelWorkbook>"))
    #expect(book.format == "xml")
    #expect(book.warnings.isEmpty)
    #expect(book.sheets.map(\.info.name) == ["表一", "表一"])
    #expect(book.sheets.map(\.info.visibility) == [.visible, .veryHidden])
    #expect(book.sheets.map(\.info.dateSystem) == [.from1904, .from1904])
    #expect(Self.cells(book.sheets[0]) == ["A1=6"])
  }

  @Test func `a document in GB2312 is read as it declares`() throws {
    let text = Self.document(
      Self.sheet("<Row><Cell>\(Self.data("String", "?"))</Cell></Row>"),
      declaration: "<?xml version=\"1.0\" encoding=\"GB2312\"?>")
    var bytes = Array(text.replacing("表一", with: "a").utf8)
    let mark = try #require(bytes.lastIndex(of: UInt8(ascii: "?")))
    bytes.replaceSubrange(mark...mark, with: [0xD1, 0xA7, 0xD0, 0xA3])
    let book = try WorkbookReader.read(bytes, fileName: "a.xls")
    #expect(Self.cells(book.sheets[0]) == ["A1=学校"])
  }

  @Test(arguments: [
    ("", data("Number", "12.5"), CellValue.number(12.5)),
    ("", data("Number", "1E-3"), .number(0.001)),
    ("", data("String", " 学 \n校&#10;x "), .text(" 学 \n校\nx ")),
    ("", data("String", "0012"), .text("0012")),
    ("", data("Boolean", "1"), .boolean(true)),
    ("", data("Boolean", "0"), .boolean(false)),
    ("", data("Error", "#DIV/0!"), .error("#DIV/0!")),
    ("", data("Number", "abc"), .text("abc")),
    ("", data("DateTime", "2023-99-99T00:00:00.000"), .text("2023-99-99T00:00:00.000")),
    ("", data("Zzz", "x"), .text("x")),
    ("", "<Data>x</Data>", .text("x")),
    ("", "<ss:Data ss:Type=\"String\"><B>a<Font>b</Font></B>c</ss:Data>", .text("abc")),
    ("", "<Comment><ss:Data>x</ss:Data></Comment>" + data("Number", "1"), .number(1)),
    ("", data("String", "a") + "<PhoneticText>x</PhoneticText><NamedCell/>", .text("a")),
    ("ss:StyleID=\"n\"", data("Number", "45536"), .number(45_536)),
    (
      "ss:StyleID=\"d\"", data("Number", "45536"),
      .date(SpreadsheetDate(serial: 45_536, kind: .date))
    ),
    (
      "ss:StyleID=\"d2\"", data("Number", "45536"),
      .date(SpreadsheetDate(serial: 45_536, kind: .date))
    ),
  ])
  func `a cell has the value of its type`(
    attributes: String, content: String, value: CellValue
  ) throws {
    let sheet = try Self.rows("<Row><Cell \(attributes)>\(content)</Cell></Row>")
    #expect(sheet.rows.flatMap(\.cells) == [Cell(column: 1, value: value)])
  }

  @Test(arguments: [
    ("", "2024-09-01T08:30:00.000", "2024-09-01T08:30:00"),
    ("", "2024-09-01T00:00:00.000", "2024-09-01T00:00:00"), ("", "2024-09-01", "2024-09-01"),
    ("", "1899-12-31T08:30:00.000", "08:30:00"),
    ("ss:StyleID=\"s\"", "1900-01-01T12:00:00.000", "36:00:00"),
    ("", "1900-01-01T12:00:00.000", "1900-01-01T12:00:00"),
  ])
  func `dates and times are ISO 8601`(style: String, written: String, shown: String) throws {
    let sheet = try Self.rows(
      "<Row><Cell \(style)>\(Self.data("DateTime", written))</Cell></Row>")
    #expect(Self.cells(sheet) == ["A1=\(shown)"])
  }

  @Test func `places, spans and merges are followed`() throws {
    let cell = { (attributes: String) in
      "<Cell \(attributes)>\(Self.data("String", "x"))</Cell>"
    }
    let sheet = try Self.rows(
      "<Row ss:Index=\"3\">\(cell("ss:Index=\"2\" ss:MergeAcross=\"2\" ss:MergeDown=\"1\""))"
        + "\(cell(""))</Row><Row ss:Span=\"4\"/><Row>\(cell(""))</Row>")
    #expect(Self.cells(sheet) == ["B3=x", "E3=x", "A9=x"])
    #expect(sheet.info.merges.map(\.description) == ["B3:D4"])
  }

  @Test(arguments: [
    ("ss:Formula=\"=R1C2\"", data("Number", "0"), FormulaState.cached, CellValue.number(0)),
    ("ss:Formula=\"=R1C2\"", "", .uncached, .blank),
    ("ss:Formula=\"=R1C2\"", data("String", ""), .cached, .text("")),
  ])
  func `a formula has a result or none`(
    attributes: String, content: String, state: FormulaState, value: CellValue
  ) throws {
    let sheet = try Self.rows("<Row><Cell \(attributes)>\(content)</Cell></Row>")
    #expect(sheet.rows.flatMap(\.cells) == [Cell(column: 1, value: value, formula: state)])
  }

  @Test func `cells out of order are put right, and twice given ones told`() throws {
    let cell = { (index: Int, text: String) in
      "<Cell ss:Index=\"\(index)\">\(Self.data("String", text))</Cell>"
    }
    let book = try Self.read(
      Self.document(
        Self.sheet(
          "<Row ss:Index=\"5\">\(cell(2, "b"))\(cell(1, "a"))\(cell(2, "c"))</Row>"
            + "<Row ss:Index=\"4\">\(cell(1, "x"))</Row><Row ss:Index=\"4\">\(cell(1, "y"))</Row>"))
    )
    #expect(Self.cells(book.sheets[0]) == ["A4=y", "A5=a", "B5=c"])
    #expect(book.warnings.count == 2)
  }

  @Test(arguments: ["-1", "0", "x", "99999999999"])
  func `a place that is no number is the next one, and told`(index: String) throws {
    let book = try Self.read(
      Self.document(
        Self.sheet("<Row><Cell ss:Index=\"\(index)\">\(Self.data("String", "x"))</Cell></Row>")))
    #expect(Self.cells(book.sheets[0]) == ["A1=x"])
    #expect(book.warnings.count == 1)
  }

  @Test(arguments: [
    ("<Row ss:Index=\"1048577\"/>", IngestError.Kind.overLimit(.rows, 1_048_576)),
    ("<Row><Cell ss:Index=\"16385\"/></Row>", .overLimit(.columns, 16_384)),
    (
      "<Row><Cell ss:MergeAcross=\"2147483647\"/><Cell/></Row>", .overLimit(.columns, 16_384)
    ),
    ("<Row ss:Span=\"2147483647\"/><Row/>", .overLimit(.rows, 1_048_576)),
  ])
  func `a place beyond the sheet is refused`(rows: String, kind: IngestError.Kind) {
    #expect {
      try Self.rows(rows)
    } throws: { error in
      (error as? IngestError)?.kind == kind
    }
  }

  @Test func `a huge merge ends with the sheet`() throws {
    let sheet = try Self.rows(
      "<Row><Cell ss:MergeAcross=\"2147483647\" ss:MergeDown=\"2147483647\"/></Row>")
    #expect(sheet.info.merges.map(\.description) == ["A1:XFD1048576"])
  }

  @Test func `a document type is refused`() {
    let text = Self.document("", declaration: "<?xml version=\"1.0\"?><!DOCTYPE a>")
    #expect {
      try Self.read(text)
    } throws: { error in
      (error as? IngestError)?.kind == .corrupt
    }
  }

  @Test func `every beginning of a document but the whole is an error`() throws {
    let text = Self.document(
      Self.sheet("<Row><Cell ss:StyleID=\"d\">\(Self.data("Number", "1"))</Cell></Row>"))
    let bytes = Array(text.utf8)
    for length in 130..<bytes.count {
      #expect(throws: IngestError.self) {
        try WorkbookReader.read(Array(bytes.prefix(length)), fileName: "a.xls")
      }
    }
    #expect(try Self.read(text).sheets.count == 1)
  }
}
