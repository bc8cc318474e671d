// SPDX-License-Identifier: Apache-2.0
// ReturnListTests: by what a list of problems and its comments are known again.

import DataModel
import Testing

@Suite("ReturnList")
struct ReturnListTests {
  private static func rows(_ texts: [[String]]) -> [SheetRow] {
    texts.enumerated().map { number, row in
      SheetRow(
        number: number + 1,
        cells: row.enumerated().map { Cell(column: $0.offset + 1, value: .text($0.element)) })
    }
  }

  @Test(arguments: [
    ([["标题"], ReturnList.columns], true),
    ([Array(ReturnList.columns.reversed())], true),
    ([["类别", "单元格", "填报值", "问题", "建议", "问题编号"]], true),
    ([["类别", "单元格", "填报值", "问题", "建议"]], false),
    // A ledger of problems of the county's own.
    ([["序号", "问题类别", "问题", "整改措施", "责任单位", "完成时限", "问题编号"]], false),
    (Array(repeating: ["一"], count: 20) + [ReturnList.columns], false),
  ])
  func `the list is known by its captions`(texts: [[String]], isList: Bool) {
    #expect((ReturnList.header(in: Self.rows(texts)) != nil) == isList)
  }

  @Test func `explanations are read by the number of the problem`() {
    let rows = Self.rows([
      ["标题"], ["类别", "单元格", "填报值", "问题", "建议", "说明", "问题编号", "原因代码"],
      ["需要说明", "A1", "3", "多", "", "已核实", "ab", "E01"],
      ["必须更正", "A2", "4", "少", "", "", "cd"], ["需要说明", "A3", "5", "多", "", "", "ef", "E02"],
    ])
    #expect(
      ReturnList.explanations(in: rows) == [
        "ab": ReturnExplanation(value: "3", text: "已核实", reason: "E01", row: rows[2].number),
        "ef": ReturnExplanation(value: "5", text: "", reason: "E02", row: rows[4].number),
      ])
  }

  @Test(arguments: [
    ["类别", "单元格", "填报值", "问题", "建议", "说明 ", "问题编号"],
    ["类别", "单元格", "填报值", "问题", "\u{3000}说\n明", " 问题编号"],
  ])
  func `spaces in captions and a column less lose no answer`(_ header: [String]) {
    let answers = header.map { caption -> String in
      caption.contains("编号") ? "ab" : caption.contains("明") ? "已核实" : "x"
    }
    let rows = Self.rows([["标题"], header, answers])
    #expect(ReturnList.explanations(in: rows).mapValues(\.text) == ["ab": "已核实"])
  }

  @Test func `another list with a number of a problem is none of ours`() {
    let rows = Self.rows([["类别", "问题", "说明", "问题编号", "姓名"], ["x", "x", "x", "ab", "x"]])
    #expect(ReturnList.header(in: rows) == nil)
  }

  @Test func `comments of ours are no comments of the school`() {
    var comments = CellComments()
    comments.add(ReturnList.commentMark + "必须更正：…", at: CellReference(row: 1, column: 1))
    comments.add("含借读生", at: CellReference(row: 2, column: 1))
    #expect(comments.kept.map(\.text) == ["含借读生"])
    #expect(comments.omitted == 0)
  }
}
