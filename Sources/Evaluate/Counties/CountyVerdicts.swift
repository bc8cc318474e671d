// SPDX-License-Identifier: Apache-2.0
// CountyVerdicts: what the schools' verdicts and the disparities mean for the county.

import DataModel
import Definitions

/// The verdict on one county: its resources, and every group of items that decides something.
enum CountyVerdicts {
  private static let notDeclared = "政府保障程度、教育质量、社会认可度和一票否决事项：本流程未作规定"

  static func judge(
    _ members: CountyMembers, indicators: [CountyIndicatorResult], groups: [CountyGroupResult],
    plan: EvaluationPlan
  ) -> CountyVerdictResult {
    let parts = members.parts.filter(\.isInScope)
    let failed = parts.count { $0.verdict == .fail }
    let open = parts.count { $0.verdict == .undecided }
    let above = indicators.filter { $0.status == .above }
    let unknown = indicators.count { $0.status == .undecided }
    let resources: Verdict
    if plan.indicators.isEmpty {
      resources = .excluded
    } else if failed > 0 || !above.isEmpty {
      resources = .fail
    } else if open > 0 || unknown > 0 || !members.silentStages.isEmpty || parts.isEmpty {
      resources = .undecided
    } else {
      resources = .pass
    }
    var reasons: [String] = []
    if failed > 0 { reasons.append("\(failed)个学校（学段）未达标") }
    if !above.isEmpty {
      let names = above.map { $0.stage + $0.indicator }.joined(separator: "、")
      reasons.append("差异系数超过上限：\(names)")
    }
    if open > 0 { reasons.append("\(open)个学校（学段）无法判定") }
    if unknown > 0 { reasons.append("\(unknown)项差异系数无法判定") }
    if !members.silentStages.isEmpty { reasons.append("有学校未报送或学段不明") }
    reasons += self.reasons(groups, plan)
    func verdict(_ id: String) -> Verdict {
      groups.first { $0.group == id }?.verdict ?? (groups.isEmpty ? .undecided : .excluded)
    }
    let deciding = ([resources] + groups.map(\.verdict)).filter { $0 != .excluded }
    return CountyVerdictResult(
      county: members.county, resources: resources, government: verdict("government"),
      quality: verdict("quality"), satisfaction: verdict("satisfaction"), veto: verdict("veto"),
      verdict: total(deciding, isWhole: !groups.isEmpty), reason: reasons.joined(separator: "；"))
  }

  /// Never `pass` while anything is open, or while no group of items says anything.
  private static func total(_ verdicts: [Verdict], isWhole: Bool) -> Verdict {
    if verdicts.contains(.fail) { return .fail }
    let isPassed = isWhole && !verdicts.isEmpty && verdicts.allSatisfy { $0 == .pass }
    return isPassed ? .pass : .undecided
  }

  private static func reasons(_ groups: [CountyGroupResult], _ plan: EvaluationPlan) -> [String] {
    guard !groups.isEmpty else { return [notDeclared] }
    return groups.filter { ![.pass, .excluded].contains($0.verdict) }.map { result in
      let name = plan.items.groups.first { $0.id == result.group }?.name ?? result.group
      return "\(name)：\(result.reason)"
    }
  }
}
