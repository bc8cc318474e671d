// SPDX-License-Identifier: Apache-2.0
// ChangeSummary: what explanations, corrections and the round before mean for a run's findings.

import DataModel
import Definitions
import PipelineRunner

/// Lines of the summary that only some runs have.
struct ChangeSummary {
  let report: RunReport

  func lines(_ language: Language) -> [String] {
    let isChinese = language == .chinese
    var lines: [String] = []
    if report.explained + report.corrected > 0 {
      lines.append(
        isChinese
          ? "另有已说明 \(report.explained)，已更正 \(report.corrected)"
          : "besides, \(report.explained) are explained and \(report.corrected) corrected")
    }
    if report.idleExplanations > 0 {
      lines.append(
        isChinese
          ? "有 \(report.idleExplanations) 条说明没有生效，见 data/explanations.csv。"
          : "\(report.idleExplanations) explanations took no effect: see data/explanations.csv")
    }
    if report.idleCorrections > 0 {
      lines.append(
        isChinese
          ? "有 \(report.idleCorrections) 条更正没有生效，见 data/corrections.csv。"
          : "\(report.idleCorrections) corrections took no effect: see data/corrections.csv")
    }
    if let changes = report.changes {
      func count(_ change: FindingChange) -> Int { changes[change] ?? 0 }
      lines.append(
        isChinese
          ? "与上一轮相比：已消除 \(count(.fixed))，按更正表更正 \(count(.corrected))，仍存在 \(count(.stillOpen))，新出现 \(count(.new))，"
            + "说明失效 \(count(.reopened))，未再报送 \(count(.notResubmitted))"
          : "since the round before: \(count(.fixed)) fixed, \(count(.corrected)) corrected, \(count(.stillOpen)) still there, "
            + "\(count(.new)) new, \(count(.reopened)) reopened, "
            + "\(count(.notResubmitted)) not handed in again")
    }
    return lines
  }
}
