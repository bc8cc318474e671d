// SPDX-License-Identifier: Apache-2.0
// StandardVerdict: "at least k of m indicators, and the rest at p of their threshold", with undecided ones.

package import DataModel
package import Definitions

/// The verdict on a school part.
package enum StandardVerdict {
  /// Fails as soon as what is decided is enough to fail, whatever the undecided ones would give.
  package static func judge(
    _ indicators: [IndicatorResult], rule: SchoolVerdictDefinition,
    definitions: [IndicatorDefinition]
  ) -> (verdict: Verdict, reason: String) {
    let counted = indicators.filter(\.isInVerdict)
    func list(_ status: IndicatorStatus, _ words: String) -> (count: Int, text: String) {
      let found = counted.filter { $0.status == status }
      return (found.count, "\(words)\(found.count)项：\(names(found, definitions))")
    }
    let met = counted.count { $0.status == .met }
    let below = list(.below, "低于底线")
    let floor = list(.floor, rule.floorShare.isZero ? "未达标" : "未达标但不低于底线")
    let undecided = list(.undecided, "无法判定")
    let conceded = counted.filter { !$0.concession.isEmpty }
    let isFailed = below.count > 0 || floor.count > counted.count - rule.required
    var parts = ["\(counted.count)项指标中\(met)项达标，应至少\(rule.required)项"]
    if met == counted.count { parts = ["\(met)项指标全部达标"] }
    parts += [below, floor, undecided].filter { $0.count > 0 }.map(\.text)
    if !conceded.isEmpty { parts.append("按放宽条款：\(names(conceded, definitions))") }
    let verdict: Verdict = isFailed ? .fail : undecided.count > 0 ? .undecided : .pass
    return (verdict, parts.joined(separator: "；"))
  }

  private static func names(_ indicators: [IndicatorResult], _ definitions: [IndicatorDefinition])
    -> String
  {
    indicators.map { result in
      let definition = definitions.first { $0.id == result.indicator }
      return result.indicator + (definition?.shortName ?? "")
    }.joined(separator: "、")
  }
}
