// SPDX-License-Identifier: Apache-2.0
// ReportYears: how counties have come along over the years that the run was given.

import DataModel
import Definitions

/// The section of years: lines for each county, and the figures as a table.
struct ReportYears {
  private let context: ExportContext
  private let figures: [TrendFigure]
  private let years: [Int]
  private let names: [String: String]

  init(_ context: ExportContext) {
    self.context = context
    figures = context.evaluation.trends.filter {
      $0.subject.schoolCode.isEmpty && [.variation, .passShare].contains($0.subject.measure)
    }
    years = Set(figures.map(\.year)).sorted()
    names = Dictionary(
      context.evaluation.counties.map { ($0.code, $0.name) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  var html: String {
    guard !figures.isEmpty else {
      return ReportSections.section("years", "<p>没有以前年份的输出可比（junheng run --previous）。</p>")
    }
    let stages = context.definitions.standard.stages.map(\.id)
    let shares = stages.map(passing).joined()
    var body = ""
    if !shares.isEmpty {
      body +=
        "<h3>达标学段部的比例</h3><p>参评学段部中结论为达标的百分比；待定的在分母中。</p>"
        + "<div class=\"grid\">\(shares)</div>"
    }
    for stage in stages {
      let charts = measures.map { variation($0.id, $0.name, stage) }.joined()
      guard !charts.isEmpty else { continue }
      body += "<h3>差异系数（\(HTMLText.escaped(stage))）</h3><div class=\"grid\">\(charts)</div>"
    }
    body += "<details><summary>历年数值表</summary>\(table)</details>"
    return ReportSections.section("years", body)
  }

  private func name(_ county: String) -> String { names[county] ?? county }

  /// Indicators and, where there is one, what is made of them.
  private var measures: [(id: String, name: String)] {
    let composite = context.definitions.standard.variation.composite.map {
      [(id: CompositeVariation.id, name: $0.name)]
    }
    return context.definitions.indicators.map { ($0.id, "\($0.id) \($0.shortName)") }
      + (composite ?? [])
  }

  /// A line for each county that has a figure, in the order of the codes.
  private func lines(
    _ measure: TrendSubject.Measure, _ stage: String, _ indicator: String,
    tone: (_ county: String, _ values: [Double?]) -> StripPlot.Tone
  ) -> [LineChart.Line] {
    let own = figures.filter {
      $0.subject.measure == measure && $0.subject.stage == stage
        && $0.subject.indicator == indicator
    }
    let counties = Dictionary(grouping: own, by: \.subject.countyCode)
    return counties.keys.sorted().map { code in
      let values = years.map { year in
        counties[code]?.first { $0.year == year }?.value.doubleValue
      }
      return LineChart.Line(name: name(code), values: values, tone: tone(code, values))
    }
  }

  // MARK: - Charts

  private func passing(_ stage: String) -> String {
    let lines = lines(.passShare, stage, "") { _, values in
      let known = values.compactMap { $0 }
      guard known.count > 1, values.last != .some(nil) else { return .open }
      let change = known[known.count - 1] - known[known.count - 2]
      return change > 0 ? .good : change < 0 ? .bad : .open
    }
    guard !lines.isEmpty else { return "" }
    return LineChart(
      title: "达标比例（\(stage)）", unit: "%", digits: 1, years: years, lines: lines, top: 100,
      words: [.good: "上升", .bad: "下降", .open: "持平或不可比"]
    ).html
  }

  private func variation(_ id: String, _ name: String, _ stage: String) -> String {
    let results = (context.evaluation.countyIndicators + context.evaluation.countyComposites)
      .filter { $0.stage == stage && $0.indicator == id }
    let counties = context.evaluation.counties
    let status = Dictionary(
      results.map { (counties[$0.county].code, $0.status) }, uniquingKeysWith: { first, _ in first }
    )
    let lines = lines(.variation, stage, id) { county, _ in
      status[county].map { ReportSections.tone($0) } ?? .open
    }
    guard !lines.isEmpty else { return "" }
    return LineChart(
      title: "\(name)（\(stage)）", digits: 3, years: years, lines: lines,
      limit: results.lazy.compactMap(\.limit).first,
      words: [.good: "不超过上限", .bad: "超过上限", .open: "待定或仅列示"]
    ).html
  }

  // MARK: - Figures

  private var table: String {
    let bySubject = Dictionary(grouping: figures, by: \.subject)
    let words = Dictionary(
      measures.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let subjects = bySubject.keys.sorted {
      ($0.countyCode, $0.stage, $0.measure.rawValue, $0.indicator)
        < ($1.countyCode, $1.stage, $1.measure.rawValue, $1.indicator)
    }
    let rows = subjects.map { subject -> [HTMLText.Cell] in
      let own = bySubject[subject] ?? []
      let isShare = subject.measure == .passShare
      func text(_ number: ExactNumber?) -> String {
        number.map { StripPlot.text($0.doubleValue, isShare ? 1 : 3) + (isShare ? "%" : "") } ?? ""
      }
      let change = own.max { $0.year < $1.year }?.change
      let isBetter = change.map { isShare ? !$0.isNegative : $0.isNegative }
      let tone = change?.isZero == false ? (isBetter == true ? "num good" : "num bad") : "num"
      return [
        .init(name(subject.countyCode)), .init(subject.stage),
        .init(isShare ? "达标比例" : words[subject.indicator] ?? subject.indicator),
      ] + years.map { year in .init(text(own.first { $0.year == year }?.value), "num") }
        + [.init(text(change), tone)]
    }
    return HTMLText.table(
      "差异系数和达标比例，按年份", ["区县", "学段", "指标"] + years.map { "\($0)年" } + ["最近变化"], rows)
  }
}
