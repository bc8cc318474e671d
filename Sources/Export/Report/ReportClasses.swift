// SPDX-License-Identifier: Apache-2.0
// ReportClasses: how big classes are, by band, and which are too big.

import DataModel
import Definitions

/// The section of class sizes.
struct ReportClasses {
  private let context: ExportContext
  private let bands: [ClassSizeBand]
  private let stages: [String]

  init(_ context: ExportContext) {
    self.context = context
    bands = context.definitions.standard.classSize.bands
    stages = context.definitions.standard.stages.map(\.id)
  }

  private var evaluation: Evaluation { context.evaluation }

  var html: String {
    guard !evaluation.classSizes.isEmpty || !evaluation.ledger.isEmpty else {
      return ReportSections.section("class-sizes", "<p>没有报来班级人数。</p>")
    }
    let charts = stages.map(chart).joined()
    return ReportSections.section(
      "class-sizes",
      "<p>按报来的班级名册，人数明确的全部班级；同一班报来两次的只计一次。</p>"
        + "<div class=\"grid\">\(charts)</div>" + sizes + oversize)
  }

  private func sizes(_ stage: String) -> [ClassSizeCount] {
    evaluation.classSizes.filter { $0.stage == stage }
  }

  private func count(_ own: [ClassSizeCount], _ band: String?) -> Int {
    own.reduce(0) { $0 + ($1.band == band ? $1.classes : 0) }
  }

  // MARK: - All classes

  private func chart(_ stage: String) -> String {
    let own = sizes(stage).filter { $0.band != nil }
    guard !own.isEmpty else { return "" }
    let limit = context.definitions.standard.classSize.limits[stage]
    var bars = bands.map { band in
      BandChart.Bar(
        name: band.label + "人", count: count(own, band.label), tone: Self.tone(band, limit))
    }
    let other = count(own, "")
    if other > 0 { bars.append(.init(name: "其他", count: other, tone: .open)) }
    // Only where a band ends at the limit can a line between two bars be the limit.
    let place = bands.firstIndex { $0.last == limit }.map { $0 + 1 }
    return BandChart(
      title: "班额分布（\(stage)）", bars: bars,
      limit: limit.flatMap { limit in place.map { ("上限 \(limit) 人", $0) } }
    ).html
  }

  private static func tone(_ band: ClassSizeBand, _ limit: Int?) -> StripPlot.Tone {
    guard let limit else { return .open }
    if band.first > limit { return .bad }
    return (band.last ?? .max) <= limit ? .good : .middling
  }

  private var sizes: String {
    guard !evaluation.classSizes.isEmpty else { return "" }
    let hasOther = evaluation.classSizes.contains { $0.band == "" }
    let header =
      ["学段", "区县", "班级"] + bands.map { $0.label + "人" } + (hasOther ? ["其他"] : []) + ["人数不明"]
    var rows: [[HTMLText.Cell]] = []
    for stage in stages {
      let own = sizes(stage)
      guard !own.isEmpty else { continue }
      func row(_ name: String, _ counts: [ClassSizeCount]) -> [HTMLText.Cell] {
        let numbers =
          bands.map { count(counts, $0.label) } + (hasOther ? [count(counts, "")] : [])
          + [count(counts, nil)]
        return [.init(stage), .init(name), .init(numbers.reduce(0, +))]
          + numbers.map { .init($0, $0 == 0 ? "zero" : "") }
      }
      if evaluation.counties.count > 1 { rows.append(row("合计", own)) }
      for county in evaluation.counties {
        let counts = own.filter { $0.countyCode == county.code }
        if !counts.isEmpty { rows.append(row(county.name, counts)) }
      }
    }
    return HTMLText.table("全部班级，按学段和区县", header, rows)
  }

  // MARK: - Classes over the limit

  private var oversize: String {
    let over = Set(evaluation.ledger.map(\.band))
    let bands = bands.filter { over.contains($0.label) }
    let rows = stages.compactMap { stage -> [HTMLText.Cell]? in
      let own = evaluation.ledger.filter { $0.stage == stage && $0.state != .closed }
      let closed = evaluation.ledger.count { $0.stage == stage && $0.state == .closed }
      guard !own.isEmpty || closed > 0 else { return nil }
      return [.init(stage), .init(own.count)]
        + bands.map { band in .init(own.count { $0.band == band.label }) }
        + [.init(own.count { $0.state == .new }), .init(closed)]
    }
    guard !rows.isEmpty else { return "<p>没有超过班额上限的班级。</p>" }
    return HTMLText.table(
      "超过班额上限的班级（大班额台账，含以前在册而本次没有报明人数的）",
      ["学段", "班级"] + bands.map { $0.label + "人" } + ["其中新增", "已消除"],
      rows)
  }
}
