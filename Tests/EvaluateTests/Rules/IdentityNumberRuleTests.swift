// SPDX-License-Identifier: Apache-2.0
// IdentityNumberRuleTests: length, birth date and check character of identity numbers.

import DataModel
import Evaluate
import Testing

@Suite struct IdentityNumberRuleTests {
  /// The number with its right check character, counted out here by ISO 7064 MOD 11-2.
  private static func complete(_ head: String) -> String {
    var rest = 0
    for character in head { rest = (rest + (character.wholeNumberValue ?? 0)) * 2 % 11 }
    let check = (12 - rest) % 11
    return head + (check == 10 ? "X" : String(check))
  }

  @Test(arguments: (0..<40).map { "9901011980010112" + String($0 % 10) })
  func `a number with the right check character is accepted`(head: String) {
    #expect(IdentityNumberRule.fault(in: Self.complete(head)) == nil)
  }

  @Test func `the published example of the standard is accepted`() {
    #expect(IdentityNumberRule.fault(in: "11010519491231002X") == nil)
    #expect(IdentityNumberRule.fault(in: "11010519491231002x") == nil)
  }

  @Test func `every wrong last character is refused`() {
    for last in "0123456789" {
      #expect(IdentityNumberRule.fault(in: "11010519491231002\(last)") == "校验码不符")
    }
  }

  @Test(arguments: [
    ("", "应为18位，实为0位"), ("110105491231002", "应为18位，实为15位"),
    ("11010519491231002XX", "应为18位，实为19位"), ("1101051949123A002X", "前17位应为数字"),
    ("110105194902300020", "出生日期不存在"), ("110105179912310020", "出生日期不存在"),
    ("示例示例示例示例示例示例", "应为18位，实为12位"),
  ]) func `anything else is refused with its fault`(text: String, fault: String) {
    #expect(IdentityNumberRule.fault(in: text) == fault)
  }
}
