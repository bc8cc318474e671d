// SPDX-License-Identifier: Apache-2.0
// ValueSlipTests: which slip makes the written number of the right one.

import DataModel
import Definitions
import Evaluate
import Testing

@Suite struct ValueSlipTests {
  private static let units = [
    UnitDefinition(
      name: "亩", aliases: [], canonical: "㎡", factor: ExactNumber(2_000, over: 3)),
    UnitDefinition(name: "万元", aliases: [], canonical: "元", factor: ExactNumber(10_000)),
  ]

  @Test(arguments: [
    ("54", "45", "像是第1、2位数字写颠倒了"), ("1243", "1234", "像是第3、4位数字写颠倒了"),
    ("427", "42", "像是多写了一位数字“7”"), ("445", "45", "像是多写了一位数字“4”"),
    ("4", "45", "像是少写了一位数字“5”"), ("-45", "45", "像是正负号填反了"),
    ("4.5", "45", "只有它的1/10，像是小数点错位或计量单位弄混"),
    ("4512.5", "45.125", "是它的100倍，像是小数点错位或计量单位弄混"),
  ])
  func `a usual slip is named`(written: String, right: String, expected: String) {
    #expect(slip(written, right, nil) == expected)
  }

  @Test(arguments: [("45", "46"), ("45", "45"), ("45", "0"), ("0", "45"), ("123", "321")])
  func `no slip is made up`(written: String, right: String) {
    #expect(slip(written, right, "㎡") == nil)
  }

  @Test(arguments: [
    ("19.52", "13013.33", "㎡", "像是按亩填的，应换算为㎡"), ("13013.33", "19.52", "㎡", "像是多换算了一次（亩与㎡）"),
    ("12.5", "125000", "元", "像是按万元填的，应换算为元"),
  ])
  func `a unit that was mixed up is named`(
    written: String, right: String, unit: String, expected: String
  ) {
    #expect(slip(written, right, unit) == expected)
  }

  private func slip(_ written: String, _ right: String, _ unit: String?) -> String? {
    ValueSlip.name(
      written: SampleDefinitions.number(written), right: SampleDefinitions.number(right),
      unit: unit, units: Self.units)
  }
}
