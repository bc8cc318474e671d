// SPDX-License-Identifier: Apache-2.0
// StandardVerdict: "at least six of seven, and the rest at 85 %", with undecided ones.

package import DataModel
package import Definitions

/// The verdict on a school part.
package enum StandardVerdict {
  /// Fails as soon as what is decided is enough to fail, whatever the undecided ones would give.
  package static func judge(
    _ indicators: [IndicatorResult], rule: SchoolVerdictDefinition,
    definitions: [IndicatorDefinition]
  ) -> (verdict: Verdict, reason: String) {
    let below = indicators.filter { $0.status == .below }
    let floor = indicators.filter { $0.status == .floor }
    let undecided = indicators.filter { $0.status == .undecided }
    let allowed = indicators.count - rule.required
    if !below.isEmpty || floor.count > allowed {
      var parts: [String] = []
      if !below.isEmpty { parts.append("低于底线：\(names(below, definitions))") }
      if !floor.isEmpty { parts.append("未达标但不低于底线：\(names(floor, definitions))") }
      if !undecided.isEmpty { parts.append("无法判定：\(names(undecided, definitions))") }
      return (.fail, parts.joined(separator: "；"))
    }
    if !undecided.isEmpty { return (.undecided, "无法判定：\(names(undecided, definitions))") }
    let met = indicators.count - floor.count
    guard !floor.isEmpty else { return (.pass, "\(met)项指标全部达标") }
    return (.pass, "\(met)项达标；未达标但不低于底线：\(names(floor, definitions))")
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
