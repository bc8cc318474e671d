// SPDX-License-Identifier: Apache-2.0
// TextFoldingTests: texts that are written differently and mean the same.

import Normalize
import Testing

struct TextFoldingTests {
  @Test(arguments: [
    ("１２０人", "120人"), ("（㎡）", "(m2)"), ("张　三", "张 三"), ("a\u{A0}b", "a b"), ("％", "%"),
    ("学校代码", "学校代码"), ("学校\n代码", "学校 代码"), ("值\u{FEFF}", "值"), ("a_x000D_b", "a b"), ("ｘ", "x"),
  ])
  func `compatible characters become plain ones`(_ written: String, _ folded: String) {
    #expect(TextFolding.compatible(written) == folded)
    #expect(TextFolding.compatible(folded) == folded)
  }

  @Test(arguments: [
    (" 本科", "本科"), ("本科　", "本科"), ("\u{A0}本 科\t", "本 科"), ("", ""), ("　 ", ""), ("12 ", "12"),
    ("12_x000D_", "12"), ("_", "_"),
  ])
  func `spaces of every kind leave the ends of a text`(_ written: String, _ trimmed: String) {
    #expect(TextFolding.trimmed(written) == trimmed)
  }

  @Test func `a key has no spaces, no width and no case`() {
    #expect(TextFolding.key(" Ｎ/ａ ") == "n/a")
    #expect(TextFolding.key("合　 计") == "合计")
  }
}
