// SPDX-License-Identifier: Apache-2.0
// TemplateFollowersTests: what hangs on the rows of an official template goes with them, or is refused.

import DataModel
import Export
import TestSupport
import Testing

@Suite("What follows the rows of an official template")
struct TemplateFollowersTests {
  private typealias Samples = TemplateSamples

  /// The template with four rows: three are put in below row 4.
  private static func grown(
    _ part: String, change: (inout WorkbookBuilder) -> Void = { _ in }
  ) throws -> String {
    let bytes = try TemplatePackage(Samples.book(change: change)).filled([Samples.filled(4)])
    #expect(try Samples.difference(bytes, [Samples.filled(4)]) == nil)
    return Samples.text(part, of: bytes)
  }

  @Test func `a table takes the new rows in, with its filter and its total`() throws {
    let table = try Self.grown("xl/tables/table1.xml")
    #expect(
      table.contains("ref=\"A3:C8\" totalsRowCount")
        && table.contains("<autoFilter ref=\"A3:C7\"/>"))
    #expect(table.contains("<totalsRowFormula>SUM(C4:C7)<"))
  }

  @Test func `drawings below move, those around grow, and those that say so keep their size`()
    throws
  {
    let drawing = try Self.grown("xl/drawings/drawing1.xml")
    let rows = drawing.matches(of: /row>(\d+)<\/xdr:row/).map { $0.output.1 }
    #expect(
      rows == ["0", "3", "1", "9", "3", "4", "2", "8", "8", "11", "5", "8"])
    #expect(drawing.contains("textlink=\"$C$8\""))
  }

  @Test func `comments stay at their cells, as texts and as they are drawn`() throws {
    #expect(
      try Self.grown("xl/comments1.xml").contains("<comment ref=\"A4\"/><comment ref=\"A8\"/>"))
    let drawn = try Self.grown("xl/drawings/vml1.vml")
    #expect(drawn.contains("<x:Row>7</x:Row>") && drawn.contains("1, 15, 7, 10, 3, 15, 11, 4<"))
  }

  @Test func `a chart shows the new rows, and keeps no values of the template's day`() throws {
    let chart = try Self.grown("xl/charts/chart1.xml")
    #expect(chart.contains("<c:numRef><c:f>'表Ⅱ-2'!$C$4:$C$7</c:f></c:numRef>"))
    #expect(chart.contains("<c:f>封面!$A$1</c:f><c:strCache>"))
  }

  @Test func `a pivot table reads the new rows when the file is opened`() throws {
    let cache = try Self.grown("xl/pivotCache/pivotCacheDefinition1.xml")
    #expect(cache.contains("ref=\"A3:C7\"") && cache.contains("refreshOnLoad=\"1\""))
  }

  @Test func `formulas of other sheets that share a text move each by itself`() throws {
    let cover = try Self.grown("xl/worksheets/sheet2.xml")
    let formulas = cover.matches(of: /<f>([^<]*)<\/f>/).map { String($0.output.1) }
    #expect(formulas == ["C3", "C4", "C8", "C9", "C10"].map { "'表Ⅱ-2'!\($0)" })
    #expect(!cover.contains("<v>"))
  }

  @Test func `a formula about its own row stays about it, and one about all rows grows`() throws {
    let sheet = try Self.grown(Samples.sheet)
    for row in 4...7 { #expect(sheet.contains("<f>SUM(A\(row):C\(row))</f>")) }
    #expect(sheet.contains("<formula>COUNTIF($A4:$C4,$C$8)&gt;0</formula>"))
    #expect(sheet.contains("<f>SUM(C4:C7)</f>"))
    #expect(sheet.contains("<c r=\"D8\"><f t=\"array\" ref=\"D8\">SUM(C4:C7*1)</f>"))
    #expect(sheet.contains("<f>表一[[#Totals],[人数]]+[1]外!A5</f>"))
  }

  @Test func `merged cells of a sample row are repeated, and those beyond it grow`() throws {
    let sheet = try Self.grown(Samples.sheet)
    #expect(sheet.contains("<mergeCells count=\"6\">") && sheet.contains("ref=\"H4:H8\""))
    for row in 4...7 { #expect(sheet.contains("<mergeCell ref=\"F\(row):G\(row)\"/>")) }
  }

  @Test func `small charts in cells stand in each row, and breaks of columns stay`() throws {
    let sheet = try Self.grown(Samples.sheet)
    for row in 4...7 {
      #expect(sheet.contains("<xm:f>'表Ⅱ-2'!A\(row):C\(row)</xm:f><xm:sqref>I\(row)</xm:sqref>"))
    }
    #expect(sheet.contains("<rowBreaks count=\"1\"><brk id=\"8\"/></rowBreaks>"))
    #expect(sheet.contains("<colBreaks count=\"1\"><brk id=\"5\"/></colBreaks>"))
    #expect(sheet.contains("<hyperlink ref=\"A8\" location=\"'表Ⅱ-2'!C8\"/>"))
  }

  // MARK: Refused

  private static func refusal(
    _ filled: FilledSheet = Samples.filled(2), change: (inout WorkbookBuilder) -> Void = { _ in }
  ) -> String {
    do throws(TemplateRefusal) {
      _ = try TemplatePackage(Samples.book(change: change)).filled([filled])
      return ""
    } catch {
      return error.reason.chinese
    }
  }

  private static func replacing(_ old: String, _ new: String) -> String {
    let rows = Samples.rows.replacing(old, with: new)
    let after = Samples.after.replacing(old, with: new)
    do throws(TemplateRefusal) {
      _ = try TemplatePackage(Samples.book(rows: rows, after: after)).filled([Samples.filled(2)])
      return ""
    } catch {
      return error.reason.chinese
    }
  }

  @Test(arguments: [
    (
      "<hyperlinks>",
      "<mc:AlternateContent><mc:Choice><controls/></mc:Choice></mc:AlternateContent><hyperlinks>",
      "模板的工作表“表Ⅱ-2”含有控件，不能增加行"
    ),
    ("F4:G4", "B4:C4", "模板的工作表“表Ⅱ-2”的样行含合并单元格 B4:C4，C4 填写后看不见"),
    ("H4:H5", "A4:A5", "模板的工作表“表Ⅱ-2”的样行含合并单元格 A4:A5，A4 填写后看不见"),
    ("SUM(C4:C4)", "SUM('封面:表Ⅱ-2'!C5)", "模板的工作表“表Ⅱ-2”的 C5 的公式无法随行移动"),
    ("ref=\"D5\"", "ref=\"D4:D5\"", "模板的工作表“表Ⅱ-2”的 D5 是数组公式，不能随行移动"),
  ])
  func `what would not be right any more is refused`(old: String, new: String, reason: String) {
    #expect(Self.replacing(old, new) == reason)
  }

  @Test func `controls of the old kind, headers of tables and cells that nobody sees are refused`()
  {
    let drawn = Samples.parts[1].xml.replacing("\"Note\"", with: "\"Button\"")
    #expect(
      Self.refusal { $0.setPart("xl/drawings/vml1.vml", drawn) }
        == "模板的工作表“表Ⅱ-2”含有控件或图形“Button”，不能增加行")
    let header = [CellReference(row: 3, column: 2): FilledValue.text("x")]
    #expect(
      Self.refusal(Samples.filled(1, cells: header)) == "模板的工作表“表Ⅱ-2”的 B3 是表格对象的标题，不能填写")
    let covered = [CellReference(row: 1, column: 2): FilledValue.text("x")]
    #expect(
      Self.refusal(Samples.filled(1, cells: covered)) == "模板的工作表“表Ⅱ-2”的 B1 在合并单元格 A1:E1 之内，填写后看不见")
  }

  @Test func `a pivot table that new rows would cut is refused, one below moves`() throws {
    func change(_ area: String) -> (inout WorkbookBuilder) -> Void {
      { builder in
        builder.setPart(
          "xl/pivotTables/p.xml",
          "<pivotTableDefinition><location ref=\"\(area)\"/></pivotTableDefinition>")
        builder.setPart(
          "xl/worksheets/_rels/sheet1.xml.rels",
          Samples.relationships.replacing(
            "</Relationships>",
            with:
              "<Relationship Id=\"p\" Type=\"x/pivotTable\" Target=\"../pivotTables/p.xml\"/></Relationships>"
          ))
      }
    }
    #expect(Self.refusal(change: change("K3:L9")) == "模板的工作表“表Ⅱ-2”的区域 K3:L9 无法随行移动，不能增加行")
    #expect(
      try Self.grown("xl/pivotTables/p.xml", change: change("K9:L12")).contains("\"K12:L15\""))
  }
}
