// SPDX-License-Identifier: Apache-2.0
// IdentityNumberRule: an identity number has its length, an existing birth date and its check digit.

import DataModel
import Definitions

/// 公民身份号码 after GB 11643-1999: 17 digits and a check character of ISO 7064 MOD 11-2.
package enum IdentityNumberRule {
  static func check(_ rule: RuleDefinition, field: String, _ state: inout ScreeningState) {
    guard let form = state.plan.formIndices[rule.form],
      let index = state.plan.definitions.forms[form].fieldIndex(field)
    else { return }
    for table in state.run.tables where table.form == form {
      for (row, value) in (state.run.column(table, index)?.values ?? []).enumerated() {
        guard case .text(let text) = value, let fault = fault(in: text) else { continue }
        state.findings.append(
          state.finding(
            rule.id, rule.severity, table, row, field: index, facts: ["reason": fault],
            suggestion: rule.suggestion?.chinese ?? ""))
      }
    }
  }

  /// What is wrong with the number, in Chinese; nil when nothing is.
  package static func fault(in text: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.count == 18 else { return "应为18位，实为\(text.count)位" }
    let digits = bytes.prefix(17).map { Int($0) - 48 }
    guard digits.allSatisfy({ (0...9).contains($0) }) else { return "前17位应为数字" }
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
    guard let birth = CivilDate(year: number(6..<10), month: number(10..<12), day: number(12..<14)),
      birth.year >= 1880
    else { return "出生日期不存在" }
    let last = bytes[17] == UInt8(ascii: "x") ? UInt8(ascii: "X") : bytes[17]
    return IdentityCheck.character(after: bytes.prefix(17)) == last ? nil : "校验码不符"
  }
}
