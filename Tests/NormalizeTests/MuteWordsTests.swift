// SPDX-License-Identifier: Apache-2.0
// MuteWordsTests: what is told of a text by a look is what taking it apart says.

import DataModel
import Normalize
import Testing

struct MuteWordsTests {
  /// Numbers that look random and are the same each time.
  private struct Dice {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }

    mutating func text(of pieces: [String]) -> String {
      (0...next(below: 7)).map { _ in pieces[next(below: pieces.count)] }.joined()
    }
  }

  private static let pieces = [
    "学生", "数", "男", "其", "中", "一", "九", "㎡", "學", "1", "2", "05", "2021", "123456", "a", "B", "kg",
    ".", ",", "-", "/", " ", "\u{3000}", "（", "）", "、", ":", "_", "é", "\n", "\u{301}", ">", "０",
    "９",
    "．", "，", "年", "月",
  ]

  @Test func `the word of a plain text is that of its label, which has nothing else`() {
    var dice = Dice(11)
    var plain = 0
    for _ in 0..<40_000 {
      let text = dice.text(of: Self.pieces)
      guard let word = PlainWord.of(text) else { continue }
      plain += 1
      let label = HeaderLabel(
        text, units: HeaderLabelTests.units, instructions: HeaderLabelTests.instructions)
      #expect(label.word == word, "\(text)")
      #expect(label.unit == nil && label.parents.isEmpty && label.loosePath.isEmpty, "\(text)")
    }
    #expect(plain > 1_000)
  }

  @Test(arguments: [
    ("谢杰帆", "谢杰帆"), ("赵\u{3000}欣", "赵欣"), ("示例第16小学", "示例第16小学"), ("2000-12-01", "2000-12-01"),
    ("2021.09", "09"), ("1,280.5", "1,280.5"), ("A679-5", "a679-5"), (" 5481 ", "5481"),
    ("1973年6月1日", "1973年6月1日"), ("示例师范学院39", "示例师范学院39"), ("１９３２", "1932"), ("２１７．７５", "75"),
    ("２０２１年", "2021年"), ("3班", "3班"),
  ])
  func `names, numbers and codes are plain`(_ text: String, _ word: String) {
    #expect(PlainWord.of(text) == word)
  }

  @Test(arguments: ["其中男", "一 年级", "學生", "一（1）班", "1.", "-5", "人数：", "3"])
  func `whatever is decorated is not`(_ text: String) {
    #expect(PlainWord.of(text) == nil)
  }

  @Test func `words that are near each other are never told apart by their characters`() {
    var dice = Dice(7)
    let pieces = ["学", "生", "数", "男", "女", "人", "总"]
    var near = 0
    for _ in 0..<40_000 {
      let (left, right) = (dice.text(of: pieces), dice.text(of: pieces))
      for limit in 1...2 where EditDistance.between(left, right, limit: limit) != nil {
        near += 1
        #expect(NearWord(left).mayBe(NearWord(right), within: limit), "\(left) \(right)")
      }
    }
    #expect(near > 1_000)
  }
}
