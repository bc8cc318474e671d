// SPDX-License-Identifier: Apache-2.0
// LabelFoldTests: which header words count as the same.

import DataModel
import Definitions
import Testing

@Suite struct LabelFoldTests {
  static let units = UnitTable(units: [
    UnitDefinition(name: "㎡", aliases: ["平方米"], canonical: "㎡", factor: .one)
  ])

  @Test(arguments: [
    ("占地面积（㎡）", "占地面积"), ("占地面积(平方米)", "占地面积"), ("占地 面积\n", "占地面积"),
    ("占地面积（公顷）", "占地面积(公顷)"), ("ＡＢ１", "ab1"), ("", ""), ("）", ")"), ("（㎡）", ""),
  ])
  func `a label is folded and loses its unit`(_ label: String, _ folded: String) {
    #expect(LabelFold.fold(label, units: Self.units) == folded)
  }
}
