// SPDX-License-Identifier: Apache-2.0
// WorksheetPartTests: every form of a cell and row, by the fast way and by the general one.

import DataModel
import Ingest
import TestSupport
import Testing

@Suite struct WorksheetPartTests {
  private static let strings = [
    "<si><t>甲</t></si>", "<si><t/></si>",
    "<si><r><rPr><b/></rPr><t>乙</t></r><r><t xml:space=\"preserve\"> 丙</t></r>"
      + "<rPh sb=\"0\" eb=\"1\"><t>yi</t></rPh><phoneticPr fontId=\"1\"/></si>",
    "<si><t>_x0041_\n_x005F_x0042_ &amp; &#x4e01;</t></si>",
  ]

  private static func read(_ rows: String, after: String = "") throws -> Workbook {
    var builder = WorkbookBuilder()
    builder.sharedStrings = strings
    builder.addSheet("表", sheetData: rows, after: after)
    return try WorkbookReader.read(builder.bytes(), fileName: "a.xlsx")
  }

  /// The same rows with a prefix on every element, which the fast way does not take.
  private static func prefixed(_ rows: String) -> String {
    var result = ""
    var rest = rows[...]
    while let mark = rest.firstIndex(of: "<") {
      result += rest[..<mark] + "<"
      rest = rest[rest.index(after: mark)...]
      if rest.hasPrefix("/") {
        result += "/"
        rest = rest.dropFirst()
      }
      if !rest.hasPrefix("!"), !rest.hasPrefix("x>") { result += "x:" }
    }
    return result + rest
  }

  private static func readPrefixed(_ rows: String) throws -> Workbook {
    var builder = WorkbookBuilder()
    builder.sharedStrings = strings
    builder.addSheet(
      "表",
      xml: "<x:worksheet xmlns:x=\"\(WorkbookBuilder.mainNamespace)\"><x:sheetData>"
        + prefixed(rows) + "</x:sheetData></x:worksheet>")
    return try WorkbookReader.read(builder.bytes(), fileName: "a.xlsx")
  }

  private static let cells: [(xml: String, value: CellValue?, formula: FormulaState)] = [
    ("<c r=\"A1\"><v>12</v></c>", .number(12), .constant),
    ("<c r=\"A1\" t=\"n\"><v>-0.5</v></c>", .number(-0.5), .constant),
    ("<c r=\"A1\"><v>1.5E+3</v></c>", .number(1500), .constant),
    ("<c r=\"A1\"><v>0.1</v></c>", .number(0.1), .constant),
    ("<c r=\"A1\"><v>123456789012345678</v></c>", .number(123_456_789_012_345_680), .constant),
    ("<c r=\"A1\"><v>0.30000000000000004</v></c>", .number(0.1 + 0.2), .constant),
    ("<c r=\"A1\"><v> 7 </v></c>", .number(7), .constant),
    ("<c r=\"A1\"><v>5e-324</v></c>", .number(.leastNonzeroMagnitude), .constant),
    ("<c r=\"A1\"><v>1.7976931348623157E308</v></c>", .number(.greatestFiniteMagnitude), .constant),
    ("<c r=\"A1\"><v>NaN</v></c>", .text("NaN"), .constant),
    ("<c r=\"A1\"><v>1e999</v></c>", .text("1e999"), .constant),
    ("<c r=\"A1\"><v>0x10</v></c>", .text("0x10"), .constant),
    ("<c r=\"A1\"><v>1_000</v></c>", .text("1_000"), .constant),
    ("<c r=\"A1\"><v>--1</v></c>", .text("--1"), .constant),
    ("<c r=\"A1\"><v>-</v></c>", .text("-"), .constant),
    ("<c r=\"A1\"><v></v></c>", nil, .constant),
    ("<c r=\"A1\"><v/></c>", nil, .constant),
    ("<c r=\"A1\"/>", nil, .constant),
    ("<c r=\"A1\" s=\"1\"/>", nil, .constant),
    ("<c r=\"A1\" s=\"1\"></c>", nil, .constant),
    ("<c><v>3</v></c>", .number(3), .constant),
    ("<c r=\"\"><v>3</v></c>", .number(3), .constant),
    ("<c r=\"a1\"><v>3</v></c>", .number(3), .constant),
    ("<c r='A1'><v>3</v></c>", .number(3), .constant),
    ("<c\n r=\"A1\" ><v>3</v></c>", .number(3), .constant),
    ("<c r=\"A1\">\n <v>3</v>\n</c>", .number(3), .constant),
    ("<c r=\"A1\" cm=\"1\" vm=\"2\"><v>3</v></c>", .number(3), .constant),
    ("<c r=\"A1\" t=\"s\"><v>0</v></c>", .text("甲"), .constant),
    ("<c r=\"A1\" t=\"s\"><v>1</v></c>", nil, .constant),
    ("<c r=\"A1\" t=\"s\"><v>2</v></c>", .text("乙 丙"), .constant),
    ("<c r=\"A1\" t=\"s\"><v>3</v></c>", .text("A\n_x0042_ & 丁"), .constant),
    ("<c r=\"A1\" t=\"s\"><v>4</v></c>", .error("#REF!"), .constant),
    ("<c r=\"A1\" t=\"s\"><v>-1</v></c>", .error("#REF!"), .constant),
    ("<c r=\"A1\" t=\"s\"><v>2147483648</v></c>", .error("#REF!"), .constant),
    ("<c r=\"A1\" t=\"s\"><v>99999999999999999999</v></c>", .error("#REF!"), .constant),
    ("<c r=\"A1\" t=\"str\"><v>文 本</v></c>", .text("文 本"), .constant),
    ("<c r=\"A1\" t=\"str\"><v>  </v></c>", .text("  "), .constant),
    ("<c r=\"A1\" t=\"str\"><v>a&lt;b</v></c>", .text("a<b"), .constant),
    ("<c r=\"A1\" t=\"str\"><v>a\r\nb</v></c>", .text("a\nb"), .constant),
    ("<c r=\"A1\" t=\"str\"><v>_xD842__xDFB7_</v></c>", .text("𠮷"), .constant),
    ("<c r=\"A1\" t=\"str\"><v>a_b</v></c>", .text("a_b"), .constant),
    ("<c r=\"A1\" t=\"str\"><v><![CDATA[<x>]]></v></c>", .text("<x>"), .constant),
    ("<c r=\"A1\" t=\"inlineStr\"><is><t>内联</t></is></c>", .text("内联"), .constant),
    (
      "<c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> x </t></is></c>", .text(" x "),
      .constant
    ),
    (
      "<c r=\"A1\" t=\"inlineStr\"><is><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r>"
        + "<rPh><t>z</t></rPh></is></c>", .text("ab"), .constant
    ),
    ("<c r=\"A1\" t=\"inlineStr\"><v>x</v></c>", .text("x"), .constant),
    ("<c r=\"A1\" t=\"inlineStr\"><is><t></t></is></c>", nil, .constant),
    ("<c r=\"A1\" t=\"b\"><v>1</v></c>", .boolean(true), .constant),
    ("<c r=\"A1\" t=\"b\"><v>0</v></c>", .boolean(false), .constant),
    ("<c r=\"A1\" t=\"b\"><v>true</v></c>", .boolean(true), .constant),
    ("<c r=\"A1\" t=\"b\"><v>maybe</v></c>", .text("maybe"), .constant),
    ("<c r=\"A1\" t=\"e\"><v>#DIV/0!</v></c>", .error("#DIV/0!"), .constant),
    ("<c r=\"A1\" t=\"?\"><v>x</v></c>", .text("x"), .constant),
    ("<c r=\"A1\"><f>1+1</f><v>2</v></c>", .number(2), .cached),
    ("<c r=\"A1\"><f>1+1</f></c>", .blank, .uncached),
    ("<c r=\"A1\"><f>1+1</f><v></v></c>", .blank, .uncached),
    ("<c r=\"A1\"><f>1+1</f><v/></c>", .blank, .uncached),
    ("<c r=\"A1\"><f t=\"shared\" si=\"0\"/><v>2</v></c>", .number(2), .cached),
    (
      "<c r=\"A1\"><f t=\"array\" ref=\"A1:B2\" x=\"&gt;>\">A&amp;B</f><v>2</v></c>", .number(2),
      .cached
    ),
    ("<c r=\"A1\" t=\"str\"><f>\"\"</f><v></v></c>", .text(""), .cached),
    ("<c r=\"A1\" t=\"str\"><f>A2</f><v>好</v></c>", .text("好"), .cached),
    ("<c r=\"A1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", .error("#DIV/0!"), .cached),
    ("<c r=\"A1\"><foo/><v>2</v></c>", .number(2), .constant),
    ("<c r=\"A1\"><v>2</v><extLst><ext><v>3</v></ext></extLst></c>", .number(2), .constant),
  ]

  @Test(arguments: cells)
  func `a cell is this value`(xml: String, value: CellValue?, formula: FormulaState) throws {
    // The neighbours show that the reader is in step before and after.
    let rows =
      "<row r=\"1\">\(xml)<c r=\"B1\"><v>1</v></c></row><row r=\"2\">"
      + "<c r=\"A2\"><v>2</v></c></row>"
    let expected = value.map { [Cell(column: 1, value: $0, formula: formula)] } ?? []
    for book in [try Self.read(rows), try Self.readPrefixed(rows)] {
      let found = book.sheets[0].rows
      #expect(found.count == 2)
      #expect(found[0].cells == expected + [Cell(column: 2, value: .number(1))])
      #expect(found[1] == SheetRow(number: 2, cells: [Cell(column: 1, value: .number(2))]))
    }
  }

  @Test(arguments: [
    ("2024-09-01", "2024-09-01"), ("2024-09-01T08:30:00", "2024-09-01T08:30:00"),
    ("2024-09-01T08:30:00Z", "2024-09-01T08:30:00"), ("08:30:00", "08:30:00"),
    ("1900-01-01", "1900-01-01"), ("1900-03-01", "1900-03-01"), ("later", "later"),
    ("2024-02-30", "2024-02-30"), ("9999-12-31T23:59:59.5", "9999-12-31T23:59:59.500"),
  ])
  func `an ISO date is a date`(text: String, expected: String) throws {
    let book = try Self.read("<row><c t=\"d\"><v>\(text)</v></c></row>")
    #expect(book.sheets[0].rows[0].cells[0].value.rawText == expected)
  }

  @Test func `rows and cells without numbers follow each other`() throws {
    let book = try Self.read(
      "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r=\"5\"><c r=\"C5\"><v>4</v></c>"
        + "<c><v>5</v></c></row><row><c><v>6</v></c></row>")
    #expect(book.sheets[0].rows.map(\.number) == [1, 5, 6])
    #expect(book.sheets[0].rows.map { $0.cells.map(\.column) } == [[1, 3], [3, 4], [1]])
    #expect(book.warnings.isEmpty)
  }

  @Test func `cells and rows out of order are put right`() throws {
    let book = try Self.read(
      "<row r=\"3\"><c r=\"C3\"><v>3</v></c><c r=\"A3\"><v>1</v></c></row>"
        + "<row r=\"1\"><c r=\"A1\"><v>9</v></c></row>")
    #expect(book.sheets[0].rows.map(\.number) == [1, 3])
    #expect(book.sheets[0].rows[1].cells.map(\.value) == [.number(1), .number(3)])
    #expect(book.warnings.isEmpty)
  }

  @Test func `of cells given twice the later counts and a warning says so`() throws {
    let book = try Self.read(
      "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>"
        + "<row r=\"2\"><c r=\"B2\"><v>3</v></c></row><row r=\"2\"><c r=\"B2\"><v>4</v></c></row>")
    #expect(book.sheets[0].rows.map { $0.cells.map(\.value) } == [[.number(2)], [.number(4)]])
    #expect(book.warnings.count == 2)
    #expect(book.warnings[0].contains("A1"))
    #expect(book.warnings[1].contains("B2"))
  }

  @Test func `a cell that names another row goes there with a warning`() throws {
    let book = try Self.read(
      "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\"><v>3</v></c></row>")
    #expect(book.sheets[0].rows.map(\.number) == [2, 3])
    #expect(book.warnings.count == 1)
  }

  @Test(arguments: [
    "<row r=\"0\"><c/></row>", "<row r=\"1048577\"><c/></row>", "<row r=\"x\"><c/></row>",
    "<row r=\"1\"><c r=\"XFE1\"/></row>", "<row r=\"1\"><c r=\"1A\"/></row>",
    "<row r=\"1\"><c r=\"A\"/></row>", "<row r=\"1\"><c r=\"A0\"/></row>",
    "<row r=\"1\"><c r=\"ZZZZZZ2\"/></row>", "<row r=\"1\"><c r=\"甲2\"/></row>",
    "<row r=\"1\"><c r=\"A99999999999\"/></row>",
  ])
  func `a place that is not on a sheet is an error`(rows: String) {
    #expect(throws: IngestError.self) { try Self.read(rows) }
  }

  @Test func `the corners of a sheet are places`() throws {
    let book = try Self.read(
      "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
        + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>")
    #expect(book.sheets[0].rows[1].number == 1_048_576)
    #expect(book.sheets[0].rows[1].cells[0].column == 16_384)
  }

  @Test func `merged ranges after the rows are read`() throws {
    let book = try Self.read(
      "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
      after: "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"$B$2:A3\"/>"
        + "<mergeCell ref=\"?\"/></mergeCells>")
    #expect(book.sheets[0].info.merges.map(\.description) == ["A1:C1", "A2:B3"])
    #expect(book.warnings.count == 1)
  }

  @Test func `rows inside other elements are no rows`() throws {
    let book = try Self.read(
      "", after: "<extLst><ext><sheetData><row><c><v>1</v></c></row></sheetData></ext></extLst>")
    #expect(book.sheets[0].rows.isEmpty)
  }

  @Test func `what is lost is said`() throws {
    let book = try Self.read(
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c><c r=\"B1\"><f>1</f></c>"
        + "<c r=\"C1\"><v>x</v></c><c r=\"D1\" t=\"str\"><v>&nbsp;</v></c></row>")
    #expect(book.warnings.count == 4)
    #expect(book.warnings.contains { $0.contains("A1") })
  }

  @Test func `white space between rows without numbers shifts nothing`() throws {
    let rows = "\n  <row>\n <c t=\"inlineStr\"><is><t>甲&amp;乙</t></is></c>\n</row>\n  "
    let book = try Self.read(String(repeating: rows + "<row/>", count: 3))
    #expect(book.sheets[0].rows.map(\.number) == [1, 3, 5])
    #expect(book.sheets[0].rows.allSatisfy { $0.cells == [Cell(column: 1, value: .text("甲&乙"))] })
    #expect(book.sheets[0].info.layout.emptyRowCount == 3)
  }

  /// Rows that a scanner in a hurry would read otherwise.
  private static let traps = [
    "<foo><row r=\"3\"><c r=\"A3\"><v>1</v></c></row></foo><row r=\"4\"><c><v>2</v></c></row>",
    "<row r=\"1\"><c r=\"A1\" r=\"B1\"><v>1</v></c></row>",
    "<row r=\"1\"><c r=\"A1\" t=\"s\" t=\"n\"><v>1</v></c></row>",
    "<row r=\"1\" r=\"2\"><c><v>1</v></c></row>",
    "<row r=\"1\" hidden=\"1\" hidden=\"0\"><c><v>1</v></c></row>",
    "<row r=\"1\" hidden=\"10\"><c><v>1</v></c></row>",
    "<row r=\"1\" hidden=\"tx\"><c><v>1</v></c></row>",
    "<row r=\"1\" hidden=\"on\"><c><v>1</v></c></row>",
    "<row r=\"1\" hidder=\"1\"><c><v>1</v></c></row>",
    "<row r=\"1\"><c r=\"A1\"><v>\u{1}1</v></c><c r=\"B1\"><v>1\u{2}</v></c></row>",
    "<row r=\"1\"><c r=\"A1\"><v>\n1.5 </v></c></row>",
    "<row x:=\"1\"><c><v>1</v></c></row>",
    "<row r=\"1\"><c r=\"A1\"><f x:=\"1\"/><v>1</v></c></row>",
    "<row r=\"1\"><c r=\"ZZ1\"><v>1</v></c><c r=\"IX1\"><v>2</v></c><c r=\"ZZ1\"><v>3</v></c></row>",
    "<row r=\"1\"><c r=\"C1\"><v>1</v></c><c r=\"B1\"><v>2</v></c><c r=\"C1\"><v>3</v></c></row>",
    "<row r=\"1\"><c r=\"A5\"><v>1</v></c><c r=\"A5\"><v>2</v></c><c r=\"B5\" t=\"s\"><v>0</v></c></row>",
  ]

  @Test(arguments: traps)
  func `the fast way decides as the general one`(rows: String) throws {
    let fast = Result { try Self.read(rows) }
    let general = Result { try Self.readPrefixed(rows) }
    #expect((try? fast.get()) == (try? general.get()))
  }

  @Test func `of cells given twice the later counts, wherever they stand`() throws {
    let far = try Self.read(Self.traps[13])
    #expect(far.sheets[0].rows[0].cells.map(\.column) == [258, 702])
    #expect(far.sheets[0].rows[0].cells.map(\.value) == [.number(2), .number(3)])
    #expect(far.warnings.contains { $0.contains("ZZ1") })
    let elsewhere = try Self.read(Self.traps[15])
    #expect(elsewhere.sheets[0].rows.map(\.number) == [5])
    #expect(elsewhere.sheets[0].rows[0].cells.map(\.value) == [.number(2), .text("甲")])
  }

  @Test func `two hundred thousand repetitions of one far cell take no time`() throws {
    let row = (257...2_000).map { "<c r=\"\(CellReference.letters(ofColumn: $0))1\"><v>1</v></c>" }
      .joined()
    let book = try Self.read(
      "<row r=\"1\">" + row + String(repeating: "<c r=\"IW1\"><v>2</v></c>", count: 200_000)
        + "</row>")
    #expect(book.sheets[0].rows[0].cells.count == 1_744)
    #expect(book.sheets[0].rows[0].cells[0].value == .number(2))
  }

  @Test(arguments: [
    "<f t si=\"0\"/>", "<f t=\"shared/>", "<f t=\"a\"\"b\">1</f>", "<f <>1</f>",
  ])
  func `a damaged formula tag is no less damaged in a usual cell`(formula: String) throws {
    let rows = "<row r=\"1\"><c r=\"A1\">\(formula)<v>1</v></c></row>"
    #expect(throws: IngestError.self) { try Self.read(rows) }
    #expect(throws: IngestError.self) { try Self.readPrefixed(rows) }
  }

  @Test func `hidden rows that hold cells are told, by either way`() throws {
    let rows =
      "<row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>1</v></c></row><row r=\"3\" hidden=\"true\">"
      + "<c r=\"A3\"><v>1</v></c></row><row r=\"4\" hidden=\"0\"><c r=\"A4\"><v>1</v></c></row>"
      + "<row r=\"6\" ht=\"15\" hidden=\"1\"/>"
    for book in [try Self.read(rows), try Self.readPrefixed(rows)] {
      #expect(book.sheets[0].info.layout.hiddenRows.runs == [2...3])
      #expect(book.sheets[0].info.layout.emptyRowCount == 1)
    }
  }

  @Test func `a sheet larger than the pieces it arrives in is whole`() throws {
    var rows = ""
    for number in 1...20_000 {
      rows +=
        "<row r=\"\(number)\"><c r=\"A\(number)\"><v>\(number)</v></c>"
        + "<c r=\"B\(number)\" t=\"inlineStr\"><is><t>第\(number)校</t></is></c></row>"
    }
    let book = try Self.read(rows)
    #expect(book.sheets[0].rows.count == 20_000)
    for (offset, row) in book.sheets[0].rows.enumerated() {
      let number = offset + 1
      guard
        row.cells == [
          Cell(column: 1, value: .number(Double(number))),
          Cell(column: 2, value: .text("第\(number)校")),
        ]
      else {
        Issue.record("row \(number) is \(row)")
        return
      }
    }
  }
}
