// SPDX-License-Identifier: Apache-2.0
// DeadlineText: how ledgers write until when something is to be done, such as 2018年底前.

/// Rewrites a deadline as the month it ends with; day fields take none, since no day is said.
enum DeadlineText {
  private static let before = ["之前", "以前", "前", "止", "完成"]
  private static let months = ["年底": "年12月", "年末": "年12月", "年下半年": "年12月", "年上半年": "年6月"]

  /// `2018年底前` as `2018年12月`, `2018年6月底` as `2018年6月`; nil where nothing is rewritten.
  ///
  /// `2018年前` stays: it may leave the year itself in or out.
  static func month(_ text: String) -> String? {
    var rest = text[...]
    if let ending = before.first(where: { rest.hasSuffix($0) }) {
      rest = rest.dropLast(ending.count)
    }
    if let (ending, month) = months.first(where: { rest.hasSuffix($0.key) }) {
      return rest.dropLast(ending.count) + month
    }
    if rest.hasSuffix("月底") || rest.hasSuffix("月末") { return String(rest.dropLast()) }
    guard rest.count < text.count, rest.hasSuffix("月") || rest.hasSuffix("日") else { return nil }
    return String(rest)
  }
}
