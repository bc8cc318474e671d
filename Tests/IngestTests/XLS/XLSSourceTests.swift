// SPDX-License-Identifier: Apache-2.0
// XLSSourceTests: whole workbooks of old Excel, of every version, odd and damaged.

import DataModel
import FileFormats
import Ingest
import TestSupport
import Testing

@Suite struct XLSSourceTests {
  private static func builder() -> BIFFBuilder {
    var builder = BIFFBuilder()
    builder.globals = BIFFBuilder.sharedStrings(count: 1, [BIFFBuilder.text("学校")])
    builder.addSheet("表一", [BIFFBuilder.sharedLabel(0, 0, 0), BIFFBuilder.number(1, 1, 12)])
    builder.addSheet("字典", [BIFFBuilder.label(0, 0, "x")], visibility: 1)
    builder.addSheet("宏", [], visibility: 2)
    return builder
  }

  @Test(arguments: [3, 4])
  func `a workbook is read with names, order and visibility`(version: Int) throws {
    let book = try WorkbookReader.read(
      Self.builder().file(majorVersion: version), fileName: "a.xls")
    #expect(book.format == "xls" && book.encoding == nil && book.warnings.isEmpty)
    #expect(book.sheets.map(\.info.name) == ["表一", "字典", "宏"])
    #expect(book.sheets.map(\.info.visibility) == [.visible, .hidden, .veryHidden])
    #expect(
      book.sheets[0].rows == [
        SheetRow(number: 1, cells: [Cell(column: 1, value: .text("学校"))]),
        SheetRow(number: 2, cells: [Cell(column: 2, value: .number(12))]),
      ])
  }

  @Test func `the stream alone is a workbook too`() throws {
    let book = try WorkbookReader.read(Self.builder().stream(), fileName: "a.et")
    #expect(book.sheets.map(\.rows.count) == [2, 1, 0])
  }

  @Test func `charts and modules are no sheets, and macros are named`() throws {
    var builder = BIFFBuilder()
    builder.addSheet("图", [], type: 2)
    builder.addSheet("程序", [], type: 6)
    builder.addSheet("宏表", [BIFFBuilder.number(0, 0, 1)], type: 1)
    builder.addSheet("表", [BIFFBuilder.number(0, 0, 1)])
    let book = try WorkbookReader.read(builder.file(), fileName: "a.xls")
    #expect(book.sheets.map(\.info.name) == ["表"])
    #expect(book.warnings == ["Sheet \"宏表\" holds macros and is left out."])
  }

  // MARK: Before Excel 97

  /// A label of Excel 5 in the bytes of a code page.
  private static func label(_ row: Int, _ bytes: [UInt8]) -> [UInt8] {
    BIFFBuilder.record(
      0x0204, BIFFBuilder.head(row, 0) + BIFFBuilder.number16(bytes.count) + bytes)
  }

  @Test(
    arguments: [
      (936, [0xD1, 0xA7, 0xD0, 0xA3], "学校"), (950, [0xBE, 0xC7, 0xAE, 0xD5], "學校"),
      (1252, [0x80, 0x41], "€A"), (32768, [0x8E], "é"),
    ] as [(Int, [UInt8], String)])
  func `texts of Excel 5 are in the code page of the workbook`(
    page: Int, bytes: [UInt8], text: String
  ) throws {
    var builder = BIFFBuilder()
    builder.isUnicode = false
    builder.globals =
      BIFFBuilder.record(0x42, BIFFBuilder.number16(page))
      + BIFFBuilder.record(0x041E, [164, 0, 10] + Array("yyyy-mm-dd".utf8))
      + BIFFBuilder.record(0x00E0, [0, 0, 164, 0] + [UInt8](repeating: 0, count: 12))
    builder.addSheet("Sheet", [Self.label(0, bytes), BIFFBuilder.number(1, 0, 45_536)])
    let book = try WorkbookReader.read(builder.file(), fileName: "a.xls")
    #expect(book.encoding == "CP\(page)")
    #expect(
      book.sheets[0].rows.flatMap(\.cells).map(\.value.rawText) == [text, "2024-09-01"])
  }

  @Test(
    arguments: [
      ([[0xD1, 0xA7, 0xD0, 0xA3], [0x41, 0xC4, 0xD0]], ["学校", "A男"], "CP936"),
      ([[0x63, 0xE9], [0xC7, 0xC3, 0x4F]], ["cé", "ÇÃO"], "CP1252"),
      ([[0xCB, 0xE8, 0xF1, 0xF2], [0xE4, 0xE0, 0xED]], ["Ëèñò", "äàí"], "CP1252"),
      ([[0x61], [0x62]], ["a", "b"], "CP1252"),
    ] as [([[UInt8]], [String], String)])
  func `without a code page the texts decide whether they are Chinese`(
    labels: [[UInt8]], texts: [String], page: String
  ) throws {
    var builder = BIFFBuilder()
    builder.isUnicode = false
    builder.addSheet("S", labels.enumerated().map { Self.label($0.offset, $0.element) })
    let book = try WorkbookReader.read(builder.file(), fileName: "a.xls")
    #expect(book.encoding == page)
    #expect(book.sheets[0].rows.flatMap(\.cells).map(\.value.rawText) == texts)
    #expect(book.warnings.isEmpty == (page == "CP1252"))
  }

  @Test func `an entry that leads to a chart is no sheet`() throws {
    let entry = BIFFBuilder.record(0x85, [29, 0, 0, 0, 0, 0, 1, 0, 0x61])
    let stream =
      BIFFBuilder.beginning(content: 5) + entry + BIFFBuilder.record(0x0A, [])
      + BIFFBuilder.beginning(content: 0x20) + BIFFBuilder.number(0, 0, 1)
    #expect(Array(stream[29...30]) == [0x09, 0x08])
    #expect(try WorkbookReader.read(stream, fileName: "a.xls").sheets.isEmpty)
  }

  @Test func `of two workbooks in one file the newer one is read`() throws {
    var container = CompoundFileBuilder()
    var old = BIFFBuilder()
    old.isUnicode = false
    old.addSheet("old", [])
    container.add("Book", old.stream())
    container.add("WORKBOOK", Self.builder().stream())
    let book = try WorkbookReader.read(container.bytes(), fileName: "a.xls")
    #expect(book.sheets.map(\.info.name) == ["表一", "字典", "宏"])
  }

  @Test func `Excel 2 has its own records`() throws {
    let place = { (row: UInt8, format: UInt8) -> [UInt8] in [row, 0, 0, 0, 0, format, 0] }
    let dates = ["General", "0", "d/m/yy"].flatMap {
      BIFFBuilder.record(0x1E, [UInt8($0.utf8.count)] + Array($0.utf8))
    }
    let stream =
      BIFFBuilder.record(0x0009, [2, 0, 0x10, 0]) + BIFFBuilder.record(0x42, [0xA8, 3]) + dates
      + BIFFBuilder.record(0x0004, place(0, 0) + [4, 0xD1, 0xA7, 0xD0, 0xA3])
      + BIFFBuilder.record(0x0002, place(1, 1) + [120, 0])
      + BIFFBuilder.record(0x0003, place(2, 2) + BIFFBuilder.double(45_536))
      + BIFFBuilder.record(0x0005, place(3, 0) + [7, 1])
      + BIFFBuilder.record(0x0006, place(4, 0) + [0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0])
      + BIFFBuilder.record(0x0007, [2, 0x61, 0x62]) + BIFFBuilder.record(0x0A, [])
    let book = try WorkbookReader.read(stream, fileName: "a.xls")
    #expect(book.encoding == "CP936" && book.sheets.count == 1 && book.warnings.isEmpty)
    #expect(
      book.sheets[0].rows.flatMap(\.cells).map(\.value.rawText)
        == ["学校", "120", "2024-09-01", "#DIV/0!", "ab"])
  }

  @Test(arguments: [(0x0209, 0x0206, 0x0243), (0x0409, 0x0406, 0x0443)])
  func `Excel 3 and 4 count their formats`(beginning: Int, formula: Int, style: Int) throws {
    let codes = ["General", "yyyy"].flatMap { code -> [UInt8] in
      let text = [UInt8(code.utf8.count)] + Array(code.utf8)
      return beginning == 0x0209
        ? BIFFBuilder.record(0x1E, text) : BIFFBuilder.record(0x041E, [0, 0] + text)
    }
    let stream =
      BIFFBuilder.record(beginning, [0, 0, 0x10, 0, 0, 0]) + codes
      + BIFFBuilder.record(style, [0, 1] + [UInt8](repeating: 0, count: 10))
      + BIFFBuilder.record(formula, BIFFBuilder.head(0, 0) + BIFFBuilder.double(45_536) + [0, 0])
      + BIFFBuilder.record(0x0204, BIFFBuilder.head(1, 0) + [1, 0, 0x61])
      + BIFFBuilder.record(0x0A, [])
    let book = try WorkbookReader.read(stream, fileName: "a.xls")
    #expect(
      book.sheets[0].rows.flatMap(\.cells).map(\.value.rawText) == ["2024-09-01", "a"])
  }

  @Test func `Excel 4 binds sheets together by a header before each`() throws {
    let sheets = [("one", 1.0), ("two", 2.0)].flatMap { name, value in
      BIFFBuilder.record(0x8F, [0, 0, 0, 0, 3] + Array(name.utf8))
        + BIFFBuilder.record(0x0409, [0, 0, 0x10, 0]) + BIFFBuilder.number(0, 0, value)
        + BIFFBuilder.record(0x0A, [])
    }
    let stream =
      BIFFBuilder.record(0x0409, [0, 0, 0, 1]) + sheets + BIFFBuilder.record(0x0A, [])
    let book = try WorkbookReader.read(stream, fileName: "a.xls")
    #expect(book.sheets.map(\.info.name) == ["one", "two"])
    #expect(
      book.sheets.map { $0.rows.flatMap(\.cells).map(\.value) } == [[.number(1)], [.number(2)]])
  }

  // MARK: Damage

  @Test func `sheets that begin at the same place are refused`() {
    let entry = BIFFBuilder.record(0x85, [1, 2, 0, 0, 0, 0, 1, 0, 0x61])
    let stream = BIFFBuilder.beginning(content: 5) + entry + entry + BIFFBuilder.record(0x0A, [])
    #expect(throws: IngestError.self) { try WorkbookReader.read(stream, fileName: "a.xls") }
  }

  @Test(arguments: [0x7FFF_FFFF, 0xFFFF_FFFF, 1, 20])
  func `a sheet that is not where it should be is an error`(start: Int) throws {
    let entry = BIFFBuilder.record(0x85, BIFFBuilder.number32(start) + [0, 0, 1, 0, 0x61])
    let stream = BIFFBuilder.beginning(content: 5) + entry + BIFFBuilder.record(0x0A, [])
    let source = try WorkbookReader.open(stream, fileName: "a.xls")
    #expect(throws: IngestError.self) { try source.rows(of: 0) }
    #expect(throws: IngestError.self) { try source.rows(of: 1) }
  }

  @Test func `a stream that does not begin as a workbook is corrupt`() {
    var container = CompoundFileBuilder()
    container.add("Workbook", [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(throws: IngestError.self) {
      try WorkbookReader.read(container.bytes(), fileName: "a.xls")
    }
  }

  @Test func `every beginning of a file is an error or a sound prefix of its rows`() throws {
    let whole = Self.builder().file()
    let rows = try WorkbookReader.read(whole, fileName: "a.xls").sheets[0].rows
    for length in stride(from: 0, to: whole.count, by: 3) {
      let book = try? WorkbookReader.read(Array(whole.prefix(length)), fileName: "a.xls")
      guard let book else { continue }
      #expect(book.sheets.count == 3 && book.sheets[0].rows == rows, "\(length)")
    }
  }

  @Test func `every beginning of a stream is an error or tells that rows may be missing`() {
    let whole = Self.builder().stream()
    for length in 8..<whole.count {
      let book = try? WorkbookReader.read(Array(whole.prefix(length)), fileName: "a.xls")
      #expect(book.map { !$0.warnings.isEmpty } ?? true, "\(length)")
    }
  }

  @Test func `any byte may be wrong and the file is read or refused`() {
    var outcomes: Set<Bool> = []
    let whole = Self.builder().stream()
    for place in whole.indices {
      for value: UInt8 in [0, 1, 0x3C, 0x7F, 0x80, 0xFF] {
        var bytes = whole
        bytes[place] = value
        outcomes.insert((try? WorkbookReader.read(bytes, fileName: "a.xls")) != nil)
      }
    }
    #expect(outcomes == [true, false])
  }
}
