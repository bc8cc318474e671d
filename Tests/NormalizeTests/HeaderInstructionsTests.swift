// SPDX-License-Identifier: Apache-2.0
// HeaderInstructionsTests: which brackets tell how to fill a cell.

import Definitions
import Normalize
import Testing

struct HeaderInstructionsTests {
  @Test(arguments: [
    ("姓名（必填）", "姓名"), ("身份证件号（18位）", "身份证件号"), ("学生数（=3+4）", "学生数"),
    ("学生数（女）", "学生数(女)"), ("学生数（位于城区）", "学生数(位于城区)"),
  ])
  func `declared instructions are dropped and other brackets kept`(
    _ written: String, _ word: String
  ) {
    let label = HeaderLabel(
      written, units: HeaderLabelTests.units, instructions: HeaderLabelTests.instructions)
    #expect(label.word == word)
  }

  @Test func `without declared instructions no word is dropped`() {
    var vocabulary = SampleDefinitions.vocabulary
    vocabulary.headerInstructions = []
    let label = HeaderLabel(
      "姓名（必填）", units: HeaderLabelTests.units,
      instructions: HeaderInstructions(vocabulary))
    #expect(label.word == "姓名(必填)")
  }
}
