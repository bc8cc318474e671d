// SPDX-License-Identifier: Apache-2.0
// SchoolCodeRule: a school code has ten digits, a known class and a known province.

import DataModel
import Definitions

/// 学校(机构)标识码: 2 digits of class, 2 of province, 6 running; no check digit exists.
package enum SchoolCodeRule {
  static func check(_ rule: RuleDefinition, field: String, _ state: inout ScreeningState) {
    guard let form = state.plan.formIndices[rule.form],
      let index = state.plan.definitions.forms[form].fieldIndex(field)
    else { return }
    let classes = codes("school_class", state.plan)
    let provinces = codes("provinces", state.plan)
    for table in state.run.tables where table.form == form {
      var last: FieldValue?
      for (row, value) in (state.run.column(table, index)?.values ?? []).enumerated() {
        // A list repeats its school's code on every row: said once is enough.
        guard value != last else { continue }
        last = value
        guard case .text(let text) = value,
          let fault = fault(in: text, classes: classes, provinces: provinces)
        else { continue }
        state.findings.append(
          state.finding(
            rule.id, rule.severity, table, row, field: index, facts: ["reason": fault],
            suggestion: damage(to: text) ?? rule.suggestion?.chinese ?? ""))
      }
    }
  }

  /// What a spreadsheet did to the code, in Chinese; nil where it did nothing that can be seen.
  package static func damage(to text: String) -> String? {
    let bytes = Array(text.utf8)
    let isDigit = { (byte: UInt8) in (48...57).contains(byte) }
    guard let first = bytes.first, isDigit(first), bytes.count <= 24 else { return nil }
    let scientific = bytes.allSatisfy { isDigit($0) || $0 == 0x2E || $0 == 0x45 || $0 == 0x2B }
    if scientific, bytes.contains(0x45) {
      return "代码被表格软件改成了科学记数法，末几位已丢失。请将单元格设为文本格式后重新填写10位代码。"
    }
    if bytes.allSatisfy(isDigit), (7...9).contains(bytes.count) {
      return "代码只有\(bytes.count)位，可能被表格软件当作数值而丢失了数字。请将单元格设为文本格式后重新填写10位代码。"
    }
    if bytes.count == 11, bytes.dropLast().allSatisfy(isDigit), bytes.last == 0x53 {
      return "代码末尾多了字母 S（经费系统的写法）。请填写10位学校标识码。"
    }
    return nil
  }

  /// The codes of a list; nil where the pipeline has no such list, and then all are accepted.
  private static func codes(_ list: String, _ plan: EvaluationPlan) -> Set<String>? {
    plan.definitions.codeLists[list].map { Set($0.entries.map(\.code)) }
  }

  /// What is wrong with the code, in Chinese; nil when nothing is.
  package static func fault(
    in text: String, classes: Set<String>?, provinces: Set<String>?
  ) -> String? {
    guard text.utf8.count == 10, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return "应为10位数字"
    }
    if let classes, !classes.contains(String(text.prefix(2))) { return "前两位不是学校类别代码" }
    if let provinces, !provinces.contains(String(text.dropFirst(2).prefix(2))) {
      return "第三、四位不是省级区划代码"
    }
    return nil
  }
}
