// SPDX-License-Identifier: Apache-2.0
// ProvinceWorkbookTests: the province workbook's sums, matrix and charts.

import DataModel
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
        "封面", "各县结论", "图·达标率", "差异系数矩阵", "图·小学差异系数", "图·初中差异系数", "各县排名", "分市汇总", "分城乡汇总",
        "报送情况", "学校结论", "审核问题汇总", "未核实条款",
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

  @Test func `counties are ranked, and equal ones alike`() throws {
    #expect(book.value("D4", on: "各县排名") == "2")
    #expect(book.value("D5", on: "各县排名") == "1")
    #expect(book.formula("D4", on: "各县排名") == "IF(C4=\"\",\"\",RANK(C4,C$4:C$5,0))")
    #expect(book.formula("E4", on: "各县排名") == "IF('差异系数矩阵'!L4=\"\",\"\",ROUND('差异系数矩阵'!L4,6))")
    let tied = try WorkbookVariants.province { bundle in
      for index in bundle.evaluation.parts.indices {
        bundle.evaluation.parts[index].verdict = .pass
      }
    }
    #expect(["D4", "D5"].map { tied.value($0, on: "各县排名") } == ["1", "1"])
  }

  @Test func `cities are sums over counties with the same four digits`() {
    #expect(book.value("A4", on: "分市汇总") == "9901")
    #expect(book.value("C4", on: "分市汇总") == "2")
    #expect(
      book.formula("E4", on: "分市汇总")
        == "SUMPRODUCT((LEN('各县结论'!$A$4:$A$5)=6)*(LEFT('各县结论'!$A$4:$A$5,4)=A4)*'各县结论'!$I$4:$I$5)")
    #expect(book.value("E4", on: "分市汇总") == "8")
  }

  @Test func `verdicts are counted by area, and what is not known is said`() {
    #expect(book.value("B4", on: "分城乡汇总") == "未知")
    #expect(
      book.formula("D4", on: "分城乡汇总").hasPrefix(
        "COUNTIFS('学校结论'!$E$3:$E$10,A4,'学校结论'!$M$3:$M$10,B4,"))
    #expect(book.formula("C4", on: "分城乡汇总") == "SUM(D4:F4)")
  }

  @Test func `how far schools have come is counted where a run knows it`() throws {
    #expect(!book.sheetNames.contains("报送进度"))
    let run = try WorkbookVariants.province { bundle in
      bundle.ledger = FindingLedger(
        identifiers: bundle.evaluation.findings.indices.map { "id-\($0)" },
        standings: bundle.evaluation.findings.map { _ in FindingStanding(state: .open) },
        schools: bundle.evaluation.schools.indices.map {
          SchoolStanding(school: $0, state: $0 == 0 ? .returned : .accepted)
        })
    }
    #expect(run.formula("C4", on: "报送进度") == "SUM(D4:H4)")
    #expect(["C4", "F4", "H4", "F6"].map { run.value($0, on: "报送进度") } == ["7", "1", "6", "1"])
  }

  @Test func `the matrix is coloured by a scale up to each stage's limit`() {
    let sheet = book.sheet("差异系数矩阵")
    #expect(sheet.contains("<colorScale>"))
    #expect(sheet.contains("<cfvo type=\"num\" val=\"0.5\"/>"))
    #expect(sheet.contains("<cfvo type=\"num\" val=\"0.45\"/>"))
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
