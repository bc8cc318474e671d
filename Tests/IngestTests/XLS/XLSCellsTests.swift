// SPDX-License-Identifier: Apache-2.0
// XLSCellsTests: what each kind of cell record of .xls says.

import DataModel
import Ingest
import TestSupport
import Testing

@Suite struct XLSCellsTests {
  /// Styles: 0 plain, 1 a built-in date, 2 a code of one's own.
  private static let styles =
    BIFFBuilder.record(0x041E, BIFFBuilder.number16(164) + BIFFBuilder.text("[h]:mm"))
    + [0, 14, 164].flatMap { format in
      BIFFBuilder.record(
        0x00E0, [0, 0] + BIFFBuilder.number16(format) + [UInt8](repeating: 0, count: 16))
    }

  private static func read(
    _ records: [[UInt8]], globals: [UInt8] = []
  ) throws(IngestError) -> Workbook {
    var builder = BIFFBuilder()
    builder.globals = styles + globals
    builder.addSheet("表", records)
    return try WorkbookReader.read(builder.file(), fileName: "a.xls")
  }

  private static func cells(_ records: [[UInt8]]) throws(IngestError) -> [Cell] {
    try read(records).sheets.flatMap(\.rows).flatMap(\.cells)
  }

  private static func values(_ records: [[UInt8]]) throws(IngestError) -> [CellValue] {
    try cells(records).map(\.value)
  }

  @Test(arguments: [
    (0x0201, [], CellValue?.none),
    (0x0205, [1, 0], .boolean(true)), (0x0205, [0, 0], .boolean(false)),
    (0x0205, [0x00, 1], .error("#NULL!")), (0x0205, [0x07, 1], .error("#DIV/0!")),
    (0x0205, [0x0F, 1], .error("#VALUE!")), (0x0205, [0x17, 1], .error("#REF!")),
    (0x0205, [0x1D, 1], .error("#NAME?")), (0x0205, [0x24, 1], .error("#NUM!")),
    (0x0205, [0x2A, 1], .error("#N/A")), (0x0205, [0x2B, 1], .error("#GETTING_DATA")),
    (0x0204, BIFFBuilder.text("学校\n"), .text("学校\n")), (0x0204, [0, 0, 0], nil),
    (0x0204, [2, 0, 8, 1, 0, 0x61, 0x62, 0, 0, 1, 0], .text("ab")),
    (0x00D6, BIFFBuilder.text("学") + [0, 0], .text("学")),
    (0x0203, BIFFBuilder.double(-0.25), .number(-0.25)),
    (0x0203, BIFFBuilder.double(.infinity), .error("#NUM!")),
    (0x0203, BIFFBuilder.double(.nan), .error("#NUM!")),
    (0x027E, BIFFBuilder.number32(120 << 2 | 2), .number(120)),
    (0x027E, BIFFBuilder.number32(-7 << 2 | 2), .number(-7)),
    (0x027E, BIFFBuilder.number32(12_345 << 2 | 3), .number(123.45)),
    (0x027E, BIFFBuilder.number32(0x3FF8_0000), .number(1.5)),
    (0x027E, BIFFBuilder.number32(0x4059_0001), .number(1)),
  ])
  func `a record is a cell of its kind`(type: Int, body: [UInt8], value: CellValue?) throws {
    let record = BIFFBuilder.record(type, BIFFBuilder.head(0, 0) + body)
    #expect(try Self.values([record]) == [value].compactMap(\.self))
  }

  @Test(arguments: [
    (0, CellValue.number(1.5)),
    (1, .date(SpreadsheetDate(serial: 1.5, kind: .date))),
    (2, .date(SpreadsheetDate(serial: 1.5, kind: .time))), (3, .number(1.5)),
    (0xFFFF, .number(1.5)),
  ])
  func `the number format of the style decides about dates`(style: Int, value: CellValue) throws {
    #expect(try Self.values([BIFFBuilder.number(0, 0, 1.5, style: style)]) == [value])
  }

  @Test func `dates count from 1904 where the workbook says so`() throws {
    let book = try Self.read(
      [BIFFBuilder.number(0, 0, 0, style: 1)], globals: BIFFBuilder.record(0x22, [1, 0]))
    #expect(book.sheets[0].info.dateSystem == .from1904)
    #expect(book.sheets[0].rows[0].cells[0].value.rawText == "1904-01-01")
  }

  @Test func `one record may hold numbers of several columns`() throws {
    let cell = { (style: Int, number: Int) in
      BIFFBuilder.number16(style) + BIFFBuilder.number32(number << 2 | 2)
    }
    let record = BIFFBuilder.record(
      0xBD,
      BIFFBuilder.number16(4) + BIFFBuilder.number16(2) + cell(0, 5) + cell(1, 1)
        + BIFFBuilder.number16(3))
    let rows = try Self.read([record]).sheets[0].rows
    #expect(rows.map(\.number) == [5])
    #expect(rows[0].cells.map(\.column) == [3, 4])
    #expect(rows[0].cells.map(\.value.rawText) == ["5", "1900-01-01"])
  }

  private static func special(_ kind: UInt8, _ content: UInt8 = 0) -> [UInt8] {
    [kind, 0, content, 0, 0, 0, 0xFF, 0xFF]
  }

  @Test(arguments: [
    (BIFFBuilder.double(0.5), CellValue.number(0.5), FormulaState.cached),
    (special(1, 1), .boolean(true), .cached), (special(2, 7), .error("#DIV/0!"), .cached),
    (special(3), .text(""), .cached), (special(0), .blank, .uncached),
    (special(9), .blank, .uncached),
  ])
  func `a formula has the result that is stored with it`(
    result: [UInt8], value: CellValue, state: FormulaState
  ) throws {
    let book = try Self.read([BIFFBuilder.formula(0, 0, result: result)])
    #expect(book.sheets[0].rows[0].cells == [Cell(column: 1, value: value, formula: state)])
    #expect(book.warnings.isEmpty == (state == .cached))
  }

  @Test func `a text result follows in a record of its own`() throws {
    let records = [
      BIFFBuilder.formula(0, 0, result: Self.special(0)),
      // The formula that several cells share stands between.
      BIFFBuilder.record(0x04BC, [0, 0, 0, 0, 0, 0, 0, 0]),
      BIFFBuilder.record(0x0207, [4, 0, 0] + Array("ab".utf8)),
      BIFFBuilder.record(0x003C, [1] + BIFFBuilder.wide("学校")),
      BIFFBuilder.formula(0, 1, result: Self.special(0)),
      BIFFBuilder.record(0x0207, [0, 0, 0]),
      BIFFBuilder.formula(0, 2, result: Self.special(0)),
      BIFFBuilder.number(0, 3, 1),
      // This one belongs to no formula.
      BIFFBuilder.record(0x0207, [1, 0, 0, 0x61]),
    ]
    #expect(
      try Self.cells(records) == [
        Cell(column: 1, value: .text("ab学校"), formula: .cached),
        Cell(column: 2, value: .text(""), formula: .cached),
        Cell(column: 3, value: .blank, formula: .uncached),
        Cell(column: 4, value: .number(1)),
      ])
  }

  @Test(arguments: [(0, 0.0, true), (2, 0.0, false), (3, 0.0, false), (2, 1.0, true)])
  func `a zero that was never calculated is doubted aloud`(
    flags: Int, result: Double, isSilent: Bool
  ) throws {
    let book = try Self.read([
      BIFFBuilder.formula(0, 0, result: BIFFBuilder.double(result), flags: flags)
    ])
    #expect(book.sheets[0].rows[0].cells[0].value == .number(result))
    #expect(book.warnings.isEmpty == isSilent)
  }

  @Test(arguments: [5, -1])
  func `a shared string that does not exist is an error cell`(index: Int) throws {
    let book = try Self.read([BIFFBuilder.sharedLabel(0, 0, index)])
    #expect(book.sheets[0].rows[0].cells[0].value == .error("#REF!"))
    #expect(book.warnings.count == 1)
  }

  @Test(arguments: [0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x0006], 0..<8)
  func `a record too short for its cell is named and left out`(type: Int, length: Int) throws {
    let content = Array((BIFFBuilder.head(0, 0) + [1, 0, 0]).prefix(length))
    let book = try Self.read([BIFFBuilder.record(type, content), BIFFBuilder.number(1, 0, 7)])
    #expect(book.sheets[0].rows.flatMap(\.cells).map(\.value) == [.number(7)])
    #expect(book.warnings.count == 1)
  }

  @Test(arguments: [16_384, 65_535])
  func `a column beyond the last one is refused`(column: Int) {
    #expect(throws: IngestError.self) { try Self.read([BIFFBuilder.number(0, column, 1)]) }
    let many = BIFFBuilder.record(
      0xBD,
      [0, 0] + BIFFBuilder.number16(16_380)
        + [UInt8](repeating: 0, count: 6 * 10) + [0, 0])
    #expect(throws: IngestError.self) { try Self.read([many]) }
  }
}
