// SPDX-License-Identifier: Apache-2.0
// NumberFormatTests: which formats show dates, seen through whole workbooks.

import DataModel
import Ingest
import TestSupport
import Testing

@Suite struct NumberFormatTests {
  /// The value of a numeric cell whose style has this format.
  private static func value(
    _ number: String, formatCode: String? = nil, id: Int = 164, isDate1904: Bool = false
  ) throws -> CellValue? {
    var builder = WorkbookBuilder()
    builder.isDate1904 = isDate1904
    builder.addSheet("a", sheetData: "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>\(number)</v></c></row>")
    let code = formatCode.map {
      "<numFmts><numFmt numFmtId=\"\(id)\" formatCode=\"\(WorkbookBuilder.escaped($0))\"/>"
        + "</numFmts>"
    }
    builder.setPart(
      "xl/styles.xml",
      "<styleSheet>\(code ?? "")<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
        + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"\(id)\"/></cellXfs></styleSheet>")
    let book = try WorkbookReader.read(builder.bytes(), fileName: "a.xlsx")
    return book.sheets.first?.rows.first?.cells.first?.value
  }

  private static func kind(_ value: CellValue?) -> SpreadsheetDate.Kind? {
    if case .date(let date) = value { return date.kind }
    return nil
  }

  @Test(arguments: [
    ("yyyy-mm-dd", SpreadsheetDate.Kind.date), ("yyyy\"年\"m\"月\"d\"日\";@", .date),
    ("yyyy年m月", .date), ("m/d", .date), ("mmm-yy", .date), ("[$-804]yyyy/m/d", .date),
    ("e\"年\"m\"月\"", .date), ("dddd", .date), ("[Red]yyyy-mm-dd", .date), ("mm", .date),
    ("yyyy-mm-dd hh:mm", .dateTime), ("m/d/yy h:mm AM/PM", .dateTime),
    ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", .date),
    ("h:mm", .dateTime), ("mm:ss.0", .dateTime), ("[h]:mm:ss", .time), ("[mm]:ss", .time),
  ])
  func `these formats show dates or times`(code: String, kind: SpreadsheetDate.Kind) throws {
    #expect(Self.kind(try Self.value("45536.25", formatCode: code)) == kind)
  }

  @Test(arguments: [
    "General", "0.00", "#,##0", "0.00E+00", "##0.0e-0", "[Red]0.00", "[Blue]-0;[Red]0",
    "0\"days\"", "0\\d", "0\\ \\y", "0_d", "*d0", "\"yyyy-mm-dd\"0", "@", "", "0%", "# ?/?",
    "[>=100]0;0.0", "[$¥-804]#,##0.00", "G/通用格式", "0;yyyy", "_(* #,##0_);_(* (#,##0)",
    "General\"元\"", "[$USD] 0", "[Magenta]0", "0.0\"万元\"",
  ])
  func `these formats show numbers`(code: String) throws {
    #expect(try Self.value("45536", formatCode: code) == .number(45_536))
  }

  @Test(arguments: [
    (14, SpreadsheetDate.Kind.date), (17, .date), (18, .dateTime), (22, .dateTime), (27, .date),
    (31, .date), (36, .date), (45, .dateTime), (46, .time), (50, .date), (57, .date), (58, .date),
  ])
  func `formats known by number show dates`(id: Int, kind: SpreadsheetDate.Kind) throws {
    #expect(Self.kind(try Self.value("45536.25", id: id)) == kind)
  }

  @Test(arguments: [0, 1, 4, 9, 13, 23, 37, 40, 48, 49, 59, 163])
  func `formats known by number show numbers`(id: Int) throws {
    #expect(try Self.value("45536", id: id) == .number(45_536))
  }

  @Test(arguments: [
    ("0.354166666666667", "h:mm", "08:30:00"), ("1.5", "[h]:mm", "36:00:00"),
    ("45536", "yyyy-mm-dd", "2024-09-01"), ("45536.5", "yyyy-mm-dd", "2024-09-01T12:00:00"),
    ("45536", "yyyy-mm-dd hh:mm", "2024-09-01T00:00:00"),
    ("-1.2", "yyyy-mm-dd", "1899-12-28T19:12:00"),
    ("2958465", "yyyy-mm-dd", "9999-12-31"),
  ])
  func `dates print like this`(number: String, code: String, expected: String) throws {
    #expect(try Self.value(number, formatCode: code)?.rawText == expected)
  }

  @Test(arguments: ["2958466", "1e300", "-1e300", "-700000"])
  func `a number without a day stays a number`(number: String) throws {
    #expect(
      try Self.value(number, formatCode: "yyyy-mm-dd") == Double(number).map(CellValue.number))
  }

  @Test func `the 1904 system counts from another day`() throws {
    #expect(
      try Self.value("44074", formatCode: "yyyy-mm-dd", isDate1904: true)?.rawText == "2024-09-01")
  }

  @Test func `a style that does not exist is no date`() throws {
    var builder = WorkbookBuilder()
    builder.addSheet("a", sheetData: "<row r=\"1\"><c r=\"A1\" s=\"99\"><v>5</v></c></row>")
    let book = try WorkbookReader.read(builder.bytes(), fileName: "a.xlsx")
    #expect(book.sheets[0].rows[0].cells[0].value == .number(5))
  }
}
