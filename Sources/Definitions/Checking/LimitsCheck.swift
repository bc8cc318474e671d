// SPDX-License-Identifier: Apache-2.0
// LimitsCheck: whether thresholds, verdict, disparities and concessions speak of what is there.

import DataModel

/// Checks the numbers of a standard against its indicators and stages.
struct LimitsCheck {
  let set: DefinitionSet
  let issues: DefinitionIssues
  let place: DefinitionPlace
  private var standard: StandardDefinition { self.set.standard }
  private var judged: [String] { standard.stages.filter(\.isJudged).map(\.id) }

  func run() {
    checkThresholds()
    checkVerdict()
    checkVariation()
    checkConcessions()
    for attached in standard.attachedClasses {
      guard let stage = attached.stage, !standard.stages.contains(where: { $0.id == stage }) else {
        continue
      }
      report("附设班 \(attached.id)：没有学段 \(stage)", "\(attached.id): there is no stage \(stage)")
    }
  }

  private func report(_ chinese: String, _ english: String) {
    issues.add(place, chinese, english)
  }

  // MARK: - Thresholds

  private func checkThresholds() {
    for indicator in set.indicators {
      let name = BilingualText(
        chinese: "指标 \(indicator.id)", english: "indicator \(indicator.id)")
      let limits = standard.thresholds[indicator.id]
      // An indicator that decides nothing of a school may go without a threshold.
      guard limits != nil || decides(indicator.id) else { continue }
      require(judged, in: limits, name)
    }
    let known = set.indicators.map(\.id)
    for id in standard.thresholds.keys.sorted() where !known.contains(id) {
      let hint = NearestName.hint(id, among: known)
      report(
        "阈值所指的指标 \(id) 不存在\(hint.chinese)",
        "a threshold names an unknown indicator: \(id)\(hint.english)")
    }
  }

  /// In some year.
  private func decides(_ indicator: String) -> Bool {
    let verdict = standard.schoolVerdict
    return verdict.decides(indicator)
      || verdict.variants.contains { $0.indicators?.contains(indicator) ?? false }
  }

  private func require(_ stages: [String], in limits: StageLimits?, _ what: BilingualText) {
    for stage in stages where limits?.byStage[stage] == nil {
      report(
        "\(what.chinese) 缺少 \(stage) 的数值",
        "\(what.english): the number for \(stage) is missing")
    }
    let numbers = limits.map { [$0.byStage] + $0.variants.map(\.byStage) } ?? []
    let named = Set(numbers.flatMap(\.keys))
    for stage in named.sorted() where !standard.stages.contains(where: { $0.id == stage }) {
      report(
        "\(what.chinese)：没有学段 \(stage)", "\(what.english): there is no stage \(stage)")
    }
  }

  // MARK: - Verdict

  private func checkVerdict() {
    let verdict = standard.schoolVerdict
    check(verdict.indicators, required: verdict.required, share: verdict.floorShare)
    for variant in verdict.variants {
      check(
        variant.indicators ?? verdict.indicators,
        required: variant.required ?? verdict.required,
        share: variant.floorShare ?? verdict.floorShare)
    }
  }

  private func check(_ indicators: [String]?, required: Int, share: ExactNumber) {
    checkKnown(indicators, "school_verdict")
    let count = indicators?.count ?? set.indicators.count
    if !(1...max(1, count)).contains(required) || share.isNegative || share > .one {
      report("school_verdict 的数值不合理", "school_verdict: the numbers make no sense")
    }
  }

  private func checkKnown(_ indicators: [String]?, _ owner: String) {
    guard let indicators else { return }
    let known = set.indicators.map(\.id)
    if indicators.isEmpty || Set(indicators).count < indicators.count {
      report("\(owner) 的指标为空或重复", "\(owner): the indicators are none or repeat")
    }
    for id in indicators where !known.contains(id) {
      let hint = NearestName.hint(id, among: known)
      report(
        "\(owner) 所指的指标 \(id) 不存在\(hint.chinese)",
        "\(owner) names an unknown indicator: \(id)\(hint.english)")
    }
  }

  // MARK: - Disparities

  private func checkVariation() {
    let variation = standard.variation
    checkKnown(variation.indicators, "variation")
    if let limits = variation.limits {
      require(judged, in: limits, BilingualText(chinese: "差异系数", english: "variation"))
    }
    guard let composite = variation.composite else { return }
    checkKnown(composite.indicators, "composite")
    if let limits = composite.limits {
      let name = BilingualText(chinese: composite.name, english: "composite")
      require(judged, in: limits, name)
    }
    for id in composite.indicators ?? [] where !variation.covers(id) {
      report(
        "composite 的指标 \(id) 不在 variation 的指标中",
        "composite: the variation does not cover \(id)")
    }
    if set.indicators.contains(where: { $0.id == CompositeVariation.id }) {
      report("指标的 id 不能是 composite", "no indicator may have the id composite")
    }
  }

  private func checkConcessions() {
    for concession in standard.concessions where standard.thresholds[concession.indicator] == nil {
      report(
        "放宽 \(concession.id) 所指的指标 \(concession.indicator) 没有阈值",
        "the concession \(concession.id) is for an indicator without a threshold:"
          + " \(concession.indicator)")
    }
    let ids = standard.concessions.map(\.id)
    for id in Set(ids).sorted() where ids.count(where: { $0 == id }) > 1 {
      report("放宽 \(id) 重复", "the concession \(id) is there twice")
    }
  }
}
