// SPDX-License-Identifier: Apache-2.0
// TemplatePackageTests: an official template is filled, and everything else of it stays as it was.

import DataModel
import Export
import FileFormats
import Ingest
import TestSupport
import Testing

@Suite("Filling an official template")
struct TemplatePackageTests {
  private static let header =
    "<row r=\"1\" ht=\"30\" customHeight=\"1\"><c r=\"A1\" s=\"3\" t=\"inlineStr\"><is><t>表Ⅱ-2</t></is></c></row>"
    + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>填报单位</t></is></c><c r=\"B2\" s=\"4\"/></row>"
  private static let sample =
    "<row r=\"4\" spans=\"1:4\" ht=\"22\" customHeight=\"1\"><c r=\"A4\" s=\"1\"/><c r=\"B4\" s=\"2\"/>"
    + "<c r=\"C4\" s=\"0\"/><c r=\"D4\" s=\"4\"><f>C4*2</f><v>0</v></c></row>"
  private static let total =
    "<row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><t>合计</t></is></c>"
    + "<c r=\"C5\" s=\"4\"><f>SUM(C4:C4)</f><v>0</v></c></row>"
    + "<row r=\"6\"><c r=\"B6\"><f t=\"shared\" ref=\"B6:C6\" si=\"0\">B5+1</f></c>"
    + "<c r=\"C6\"><f t=\"shared\" si=\"0\"/></c></row>"
  private static let after =
    "<autoFilter ref=\"A3:D4\"/><mergeCells count=\"2\"><mergeCell ref=\"A1:D1\"/>"
    + "<mergeCell ref=\"A7:D7\"/></mergeCells>"
    + "<conditionalFormatting sqref=\"C4\"><cfRule type=\"expression\" priority=\"1\"><formula>C4&lt;$C$5</formula></cfRule></conditionalFormatting>"
    + "<dataValidations count=\"1\"><dataValidation type=\"list\" sqref=\"B4\"><formula1>字典!$A$1:$A$3</formula1></dataValidation></dataValidations>"
    + "<pageSetup paperSize=\"9\" orientation=\"landscape\"/>"

  private static func book(
    data: String = header + "<row r=\"3\"/>" + sample + total, after: String = after,
    names: String = "", change: (inout WorkbookBuilder) -> Void = { _ in }
  ) -> [UInt8] {
    var builder = WorkbookBuilder()
    builder.addSheet("表Ⅱ-2", sheetData: data, after: after)
    builder.addSheet(
      "封面", sheetData: "<row r=\"1\"><c r=\"A1\"><f>'表Ⅱ-2'!C5</f><v>0</v></c></row>")
    builder.addSheet("字典", [[.text("甲")], [.text("乙")], [.text("丙")]], visibility: .hidden)
    builder.setPart(
      "xl/printerSettings1.bin", bytes: (0..<500).map { UInt8(truncatingIfNeeded: $0) })
    change(&builder)
    guard !names.isEmpty else { return builder.bytes() }
    let plain = String(decoding: part("xl/workbook.xml", of: builder.bytes()), as: UTF8.self)
    builder.setPart(
      "xl/workbook.xml",
      plain.replacing("</sheets>", with: "</sheets><definedNames>\(names)</definedNames>"))
    return builder.bytes()
  }

  private static func part(_ name: String, of bytes: [UInt8]) -> [UInt8] {
    (try? ZipReader(bytes).contents(of: name)) ?? []
  }

  private static func text(_ name: String, of bytes: [UInt8]) -> String {
    String(decoding: part(name, of: bytes), as: UTF8.self)
  }

  private static let sheet = "xl/worksheets/sheet1.xml"

  private static func fill(_ count: Int, row: Int = 4) -> FilledSheet {
    FilledSheet(
      name: "表Ⅱ-2", cells: [CellReference(row: 2, column: 2): .text("示例县")],
      blocks: [
        FilledRows(
          sampleRow: row, columns: [1, 2, 3],
          rows: (0..<count).map { [.text("0\($0 + 1)"), .text("甲"), .number(Double($0) + 0.5)] })
      ])
  }

  private static func cells(_ bytes: [UInt8], _ sheet: String = "表Ⅱ-2") throws -> [String: String] {
    let book = try WorkbookReader.read(bytes, fileName: "a.xlsx")
    var cells: [String: String] = [:]
    for row in book.sheets.first(where: { $0.info.name == sheet })?.rows ?? [] {
      for cell in row.cells where !cell.value.isEmpty {
        cells["\(CellReference(row: row.number, column: cell.column))"] = cell.value.rawText
      }
    }
    return cells
  }

  @Test func `values stand at their cells, codes as texts and numbers as numbers`() throws {
    let bytes = try TemplatePackage(Self.book()).filled([Self.fill(3)])
    let cells = try Self.cells(bytes)
    #expect(cells["B2"] == "示例县")
    #expect(["A4", "A5", "A6"].map { cells[$0] } == ["01", "02", "03"])
    #expect(["C4", "C5", "C6"].map { cells[$0] } == ["0.5", "1.5", "2.5"])
    #expect(cells["A7"] == "合计")
    #expect(Self.text(Self.sheet, of: bytes).contains("<c r=\"B2\" s=\"4\" t=\"inlineStr\">"))
  }

  @Test func `the sample row is repeated with its height, styles and formulas`() throws {
    let bytes = try TemplatePackage(Self.book()).filled([Self.fill(3)])
    let xml = Self.text(Self.sheet, of: bytes)
    for row in 4...6 {
      #expect(xml.contains("<row r=\"\(row)\" spans=\"1:16384\" ht=\"22\" customHeight=\"1\">"))
      #expect(xml.contains("<c r=\"D\(row)\" s=\"4\"><f>C\(row)*2</f></c>"))
      #expect(xml.contains("<c r=\"C\(row)\" s=\"0\"><v>"))
    }
  }

  @Test func `what stands below moves down, and totals take the new rows in`() throws {
    let names =
      "<definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">'表Ⅱ-2'!$A$1:$D$6</definedName>"
      + "<definedName name=\"合计行\">'表Ⅱ-2'!$A$5</definedName>"
    let bytes = try TemplatePackage(Self.book(names: names)).filled([Self.fill(4)])
    let xml = Self.text(Self.sheet, of: bytes)
    #expect(xml.contains("<c r=\"C8\" s=\"4\"><f>SUM(C4:C7)</f></c>"))
    // Formulas that shared a text are written out.
    #expect(
      xml.contains("<c r=\"B9\"><f>B8+1</f></c>") && xml.contains("<c r=\"C9\"><f>C8+1</f></c>"))
    #expect(xml.contains("<mergeCell ref=\"A1:D1\"/><mergeCell ref=\"A10:D10\"/>"))
    #expect(xml.contains("<autoFilter ref=\"A3:D7\"/>"))
    #expect(xml.contains("sqref=\"C4:C7\"") && xml.contains("<formula>C4&lt;$C$8</formula>"))
    #expect(xml.contains("sqref=\"B4:B7\""))
    #expect(Self.text("xl/worksheets/sheet2.xml", of: bytes).contains("<f>'表Ⅱ-2'!C8</f>"))
    let book = Self.text("xl/workbook.xml", of: bytes)
    #expect(book.contains("'表Ⅱ-2'!$A$1:$D$9<") && book.contains("'表Ⅱ-2'!$A$8<"))
    #expect(book.contains("fullCalcOnLoad=\"1\""))
  }

  @Test func `styles, lists and print settings stay as they are`() throws {
    let original = Self.book()
    let bytes = try TemplatePackage(original).filled([Self.fill(3)])
    for part in ["xl/styles.xml", "xl/printerSettings1.bin", "xl/worksheets/sheet3.xml"] {
      #expect(Self.part(part, of: bytes) == Self.part(part, of: original), "\(part)")
    }
    let setup = "<pageSetup paperSize=\"9\" orientation=\"landscape\"/>"
    #expect(Self.text(Self.sheet, of: bytes).contains(setup))
  }

  @Test func `no row and one row leave everything where it is`() throws {
    for count in 0...1 {
      let bytes = try TemplatePackage(Self.book()).filled([Self.fill(count)])
      #expect(Self.text(Self.sheet, of: bytes).contains("<f>SUM(C4:C4)</f>"))
      #expect(try Self.cells(bytes)["A4"] == (count == 0 ? nil : "01"))
      #expect(try Self.cells(bytes)["A5"] == "合计")
    }
  }

  @Test func `the order of calculation of the old workbook is dropped`() throws {
    let original = Self.book { builder in
      builder.setPart("xl/calcChain.xml", "<calcChain/>")
      builder.setPart(
        "xl/_rels/workbook.xml.rels",
        Self.text("xl/_rels/workbook.xml.rels", of: builder.bytes()).replacing(
          "</Relationships>",
          with:
            "<Relationship Id=\"rId99\" Type=\"http://schemas.openxmlformats.org/officeDocument/"
            + "2006/relationships/calcChain\" Target=\"calcChain.xml\"/></Relationships>"))
    }
    let bytes = try TemplatePackage(original).filled([Self.fill(2)])
    #expect(Self.part("xl/calcChain.xml", of: bytes).isEmpty)
    #expect(!Self.text("xl/_rels/workbook.xml.rels", of: bytes).contains("calcChain"))
  }

  @Test func `a cell is found by its address or by a name of the workbook`() throws {
    let package = try TemplatePackage(
      Self.book(names: "<definedName name=\"小学首行\">'表Ⅱ-2'!$A$4</definedName>"))
    #expect(try package.cell("小学首行", on: "表Ⅱ-2") == CellReference(row: 4, column: 1))
    #expect(try package.cell("B2", on: "表Ⅱ-2") == CellReference(row: 2, column: 2))
  }

  @Test(arguments: [
    ("初中首行", "表Ⅱ-2", "模板没有名称“初中首行”"), ("A4", "表Ⅱ", "模板没有工作表“表Ⅱ”"),
    ("小学首行", "封面", "模板的名称“小学首行”在工作表“表Ⅱ-2”，应在“封面”"),
  ])
  func `an anchor that is not there is told by its name`(
    anchor: String, sheet: String, reason: String
  ) throws {
    let package = try TemplatePackage(
      Self.book(names: "<definedName name=\"小学首行\">'表Ⅱ-2'!$A$4</definedName>"))
    #expect {
      try package.cell(anchor, on: sheet)
    } throws: { error in
      (error as? TemplateRefusal)?.reason.chinese.hasPrefix(reason) == true
    }
  }

  static let refused: [(after: String, data: String, reason: String)] = [
    ("<oleObjects/>", header + sample, "模板的工作表“表Ⅱ-2”含有嵌入对象，不能增加行"),
    ("", header, "模板的工作表“表Ⅱ-2”没有样行（第4行）"),
    (
      "", header + sample.replacing("<c r=\"C4\" s=\"0\"/>", with: "<c r=\"C4\"><f>1</f></c>"),
      "模板的工作表“表Ⅱ-2”的样行 C4 是公式，不能填写"
    ),
    (
      "", header.replacing("<c r=\"B2\" s=\"4\"/>", with: "<c r=\"B2\"><f>1</f></c>") + sample,
      "模板的工作表“表Ⅱ-2”的 B2 是公式，不能填写"
    ),
    (
      "", header + sample + "<row r=\"5\"><c r=\"A5\"><f>[1]表!A1+表[人数</f></c></row>",
      "模板的工作表“表Ⅱ-2”的 A5 的公式无法随行移动"
    ),
  ]

  @Test(arguments: refused)
  func `what would not survive is refused with a sentence`(
    _ refused: (after: String, data: String, reason: String)
  ) throws {
    let book = Self.book(data: refused.data, after: refused.after)
    #expect {
      try TemplatePackage(book).filled([Self.fill(2)])
    } throws: { error in
      (error as? TemplateRefusal)?.reason.chinese.hasPrefix(refused.reason) == true
    }
  }

  @Test func `bytes that are no workbook are refused`() {
    #expect(throws: TemplateRefusal.self) { try TemplatePackage(Array("not a workbook".utf8)) }
  }

  @Test func `two blocks on one sheet grow each from its own row`() throws {
    let second =
      "<row r=\"8\"><c r=\"A8\" s=\"1\"/><c r=\"B8\"/><c r=\"C8\"/></row>"
      + "<row r=\"9\"><c r=\"C9\"><f>SUM(C4:C4)+SUM(C8:C8)</f></c></row>"
    var filled = Self.fill(3)
    filled.blocks.append(contentsOf: Self.fill(2, row: 8).blocks)
    let book = Self.book(data: Self.header + Self.sample + second, after: "")
    let bytes = try TemplatePackage(book).filled([filled])
    let cells = try Self.cells(bytes)
    #expect(["A4", "A5", "A6", "A10", "A11"].map { cells[$0] } == ["01", "02", "03", "01", "02"])
    #expect(
      Self.text(Self.sheet, of: bytes).contains("<c r=\"C12\"><f>SUM(C4:C6)+SUM(C10:C11)</f>"))
    for (place, value) in filled.written where value != .blank {
      #expect(cells["\(place)"] == value.cellValue.rawText)
    }
  }
}
