// SPDX-License-Identifier: Apache-2.0
// UnitTableTests: units are found by any of their names and convert exactly.

import DataModel
import Definitions
import Testing

@Suite struct UnitTableTests {
  private let table = UnitTable(units: [
    UnitDefinition(name: "元", aliases: ["￥"], canonical: "元", factor: .one),
    UnitDefinition(name: "万元", aliases: ["万"], canonical: "元", factor: ExactNumber(10_000)),
    UnitDefinition(name: "间", aliases: [], canonical: "间", factor: .one),
    UnitDefinition(
      name: "个", aliases: [], canonical: "个", factor: .one, countsAnything: true),
  ])

  @Test(arguments: [("元", "元"), ("￥", "元"), ("万", "万元")])
  func `a unit is found by name or alias`(_ written: String, _ name: String) {
    #expect(table.unit(named: written)?.name == name)
  }

  @Test(arguments: [
    ("万", "元", ExactNumber(10_000)), ("元", "元", ExactNumber.one), ("个", "间", ExactNumber.one),
    ("间", "个", nil), ("元", "间", nil), ("斤", "元", nil),
  ])
  func `a factor exists within one quantity`(
    _ written: String, _ canonical: String, _ factor: ExactNumber?
  ) {
    #expect(table.factor(from: written, to: canonical) == factor)
  }
}
