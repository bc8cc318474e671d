// SPDX-License-Identifier: Apache-2.0
// SchoolCodeRule: a school code has ten digits, a known class and a known province.

import DataModel
import Definitions

/// 学校(机构)标识码: 2 digits of class, 2 of province, 6 running; no check digit exists.
package enum SchoolCodeRule {
  /// Classes of institutions that have such codes (学校(机构)代码管理办法).
  private static let classes: Set<String> = [
    "11", "21", "22", "31", "32", "33", "34", "35", "36", "37", "41", "42", "51", "91", "92", "93",
  ]
  /// First two digits of GB/T 2260; 99 is reserved for examples.
  private static let provinces: Set<String> = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
    "81", "82", "99",
  ]

  static func check(_ rule: RuleDefinition, field: String, _ state: inout ScreeningState) {
    guard let form = state.plan.formIndices[rule.form],
      let index = state.plan.definitions.forms[form].fieldIndex(field)
    else { return }
    for table in state.run.tables where table.form == form {
      var last: FieldValue?
      for (row, value) in (state.run.column(table, index)?.values ?? []).enumerated() {
        // A list repeats its school's code on every row: said once is enough.
        guard value != last else { continue }
        last = value
        guard case .text(let text) = value, let fault = fault(in: text) else { continue }
        state.findings.append(
          state.finding(
            rule.id, rule.severity, table, row, field: index, facts: ["reason": fault],
            suggestion: rule.suggestion?.chinese ?? ""))
      }
    }
  }

  /// What is wrong with the code, in Chinese; nil when nothing is.
  package static func fault(in text: String) -> String? {
    guard text.utf8.count == 10, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return "应为10位数字"
    }
    guard classes.contains(String(text.prefix(2))) else { return "前两位不是学校类别代码" }
    guard provinces.contains(String(text.dropFirst(2).prefix(2))) else {
      return "第三、四位不是省级区划代码"
    }
    return nil
  }
}
