// SPDX-License-Identifier: Apache-2.0
// FirstNumberTests: the short look at a sentence's first number against the whole of it.

import Normalize
import TestSupport
import Testing

struct FirstNumberTests {
  private static let parts = [
    "学校", "教学班", "示例县", "第", "小学", "人", "年", "月", "学年", "12", "3", "2025", "（", "）", "(", ")",
    "，", ",", "、", "；", "。", "：", ":", "—", " ", "　", ".", "_", "＿＿", "-", "%", "３", "《", "A", "é",
  ]

  @Test func `whatever it finds is what stands around the first blank, and no blank is drawn`() {
    var random = SeededGenerator(state: 7)
    var found = 0
    for _ in 0..<100_000 {
      let count = Int.random(in: 1...9, using: &random)
      let text = (0..<count).map { _ in Self.parts.randomElement(using: &random) ?? "" }.joined()
      guard let first = FirstNumber(text) else { continue }
      let blanks = FillInSentence.blanks(text)
      let isDrawn = blanks.contains { $0.isDrawn }
      #expect(!isDrawn, "\(text)")
      guard let blank = blanks.first else { continue }
      found += 1
      #expect(first.before == blank.before && first.after == blank.after, "\(text)")
    }
    #expect(found > 300)
  }

  @Test func `a title with its school's number and year needs no closer look`() throws {
    let first = try #require(FirstNumber("示例县01第3小学班级台账（2025—2026学年）"))
    #expect(first.before == "示例县")
    #expect(first.after == "第")
    #expect(FirstNumber("教学班（12）个") == nil)
    #expect(FirstNumber("教学班＿12＿个") == nil)
  }
}
