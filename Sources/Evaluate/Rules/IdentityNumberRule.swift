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
            suggestion: IdentityAdvice.words(
              for: text, dates: state.run.dates(table, row)) ?? rule.suggestion?.chinese ?? ""))
      }
    }
  }

  /// The birth date that a number of 18 characters holds; nil where the day does not exist.
  static func birthDate(in text: String) -> CivilDate? {
    let bytes = Array(text.utf8)
    guard bytes.count == 18, bytes[6..<14].allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    let date = bytes[6..<14].reduce(0) { $0 * 10 + Int($1 - 48) }
    return CivilDate(year: date / 10_000, month: date / 100 % 100, day: date % 100)
  }

  /// What is wrong with the number, in Chinese; nil when nothing is.
  package static func fault(in text: String) -> String? {
    guard text.utf8.count == 18 else { return "应为18位，实为\(text.count)位" }
    var date = 0
    var sum = 0
    var last: UInt8 = 0
    for (index, byte) in text.utf8.enumerated() {
      guard index < 17 else {
        last = byte == UInt8(ascii: "x") ? UInt8(ascii: "X") : byte
        break
      }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return "前17位应为数字" }
      let digit = Int(byte - UInt8(ascii: "0"))
      if (6..<14).contains(index) { date = date * 10 + digit }
      sum += digit * IdentityCheck.weight(at: index)
    }
    let birth = CivilDate(year: date / 10_000, month: date / 100 % 100, day: date % 100)
    guard let birth, birth.year >= 1880 else { return "出生日期不存在" }
    return IdentityCheck.character(ofSum: sum) == last ? nil : "校验码不符"
  }
}
