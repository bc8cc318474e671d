// SPDX-License-Identifier: Apache-2.0
// CountyGroups: what the items of a group mean together.

import DataModel
import Definitions

/// Judges groups of items.
enum CountyGroups {
  static func judge(
    _ group: ItemGroup, _ items: [CountyItemResult], county: Int, _ plan: EvaluationPlan
  ) -> CountyGroupResult {
    let failed = items.filter { $0.status == .notMet }
    let open = items.filter { $0.status == .undecided }
    var result = CountyGroupResult(
      county: county, group: group.id, verdict: .pass, score: nil,
      met: items.count { $0.status == .met }, notMet: failed.count, undecided: open.count,
      reason: "")
    switch group.rule {
    case .all:
      result.verdict = !failed.isEmpty ? .fail : !open.isEmpty ? .undecided : .pass
    case .report:
      result.verdict = .excluded
      if items.contains(where: { $0.points != nil }) { points(&result, items) }
    case .score(let pass):
      score(&result, items, pass: pass)
      return result
    }
    var reasons: [String] = []
    if !failed.isEmpty { reasons.append("未达到：\(names(failed, plan))") }
    if !open.isEmpty { reasons.append("无法判定：\(names(open, plan))") }
    result.reason = reasons.joined(separator: "；")
    return result
  }

  /// Fails when even all open points would not do; passes when those certain do.
  private static func score(
    _ result: inout CountyGroupResult, _ items: [CountyItemResult], pass: ExactNumber
  ) {
    let (certain, open) = points(&result, items)
    if certain >= pass {
      result.verdict = .pass
    } else {
      result.verdict = certain + open >= pass ? .undecided : .fail
    }
    result.reason = "得分 \(certain.text)，合格 \(pass.text)"
    if open > .zero { result.reason += "，尚有 \(open.text) 分待定" }
  }

  /// Points that are certain, and those that are still open.
  @discardableResult
  private static func points(
    _ result: inout CountyGroupResult, _ items: [CountyItemResult]
  ) -> (certain: ExactNumber, open: ExactNumber) {
    var certain = ExactNumber.zero
    var open = ExactNumber.zero
    for item in items {
      guard let points = item.points else { continue }
      if let score = item.score { certain = certain + score } else { open = open + points }
    }
    result.score = certain
    return (certain, open)
  }

  /// More than these are counted; each of them stands in `county_items.csv` with its reason.
  private static let mostNames = 5

  private static func names(_ items: [CountyItemResult], _ plan: EvaluationPlan) -> String {
    let shown = items.prefix(mostNames).map { result in
      let name = plan.items.items.first { $0.id == result.item }?.name ?? ""
      return result.item + name
    }.joined(separator: "、")
    return items.count > mostNames ? "\(shown)等\(items.count)项" : shown
  }
}
