// SPDX-License-Identifier: Apache-2.0
// XLSSheetRowsTests: rows and merged ranges of one sheet of .xls.

import DataModel
import FileFormats
import Ingest
import TestSupport
import Testing

@Suite struct XLSSheetRowsTests {
  private static func book(
    _ records: [[UInt8]], hasEnd: Bool = true
  ) throws(IngestError) -> Workbook {
    var builder = BIFFBuilder()
    builder.addSheet("表", records, hasEnd: hasEnd)
    return try WorkbookReader.read(builder.file(), fileName: "a.xls")
  }

  @Test func `cells in any order come by row and column`() throws {
    let places = [(5, 1), (0, 3), (0, 1), (5, 0), (2, 2)]
    let book = try Self.book(places.map { BIFFBuilder.number($0.0, $0.1, Double($0.0)) })
    let found = book.sheets[0].rows.flatMap { row in row.cells.map { [row.number, $0.column] } }
    #expect(found == [[1, 2], [1, 4], [3, 3], [6, 1], [6, 2]])
    #expect(book.warnings.isEmpty)
  }

  @Test func `rows whose cells come in turns are put together at once`() throws {
    let count = 600
    let records = (0..<count).map { BIFFBuilder.number($0 % 2, $0 / 2, Double($0)) }
    let book = try Self.book(records)
    #expect(book.sheets[0].rows.map(\.cells.count) == [count / 2, count / 2])
    #expect(book.sheets[0].rows[1].cells[7].value == .number(15))
  }

  @Test func `of two cells in one place the later one counts, and it is said`() throws {
    let book = try Self.book([BIFFBuilder.number(0, 0, 1), BIFFBuilder.number(0, 0, 2)])
    #expect(book.sheets[0].rows[0].cells.map(\.value) == [.number(2)])
    #expect(book.warnings.count == 1)
  }

  @Test func `merged ranges are gathered from all their records`() throws {
    let merge = { (count: UInt8, ranges: [UInt8]) in
      BIFFBuilder.record(0xE5, [count, 0] + ranges.flatMap { [$0, 0] })
    }
    let book = try Self.book([
      merge(2, [0, 1, 0, 0, 3, 3, 1, 2]), BIFFBuilder.number(0, 0, 1), merge(1, [9, 9, 0, 4]),
      // More ranges are promised than there are.
      merge(9, [7, 8, 0, 0]), merge(1, []), BIFFBuilder.record(0xE5, []),
    ])
    #expect(
      book.sheets[0].info.merges.map(\.description) == ["A1:A2", "B4:C4", "A10:E10", "A8:A9"])
  }

  /// A row's record: its number from zero and its flags.
  private static func row(_ number: Int, _ flags: Int) -> [UInt8] {
    BIFFBuilder.record(
      0x208,
      BIFFBuilder.number16(number) + [UInt8](repeating: 0, count: 10)
        + BIFFBuilder.number16(flags) + [0, 0])
  }

  @Test func `hidden lines and rows without cells are told`() throws {
    let columns = { (first: Int, last: Int, flags: Int) in
      BIFFBuilder.record(
        0x7D, [first, last, 0, 0, flags].flatMap { BIFFBuilder.number16($0) })
    }
    let blanks = BIFFBuilder.record(
      0xBE, BIFFBuilder.head(4, 0) + BIFFBuilder.number16(0) + BIFFBuilder.number16(1))
    let layout = try Self.book([
      columns(0, 1, 0), columns(2, 3, 1), columns(250, 256, 1), columns(9, 8, 1),
      Self.row(0, 0x20), Self.row(1, 0), Self.row(4, 0x120), BIFFBuilder.record(0x208, [1]),
      BIFFBuilder.number(0, 0, 1), blanks, BIFFBuilder.record(0x201, BIFFBuilder.head(1, 7)),
    ]).sheets[0].info.layout
    #expect(layout.hiddenColumns.runs == [3...4, 251...257])
    #expect(layout.hiddenRows.runs == [1...1, 5...5])
    #expect(layout.emptyRowCount == 2)
    #expect(layout.emptyCellCount == 3)
  }

  @Test func `a comment's text is found by its number, over continuations`() throws {
    let object = { (number: Int, kind: Int) in
      BIFFBuilder.record(
        0x5D,
        [0x15, 0x12, kind, number].flatMap { BIFFBuilder.number16($0) }
          + [UInt8](repeating: 0, count: 14))
    }
    let text = { (count: Int, parts: [[UInt8]]) in
      BIFFBuilder.record(
        0x1B6, [UInt8](repeating: 0, count: 10) + BIFFBuilder.number16(count) + [0, 0, 0, 0, 0, 0])
        + parts.flatMap { BIFFBuilder.record(0x3C, $0) }
    }
    let note = { (row: Int, column: Int, number: Int) in
      BIFFBuilder.record(
        0x1C, [row, column, 0, number].flatMap { BIFFBuilder.number16($0) } + [0, 0, 0])
    }
    let comments = try Self.book([
      object(7, 0x19), text(4, [[1] + BIFFBuilder.wide("待查"), [0] + Array("ok".utf8)]),
      object(8, 0x05), text(1, [[0, 0x78]]), object(9, 0x19), text(9, [[0, 0x78]]),
      note(3, 1, 7), note(0, 0, 8), note(0, 1, 9), note(1, 0xFFFF, 7), BIFFBuilder.record(0x1C, []),
    ]).sheets[0].info.layout.comments
    #expect(comments.kept.map(\.place.description) == ["B4", "A1", "B1"])
    #expect(comments.kept.map(\.text) == ["待查ok", "", ""])
    #expect(comments.omitted == 1)
  }

  @Test func `a comment of Excel 5 may go on in further records`() throws {
    var builder = BIFFBuilder()
    builder.isUnicode = false
    let note = { (row: Int, text: String) in
      BIFFBuilder.record(
        0x1C, [row, 0, 6].flatMap { BIFFBuilder.number16($0) } + Array(text.utf8))
    }
    builder.addSheet("s", [note(2, "abc"), note(0xFFFF, "def"), note(5, "x")])
    let book = try WorkbookReader.read(builder.file(), fileName: "a.xls")
    let comments = book.sheets[0].info.layout.comments
    #expect(comments.kept.map(\.text) == ["abcdef", "x"])
    #expect(comments.kept.map(\.place.description) == ["A3", "A6"])
  }

  @Test func `charts within a sheet have no cells`() throws {
    let chart = BIFFBuilder.beginning(content: 0x20) + BIFFBuilder.number(8, 8, 8)
    let end = BIFFBuilder.record(0x0A, [])
    let book = try Self.book([
      BIFFBuilder.number(0, 0, 1), chart, chart, end, end, BIFFBuilder.number(1, 0, 2),
    ])
    #expect(book.sheets[0].rows.map(\.number) == [1, 2])
  }

  @Test func `a missing end mark is told`() throws {
    let book = try Self.book([BIFFBuilder.number(0, 0, 1)], hasEnd: false)
    #expect(book.sheets[0].rows.count == 1)
    #expect(book.warnings.count == 1)
  }

  @Test func `a sheet without its end mark does not reach into the next one`() throws {
    var builder = BIFFBuilder()
    builder.addSheet("一", [BIFFBuilder.number(0, 0, 1)], hasEnd: false)
    builder.addSheet("二", [BIFFBuilder.number(1, 0, 2)])
    let book = try WorkbookReader.read(builder.file(), fileName: "a.xls")
    #expect(book.sheets.map { $0.rows.map(\.number) } == [[1], [2]])
    #expect(book.warnings.count == 1)
  }

  @Test func `a record that is cut off ends in an error`() {
    var builder = BIFFBuilder()
    builder.addSheet("表", [BIFFBuilder.number(0, 0, 1)])
    let cut = Array(builder.stream().dropLast(4 + 3))
    let detail = "a record at byte \(cut.count - 15) is cut off"
    #expect(throws: IngestError(.truncated, detail: detail)) {
      try WorkbookReader.read(cut, fileName: "a.xls")
    }
  }

  @Test func `unknown records are passed over`() throws {
    let odd = [0x0000, 0x1234, 0xFFFF].map { BIFFBuilder.record($0, [1, 2, 3]) }
    #expect(try Self.book(odd + [BIFFBuilder.number(0, 0, 1)]).sheets[0].rows.count == 1)
  }

  @Test func `a limit on cells holds`() {
    var limits = IngestLimits()
    limits.cells = 2
    limits.cellsOfSmallFile = 2
    var builder = BIFFBuilder()
    builder.addSheet("表", (0..<3).map { BIFFBuilder.number($0, 0, 1) })
    #expect(throws: IngestError(.overLimit(.cells, 2))) {
      try WorkbookReader.read(builder.file(), fileName: "a.xls", limits: limits)
    }
  }
}
