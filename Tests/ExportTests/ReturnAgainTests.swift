// SPDX-License-Identifier: Apache-2.0
// ReturnAgainTests: a workbook that was given back comes in again, and goes back again.

import DataModel
import Export
import FileFormats
import Ingest
import TestSupport
import Testing

@Suite("A workbook that goes back more than once")
struct ReturnAgainTests {
  private static func request(
    _ cells: [String], lists: Set<Int> = [], explanations: [String: ReturnExplanation] = [:]
  ) -> PatchRequest {
    let entries = cells.enumerated().map { number, cell in
      ReturnEntry(
        severity: .mustExplain, sheet: "班级", range: CellRange(cell), message: "请说明\(number)。",
        identifier: "id\(number)")
    }
    return PatchRequest(
      content: ReturnContent(owner: "示例小学", year: 2025, entries: entries),
      explanations: explanations, earlierLists: lists)
  }

  private static func text(_ part: String, of bytes: [UInt8]) throws -> String {
    String(decoding: try ZipReader(bytes).contents(of: part), as: UTF8.self)
  }

  /// Cells A1 to C1, the second with a yellow fill, the third with a comment of somebody's.
  private static func book() -> WorkbookBuilder {
    let main = WorkbookBuilder.mainNamespace
    var builder = WorkbookBuilder()
    builder.addSheet(
      "班级",
      sheetData: "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"1\"><v>2</v></c>"
        + "<c r=\"C1\"><v>3</v></c></row>",
      after: "<legacyDrawing xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
        + "relationships\" r:id=\"rId2\"/>")
    builder.setPart(
      "xl/styles.xml",
      "<styleSheet xmlns=\"\(main)\"><fonts count=\"1\"><font/></fonts><fills count=\"3\"><fill>"
        + "<patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/>"
        + "</fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFFF00\"/>"
        + "<bgColor indexed=\"64\"/></patternFill></fill></fills><borders count=\"1\"><border/>"
        + "</borders><cellXfs count=\"2\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\"/>"
        + "<xf numFmtId=\"9\" fontId=\"0\" fillId=\"2\" applyFill=\"1\"><alignment horizontal=\"right\"/>"
        + "</xf></cellXfs></styleSheet>")
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    builder.setPart(
      "xl/worksheets/_rels/sheet1.xml.rels",
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + "<Relationship Id=\"rId1\" Type=\"\(office)/comments\" Target=\"../comments1.xml\"/>"
        + "<Relationship Id=\"rId2\" Type=\"\(office)/vmlDrawing\" Target=\"../drawings/d.vml\"/>"
        + "</Relationships>")
    builder.setPart(
      "xl/comments1.xml",
      "<comments xmlns=\"\(main)\"><authors><author>王老师</author></authors><commentList>"
        + "<comment ref=\"C1\" authorId=\"0\"><text><r><t>含借读生</t></r></text></comment>"
        + "</commentList></comments>")
    builder.setPart(
      "xl/drawings/d.vml",
      "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:"
        + "office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><v:shape id=\"_x0000_s1030\">"
        + "<x:ClientData ObjectType=\"Note\"><x:Row>0</x:Row><x:Column>2</x:Column></x:ClientData>"
        + "</v:shape></xml>")
    return builder
  }

  @Test func `comments that are there stay, ours are added below them or beside`() throws {
    let patched = try WorkbookPatch.patched(Self.book().bytes(), Self.request(["A1", "C1"]))
    let comments = try Self.text("xl/comments1.xml", of: patched)
    #expect(comments.contains("<author>王老师</author><author>均衡审核</author>"))
    #expect(comments.contains("<r><t>含借读生</t></r><r><t xml:space=\"preserve\">\n\n【均衡审核】"))
    #expect(comments.contains("<comment ref=\"A1\" authorId=\"1\">"))
    let drawing = try Self.text("xl/drawings/d.vml", of: patched)
    #expect(drawing.contains("_x0000_s1030") && drawing.contains("_x0000_s1031"))
    #expect(!drawing.contains("_x0000_s1032"))
    let remarks = try WorkbookReader.read(patched, fileName: "a.xlsx").warnings
    #expect(remarks == ["Sheet \"班级\": comments are not read as data: C1."])
  }

  @Test func `a thread is left as it is`() throws {
    var builder = Self.book()
    let main = WorkbookBuilder.mainNamespace
    let thread =
      "<comments xmlns=\"\(main)\"><authors><author>tc={1}</author></authors><commentList>"
      + "<comment ref=\"C1\" authorId=\"0\"><text><t>[Threaded]</t></text></comment>"
      + "</commentList></comments>"
    builder.setPart("xl/comments1.xml", thread)
    let patched = try WorkbookPatch.patched(builder.bytes(), Self.request(["C1"]))
    let comments = try Self.text("xl/comments1.xml", of: patched)
    #expect(!comments.contains("【"))
  }

  @Test func `the second return replaces list, comments and fills of the first`() throws {
    let first = try WorkbookPatch.patched(Self.book().bytes(), Self.request(["A1", "B1", "C1"]))
    let again = try WorkbookPatch.patched(
      first, Self.request(["A1", "B1", "C1"], lists: [0]))
    let names = try WorkbookReader.read(again, fileName: "a.xlsx").sheets.map(\.info.name)
    #expect(names == ["问题清单", "班级"])
    for part in ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/drawings/d.vml"] {
      #expect(try Self.text(part, of: again) == Self.text(part, of: first), "\(part)")
    }
    let comments = try Self.text("xl/comments1.xml", of: again)
    #expect(try comments == Self.text("xl/comments1.xml", of: first))
  }

  @Test func `a cell without a problem any more looks as it did before`() throws {
    let original = Self.book().bytes()
    let first = try WorkbookPatch.patched(original, Self.request(["A1", "B1", "C1"]))
    let last = try WorkbookPatch.patched(
      first, Self.request(["A9"], lists: [0]))
    let sheet = try Self.text("xl/worksheets/sheet1.xml", of: last)
    #expect(sheet.contains("<c s=\"0\" r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"1\"><v>2</v></c>"))
    let comments = try Self.text("xl/comments1.xml", of: last)
    #expect(comments.contains("<text><r><t>含借读生</t></r></text>"))
    #expect(!comments.contains("ref=\"A1\"") && !comments.contains("ref=\"B1\""))
    let drawing = try Self.text("xl/drawings/d.vml", of: last)
    #expect(drawing.contains("_x0000_s1030") && !drawing.contains("<x:Column>1</x:Column>"))
  }

  @Test func `what the school wrote of the same value stands in the next list`() throws {
    let given = ReturnExplanation(value: "", text: "转入 3 人", reason: "E04")
    let patched = try WorkbookPatch.patched(
      Self.book().bytes(),
      Self.request(
        ["A1", "B1"],
        explanations: [
          "id0": ReturnExplanation(value: "9", text: "旧值"), "id1": given,
        ]))
    let book = try WorkbookReader.read(patched, fileName: "a.xlsx")
    let again = ReturnList.explanations(in: book.sheets[0].rows)
    #expect(again.mapValues(\.text) == ["id1": given.text])
    #expect(again.mapValues(\.reason) == ["id1": given.reason])
  }
}
