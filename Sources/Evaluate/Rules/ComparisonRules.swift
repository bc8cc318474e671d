// SPDX-License-Identifier: Apache-2.0
// ComparisonRules: indicators beside those of like schools, and beside those of an earlier year.

import DataModel
import Definitions

/// Checks the rules that compare results; nothing is changed by them.
struct ComparisonRules {
  /// Makes the median absolute deviation of a normal distribution its standard deviation.
  private static let scale = 0.6745

  let parts: [SchoolPartResult]
  let schools: [SchoolResult]
  let plan: EvaluationPlan

  /// `earlier`: what outputs of earlier years say.
  static func findings(
    _ parts: [SchoolPartResult], schools: [SchoolResult], earlier: [EarlierYear], year: Int,
    plan: EvaluationPlan
  ) -> [Finding] {
    let rules = ComparisonRules(parts: parts, schools: schools, plan: plan)
    let last = earlier.filter { $0.year < year }.max { $0.year < $1.year }
    return plan.definitions.rules.flatMap { rule -> [Finding] in
      switch rule.kind {
      case .peers(let comparison): return rules.unlikePeers(rule, comparison)
      case .lastYear(let comparison):
        return last.map { rules.unlikeBefore(rule, comparison, $0) } ?? []
      case .formula, .uniqueInSchool, .uniqueAcrossSchools, .identityCheckDigit, .schoolCodeShape:
        return []
      }
    }
  }

  private struct Group: Hashable {
    var stage: String
    var urbanRural: String
  }

  private func indicators(_ ids: [String]) -> [Int] {
    plan.indicators.indices.filter {
      ids.isEmpty || ids.contains(plan.indicators[$0].definition.id)
    }
  }

  private func value(_ part: Int, _ indicator: Int) -> Double? {
    guard parts[part].isInScope, parts[part].indicators.indices.contains(indicator),
      let value = parts[part].indicators[indicator].value.number?.doubleValue, value.isFinite
    else { return nil }
    return value
  }

  // MARK: - Peers

  private func unlikePeers(_ rule: RuleDefinition, _ comparison: PeerComparison) -> [Finding] {
    var groups: [Group: [Int]] = [:]
    for (index, part) in parts.enumerated() {
      // Without a group nobody knows who the peers are.
      let urbanRural = schools[part.school].urbanRural
      guard !urbanRural.isEmpty else { continue }
      groups[Group(stage: part.stage, urbanRural: urbanRural), default: []].append(index)
    }
    let sorted = groups.sorted {
      ($0.key.stage, $0.key.urbanRural) < ($1.key.stage, $1.key.urbanRural)
    }
    return indicators(comparison.indicators).flatMap { indicator in
      sorted.flatMap { unlike($0.key, $0.value, indicator, rule, comparison) }
    }
  }

  private func unlike(
    _ group: Group, _ members: [Int], _ indicator: Int, _ rule: RuleDefinition,
    _ comparison: PeerComparison
  ) -> [Finding] {
    let values = members.compactMap { part in value(part, indicator).map { (part, $0) } }
    guard values.count >= max(2, comparison.fewest), let middle = Self.median(values.map(\.1)),
      let spread = Self.median(values.map { abs($0.1 - middle) }), spread > 0
    else { return [] }
    return values.compactMap { part, value in
      let score = Self.scale * (value - middle) / spread
      guard abs(score) > comparison.limit.doubleValue else { return nil }
      return finding(
        rule, part, indicator, value,
        facts: [
          "expected": Self.text(middle), "score": Self.text(score),
          "count": String(values.count), "group": group.urbanRural,
          "direction": score > 0 ? "高" : "低", "direction_en": score > 0 ? "above" : "below",
        ])
    }
  }

  private static func median(_ values: [Double]) -> Double? {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return nil }
    let half = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half]
  }

  // MARK: - Years

  private func unlikeBefore(
    _ rule: RuleDefinition, _ comparison: YearComparison, _ earlier: EarlierYear
  ) -> [Finding] {
    var before: [[String]: ExactNumber] = [:]
    // Counties may have been renamed; a school keeps its code.
    for (subject, value) in earlier.figures where subject.measure == .value {
      guard !subject.schoolCode.isEmpty else { continue }
      before[[subject.schoolCode, subject.stage, subject.indicator]] = value
    }
    return indicators(comparison.indicators).flatMap { indicator in
      parts.indices.compactMap { part -> Finding? in
        let id = plan.indicators[indicator].definition.id
        let code = schools[parts[part].school].code
        guard let now = value(part, indicator),
          let then = before[[code, parts[part].stage, id]]?.doubleValue, then != 0
        else { return nil }
        let percent = (now - then) / abs(then) * 100
        guard abs(percent) > comparison.most.doubleValue else { return nil }
        return finding(
          rule, part, indicator, now,
          facts: [
            "expected": Self.text(then), "year": String(earlier.year),
            "percent": Self.text(abs(percent)), "direction": percent > 0 ? "增加" : "减少",
            "direction_en": percent > 0 ? "up" : "down",
          ])
      }
    }
  }

  // MARK: - Findings

  private static func text(_ number: Double) -> String {
    ExactNumber(decimalOf: number).rounded(digits: 2).text
  }

  /// At the first place that the numerator was read from.
  private func finding(
    _ rule: RuleDefinition, _ part: Int, _ indicator: Int, _ value: Double,
    facts: [String: String]
  ) -> Finding {
    let definition = plan.indicators[indicator].definition
    let input = plan.indicators[indicator].numerator.inputs.first
    let origin = input.flatMap { parts[part].inputs[$0].lineage.first }
    var facts = facts
    facts["name"] = definition.name
    facts["stage"] = parts[part].stage
    facts["actual"] = Self.text(value)
    return Finding(
      rule: rule.id, severity: rule.severity, form: origin?.form ?? rule.form,
      field: origin?.field ?? "", schoolCode: schools[parts[part].school].code,
      recordKey: "\(definition.id)+\(parts[part].stage)",
      place: Place(
        submission: origin?.submission, sheet: origin?.sheet ?? "", range: origin?.range),
      value: Self.text(value), facts: facts, suggestion: rule.suggestion?.chinese ?? "")
  }
}
