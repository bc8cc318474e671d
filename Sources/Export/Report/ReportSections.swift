// SPDX-License-Identifier: Apache-2.0
// ReportSections: the sections of the page that need no script.

import DataModel
import Definitions

/// Overview, hand-ins, indicators and disparities.
struct ReportSections {
  let context: ExportContext

  init(_ context: ExportContext) {
    self.context = context
  }

  static let titles = [
    ("overview", "总览"), ("hand-ins", "报送状态"), ("findings", "审核问题"), ("indicators", "指标分布"),
    ("variation", "差异系数"), ("class-sizes", "班额"), ("years", "历年变化"), ("changes", "与上一轮相比"),
  ]

  private var evaluation: Evaluation { context.evaluation }

  static func section(_ id: String, _ body: String) -> String {
    let title = titles.first { $0.0 == id }?.1 ?? id
    return "<section id=\"\(id)\" aria-labelledby=\"h-\(id)\"><h2 id=\"h-\(id)\">\(title)</h2>"
      + body + "</section>"
  }

  // MARK: - Overview

  var overview: String {
    let standings = evaluation.findings.indices.map { context.standing($0).state }
    func open(_ severity: Severity) -> Int {
      zip(evaluation.findings, standings).count { $0.severity == severity && $1 == .open }
    }
    let cells = evaluation.submissions.reduce(0) { $0 + $1.workbook.account.cells }
    let facts = [
      ("区县", evaluation.counties.count), ("学校", SchoolTally(evaluation.schools).all),
      ("报送文件", evaluation.submissions.count), ("非空单元格", cells),
      ("待更正", open(.mustCorrect)), ("待说明", open(.mustExplain)),
      ("已说明", standings.count { $0 == .explained }),
      ("已更正", standings.count { $0 == .corrected }),
    ]
    let list = facts.map { "<div><dt>\($0)</dt><dd>\($1)</dd></div>" }.joined()
    let rows = evaluation.countyVerdicts.map { verdict -> [HTMLText.Cell] in
      let parts = context.partsOfCounty[verdict.county].map { evaluation.parts[$0].verdict }
      let verdicts: [Verdict] = [.pass, .fail, .undecided, .excluded]
      return [.init(evaluation.counties[verdict.county].name)]
        + verdicts.map { kind in .init(parts.count { $0 == kind }) }
        + [
          .init(Labels.text(verdict.verdict), Self.tone(verdict.verdict)),
          .init(verdict.reason, "long"),
        ]
    }
    let header = ["区县", "达标学段部", "未达标", "待定", "不参评", "县级结论", "原因"]
    return Self.section(
      "overview",
      "<dl class=\"facts\">\(list)</dl>" + HTMLText.table("各区县结论", header, rows))
  }

  private static func tone(_ verdict: Verdict) -> String {
    switch verdict {
    case .pass: "good"
    case .fail: "bad"
    case .undecided: "open"
    case .excluded: ""
    }
  }

  // MARK: - Hand-ins

  var handIns: String {
    let standings = context.bundle.ledger?.schools ?? []
    let byCounty = Dictionary(grouping: standings) { evaluation.schools[$0.school].county }
    let rows = evaluation.counties.indices.map { county -> [HTMLText.Cell] in
      let own = byCounty[county] ?? []
      return [.init(evaluation.counties[county].name), .init(own.count)]
        + HandInState.allCases.map { state in .init(own.count { $0.state == state }) }
    }
    let header = ["区县", "学校"] + HandInState.allCases.map { Labels.text($0) }
    let waiting = standings.filter { ![.accepted, .submitted].contains($0.state) }
    let names = waiting.prefix(500).map { standing -> [HTMLText.Cell] in
      let school = evaluation.schools[standing.school]
      return [
        .init(school.name), .init(school.code),
        .init(context.county(of: standing.school)?.name ?? ""),
        .init(Labels.text(standing.state), standing.state == .unexplained ? "middling" : "bad"),
        .init(standing.mustCorrect), .init(standing.mustExplain),
      ]
    }
    let more = waiting.count > 500 ? "（前500所，全部见 data/school_states.csv）" : ""
    return Self.section(
      "hand-ins",
      HTMLText.table("各区县学校的报送状态", header, rows)
        + "<details><summary>尚未通过的学校 \(waiting.count) 所\(more)</summary>"
        + HTMLText.table(
          "尚未通过的学校", ["学校", "标识码", "区县", "状态", "待更正", "待说明"], names)
        + "</details>")
  }

  // MARK: - Indicators

  var indicators: String {
    var body = "<p>每个点是一所学校的一个学段部；虚线为最低值。缺少数据、不参评的不画。</p>"
    let stages = context.definitions.standard.stages.map(\.id)
    for (index, indicator) in context.definitions.indicators.enumerated() {
      for stage in stages { body += strip(index, indicator, stage) }
    }
    return Self.section("indicators", body)
  }

  private func strip(_ index: Int, _ indicator: IndicatorDefinition, _ stage: String) -> String {
    var plot = StripPlot(
      title: "\(indicator.id) \(indicator.name)（\(stage)）", unit: indicator.unit,
      digits: indicator.digits, dots: [], marks: [])
    var marks: Set<String> = []
    for part in evaluation.parts where part.stage == stage && part.isInScope {
      guard part.indicators.indices.contains(index) else { continue }
      let result = part.indicators[index]
      for (limit, isFloor) in [(result.threshold, false), (result.floor, true)] {
        guard let limit, marks.insert("\(limit.text)\(isFloor)").inserted else { continue }
        plot.marks.append(
          .init(name: isFloor ? "最低" : "标准", value: limit.doubleValue, isFloor: isFloor))
      }
      guard let value = result.value.number?.doubleValue else { continue }
      plot.dots.append((value, Self.tone(result.status)))
    }
    return plot.dots.isEmpty ? "" : plot.html
  }

  private static func tone(_ status: IndicatorStatus) -> StripPlot.Tone {
    switch status {
    case .met: .good
    case .floor: .middling
    case .below: .bad
    case .undecided, .measured, .excluded: .open
    }
  }

  // MARK: - Disparities

  var variation: String {
    let stages = context.definitions.standard.stages.map(\.id)
    var body = "<p>每个点是一个区县；竖线为上限。</p>"
    for stage in stages {
      let own = evaluation.countyIndicators.filter { $0.stage == stage }
      guard !own.isEmpty else { continue }
      for indicator in context.definitions.indicators {
        let results = own.filter { $0.indicator == indicator.id }
        var plot = StripPlot(
          title: "\(indicator.id) \(indicator.shortName) 差异系数（\(stage)）", unit: "", digits: 3,
          dots: [], marks: [], words: [.good: "不超过上限", .bad: "超过上限", .open: "尚有学校待定"])
        if let limit = results.lazy.compactMap(\.limit).first {
          plot.marks = [.init(name: "上限", value: limit)]
        }
        plot.dots = results.compactMap { result in
          result.variation.map { ($0, Self.tone(result.status)) }
        }
        if results.count > 1, !plot.dots.isEmpty { body += plot.html }
      }
      body += matrix(stage, own)
    }
    return Self.section("variation", body)
  }

  static func tone(_ status: CountyStatus) -> StripPlot.Tone {
    switch status {
    case .met: .good
    case .above: .bad
    case .undecided, .measured: .open
    }
  }

  private func matrix(_ stage: String, _ results: [CountyIndicatorResult]) -> String {
    let ids = context.definitions.indicators.map(\.id)
    let byCounty = Dictionary(grouping: results, by: \.county)
    let rows = evaluation.counties.indices.compactMap { county -> [HTMLText.Cell]? in
      guard let own = byCounty[county] else { return nil }
      return [.init(evaluation.counties[county].name)]
        + ids.map { id in
          guard let result = own.first(where: { $0.indicator == id }) else { return .init("") }
          guard let value = result.variation else { return .init(Labels.undecided, "open") }
          let tone = Self.tone(result.status)
          return .init(StripPlot.text(value, 3), "num \(tone.rawValue)")
        }
    }
    return HTMLText.table("差异系数（\(stage)）", ["区县"] + ids, rows)
  }
}
