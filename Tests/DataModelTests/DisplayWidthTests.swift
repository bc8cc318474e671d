// SPDX-License-Identifier: Apache-2.0
// DisplayWidthTests: Chinese takes two columns of a terminal.

import DataModel
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("班级", 4), ("班a级", 5), ("（㎡）", 6), ("e\u{301}", 1), ("Ａ", 2), ("𠀀", 2),
  ])
  func `the width of a text`(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func `texts are padded to a width and never cut by that`() {
    #expect(DisplayWidth.padded("班", to: 4) == "班  ")
    #expect(DisplayWidth.padded("班级", to: 3) == "班级")
  }

  @Test(arguments: [("班级台账", 8, "班级台账"), ("班级台账", 7, "班级台…"), ("abcdef", 4, "abc…")])
  func `a long text is cut where it fits`(text: String, width: Int, expected: String) {
    #expect(DisplayWidth.cut(text, to: width) == expected)
    #expect(DisplayWidth.of(DisplayWidth.cut(text, to: width)) <= width)
  }
}
