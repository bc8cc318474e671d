// SPDX-License-Identifier: Apache-2.0
// XLSBSourceTests: whole binary workbooks, odd, incomplete and damaged.

import DataModel
import FileFormats
import Ingest
import Testing

@Suite struct XLSBSourceTests {
  private typealias Builder = BinaryWorkbookBuilder

  /// `学校` in bold, then a plain `甲` with a phonetic guide.
  private static let strings =
    Builder.record(159, Builder.number32(2) + Builder.number32(2))
    + Builder.record(
      19,
      [1] + Builder.text("学校") + Builder.number32(1) + Builder.number16(0)
        + Builder.number16(1))
    + Builder.record(19, [2] + Builder.text("甲") + Builder.text("jiǎ") + Builder.number32(0))
    + Builder.record(160)

  private static let merges =
    Builder.record(177, Builder.number32(1)) + Builder.merge(0...1, 0...1) + Builder.record(178)

  private static func builder() -> Builder {
    var builder = Builder(
      rows: Builder.row(0) + Builder.cell(7, 0, Builder.number32(0))
        + Builder.cell(7, 1, Builder.number32(1)) + Builder.row(4)
        + Builder.cell(5, 2, Builder.double(45_536), style: 1),
      after: merges)
    builder.sharedStrings = strings
    builder.tabs.append(.init(name: "字典", state: 1, part: Builder.sheet([])))
    builder.tabs.append(.init(name: "宏", state: 2, part: Builder.sheet([])))
    return builder
  }

  private static func read(_ builder: Builder) throws(IngestError) -> Workbook {
    try WorkbookReader.read(builder.bytes(), fileName: "a.xlsx")
  }

  private static func kind(
    _ builder: Builder, limits: IngestLimits = .default
  ) -> IngestError.Kind? {
    do {
      _ = try WorkbookReader.read(builder.bytes(), fileName: "a.xlsb", limits: limits)
      return nil
    } catch {
      return error.kind
    }
  }

  private static let expected = Sheet(
    info: SheetInfo(name: "表一", merges: [CellRange("A1:B2")].compactMap(\.self)),
    rows: [
      SheetRow(
        number: 1,
        cells: [Cell(column: 1, value: .text("学校")), Cell(column: 2, value: .text("甲"))]),
      SheetRow(
        number: 5,
        cells: [Cell(column: 3, value: .date(SpreadsheetDate(serial: 45_536, kind: .date)))]),
    ])

  @Test func `a workbook is read with names, order, visibility and dates`() throws {
    let book = try Self.read(Self.builder())
    #expect(book.format == "xlsb" && book.encoding == nil && book.warnings.isEmpty)
    #expect(book.sheets.map(\.info.name) == ["表一", "字典", "宏"])
    #expect(book.sheets.map(\.info.visibility) == [.visible, .hidden, .veryHidden])
    #expect(book.sheets[0] == Self.expected)
  }

  @Test(arguments: [(0, nil), (1, SpreadsheetDate.Kind.date), (2, .date), (3, .time), (9, nil)])
  func `a style decides whether a number is a date`(style: Int, kind: SpreadsheetDate.Kind?)
    throws
  {
    let builder = Builder(
      rows: Builder.row(0) + Builder.cell(5, 0, Builder.double(1.5), style: style))
    let value = try Self.read(builder).sheets[0].rows[0].cells[0].value
    #expect(value == kind.map { .date(SpreadsheetDate(serial: 1.5, kind: $0)) } ?? .number(1.5))
  }

  @Test func `the 1904 system is told`() throws {
    var builder = Self.builder()
    builder.isDate1904 = true
    let sheet = try Self.read(builder).sheets[0]
    #expect(sheet.info.dateSystem == .from1904)
    #expect(
      sheet.rows[1].cells[0].value
        == .date(SpreadsheetDate(serial: 45_536, system: .from1904, kind: .date)))
  }

  @Test(arguments: [("chartsheet", 0), ("dialogsheet", 0), ("xlMacrosheet", 1)])
  func `sheets without a table are left out`(type: String, warnings: Int) throws {
    var builder = Self.builder()
    builder.tabs[1].type = type
    let book = try Self.read(builder)
    #expect(book.sheets.map(\.info.name) == ["表一", "宏"])
    #expect(book.sheets[0] == Self.expected)
    #expect(book.warnings.count == warnings)
  }

  @Test(arguments: ["_rels/.rels", "[Content_Types].xml", "xl/styles.bin"])
  func `these parts may be missing`(part: String) throws {
    var builder = Self.builder()
    builder.replaced[part] = .some(nil)
    #expect(try Self.read(builder).sheets.count == 3)
  }

  @Test func `texts that refer to a missing table are errors, and said`() throws {
    var builder = Self.builder()
    builder.sharedStrings = nil
    let book = try Self.read(builder)
    #expect(book.sheets[0].rows[0].cells.map(\.value) == [.error("#REF!"), .error("#REF!")])
    #expect(book.warnings.count == 1)
  }

  @Test(arguments: ["xl/worksheets/sheet1.bin", "xl/workbook.bin", "xl/_rels/workbook.bin.rels"])
  func `without these parts the file is corrupt`(part: String) {
    var builder = Self.builder()
    builder.replaced[part] = .some(nil)
    #expect(Self.kind(builder) == .corrupt)
  }

  @Test(arguments: ["xl/worksheets/sheet1.bin", "xl/workbook.bin"])
  func `a part of another kind is corrupt`(part: String) {
    var builder = Self.builder()
    builder.replaced[part] = Self.strings
    #expect(Self.kind(builder) == .corrupt)
  }

  // MARK: Damage

  private static func parts() -> [(name: String, bytes: [UInt8])] {
    let builder = builder()
    return [
      ("xl/worksheets/sheet1.bin", builder.tabs[0].part),
      ("xl/sharedStrings.bin", strings), ("xl/styles.bin", Builder.styles),
      ("xl/workbook.bin", builder.workbook),
    ]
  }

  @Test func `a sheet that ends early is an error`() {
    let part = Self.builder().tabs[0].part
    let end = part.count - Self.merges.count - Builder.record(130).count
    for length in 0..<end {
      var builder = Self.builder()
      builder.replaced["xl/worksheets/sheet1.bin"] = Array(part[..<length])
      #expect(Self.kind(builder) != nil, "\(length) bytes")
    }
  }

  @Test func `every prefix of a part gives a result or an error`() {
    for (name, bytes) in Self.parts() {
      for length in bytes.indices {
        var builder = Self.builder()
        builder.replaced[name] = Array(bytes[..<length])
        _ = Self.kind(builder)
      }
    }
  }

  @Test func `every changed byte of a part gives a result or an error`() {
    for (name, bytes) in Self.parts() {
      for place in bytes.indices {
        for value: UInt8 in [0, 0x7F, 0x80, 0xFF, bytes[place] ^ 1] {
          var builder = Self.builder()
          var changed = bytes
          changed[place] = value
          builder.replaced[name] = changed
          _ = Self.kind(builder)
        }
      }
    }
  }

  // MARK: Limits

  @Test func `merged ranges are bounded`() {
    let merges = (0..<3).flatMap { Builder.merge($0...$0, 0...1) }
    let builder = Builder(after: Builder.record(177, Builder.number32(3)) + merges)
    var limits = IngestLimits.default
    (limits.cellsOfSmallFile, limits.cellsPerByte) = (3, 0)
    #expect(Self.kind(builder, limits: limits) == nil)
    limits.cellsOfSmallFile = 2
    #expect(Self.kind(builder, limits: limits) == .overLimit(.smallFileCells, 2))
  }

  @Test func `each limit stops at its value and not before`() {
    func kind(_ change: (inout IngestLimits) -> Void) -> IngestError.Kind? {
      var limits = IngestLimits.default
      change(&limits)
      return Self.kind(Self.builder(), limits: limits)
    }
    #expect(kind { $0.cells = 3 } == nil)
    #expect(kind { $0.cells = 2 } == .overLimit(.cells, 2))
    #expect(kind { ($0.shownTextOfSmallFile, $0.shownTextPerByte) = (9, 0) } == nil)
    #expect(
      kind { ($0.shownTextOfSmallFile, $0.shownTextPerByte) = (8, 0) }
        == .overLimit(.shownTextBytes, 8))
    #expect(kind { $0.sheets = 3 } == nil)
    #expect(kind { $0.sheets = 2 } == .overLimit(.sheets, 2))
    #expect(kind { $0.sharedStrings = 2 } == nil)
    #expect(kind { $0.sharedStrings = 1 } == .overLimit(.sharedStrings, 1))
    #expect(kind { $0.textBytes = 9 } == nil)
    #expect(kind { $0.textBytes = 8 } == .overLimit(.textBytes, 8))
    #expect(kind { $0.zip.partBytes = 10 } == .overLimit(.partBytes, 10))
  }

  private static func comment(_ row: Int, _ column: Int, _ text: String) -> [UInt8] {
    Builder.record(
      635,
      [0, row, row, column, column, 0, 0, 0, 0].flatMap { Builder.number32($0) })
      + Builder.record(637, [0] + Builder.text(text)) + Builder.record(636)
  }

  @Test func `hidden lines, comments and rows without cells are told`() throws {
    var builder = Builder(
      rows: Builder.row(0) + Builder.cell(5, 0, Builder.double(1)) + Builder.row(1, isHidden: true)
        + Builder.cell(1, 0, []) + Builder.row(2, isHidden: true))
    let columns = Builder.record(
      60, [1, 2, 0, 0].flatMap { Builder.number32($0) } + Builder.number16(1))
    builder.tabs[0].part = Builder.record(129) + columns + builder.tabs[0].part.dropFirst(3)
    builder.comments = Self.comment(3, 1, "待查") + Self.comment(0, 70_000, "x")
    let layout = try Self.read(builder).sheets[0].info.layout
    #expect(layout.hiddenColumns.runs == [2...3])
    #expect(layout.hiddenRows.runs == [2...3])
    #expect(layout.emptyRowCount == 2)
    #expect(layout.emptyCellCount == 1)
    #expect(layout.comments.kept.map(\.text) == ["待查"])
    #expect(layout.comments.kept.map(\.place.description) == ["B4"])
    #expect(layout.comments.omitted == 1)
  }

  @Test func `comments that cannot be read are told, and the cells are read`() throws {
    var builder = Self.builder()
    builder.comments = Builder.record(635, [1])
    let book = try Self.read(builder)
    #expect(book.sheets[0].rows == Self.expected.rows)
    #expect(book.warnings == ["Sheet \"表一\": its comments cannot be read."])
  }
}
