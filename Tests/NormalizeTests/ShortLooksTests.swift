// SPDX-License-Identifier: Apache-2.0
// ShortLooksTests: looks at bytes that may only say that nothing more is to be found.

import DataModel
import Normalize
import Testing

struct ShortLooksTests {
  private static let heads = TextHeads(["注:", "填表说明", "*说明", "示例"].map { Array($0.utf8) })

  private func mayBegin(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer(Self.heads.mayBegin)
  }

  @Test(arguments: ["注:一", "注：一", "填表說明", "填 表说明", "示例", "*说明", "＊说明", "(注)"])
  func `a text that may be folded to a word's beginning is looked at`(_ text: String) {
    #expect(mayBegin(text))
  }

  @Test(arguments: ["注册", "填表", "示范小学", "学校名称", "示"])
  func `common characters that are no word's are told at once`(_ text: String) {
    #expect(!mayBegin(text))
  }

  @Test func `no text that begins with a word is ruled out`() {
    let pieces = ["注", "注：", "填", "填表", "說明", "说明", "*", "＊", "示", "例", "示例", " ", "册", "1", ""]
    for first in pieces {
      for second in pieces {
        for third in pieces {
          let text = first + second + third
          let key = TextFolding.word(text)
          let begins = ["注:", "填表说明", "*说明", "示例"].contains { key.hasPrefix($0) }
          if begins { #expect(mayBegin(text), "\(text)") }
        }
      }
    }
  }

  @Test(arguments: [
    "示例县01第7小学班级台账", "2025年12月学生数30人", "共有教学班12个，在校学生＿＿＿人", "学生数30人，男生１４人",
    "教师（30）人", "1,200册", "第1小学2025—2026学年",
  ])
  func `no text has more blanks than are counted`(_ text: String) {
    let most = FillInSentence.mostBlanks(text)
    #expect(most >= min(3, FillInSentence.blanks(text).count))
  }

  @Test func `the numbers of years and school years are no blanks`() {
    #expect(FillInSentence.mostBlanks("示例县01第7小学2025年班级台账") == 2)
    #expect(FillInSentence.mostBlanks("学校基本情况表") == 0)
  }

  @Test func `pieces are the same however their characters are looked at`() {
    for text in [
      "学校名称：示例 小学　学校代码：2199000001", "学校名称：示例 小学；学校代码:2199000001",
      "学校名称：\n示例 小学\t学校代码：2199000001",
    ] {
      let pieces = LabelledPieces.several(text)
      #expect(pieces.map(\.label) == ["学校名称", "学校代码"])
      #expect(pieces.map(\.value) == ["示例 小学", "2199000001"])
    }
    // A character that is not simple takes the longer way.
    let accented = LabelledPieces.several("学校名称：é　学校代码：2199000001")
    #expect(accented.map(\.label) == ["学校名称", "学校代码"])
    #expect(LabelledPieces.several("学校名称：示例小学：一") == [])
  }

  @Test func `parts of words are found as one by one`() {
    let parts = ["人数", "数", "在校", "", "在校学生", "A", "人数"]
    let all = WordParts(parts)
    for word in ["在校学生人数", "人数", "数", "", "A", "BA", "在校", "学生"] {
      let bytes = Array(word.utf8)
      #expect(all.beginning(word) == parts.indices.filter { bytes.starts(with: parts[$0].utf8) })
      #expect(
        all.ending(word)
          == parts.indices.filter { bytes.reversed().starts(with: parts[$0].utf8.reversed()) })
    }
  }

  @Test(arguments: ["1234", "1,234", "１，２３４", "1，234", "12．5", "12.5"])
  func `a figure is one however its separators are written`(_ text: String) {
    #expect(CellValue.text(text).isFigure)
  }

  @Test(arguments: ["2025", "1990", "２０２５", "1，2", "一百", ""])
  func `years and words are no figures`(_ text: String) {
    #expect(!CellValue.text(text).isFigure)
  }
}
