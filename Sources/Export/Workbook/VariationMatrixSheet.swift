// SPDX-License-Identifier: Apache-2.0
// VariationMatrixSheet: 差异系数矩阵: counties × indicators for each stage, against the limit.

import DataModel
import Definitions

/// Writes 差异系数矩阵.
struct VariationMatrixSheet {
  let context: ExportContext
  private var variation: VariationDefinition { standard.variation }
  private var standard: StandardDefinition { context.definitions.standard }
  /// Title, note and header come first.
  static let firstRow = 4

  init(_ context: ExportContext) {
    self.context = context
  }

  /// One line of the matrix.
  private struct Line {
    var county: Int
    var stage: String
    /// One for each of `figures`.
    var results: [CountyIndicatorResult?]
  }

  /// Where no single disparity is limited, their mean is what is looked at.
  private var isOfMean: Bool { variation.limits == nil && variation.composite != nil }

  /// Id and title of each column of figures.
  private var figures: [(id: String, title: String)] {
    let indicators = context.definitions.indicators.filter { variation.covers($0.id) }
    let mean = isOfMean ? variation.composite.map { [(CompositeVariation.id, $0.name)] } : nil
    return indicators.map { ($0.id, "\($0.id) \($0.shortName)") } + (mean ?? [])
  }

  private func limit(_ stage: String) -> Double? {
    (variation.limits ?? variation.composite?.limits)?.byStage[stage]?.doubleValue
  }

  /// The first column that the limit is held against.
  private var firstLimited: Int { isOfMean ? lastColumn : 5 }

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.matrix)
    try sheet.title("差异系数矩阵")
    try sheet.note("空白表示无法计算；有学段部待定时数值为暂定。底色由蓝到橙为由零到限值，深红字为超过限值；超限数和待定数另列。")
    let names = figures.map(\.title)
    try sheet.header(
      ["区县代码", "区县名称", "学段", "限值"] + names + ["最大值", "超限数", "待定数", "结论"])
    let first = sheet.row
    let number = try file.style(.number(digits: variation.digits))
    let limit = try file.style(.number(digits: 2))
    let lines = lines()
    for line in lines {
      try sheet.append(row(line, sheet.row, styles, variation: number, limit: limit))
    }
    try sheet.finish(frozenColumns: 3, header: header)
    guard !lines.isEmpty, !figures.isEmpty else { return }
    try color(file, sheet, first: first, lines)
    try sheet.color(
      column: lastColumn + 4,
      [(Labels.met, .good), (Labels.above, .bad), (Labels.undecided, .open)])
    let charts = ChartSheet(file: file, styles: styles, header: header)
    for chart in self.charts(first: first, lines) {
      try charts.write(
        chart.1, name: SheetNames.variationChart(chart.0), source: SheetNames.matrix)
    }
  }

  /// Stages one below the other, so that a chart of one stage has one range.
  private func lines() -> [Line] {
    var results: [Key: CountyIndicatorResult] = [:]
    for result in context.evaluation.countyIndicators + context.evaluation.countyComposites {
      results[Key(result.county, result.stage, result.indicator)] = result
    }
    var lines: [Line] = []
    for stage in standard.stages where stage.isJudged {
      for county in context.evaluation.counties.indices {
        let row = figures.map { results[Key(county, stage.id, $0.id)] }
        guard row.contains(where: { $0 != nil }) else { continue }
        lines.append(Line(county: county, stage: stage.id, results: row))
      }
    }
    return lines
  }

  private struct Key: Hashable {
    let county: Int
    let stage: String
    let indicator: String

    init(_ county: Int, _ stage: String, _ indicator: String) {
      self.county = county
      self.stage = stage
      self.indicator = indicator
    }
  }

  private var lastColumn: Int { 4 + figures.count }

  private func row(
    _ line: Line, _ row: Int, _ styles: SheetStyles, variation: XlsxStyle, limit: XlsxStyle
  ) -> [SheetCell] {
    let county = context.evaluation.counties[line.county]
    let range = "E\(row):\(Address.cell(lastColumn, row))"
    let values = line.results.map { $0?.variation }
    let known = values.compactMap { $0 }
    let bound = self.limit(line.stage)
    let limited = values.dropFirst(firstLimited - 5).compactMap { $0 }
    let above = limited.count { value in bound.map { value - $0 > 1e-9 } ?? false }
    let held = "\(Address.cell(firstLimited, row)):\(Address.cell(lastColumn, row))"
    let undecided = line.results.count { ($0?.status ?? .undecided) == .undecided }
    let largest: SheetValue =
      known.max().map { .formula("=MAX(\(range))", $0, isArray: false) }
      ?? .textFormula("=IF(COUNT(\(range))=0,\"\",MAX(\(range)))", "")
    let aboveFormula = "=SUMPRODUCT((ROUND(\(held)-D\(row),9)>0)*ISNUMBER(\(held)))"
    let word =
      undecided > 0
      ? Labels.undecided : bound == nil ? Labels.measured : above > 0 ? Labels.above : Labels.met
    return [
      SheetCell(county.code, styles.text), SheetCell(county.name, styles.text),
      SheetCell(line.stage, styles.centered), SheetCell(.optional(bound), limit),
    ] + values.map { SheetCell(.optional($0), variation) } + [
      SheetCell(largest, variation),
      SheetCell(
        bound == nil
          ? .blank : .formula(aboveFormula, Double(above), isArray: false), styles.count),
      SheetCell(undecided, styles.count), SheetCell(word, styles.centered),
    ]
  }

  /// From pale blue through white to orange at the limit, stage by stage; above it dark red on rose.
  private func color(_ file: XlsxFile, _ sheet: SheetWriter, first: Int, _ lines: [Line]) throws {
    for stage in standard.stages {
      let places = lines.indices.filter { lines[$0].stage == stage.id }
      guard let limit = limit(stage.id), limit > 0, let low = places.first, let high = places.last
      else { continue }
      let range = CellRange(
        first: CellReference(row: first + low, column: firstLimited),
        last: CellReference(row: first + high, column: lastColumn))
      let cell = Address.cell(firstLimited, first + low)
      try file.add(
        XlsxColorRule(
          range: range,
          formula: "=AND(ISNUMBER(\(cell)),ROUND(\(cell)-$D\(first + low),9)>0)", colors: .bad),
        on: sheet.sheet)
      try file.addScale(
        range, XlsxColorScale(low: 0x9DC3E6, middle: 0xFFFFFF, high: 0xF4B183), from: 0,
        through: limit / 2, to: limit, on: sheet.sheet)
    }
  }

  /// The largest disparity of each county, stage by stage: where it stands, and what stands there.
  func largest() -> [(stage: String, cells: [(cell: String, value: Double)?])] {
    let lines = self.lines()
    return chartedStages.map { stage in
      let cells = context.evaluation.counties.indices.map { county -> (String, Double)? in
        guard
          let place = lines.firstIndex(where: { $0.county == county && $0.stage == stage }),
          let value = lines[place].results.compactMap({ $0?.variation }).max()
        else { return nil }
        let cell = Address.cell(lastColumn + 1, Self.firstRow + place)
        return (SheetNames.reference(SheetNames.matrix, cell), value)
      }
      return (stage, cells)
    }
  }

  /// Stages that have a chart of their own.
  var chartedStages: [String] {
    guard !figures.isEmpty else { return [] }
    let present = Set(lines().map(\.stage))
    return standard.stages.filter(\.isJudged).map(\.id).filter(present.contains)
  }

  private static let palette: [UInt32] = [
    0x4472C4, 0xED7D31, 0x70AD47, 0xFFC000, 0x5B9BD5, 0x7030A0, 0x7F7F7F,
  ]

  /// One chart for each stage.
  private func charts(first: Int, _ lines: [Line]) -> [(String, XlsxChart)] {
    standard.stages.filter(\.isJudged).compactMap { stage in
      let places = lines.indices.filter { lines[$0].stage == stage.id }
      guard let low = places.first, let high = places.last else { return nil }
      let rows = (first + low)...(first + high)
      let categories = "=" + Address.range(SheetNames.matrix, column: 2, rows: rows)
      var series = figures.enumerated().map { index, figure in
        XlsxChart.Series(
          name: figure.title, categories: categories,
          values: "=" + Address.range(SheetNames.matrix, column: 5 + index, rows: rows),
          color: Self.palette[index % Self.palette.count])
      }
      if limit(stage.id) != nil {
        series.append(
          XlsxChart.Series(
            name: "限值", categories: categories,
            values: "=" + Address.range(SheetNames.matrix, column: 4, rows: rows),
            color: 0xC00000, isLine: true))
      }
      let chart = XlsxChart(
        kind: .lines, title: "\(stage.id)差异系数与限值", categoryAxis: "区县", valueAxis: "差异系数",
        numberFormat: "0.00", series: series, isCrowded: rows.count > ChartSheet.crowded,
        description: "各县\(stage.id)各指标差异系数与限值")
      return (stage.id, chart)
    }
  }
}
