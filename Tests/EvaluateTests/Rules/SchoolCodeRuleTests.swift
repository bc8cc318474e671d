// SPDX-License-Identifier: Apache-2.0
// SchoolCodeRuleTests: ten digits, a known class, a known province.

import DataModel
import Evaluate
import Testing

@Suite struct SchoolCodeRuleTests {
  private func check(_ code: String) -> String? {
    SchoolCodeRule.fault(
      in: code, classes: ["11", "21", "31", "34"], provinces: ["41", "44", "99"])
  }

  @Test func `without the code lists only the shape is checked`() {
    #expect(SchoolCodeRule.fault(in: "0000000000", classes: nil, provinces: nil) == nil)
  }

  @Test(arguments: ["2141001009", "1144000501", "2199000001", "3199000001"])
  func `codes of known classes and provinces are accepted`(code: String) {
    #expect(check(code) == nil)
  }

  @Test(arguments: [
    ("214100100", "应为10位数字"), ("21410010091", "应为10位数字"), ("2.141E+09", "应为10位数字"),
    ("9941001009", "前两位不是学校类别代码"), ("2100001009", "第三、四位不是省级区划代码"), ("", "应为10位数字"),
  ]) func `other codes are refused with their fault`(code: String, fault: String) {
    #expect(check(code) == fault)
  }

  @Test func `a wrong code is a finding at its cell`() {
    let result = SampleTables.evaluate([SampleTables.school(code: "219900001", [])])
    #expect(result.findings("school-code-has-its-shape").map(\.place.range?.description) == ["A2"])
  }
}
