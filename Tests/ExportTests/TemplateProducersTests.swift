// SPDX-License-Identifier: Apache-2.0
// TemplateProducersTests: official templates as other programs write them are filled as well.

import DataModel
import Export
import TestSupport
import Testing

@Suite("Official templates of other programs")
struct TemplateProducersTests {
  private typealias Samples = TemplateSamples

  private static func filled(_ template: [UInt8]) throws -> String {
    let bytes = try TemplatePackage(template).filled([Samples.filled(3)])
    #expect(try Samples.difference(bytes, [Samples.filled(3)]) == nil)
    return Samples.text(Samples.sheet, of: bytes)
  }

  @Test func `rows and cells without addresses and with a prefix get them`() throws {
    let rows =
      "<x:row/><x:row><x:c t=\"inlineStr\"><x:is><x:t>题</x:t></x:is></x:c></x:row><x:row/>"
      + "<x:row ht=\"20\"><x:c s=\"1\"/><x:c s=\"2\"/><x:c/><x:c><x:f>C4*2</x:f></x:c></x:row>"
      + "<x:row><x:c/><x:c/><x:c><x:f>SUM(C4:C4)</x:f></x:c></x:row>"
    let sheet = try Self.filled(
      Samples.book { builder in
        builder.setPart(
          Samples.sheet,
          "<x:worksheet xmlns:x=\"\(WorkbookBuilder.mainNamespace)\"><x:sheetData>\(rows)</x:sheetData></x:worksheet>"
        )
        builder.setPart("xl/worksheets/_rels/sheet1.xml.rels", nil)
      })
    #expect(sheet.contains("<x:row r=\"6\" ht=\"20\"><x:c r=\"A6\" s=\"1\" t=\"inlineStr\">"))
    #expect(sheet.contains("<x:c r=\"D6\"><x:f>C6*2</x:f></x:c>"))
    #expect(
      sheet.contains("<x:row r=\"7\"><x:c r=\"A7\"/>") && sheet.contains("<x:f>SUM(C4:C6)</x:f>"))
  }

  @Test func `a strict workbook is filled and stays strict`() throws {
    let sheet = try Self.filled(
      Samples.book { builder in
        let plain = builder.bytes()
        for part in [Samples.sheet, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"]
        {
          builder.setPart(
            part,
            Samples.text(part, of: plain)
              .replacing(
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                with: "http://purl.oclc.org/ooxml/spreadsheetml/main"
              )
              .replacing(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                with: "http://purl.oclc.org/ooxml/officeDocument/relationships"))
        }
      })
    #expect(sheet.contains("purl.oclc.org/ooxml/spreadsheetml/main"))
  }

  @Test func `a sample row that is not stored has the look of its columns`() throws {
    let sheet = try Self.filled(
      Samples.book { builder in
        builder.setPart(
          Samples.sheet,
          "<worksheet xmlns=\"\(WorkbookBuilder.mainNamespace)\"><cols><col min=\"1\" max=\"3\" style=\"0\"/></cols>"
            + "<sheetData><row r=\"5\"><c r=\"C5\"><f>SUM(C4:C4)</f></c></row></sheetData></worksheet>"
        )
        builder.setPart("xl/worksheets/_rels/sheet1.xml.rels", nil)
      })
    #expect(
      sheet.contains("<row r=\"4\"><c r=\"A4\" s=\"0\"") && sheet.contains("<f>SUM(C4:C6)</f>"))
  }

  @Test func `a name of the sheet's own comes before the same name of another`() throws {
    let package = try TemplatePackage(
      Samples.book(
        names: "<definedName name=\"首行\" localSheetId=\"1\">封面!$B$2</definedName>"
          + "<definedName name=\"首行\" localSheetId=\"0\">'表Ⅱ-2'!$A$4</definedName>"))
    #expect(try package.cell("首行", on: "表Ⅱ-2") == CellReference(row: 4, column: 1))
    #expect(try package.cell("首行", on: "封面") == CellReference(row: 2, column: 2))
  }

  private static func typed(_ type: String) -> [UInt8] {
    Samples.book { builder in
      let types = Samples.text("[Content_Types].xml", of: builder.bytes())
      builder.setPart(
        "[Content_Types].xml", types.replacing(Samples.main + "sheet.main+xml", with: type))
    }
  }

  @Test func `an .xltx becomes a workbook`() throws {
    let bytes = try TemplatePackage(Self.typed(Samples.main + "template.main+xml"))
      .filled([Samples.filled(1)])
    #expect(
      Samples.text("[Content_Types].xml", of: bytes).contains(Samples.main + "sheet.main+xml"))
  }

  @Test(arguments: [
    ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "模板含有宏（.xlsm）"),
    ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "模板是 .xlsb 文件"),
  ])
  func `macros and binary workbooks are refused with what to do`(type: String, reason: String) {
    #expect {
      try TemplatePackage(Self.typed(type))
    } throws: { error in
      let sentence = (error as? TemplateRefusal)?.reason.chinese ?? ""
      return sentence.hasPrefix(reason) && sentence.contains("请另存为")
    }
  }

  @Test(
    arguments: [
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "模板是 .xls、.et 或加密的文件"),
      (Array("not a workbook".utf8), "模板不是可读的 .xlsx 工作簿"),
    ] as [([UInt8], String)])
  func `files of other kinds are told by their kind`(bytes: [UInt8], reason: String) {
    #expect {
      try TemplatePackage(bytes)
    } throws: { error in
      (error as? TemplateRefusal)?.reason.chinese.hasPrefix(reason) == true
    }
  }
}
