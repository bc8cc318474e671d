// SPDX-License-Identifier: Apache-2.0
// FindingOrder: findings in the order in which a person works through the files.

import DataModel

/// By submission, sheet and cell; findings of no file come last.
enum FindingOrder {
  private struct Key: Comparable {
    let submission: Int
    let sheet: Int
    let row: Int
    let column: Int
    let school: String
    let rule: String
    let field: String

    static func < (left: Self, right: Self) -> Bool {
      if left.submission != right.submission { return left.submission < right.submission }
      if left.sheet != right.sheet { return left.sheet < right.sheet }
      if left.row != right.row { return left.row < right.row }
      if left.column != right.column { return left.column < right.column }
      return (left.school, left.rule, left.field) < (right.school, right.rule, right.field)
    }
  }

  static func sorted(_ findings: [Finding], submissions: [Submission]) -> [Finding] {
    var sheets: [[String: Int]] = []
    for submission in submissions {
      sheets.append(
        Dictionary(
          submission.workbook.sheetNames.enumerated().map { ($1, $0) },
          uniquingKeysWith: { first, _ in first }))
    }
    let keys = findings.map { finding -> Key in
      let submission = finding.place.submission ?? Int.max
      let sheet =
        sheets.indices.contains(submission) ? sheets[submission][finding.place.sheet] ?? -1 : -1
      return Key(
        submission: submission, sheet: sheet, row: finding.place.range?.first.row ?? 0,
        column: finding.place.range?.first.column ?? 0, school: finding.schoolCode,
        rule: finding.rule, field: finding.field)
    }
    return findings.indices.sorted { left, right in
      if keys[left] < keys[right] { return true }
      return keys[right] < keys[left] ? false : left < right
    }.map { findings[$0] }
  }
}
