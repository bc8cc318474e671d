// SPDX-License-Identifier: Apache-2.0
// BinaryWorksheetPartTests: the cells of a binary worksheet, one by one and in odd order.

import DataModel
import Ingest
import Testing

@Suite struct BinaryWorksheetPartTests {
  private typealias Builder = BinaryWorkbookBuilder

  private static func read(
    _ rows: [UInt8], after: [UInt8] = []
  ) throws(IngestError) -> Workbook {
    try WorkbookReader.read(Builder(rows: rows, after: after).bytes(), fileName: "a.xlsb")
  }

  @Test(arguments: [
    (2, Builder.number32(7 << 2 | 2), CellValue.number(7)),
    (2, Builder.number32(-5 << 2 | 2), .number(-5)),
    (2, Builder.number32(1234 << 2 | 3), .number(12.34)),
    (2, Builder.number32(0x3FF0_0000), .number(1)),
    (2, Builder.number32(0x3FF0_0001), .number(0.01)),
    (3, [0x2A], .error("#N/A")), (3, [0x07], .error("#DIV/0!")), (3, [0x1D], .error("#NAME?")),
    (4, [1], .boolean(true)), (4, [0], .boolean(false)),
    (5, Builder.double(-0.1), .number(-0.1)),
    (6, Builder.text("一校😀"), .text("一校😀")),
    (6, Builder.text("_x000D_"), .text("_x000D_")),
    (62, [1] + Builder.text("粗体") + Builder.number32(0), .text("粗体")),
  ])
  func `each kind of cell has its value`(type: Int, body: [UInt8], value: CellValue) throws {
    let book = try Self.read(Builder.row(2) + Builder.cell(type, 3, body))
    #expect(book.warnings.isEmpty)
    #expect(
      book.sheets[0].rows == [SheetRow(number: 3, cells: [Cell(column: 4, value: value)])])
  }

  @Test(arguments: [
    (8, Builder.text("甲"), CellValue.text("甲")), (8, Builder.text(""), .text("")),
    (9, Builder.double(2.5), .number(2.5)), (10, [1], .boolean(true)),
    (11, [0x0F], .error("#VALUE!")),
  ])
  func `a formula has its cached result`(type: Int, body: [UInt8], value: CellValue) throws {
    let tail: [UInt8] = [0, 0] + Builder.number32(0) + Builder.number32(0)
    let book = try Self.read(Builder.row(0) + Builder.cell(type, 0, body + tail))
    #expect(
      book.sheets[0].rows[0].cells == [Cell(column: 1, value: value, formula: .cached)])
  }

  @Test func `short cells stand right of the one before, blank ones count`() throws {
    let style = Builder.number32(0)
    let book = try Self.read(
      Builder.row(0) + Builder.cell(5, 1, Builder.double(1)) + Builder.record(12, style)
        + Builder.record(13, style + Builder.number32(9 << 2 | 2))
        + Builder.record(14, style + [0x17]) + Builder.record(15, style + [1])
        + Builder.record(16, style + Builder.double(4))
        + Builder.record(17, style + Builder.text("a")))
    #expect(book.sheets[0].rows[0].cells.map(\.column) == [2, 4, 5, 6, 7, 8])
    #expect(
      book.sheets[0].rows[0].cells.map(\.value)
        == [.number(1), .number(9), .error("#REF!"), .boolean(true), .number(4), .text("a")])
  }

  @Test func `blank cells and rows of them are no cells`() throws {
    let book = try Self.read(
      Builder.row(0) + Builder.cell(1, 0, [], style: 1) + Builder.row(1)
        + Builder.cell(6, 0, Builder.text("")))
    #expect(book.sheets[0].rows.isEmpty)
  }

  @Test func `the phonetic flag is no part of the style`() throws {
    let cell = Builder.cell(5, 0, Builder.double(1), style: 1 << 24)
    let book = try Self.read(Builder.row(0) + cell)
    #expect(book.sheets[0].rows[0].cells[0].value == .number(1))
  }

  @Test func `cells and rows out of order are put in order, the later cell counts`() throws {
    func number(_ column: Int, _ value: Double) -> [UInt8] {
      Builder.cell(5, column, Builder.double(value))
    }
    let book = try Self.read(
      Builder.row(5) + number(2, 1) + number(0, 2) + number(2, 3) + Builder.row(1) + number(0, 4))
    #expect(book.sheets[0].rows.map(\.number) == [2, 6])
    #expect(
      book.sheets[0].rows[1].cells == [
        Cell(column: 1, value: .number(2)), Cell(column: 3, value: .number(3)),
      ])
    #expect(book.warnings.count == 1 && book.warnings[0].contains("C6"))
  }

  @Test func `what is lost is said`() throws {
    let half: [UInt8] = Builder.number32(1) + [0x00, 0xD8]
    let book = try Self.read(
      Builder.row(0) + Builder.cell(3, 0, [0x99]) + Builder.cell(5, 1, Builder.double(.nan))
        + Builder.cell(6, 2, half) + Builder.cell(7, 3, Builder.number32(-1)))
    #expect(
      book.sheets[0].rows[0].cells.map(\.value) == [
        .error("#VALUE!"), .error("#NUM!"), .text("\u{FFFD}"), .error("#REF!"),
      ])
    #expect(book.warnings.count == 4)
  }

  @Test func `the corners of a sheet are places`() throws {
    let book = try Self.read(
      Builder.row(1_048_575) + Builder.cell(5, 16_383, Builder.double(2)),
      after: Builder.merge(0...1_048_575, 0...16_383) + Builder.merge(0...1_048_576, 0...0))
    #expect(book.sheets[0].rows[0].number == 1_048_576)
    #expect(book.sheets[0].rows[0].cells[0].column == 16_384)
    #expect(book.sheets[0].info.merges.map(\.description) == ["A1:XFD1048576"])
    #expect(book.warnings.count == 1)
  }

  @Test(arguments: [
    Builder.row(1_048_576), Builder.row(-1),
    Builder.row(0) + Builder.cell(5, 16_384, Builder.double(1)),
    Builder.row(0) + Builder.cell(5, -1, Builder.double(1)),
    Builder.cell(5, 0, Builder.double(1)), Builder.row(0) + Builder.cell(5, 0, [1, 2]),
    Builder.row(0) + Builder.cell(6, 0, Builder.number32(5) + [0x41, 0]),
    Builder.row(0) + Builder.cell(6, 0, Builder.number32(-2)),
    Builder.row(0) + Builder.cell(6, 0, Builder.number32(0x7FFF_FFFF)),
    Builder.record(0, [1]), Builder.row(0) + Builder.record(5, [0]),
  ])
  func `a place or a length that cannot be is an error`(rows: [UInt8]) {
    #expect(throws: IngestError.self) { try Self.read(rows) }
  }

  @Test func `cells outside the table are no cells`() throws {
    let stray = Builder.row(0) + Builder.cell(5, 0, Builder.double(1))
    #expect(try Self.read([], after: stray).sheets[0].rows.isEmpty)
  }

  @Test func `unknown records of any size are passed`() throws {
    let unknown = Builder.record(3000, Array(repeating: 0x91, count: 300_000))
    let book = try Self.read(
      unknown + Builder.row(0) + unknown + Builder.cell(5, 0, Builder.double(1)) + unknown)
    #expect(book.sheets[0].rows.map(\.cells) == [[Cell(column: 1, value: .number(1))]])
  }

  @Test(arguments: [
    [0x05, 0xFF, 0xFF, 0xFF, 0x7F], [0xB8, 0x17, 0xFF, 0xFF, 0xFF, 0x7F], [0x05, 0x80], [0x85],
  ])
  func `a record larger than its part is an error`(header: [UInt8]) {
    var builder = Builder()
    builder.tabs[0].part = Builder.record(129) + Builder.record(145) + Builder.row(0) + header
    #expect(throws: IngestError.self) {
      try WorkbookReader.read(builder.bytes(), fileName: "a.xlsb")
    }
  }

  @Test func `a sheet larger than the pieces it arrives in is whole`() throws {
    var rows: [UInt8] = []
    for index in 0..<20_000 {
      rows +=
        Builder.row(index) + Builder.cell(2, 0, Builder.number32((index + 1) << 2 | 2))
        + Builder.cell(6, 1, Builder.text("第\(index + 1)校"))
    }
    let book = try Self.read(rows)
    #expect(book.sheets[0].rows.count == 20_000)
    let wrong = book.sheets[0].rows.enumerated().first { offset, row in
      row.number != offset + 1
        || row.cells != [
          Cell(column: 1, value: .number(Double(offset + 1))),
          Cell(column: 2, value: .text("第\(offset + 1)校")),
        ]
    }
    #expect(wrong == nil)
  }
}
