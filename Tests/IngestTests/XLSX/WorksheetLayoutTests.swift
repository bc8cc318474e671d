// SPDX-License-Identifier: Apache-2.0
// WorksheetLayoutTests: merged ranges of .xlsx before the rows, and comments from their parts.

import DataModel
import Ingest
import TestSupport
import Testing

@Suite struct WorksheetLayoutTests {
  private static func layout(_ sheet: String, _ change: (inout WorkbookBuilder) -> Void = { _ in })
    throws -> SheetLayout
  {
    var builder = WorkbookBuilder()
    builder.addSheet("表", xml: sheet)
    change(&builder)
    let source = try WorkbookReader.open(builder.bytes(), fileName: "a.xlsx")
    let before = try source.layout(of: 0)
    var rows = try source.rows(of: 0)
    while try rows.next() != nil {}
    #expect(before.merges == rows.layout.merges)
    #expect(before.hiddenColumns == rows.layout.hiddenColumns)
    #expect(before.comments == rows.layout.comments)
    return before
  }

  private static let merge = "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>"

  @Test(arguments: [
    "<worksheet><sheetData/>\(merge)</worksheet>",
    "<worksheet><sheetData></sheetData>\(merge)</worksheet>",
    "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData >\(merge)</worksheet>",
    "<x:worksheet><x:sheetData><x:row/></x:sheetData><x:mergeCells><x:mergeCell ref='A1:B2'/>"
      + "</x:mergeCells></x:worksheet>",
    // An end tag that is none: in CDATA, in a comment.
    "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t><![CDATA[</sheetData>]]></t></is></c>"
      + "</row></sheetData>\(merge)</worksheet>",
    "<worksheet><sheetData><!-- </sheetData> --><row/></sheetData>\(merge)</worksheet>",
    "<worksheet><sheetData><row/></sheetData>\(merge)</worksheet><!-- </x> -->",
  ])
  func `merged ranges are found whatever stands before them`(sheet: String) throws {
    #expect(try Self.layout(sheet).merges.map(\.description) == ["A1:B2"])
  }

  @Test(arguments: [120, 120_000])
  func `merged ranges are found behind few rows and many`(count: Int) throws {
    // The end tag falls on every place of a piece of inflated bytes.
    let rows = String(repeating: "<row><c><v>1</v></c></row>", count: count)
    for filler in ["", "x", "xxxxxxx", "xxxxxxxxxxxx"] {
      let sheet =
        "<worksheet><sheetData>\(rows)<!--\(filler)--></sheetData>\(Self.merge)</worksheet>"
      var builder = WorkbookBuilder()
      builder.addSheet("表", xml: sheet)
      let source = try WorkbookReader.open(builder.bytes(), fileName: "a.xlsx")
      #expect(try source.layout(of: 0).merges.count == 1)
    }
  }

  @Test func `a sheet without merged ranges has none, and no end is an error`() throws {
    #expect(try Self.layout("<worksheet><sheetData><row/></sheetData></worksheet>").merges == [])
    var builder = WorkbookBuilder()
    builder.addSheet("表", xml: "<worksheet><sheetData><row/></sheetData>\(Self.merge)")
    let source = try WorkbookReader.open(builder.bytes(), fileName: "a.xlsx")
    #expect(throws: IngestError.self) { try source.layout(of: 0) }
  }

  @Test func `merged ranges of UTF-16 are found`() throws {
    var builder = WorkbookBuilder()
    builder.addSheet("表", xml: "")
    let text = "<worksheet><sheetData><row/></sheetData>\(Self.merge)</worksheet>"
    let bytes: [UInt8] =
      [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] as [UInt8] }
    builder.setPart("xl/worksheets/sheet1.xml", bytes: bytes)
    let source = try WorkbookReader.open(builder.bytes(), fileName: "a.xlsx")
    #expect(try source.layout(of: 0).merges.map(\.description) == ["A1:B2"])
  }

  @Test(
    arguments: [
      ("<col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"5\" max=\"5\"/>", [2...3]),
      ("<col min=\"5\" max=\"99999\" hidden=\"true\"/>", [5...16_384]),
      ("<col min=\"9\" max=\"5\" hidden=\"1\"/><col min=\"0\" max=\"1\" hidden=\"1\"/>", []),
      ("<col hidden=\"1\"/><col min=\"20000\" max=\"20001\" hidden=\"1\"/>", []),
    ] as [(String, [ClosedRange<Int>])])
  func `hidden columns are told`(columns: String, runs: [ClosedRange<Int>]) throws {
    let sheet = "<worksheet><cols>\(columns)</cols><sheetData><row/></sheetData></worksheet>"
    #expect(try Self.layout(sheet).hiddenColumns.runs == runs)
  }

  @Test(arguments: [(999, 0), (1_000, 1)])
  func `rows that hold only formats are counted, and told when they are many`(
    count: Int, warnings: Int
  ) throws {
    var builder = WorkbookBuilder()
    let rows = (2..<count + 2).map { "<row r=\"\($0)\"><c r=\"B\($0)\" s=\"1\"/></row>" }
    builder.addSheet(
      "表", sheetData: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>" + rows.joined())
    let book = try WorkbookReader.read(builder.bytes(), fileName: "a.xlsx")
    #expect(book.sheets[0].rows.count == 1)
    #expect(book.sheets[0].info.layout.emptyRowCount == count)
    #expect(book.sheets[0].info.layout.emptyCellCount == count)
    #expect(book.warnings.count == warnings)
    #expect(book.warnings.allSatisfy(ReadingRemarks.isHarmless))
  }

  // MARK: Comments

  private static let empty = "<worksheet><sheetData/></worksheet>"

  private static func commented(
    _ comments: String, threads: String? = nil
  ) throws -> CellComments {
    try layout(empty) { add(comments, threads: threads, to: &$0) }.comments
  }

  private static func add(
    _ comments: String, threads: String? = nil, to builder: inout WorkbookBuilder
  ) {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    var links = "<Relationship Id=\"c\" Type=\"\(office)comments\" Target=\"../comments1.xml\"/>"
    builder.setPart("xl/comments1.xml", comments)
    if let threads {
      links +=
        "<Relationship Id=\"t\" Type=\"http://schemas.microsoft.com/office/2017/10/relationships/"
        + "threadedComment\" Target=\"/xl/threadedComments/threadedComment1.xml\"/>"
      builder.setPart("xl/threadedComments/threadedComment1.xml", threads)
    }
    builder.setPart(
      "xl/worksheets/_rels/sheet1.xml.rels", "<Relationships>\(links)</Relationships>")
  }

  @Test func `a comment's runs are one text, its phonetic guide and its author are left out`()
    throws
  {
    let found = try Self.commented(
      "<comments><authors><author>某人</author></authors><commentList><comment ref=\"B4\" "
        + "authorId=\"0\"><text>\n <r><rPr/><t>待</t></r>\n <r><t>查</t></r><rPh><t>cha</t></rPh>"
        + "</text></comment><comment ref=\"?\"><text><t>x</t></text></comment></commentList>"
        + "</comments>")
    #expect(found.kept == [CellComment(place: CellReference(row: 4, column: 2), text: "待查")])
    #expect(found.omitted == 1)
  }

  @Test func `a thread stands in place of the notice that older programs show`() throws {
    let found = try Self.commented(
      "<comments><commentList><comment ref=\"A1\"><text><t>[Threaded comment] Your version</t>"
        + "</text></comment></commentList></comments>",
      threads: "<ThreadedComments><threadedComment ref=\"A1\" personId=\"p\"><text>请核对</text>"
        + "</threadedComment><threadedComment ref=\"A1\" parentId=\"x\"><text>已改</text>"
        + "</threadedComment></ThreadedComments>")
    #expect(found.kept.map(\.text) == ["请核对\n已改"])
  }

  @Test func `a part that is named many times is read once, and a flood of comments is refused`()
    throws
  {
    let comment = "<comment ref=\"A1\"><text><t>x</t></text></comment>"
    let link = "<Relationship Id=\"c\" Type=\"t/comments\" Target=\"../comments1.xml\"/>"
    for (count, kept, warnings) in [(1, 1, 0), (110_001, 0, 1)] {
      var builder = WorkbookBuilder()
      builder.addSheet("表", [[.number(1)]])
      let list = String(repeating: comment, count: count)
      builder.setPart("xl/comments1.xml", "<comments>\(list)</comments>")
      builder.setPart(
        "xl/worksheets/_rels/sheet1.xml.rels",
        "<Relationships>\(String(repeating: link, count: 9))</Relationships>")
      let book = try WorkbookReader.read(builder.bytes(), fileName: "a.xlsx")
      #expect(book.sheets[0].info.layout.comments.count == kept)
      #expect(book.warnings.filter { $0.contains("cannot be read") }.count == warnings)
    }
  }

  @Test func `comments that cannot be read are told, and the cells are read`() throws {
    var builder = WorkbookBuilder()
    builder.addSheet("表", [[.number(1)]])
    Self.add("<comments><commentList>", to: &builder)
    let book = try WorkbookReader.read(builder.bytes(), fileName: "a.xlsx")
    #expect(book.sheets[0].nonEmptyCellCount == 1)
    #expect(book.warnings == ["Sheet \"表\": its comments cannot be read."])
  }
}
