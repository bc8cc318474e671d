// SPDX-License-Identifier: Apache-2.0
// ProvinceWorkbookTests: the province workbook's sums, matrix and charts.

import Export
import Foundation
import Testing

@Suite struct ProvinceWorkbookTests {
  private let book: WrittenWorkbook

  init() throws {
    let folder = try TemporaryFolder()
    try Outputs.write(SampleEvaluation.bundle(), to: folder.path)
    book = try WrittenWorkbook(Outputs.bytes("province.xlsx", in: folder.path))
  }

  @Test func `the sheets come in the order a reader needs them`() {
    #expect(
      book.sheetNames == [
        "封面", "各县结论", "图·达标率", "差异系数矩阵", "图·小学差异系数", "图·初中差异系数", "报送情况", "学校结论", "审核问题汇总",
        "未核实条款",
      ])
  }

  @Test func `totals are live sums over the counties`() {
    #expect(book.formula("I6", on: "各县结论") == "SUM(I4:I5)")
    #expect(book.value("I6", on: "各县结论") == "8")
    #expect(book.formula("C6", on: "各县结论") == "COUNTIF(C4:C5,\"达标\")")
    #expect(book.value("C6", on: "各县结论") == "0")
    #expect(book.formula("O4", on: "各县结论") == "IF(K4=0,\"\",L4/K4)")
    #expect(book.value("O4", on: "各县结论") == "0.5")
  }

  @Test func `findings are counted by rule and county`() {
    #expect(book.value("A3", on: "审核问题汇总") == "班级重复")
    #expect(book.value("C3", on: "审核问题汇总") == "class-names-are-unique")
    #expect(book.formula("D3", on: "审核问题汇总") == "SUM(E3:F3)")
    #expect(book.value("D6", on: "审核问题汇总") == "4")
  }

  @Test func `the matrix has a line for each county and stage, and charts against the limit`() {
    #expect((4...6).map { book.value("C\($0)", on: "差异系数矩阵") } == ["小学", "小学", "初中"])
    #expect(book.parts.keys.count { $0.hasPrefix("xl/charts/chart") } == 3)
    #expect(book.formula("L4", on: "差异系数矩阵") == "MAX(E4:K4)")
  }

  @Test func `a chart has a page of its own`() {
    for name in ["图·达标率", "图·小学差异系数", "图·初中差异系数"] {
      let sheet = book.sheet(name)
      #expect(sheet.contains("<drawing"))
      #expect(sheet.contains("<pageSetUpPr fitToPage=\"1\"/>"))
      #expect(!sheet.contains("fitToHeight=\"0\""))
    }
  }

  @Test func `the cover lists what is unconfirmed, marked as such`() {
    #expect(book.sheet("封面").contains("示例规程 附件2〔未核实〕"))
  }

  @Test func `every unconfirmed clause is listed as such`() {
    #expect(book.place(of: "示例规程", on: "未核实条款") != nil)
    #expect(book.value("E4", on: "未核实条款") == "未核实")
  }
}
