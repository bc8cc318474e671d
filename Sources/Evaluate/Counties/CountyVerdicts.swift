// SPDX-License-Identifier: Apache-2.0
// CountyVerdicts: what the schools' verdicts and the disparities mean for the county.

import DataModel
import Definitions

/// The verdict on one county; only the resources are judged from what schools hand in.
enum CountyVerdicts {
  private static let notHandedIn = "政府保障程度、教育质量、社会认可度和一票否决事项：县级材料未报送"

  static func judge(
    _ members: CountyMembers, indicators: [CountyIndicatorResult]
  ) -> CountyVerdictResult {
    let parts = members.parts.filter(\.isInScope)
    let failed = parts.count { $0.verdict == .fail }
    let open = parts.count { $0.verdict == .undecided }
    let above = indicators.filter { $0.status == .above }
    let unknown = indicators.count { $0.status == .undecided }
    let resources: Verdict
    if failed > 0 || !above.isEmpty {
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
    reasons.append(notHandedIn)
    return CountyVerdictResult(
      county: members.county, resources: resources, government: .undecided,
      quality: .undecided, satisfaction: .undecided, veto: .undecided,
      verdict: resources == .fail ? .fail : .undecided, reason: reasons.joined(separator: "；"))
  }
}
