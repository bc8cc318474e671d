// SPDX-License-Identifier: Apache-2.0
// CheckText: what `junheng check` found, file by file, for a person.

package import DataModel
import Definitions
import Export

/// The findings of a check as lines of text.
package enum CheckText {
  package static func text(_ report: CheckReport, language: Language) -> String {
    let isChinese = language == .chinese
    var groups: [Int: [SpokenFinding]] = [:]
    for finding in report.findings { groups[finding.submission ?? -1, default: []].append(finding) }
    var lines: [String] = []
    for (index, submission) in report.submissions.enumerated() {
      lines.append(head(submission, isChinese))
      let findings = groups[index] ?? []
      for severity in Severity.allCases {
        lines += findings.filter { $0.severity == severity }.map { line($0, isChinese) }
      }
    }
    let counts = Severity.allCases.map {
      isChinese
        ? "\(word($0, isChinese)) \(report.count($0))"
        : "\(report.count($0)) \(word($0, isChinese))"
    }
    let files = report.submissions.count
    lines.append(
      isChinese
        ? "共 \(files) 个文件：\(counts.joined(separator: "，"))。只核对所给文件，不核对是否报齐。"
        : "\(files) files: \(counts.joined(separator: ", ")); what else there should be was not asked"
    )
    return lines.map(\.harmless).joined(separator: "\n") + "\n"
  }

  private static func head(_ submission: Submission, _ isChinese: Bool) -> String {
    if let reason = submission.file.unreadableReason {
      return submission.file.path + (isChinese ? "  无法读取：" : "  cannot be read: ")
        + (isChinese ? reason.chinese : reason.english)
    }
    let account = submission.workbook.account
    let numbers = [account.cells, account.used, account.ignoredCount, account.quarantined]
    let names =
      isChinese
      ? ["单元格", "采用", "略过", "未识别"] : ["cells", "used", "ignored", "quarantined"]
    let list = zip(names, numbers).map { "\($0) \($1)" }
    return "\(submission.file.path)  \(submission.file.format)  "
      + list.joined(separator: isChinese ? "，" : ", ")
  }

  private static func line(_ finding: SpokenFinding, _ isChinese: Bool) -> String {
    let place = finding.place.isEmpty ? "" : finding.place + "  "
    let advice =
      finding.suggestion.isEmpty
      ? "" : isChinese ? "（\(finding.suggestion)）" : " (\(finding.suggestion))"
    let message = finding.message.split(separator: "\n").joined(separator: " ")
    return "  \(word(finding.severity, isChinese))  \(place)\(message)\(advice)"
  }

  private static func word(_ severity: Severity, _ isChinese: Bool) -> String {
    switch severity {
    case .mustCorrect: isChinese ? "必须更正" : "must correct"
    case .mustExplain: isChinese ? "需要说明" : "must explain"
    case .note: isChinese ? "提示" : "note"
    }
  }
}
