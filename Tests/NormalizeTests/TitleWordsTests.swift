// SPDX-License-Identifier: Apache-2.0
// TitleWordsTests: titles are found in one pass as they are by looking for each of them.

import DataModel
import Definitions
import Normalize
import TestSupport
import Testing

struct TitleWordsTests {
  private static let titles = [
    ["教师花名册", "教师", "教师名册", "师资", "教师基本情况表"], ["学校名册", "学校基本情况", "册"],
    ["班级台账", "班级", "班额台账", "Class list", "é班"], ["教基3112", "基3", "𠮷野家"],
  ]
  private static let pieces = [
    "教师", "教师花名册", "教师名", "册", "示例", "学校", "学校基本情况", "班级", "班级台账", "班额", "classlist", "3112",
    "教基", "é班", "𠮷野", "家", "",
  ]

  /// All texts of three pieces.
  private static func forEachText(_ body: (String) -> Void) {
    for first in pieces {
      for second in pieces {
        for third in pieces { body(first + second + third) }
      }
    }
  }

  @Test func `the longest word of each form is found wherever it stands`() {
    let words = TitleWords(Self.titles)
    let folded = Self.titles.map { $0.map(TextFolding.word).map { ($0, $0.count) } }
    Self.forEachText { text in
      let key = TextFolding.word(text)
      let longest = folded.map { words in
        words.filter { key.contains($0.0) && $0.0.utf8.count >= 2 }.map(\.1).max() ?? 0
      }
      #expect(words.longest(in: key) == longest, "\(text)")
      #expect(words.occur(in: key) == longest.contains { $0 > 0 }, "\(text)")
    }
  }

  /// A character of ASCII in the width of a Chinese one.
  private static func wide(_ character: Character) -> String {
    let wide = character.asciiValue.flatMap { Unicode.Scalar(UInt32($0) + 0xFEE0) }
    return wide.map { String(Character($0)) } ?? String(character)
  }

  @Test func `no text that holds a statistics form's title is ruled out by a look at its bytes`()
    throws
  {
    let definitions = try LoadedPipelines.named("quality-balance-2017")
    let catalog = MatrixCatalog(forms: definitions.forms, vocabulary: definitions.vocabulary)
    let titles = definitions.forms.filter { $0.layouts == [.matrix] }.flatMap(\.titles)
    #expect(titles.count > 20)
    var held = 0
    for title in titles + ["教基", "基础基", "小学", "专任教师", "示例小学班级台账"] {
      let wide = title.map(Self.wide).joined()
      for written in [
        title, wide, title.map(String.init).joined(separator: " "),
        title.replacing("学", with: "學").replacing("师", with: "師"), String(title.dropLast()),
        title.replacing("教", with: "敎"),
      ] {
        for text in [written, "示例第1小学" + written, "学校" + written + "（一）", "教 " + written] {
          guard catalog.holdsTitleWord(TextFolding.key(text)) else { continue }
          held += 1
          #expect(catalog.mayHoldTitle(text), "\(text)")
        }
      }
    }
    #expect(held > 100)
  }
}
