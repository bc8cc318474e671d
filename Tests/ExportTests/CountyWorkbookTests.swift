// SPDX-License-Identifier: Apache-2.0
// CountyWorkbookTests: the county workbook's formulas, cached values, texts and page set-up.

import DataModel
import Export
import Foundation
import Testing

@Suite struct CountyWorkbookTests {
  private let book: WrittenWorkbook

  init() throws {
    let folder = try TemporaryFolder()
    try Outputs.write(SampleEvaluation.bundle(), to: folder.path)
    book = try WrittenWorkbook(Outputs.bytes("counties/990101-示例县.xlsx", in: folder.path))
  }

  @Test func `the sheets come in the order a reader needs them`() {
    #expect(
      book.sheetNames == [
        "封面", "认定结论", "一校一策", "学段部数据", "指标计算", "差异系数", "图表", "大班额台账", "审核问题", "报送情况",
        "数据来源", "班级台账", "学生花名册", "图表数据",
      ])
  }

  @Test func `parts are ordered by stage, those outside the scope last`() {
    let codes = (4...10).map { book.value("A\($0)", on: "学段部数据") }
    #expect(
      codes == [
        "2199000001", "2199000002", "2199000003", "2199000005", "2199000006", "2199000003",
        "3199000004",
      ])
  }

  @Test func `a share is a live formula over the school's value and weighted pupils`() throws {
    // 九年一贯制: 601 + 1.1 × 307 weighted pupils.
    #expect(book.formula("I9", on: "学段部数据") == "IF(H9=\"\",\"\",H9*折算_初中)")
    #expect(book.formula("J6", on: "学段部数据") == "IF(COUNT(I6,I9)&lt;2,\"\",I6+I9)")
    let share = book.formula("O6", on: "学段部数据")
    #expect(share == "IF(COUNT(N6,I6,J6)&lt;3,\"\",IF(J6=0,\"\",N6*I6/J6))")
    let value = try #require(Double(book.value("O6", on: "学段部数据")))
    #expect(abs(value - 5500 * 601 / (601 + 1.1 * 307)) < 1e-9)
  }

  @Test func `高中 without a row enters the school's weighted pupils as a constant`() {
    #expect(book.formula("J10", on: "学段部数据") == "IF(COUNT(I10)&lt;1,\"\",I10+330)")
    #expect(book.value("J10", on: "学段部数据") == "770")
  }

  @Test func `a missing input is an empty cell, never zero`() {
    #expect(book.place(of: "未填学生数小学", on: "学段部数据")?.row == 7)
    #expect(book.cell("H7", on: "学段部数据").isEmpty)
    #expect(book.value("O7", on: "学段部数据").isEmpty || book.value("O7", on: "学段部数据") == "700")
  }

  @Test func `an indicator points at the data sheet and caches our value`() {
    #expect(
      book.formula("F9", on: "指标计算")
        == "IF(COUNT('学段部数据'!$H4,'学段部数据'!$K4)&lt;2,\"\","
        + "IF(('学段部数据'!$H4)=0,\"\",('学段部数据'!$K4)/('学段部数据'!$H4)*100))")
    #expect(book.value("F9", on: "指标计算") == "4.2")
  }

  @Test func `an indicator without its input is an empty text and 待定`() {
    #expect(book.place(of: "未填学生数小学", on: "指标计算")?.row == 12)
    #expect(book.cell("F12", on: "指标计算").contains("t=\"str\""))
    #expect(book.value("F12", on: "指标计算").isEmpty)
    #expect(book.value("G12", on: "指标计算") == "待定")
  }

  @Test func `a value exactly at its floor is 达到85%`() {
    #expect(book.value("J9", on: "指标计算") == "0.765")
    #expect(book.value("K9", on: "指标计算") == "达到85%")
    #expect(
      book.formula("K9", on: "指标计算")
        == "IF($D9=\"否\",\"不参评\",IF(J9=\"\",\"待定\",IF(ROUND(J9-阈值_R3_小学,9)&gt;=0,\"达标\","
        + "IF(ROUND(J9-底线_R3_小学,9)&gt;=0,\"达到85%\",\"未达标\"))))")
    #expect(book.formula("J5", on: "指标计算") == "J4*最低值比例")
    #expect(
      book.parts["xl/workbook.xml"]?.contains(
        "<definedName name=\"阈值_R3_小学\">'指标计算'!$J$4</definedName>") == true)
  }

  @Test func `counts and verdicts follow the statuses`() throws {
    #expect(book.formula("T9", on: "指标计算") == "COUNTIF(G9:S9,\"达标\")")
    #expect(book.value("T9", on: "指标计算") == "6")
    #expect(book.value("X9", on: "指标计算") == "达标")
    let row = try #require(book.place(of: "2199000001", on: "认定结论")?.row)
    #expect(book.formula("D\(row)", on: "认定结论") == "'指标计算'!X9")
  }

  @Test func `the disparity runs over the parts in scope only`() throws {
    #expect(book.formula("E5", on: "差异系数") == "ROWS('指标计算'!$F$9:$F$12)")
    #expect(book.value("F5", on: "差异系数") == "1")
    #expect(
      book.formula("I5", on: "差异系数")
        == "IF(H5=\"\",\"\",SQRT(SUM(IF(ISNUMBER('指标计算'!$F$9:$F$12),'指标计算'!$E$9:$E$12*"
        + "('指标计算'!$F$9:$F$12-H5)^2,0))/G5))")
    #expect(book.cell("I5", on: "差异系数").contains("t=\"array\""))
    #expect(book.value("L5", on: "差异系数") == "待定")
    let variation = try #require(Double(book.value("J5", on: "差异系数")))
    let spread = try #require(Double(book.value("I5", on: "差异系数")))
    let mean = try #require(Double(book.value("H5", on: "差异系数")))
    #expect(abs(variation - spread / mean) < 1e-12)
  }

  @Test func `text that looks like a formula stays text`() {
    let cell = book.cell("D4", on: "班级台账")
    #expect(book.place(of: "=cmd|' /C calc'!A0", on: "班级台账") == CellReference("D4"))
    #expect(cell.contains("t=\"inlineStr\""))
    for name in book.sheetNames {
      #expect(!book.sheet(name).contains("<f>cmd"))
      #expect(!book.sheet(name).contains("<f>=cmd"))
    }
  }

  @Test func `codes are text and keep their zeros`() {
    #expect(book.value("D5", on: "班级台账") == "007")
    #expect(book.cell("A4", on: "班级台账").contains("inlineStr"))
  }

  @Test func `a value and what it means stay on one page`() {
    let sheet = book.sheet("指标计算")
    let breaks = sheet.components(separatedBy: "<brk id=\"").dropFirst()
      .compactMap { Int($0.prefix { $0 != "\"" }) }
    // Values stand in columns F, H, … (5, 7, … from 0), each with its status behind it.
    #expect(breaks.allSatisfy { $0 < 5 || $0 % 2 == 1 && $0 <= 19 })
  }

  @Test func `the other stages of a school refer to its value in the first one`() {
    #expect(book.cell("N6", on: "学段部数据").contains("<f>") == false)
    #expect(book.formula("N9", on: "学段部数据") == "IF(N6=\"\",\"\",N6)")
  }

  @Test func `pupils that are given later reach weighted pupils`() {
    #expect(book.formula("I7", on: "学段部数据") == "IF(H7=\"\",\"\",H7*折算_小学)")
    #expect(book.value("I7", on: "学段部数据").isEmpty)
  }

  @Test func `columns that nobody filled are named below the table instead`() throws {
    let book = try WorkbookVariants.county { $0.evaluation.submissions[0].dropFirstTableColumn(2) }
    #expect(book.place(of: "学生数（人）", on: "班级台账") == nil)
    #expect(book.sheet("班级台账").contains("全县均未填报"))
  }

  @Test func `records that do not count say so, with where they came from`() {
    #expect(
      (6...9).map { book.value(Self.cell($0, 5), on: "班级台账") } == [
        "否（重复）", "县/一小.xlsx", "班级", "5",
      ])
    #expect(book.cell("E5", on: "班级台账").isEmpty)
  }

  private static func cell(_ column: Int, _ row: Int) -> String {
    CellReference(row: row, column: column).description
  }

  @Test func `sensitive fields are masked, dates are dates`() {
    #expect(book.value("C4", on: "学生花名册") == "张**")
    #expect(book.value("D4", on: "学生花名册") == "99********0011")
    #expect(book.value("E4", on: "学生花名册") == "42070")
    #expect(book.value("H4", on: "学生花名册") == "证号99********0011")
  }

  @Test func `the cover names verdict, counts and what is unconfirmed`() {
    let cover = book.sheet("封面")
    for text in [
      "示例县（990101）", "未达标", "退回修改 1 件，无法读取 0 件", "示例规程 附件2〔未核实〕", "20250901-abcdef",
      "名册与报送共 7 所，已报送 6 所，未报送 1 所",
    ] {
      #expect(cover.contains(text), "\(text)")
    }
    #expect(cover.contains("location=\"'指标计算'!A1\""))
  }

  @Test(arguments: ["认定结论", "学段部数据", "指标计算", "差异系数", "审核问题", "学生花名册"])
  func `a sheet is ready to read and to print`(name: String) {
    let sheet = book.sheet(name)
    #expect(sheet.contains("state=\"frozen\""))
    #expect(sheet.contains("<autoFilter"))
    #expect(sheet.contains("paperSize=\"9\""))
    #expect(sheet.contains("orientation=\"landscape\""))
    #expect(sheet.contains("fitToHeight=\"0\"") || sheet.contains("<colBreaks"))
    #expect(sheet.contains("&amp;P"))
    #expect(!sheet.contains("<mergeCell"))
  }

  @Test func `nothing in the file tells when it was written`() {
    let core = book.parts["docProps/core.xml"] ?? ""
    #expect(core.contains("2025-09-01T00:00:00Z"))
  }
}
