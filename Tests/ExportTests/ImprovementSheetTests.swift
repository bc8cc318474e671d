// SPDX-License-Identifier: Apache-2.0
// ImprovementSheetTests: 一校一策, comments, links and names of the county workbook.

import DataModel
import Export
import Foundation
import Testing

@Suite struct ImprovementSheetTests {
  private static let sheet = "一校一策"
  private let book: WrittenWorkbook

  init() throws {
    book = try WorkbookVariants.county { _ in }
  }

  /// Rows of a school in which the indicator's column begins with this.
  private func line(_ code: String, _ indicator: String) -> Int? {
    (5...60).first { row in
      book.value("A\(row)", on: Self.sheet) == code
        && book.value("F\(row)", on: Self.sheet).hasPrefix(indicator)
    }
  }

  @Test func `a gap at the floor may wait, and says what reaches the threshold`() throws {
    let row = try #require(line("2199000001", "R3"))
    #expect(book.value("E\(row)", on: Self.sheet) == "可缓")
    #expect(book.value("K\(row)", on: Self.sheet) == "7.65")
    // 0.9 × 1000 ÷ 100 − 7.65 = 1.35: people come whole.
    #expect(book.value("L\(row)", on: Self.sheet) == "0")
    #expect(book.value("M\(row)", on: Self.sheet) == "2")
    #expect(
      book.formula("M\(row)", on: Self.sheet)
        == "IF(G\(row)=\"\",\"\",MAX(0,ROUNDUP(ROUND(H\(row)*('学段部数据'!$H4)/100-K\(row),6),0)))")
    #expect(book.formula("H\(row)", on: Self.sheet) == "阈值_R3_小学")
  }

  @Test func `a gap below the floor must be closed, and areas are said in hundredths`() throws {
    let row = try #require(line("2199000002", "R4"))
    #expect(book.value("E\(row)", on: Self.sheet) == "必补")
    #expect(book.value("L\(row)", on: Self.sheet) == "247")
    #expect(book.value("M\(row)", on: Self.sheet) == "449.5")
    #expect(book.value("N\(row)", on: Self.sheet) == "㎡")
    #expect(book.formula("E\(row)", on: Self.sheet).contains("'指标计算'!"))
  }

  @Test func `indicators that wait for the same data share a row`() throws {
    let row = try #require(line("2199000005", "R1、"))
    #expect(book.value("F\(row)", on: Self.sheet) == "R1、R2、R3、R4、R5、R6、R7")
    #expect(book.value("E\(row)", on: Self.sheet) == "补数据")
    #expect(book.formula("E\(row)", on: Self.sheet).hasPrefix("IF(OR("))
  }

  @Test func `parts that lack nothing are counted and not listed`() {
    #expect(book.formula("A2", on: Self.sheet).contains("COUNTIFS("))
    #expect(book.value("A2", on: Self.sheet).hasPrefix("参评学段部中各项均达标的"))
    // Outside the scope nothing is asked.
    #expect(book.place(of: "2199000006", on: Self.sheet) == nil)
  }

  @Test func `a failing part's verdict has a comment that says why`() {
    let comments = book.parts.filter { $0.key.hasPrefix("xl/comments") }.map(\.value).joined()
    #expect(comments.contains("<author>Junheng</author>"))
    #expect(comments.contains("【必补】R4 教学及辅助用房面积 3，达标值 4.5，到底线还需 247 ㎡，到达标还需 449.5 ㎡"))
    #expect(!comments.contains("【可缓】R3 体艺专任教师数 0.77"))
  }

  @Test func `a value leads to its source, and the source to the record`() {
    let data = book.sheet("学段部数据")
    // The first part's inputs have no rows before them; the fifth input is the first split one.
    #expect(data.contains("<hyperlink ref=\"H4\" location=\"'数据来源'!A4\""))
    #expect(data.contains("<hyperlink ref=\"N4\" location=\"'数据来源'!A"))
    // What is linked keeps its value.
    #expect(book.value("H4", on: "学段部数据") == "1000")
    #expect(book.sheet("认定结论").contains("location=\"'指标计算'!A"))
    #expect(book.sheet(Self.sheet).contains("location=\"'指标计算'!A"))
  }

  @Test func `thresholds, floors, weights and blocks have names`() {
    let names = book.parts["xl/workbook.xml"] ?? ""
    for name in ["阈值_R1_小学", "底线_R7_初中", "折算_初中", "最低值比例", "参评_小学"] {
      #expect(names.contains("<definedName name=\"\(name)\">'指标计算'!$"), "\(name)")
    }
    #expect(names.contains("<definedName name=\"限值_小学\">'差异系数'!$K$5</definedName>"))
    #expect(book.formula("K6", on: "差异系数") == "限值_小学")
    #expect(book.formula("K5", on: "差异系数").isEmpty)
  }

  @Test func `the cover's verdicts follow the parts`() throws {
    let row = try #require(book.place(of: "县域总结论", on: "封面")?.row)
    #expect(book.value("B\(row)", on: "封面") == "未达标")
    #expect(book.formula("B\(row)", on: "封面").contains("COUNTIF(B\(row + 1):B\(row + 5)"))
    #expect(book.formula("B\(row + 1)", on: "封面").contains("COUNTIF('指标计算'!$X$9:$X$15"))
    #expect(book.formula("A2", on: "认定结论").contains("'封面'!B\(row)"))
  }

  @Test func `why a part stands where it stands is a formula over its statuses`() throws {
    let row = try #require(book.place(of: "2199000001", on: "认定结论")?.row)
    // The sample's own reasons are not those of the standard: they stay words.
    #expect(book.formula("I\(row)", on: "认定结论").isEmpty)
    let book = try WorkbookVariants.county { bundle in
      bundle.evaluation.parts[0].reason = "7项指标中6项达标，应至少6项；未达标但不低于底线1项：R3体艺专任教师数"
    }
    let formula = book.formula("I\(row)", on: "认定结论")
    #expect(formula.hasPrefix("IF('指标计算'!D9=\"否\",\"不参评\",IF(E\(row)=7,"))
    #expect(formula.contains("\"、R3体艺专任教师数\""))
    #expect(formula.count < 8_192)
  }
}
