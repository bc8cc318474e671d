// SPDX-License-Identifier: Apache-2.0
// SheetFrameTests: what stands around the rows, with merges and links where they belong.

import Export
import Testing

@Suite struct SheetFrameTests {
  private static func part(_ behind: String) -> [UInt8] {
    Array(
      ("<?xml version=\"1.0\"?>\n<worksheet xmlns=\"m\" xmlns:r=\"r\"><dimension ref=\"A1\"/>"
        + "<sheetViews/><sheetData/>\(behind)</worksheet>").utf8)
  }

  private static let link = SheetLink(cell: "B2", target: "'表 & 页'!A1", shown: "\"页\"")
  private static let links =
    "<hyperlinks><hyperlink ref=\"B2\" location=\"'表 &amp; 页'!A1\" display=\"&quot;页&quot;\"/></hyperlinks>"
  private static let merges = "<mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells>"

  @Test func `rows that libxlsxwriter makes for comments give way`() throws {
    let text = String(decoding: Self.part("<pageMargins/>"), as: UTF8.self)
    func frame(_ rows: String) -> SheetFrame? {
      let part = text.replacing("<sheetData/>", with: "<sheetData>\(rows)</sheetData>")
      return SheetFrame(Array(part.utf8), dimension: "A1", merges: [], links: [])
    }
    let empty = try #require(frame("<row r=\"8\" spans=\"4:4\"/><row r=\"9\"/>"))
    #expect(String(decoding: empty.head, as: UTF8.self).hasSuffix("<sheetData>"))
    #expect(String(decoding: empty.tail, as: UTF8.self).hasPrefix("</sheetData><pageMargins/>"))
    #expect(frame("<row r=\"8\"><c r=\"A8\"/></row>") == nil)
  }

  @Test func `the dimension is set and the rest is as it was`() throws {
    let frame = try #require(
      SheetFrame(Self.part("<pageMargins/>"), dimension: "A1:C9", merges: [], links: []))
    let head = String(decoding: frame.head, as: UTF8.self)
    #expect(head.hasSuffix("<dimension ref=\"A1:C9\"/><sheetViews/><sheetData>"))
    #expect(String(decoding: frame.tail, as: UTF8.self) == "</sheetData><pageMargins/></worksheet>")
  }

  @Test(arguments: [
    ("<pageMargins/>", "\(merges)\(links)<pageMargins/>"),
    ("", "\(merges)\(links)"),
    (
      "<sheetProtection sheet=\"1\"/><autoFilter ref=\"A1\"><x/></autoFilter><conditionalFormatting><a><b/></a></conditionalFormatting><dataValidations/><printOptions/>",
      "<sheetProtection sheet=\"1\"/><autoFilter ref=\"A1\"><x/></autoFilter>\(merges)<conditionalFormatting><a><b/></a></conditionalFormatting><dataValidations/>\(links)<printOptions/>"
    ),
    (
      "<drawing r:id=\"rId1\"/>",
      "\(merges)\(links)<drawing r:id=\"rId1\"/>"
    ),
  ])
  func `merges and links stand where the schema has them`(behind: String, after: String) throws {
    let frame = try #require(
      SheetFrame(
        Self.part(behind), dimension: "A1", merges: ["A1:B1"], links: [Self.link]))
    #expect(
      String(decoding: frame.tail, as: UTF8.self) == "</sheetData>\(after)</worksheet>")
  }

  @Test(arguments: [
    "<worksheet><dimension ref=\"A1\"/><sheetData><row r=\"1\"><c r=\"A1\"/></row></sheetData></worksheet>",
    "<worksheet><sheetData/></worksheet>", "", "<chartsheet/>",
  ])
  func `a part with rows of its own is refused`(part: String) {
    #expect(SheetFrame(Array(part.utf8), dimension: "A1", merges: [], links: []) == nil)
  }
}
