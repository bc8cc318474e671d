// SPDX-License-Identifier: Apache-2.0
// CellCause: in words, why a single cell was refused.

import DataModel
import Definitions

/// Causes that the cell itself shows.
enum CellCause {
  /// Built-in checks of single cells.
  static let rules: Set<String> = [
    "value-is-given", "value-is-a-number", "value-is-one-number", "value-is-a-whole-number",
    "value-is-in-range", "value-is-a-date", "value-is-in-code-list",
  ]

  /// `isAlone`: nothing else is known of the right value, so that a guess may help.
  static func words(for finding: Finding, field: FieldDefinition?, isAlone: Bool) -> String? {
    let isShown = field?.isSensitive != true
    switch finding.rule {
    case "value-is-given": return "此处空缺，像是漏填"
    case "value-is-a-number": return isShown ? "“\(finding.value)”是文字，不是数" : "填的是文字，不是数"
    case "value-is-one-number": return finding.facts["reason"].map { "\($0)，不是确定的数" }
    case "value-is-a-whole-number": return whole(finding, field)
    case "value-is-in-range": return range(finding, field, isAlone)
    case "value-is-a-date": return isShown ? date(finding.value) : nil
    case "value-is-in-code-list":
      return isShown ? "“\(finding.value)”不是规定的选项" : "不是规定的选项"
    default: return nil
    }
  }

  private static func whole(_ finding: Finding, _ field: FieldDefinition?) -> String {
    guard let number = ExactNumber(decimal: finding.value), !number.isNegative,
      number < ExactNumber(1), field?.unit == "%"
    else { return "带有小数，可能填成了比例、平均数，或计量单位不对" }
    return "小于1，像是按小数填报的百分数"
  }

  private static func range(
    _ finding: Finding, _ field: FieldDefinition?, _ isAlone: Bool
  ) -> String? {
    guard let number = ExactNumber(decimal: finding.value) else { return nil }
    if number.isNegative, let minimum = field?.minimum, !minimum.isNegative {
      let positive = -number
      let fits = field?.maximum.map { !($0 < positive) } ?? true
      return "不能是负数" + (fits && isAlone ? "；如只是多写了负号，则为 \(positive.text)" : "")
    }
    if let maximum = field?.maximum, maximum < number {
      return "超出上限 \(maximum.text)，可能多写了数字，或计量单位不对"
    }
    if let minimum = field?.minimum, number < minimum {
      return "低于下限 \(minimum.text)，可能少写了数字，或计量单位不对"
    }
    return nil
  }

  /// `2019-13-05` has no month 13, `1987-02-30` no such day.
  static func date(_ text: String) -> String? {
    var parts = text.split { !$0.isNumber }.compactMap { Int($0) }
    if parts.count == 1, (10_000_000...99_999_999).contains(parts[0]) {
      parts = [parts[0] / 10_000, parts[0] / 100 % 100, parts[0] % 100]
    }
    guard parts.count == 3 else { return nil }
    var (year, day) = (parts[0], parts[2])
    let month = parts[1]
    if !(1_000...9_999).contains(year) { (year, day) = (parts[2], parts[0]) }
    guard (1_000...9_999).contains(year) else { return nil }
    guard (1...12).contains(month) else {
      let swapped = CivilDate(year: year, month: day, day: month)
      return "没有第\(month)月" + (swapped.map { "；如月、日写颠倒了，则为 \($0.description)" } ?? "")
    }
    let last = CivilDate.days(inMonth: month, of: year)
    return day < 1 || day > last ? "\(year)年\(month)月没有\(day)日，该月只有\(last)天" : nil
  }
}
