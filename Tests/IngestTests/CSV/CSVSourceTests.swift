// SPDX-License-Identifier: Apache-2.0
// CSVSourceTests: text files as sheets of texts.

import DataModel
import FileFormats
import Ingest
import Testing

@Suite struct CSVSourceTests {
  private static func read(
    _ text: String, name: String = "a.csv", limits: IngestLimits = .default
  ) throws(IngestError) -> Workbook {
    try WorkbookReader.read(Array(text.utf8), fileName: name, limits: limits)
  }

  @Test func `every field is text in its place`() throws {
    let book = try Self.read("\u{FEFF}学校,班数\r\n\r\n一小,006,,TRUE\r\n ,\"a\nb\"\r\n")
    #expect(book.format == "csv" && book.encoding == "UTF-8" && book.warnings.isEmpty)
    #expect(book.sheets.map(\.info) == [SheetInfo(name: "")])
    #expect(
      book.sheets[0].rows == [
        SheetRow(
          number: 1,
          cells: [Cell(column: 1, value: .text("学校")), Cell(column: 2, value: .text("班数"))]),
        SheetRow(
          number: 3,
          cells: [
            Cell(column: 1, value: .text("一小")), Cell(column: 2, value: .text("006")),
            Cell(column: 4, value: .text("TRUE")),
          ]),
        SheetRow(
          number: 4,
          cells: [Cell(column: 1, value: .text(" ")), Cell(column: 2, value: .text("a\nb"))]),
      ])
  }

  @Test func `an encoding other than UTF-8 is reported`() throws {
    let bytes: [UInt8] = [0xD1, 0xA7, 0xD0, 0xA3, 0x2C, 0x31, 0x0A]
    let book = try WorkbookReader.read(bytes, fileName: "a.csv")
    #expect(book.encoding == "GB18030")
    #expect(book.sheets[0].rows[0].cells[0].value == .text("学校"))
  }

  @Test func `bytes that fit nothing give a warning`() throws {
    let bytes: [UInt8] = [0xD1, 0xA7, 0xD0, 0xA3, 0x2C, 0xFF, 0x0A]
    let book = try WorkbookReader.read(bytes, fileName: "a.csv")
    #expect(book.warnings.count == 1)
    #expect(book.sheets[0].rows[0].cells[1].value == .text("\u{FFFD}"))
  }

  @Test func `a quote that never ends gives a warning`() throws {
    let book = try Self.read("a,b\n\"c,d\ne,f\n")
    #expect(book.warnings.count == 1)
    #expect(book.warnings[0].contains("row 2"))
  }

  @Test func `limits are errors with their value`() {
    var limits = IngestLimits.default
    limits.textRows = 2
    #expect(throws: Never.self) { try Self.read("a\nb\n", limits: limits) }
    #expect(throws: IngestError(.overLimit(.textRows, 2))) {
      try Self.read("a\nb\nc\n", limits: limits)
    }
    limits.csv.columns = 2
    #expect(throws: IngestError(.overLimit(.columns, 2))) {
      try Self.read("a,b,c\n", limits: limits)
    }
  }

  /// The rows of a text, one by one and out of groups.
  private static func bothWays(
    _ text: String, limits: IngestLimits = .default
  ) throws -> (rows: [SheetRow], grouped: [SheetRow], largest: Int) {
    let source = try WorkbookReader.open(
      FileContent(bytes: Array(text.utf8)), fileName: "a.csv", limits: limits)
    var (rows, grouped, largest): ([SheetRow], [SheetRow], Int) = ([], [], 0)
    var reader = try source.rows(of: 0)
    while let row = try reader.next() { rows.append(row) }
    var groups = try source.groups(of: 0)
    while let group = try groups.nextGroup() {
      largest = max(largest, group.rowNumbers.count)
      let rows = CellRows(group)
      grouped += group.rowNumbers.indices.map { groups.values.row($0, of: rows, in: group) }
      let cells = group.rowNumbers.indices.map { rows.cells(of: $0).count }
      #expect(group.cellCount == cells.reduce(0, +))
    }
    #expect(reader.warnings == groups.warnings)
    return (rows, grouped, largest)
  }

  @Test(arguments: [
    "a,b\n\n,,\nc\n,d,,\"e\"\"f\"\n\"open,1\n2",
    "0123456789abcdef,0123456789abcdefg,\(String(repeating: "学", count: 300)),x\n",
    String(repeating: "a,,b\n", count: 1_023),
    String(repeating: "a,,b\n", count: 1_024),
    String(repeating: "a,,b\n", count: 3_000) + "c,d,e,f,g",
    String(repeating: ",", count: 254) + "1,2,3,,4\nx\n" + String(repeating: ",", count: 299) + "y",
    String(repeating: String(repeating: "9,", count: 700) + "\n", count: 200),
  ])
  func `groups hold the same cells as rows`(text: String) throws {
    let read = try Self.bothWays(text)
    #expect(!read.rows.isEmpty)
    #expect(read.rows == read.grouped)
    #expect(read.largest <= 1_024)
  }

  @Test func `the limit of rows holds for groups`() {
    var limits = IngestLimits.default
    limits.textRows = 2
    #expect(throws: IngestError(.overLimit(.textRows, 2))) {
      let source = try WorkbookReader.open(
        Array("a\nb\nc\n".utf8), fileName: "a.csv", limits: limits)
      var groups = try source.groups(of: 0)
      while try groups.nextGroup() != nil {}
    }
  }

  @Test func `a page after many blanks is still a page`() throws {
    let page = String(repeating: " \n", count: 100_000) + "<table><tr><td>1</td></tr></table>"
    #expect(try Self.read(page).format == "html")
    #expect(throws: IngestError(.empty)) { try Self.read(String(repeating: " ", count: 200_000)) }
  }
}
