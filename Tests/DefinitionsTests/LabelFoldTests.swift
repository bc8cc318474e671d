// SPDX-License-Identifier: Apache-2.0
// LabelFoldTests: which header words count as the same.

import DataModel
import Definitions
import Foundation
import Testing

@Suite struct LabelFoldTests {
  static let units = LabelFold.UnitNames(
    UnitTable(units: [
      UnitDefinition(name: "㎡", aliases: ["平方米"], canonical: "㎡", factor: .one)
    ]))

  @Test(arguments: [
    ("占地面积（㎡）", "占地面积"), ("占地面积(平方米)", "占地面积"), ("占地 面积\n", "占地面积"),
    ("占地面积（公顷）", "占地面积(公顷)"), ("ＡＢ１", "ab1"), ("", ""), ("）", ")"), ("（㎡）", ""),
  ])
  func `a label is folded and loses its unit`(_ label: String, _ folded: String) {
    #expect(LabelFold.fold(label, units: Self.units) == folded)
  }

  @Test(arguments: [
    "学生数", "学 生 数", "ＡＢＣ", "Abc", "a-b(1)", "面积㎡", "鿿", "䶿", "丠一", "㐀", "\u{F900}", "①",
    "a\u{3000}b", "ﬁ", "É", "~@[",
  ])
  func `a label that stays as it is stays so for a reason`(label: String) {
    let expected = label.precomposedStringWithCompatibilityMapping.lowercased()
      .filter { !$0.isWhitespace }
    #expect(Array(LabelFold.fold(label).utf8) == Array(expected.utf8))
  }
}
