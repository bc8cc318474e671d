// SPDX-License-Identifier: Apache-2.0
// CountyCharts: 图表: disparities, indicators of each school, class sizes and years of one county.

import DataModel
import Definitions

/// Writes 图表: small charts, two in a row and four on a page.
struct CountyCharts {
  /// Schools that a small chart names.
  private static let mostNames = 24
  private static let rowsPerChart = 20
  private static let columnsPerChart = 8
  private static let scale = (width: 1.05, height: 1.34)
  /// Of three depths, so that they stay apart in grey print.
  private static let statusColors: [UInt32] = [0x2E75B6, 0xFFC000, 0x843C0C]
  private static let palette: [UInt32] = [
    0x1F4E79, 0xED7D31, 0x70AD47, 0x7030A0, 0x00B0F0, 0xC00000, 0x7F7F7F,
  ]

  let context: ExportContext
  let layout: PartLayout
  let county: Int
  let data: ChartData
  private let firstVariationRow = VariationSheet.firstRow

  init(
    _ context: ExportContext, _ layout: PartLayout, _ names: CountyNames, county: Int,
    plans: [RecordSheetPlan]
  ) {
    self.context = context
    self.layout = layout
    self.county = county
    data = ChartData(
      context, layout, names, county: county,
      sizes: ClassSizeCounts(context, county: county, plans: plans))
  }

  /// A pipeline without indicators has no charts.
  var isNeeded: Bool { !context.definitions.indicators.isEmpty }

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.charts)
    try sheet.title("图表")
    let charts = variations + sizes + years + data.blocks.flatMap { distributions($0) }
    try sheet.note(
      charts.isEmpty
        ? "没有可以作图的数据。" : "各图引用“\(SheetNames.variation)”和“\(SheetNames.chartData)”，随数据变化。")
    let first = sheet.row
    for (place, chart) in charts.enumerated() {
      let row = first + place / 2 * Self.rowsPerChart
      let column = 1 + place % 2 * Self.columnsPerChart
      try file.insert(chart, at: CellReference(row: row, column: column), on: sheet.sheet)
    }
    try file.setPrint(
      sheet.sheet, XlsxPrint(header: header, pages: .broken(scale: 70, before: [])))
    let pages = (charts.count + 3) / 4
    let breaks = (1..<max(1, pages)).map { first - 1 + $0 * 2 * Self.rowsPerChart }
    if !breaks.isEmpty { try file.breakPages(after: breaks, on: sheet.sheet) }
  }

  private func chart(
    _ kind: XlsxChart.Kind, _ title: String, across: String, up: String, format: String,
    _ series: [XlsxChart.Series]
  ) -> XlsxChart {
    XlsxChart(
      kind: kind, title: title, categoryAxis: across, valueAxis: up, numberFormat: format,
      series: series, description: title, scale: Self.scale)
  }

  // MARK: - Disparities

  private var variations: [XlsxChart] {
    let results = context.evaluation.countyIndicators.filter { $0.county == county }
    return layout.stages.compactMap { stage in
      let places = results.indices.filter { results[$0].stage == stage.id }
      guard let low = places.first, let high = places.last, high - low == places.count - 1 else {
        return nil
      }
      let rows = (firstVariationRow + low)...(firstVariationRow + high)
      func range(_ column: Int) -> String {
        "=" + Address.range(SheetNames.variation, column: column, rows: rows)
      }
      var series = [
        XlsxChart.Series(
          name: "差异系数", categories: range(2), values: range(10), color: 0x2E75B6)
      ]
      if results[low].limit != nil {
        series.append(
          XlsxChart.Series(
            name: "限值", categories: range(2), values: range(11), color: 0xC00000, isLine: true))
      }
      return chart(
        .columns, "\(stage.id)校际差异系数" + (results[low].limit == nil ? "" : "（红线：限值）"), across: "指标",
        up: "差异系数", format: "0.00", series)
    }
  }

  // MARK: - Classes

  private var sizes: [XlsxChart] {
    guard !data.sizes.stages.isEmpty else { return [] }
    let series = data.sizes.stages.enumerated().map { place, stage in
      XlsxChart.Series(
        name: stage, categories: data.sizeRange(column: 1),
        values: data.sizeRange(column: 3 + place),
        color: [0x2E75B6, 0xF4B183, 0x7F7F7F][place % 3])
    }
    return [chart(.columns, "全部班级的班额分布", across: "班额（人）", up: "班数", format: "0", series)]
  }

  // MARK: - Years

  private var years: [XlsxChart] {
    let count = data.years.count
    guard count > 1 else { return [] }
    return layout.stages.compactMap { stage in
      let columns = data.yearColumns.enumerated().filter { $0.element.stage == stage.id }
      guard !columns.isEmpty else { return nil }
      let series = columns.enumerated().map { place, column in
        XlsxChart.Series(
          name: column.element.indicator, categories: data.yearRange(column: 1, count: count),
          values: data.yearRange(column: 2 + column.offset, count: count),
          color: Self.palette[place % Self.palette.count], isJoined: true)
      }
      return chart(
        .lines, "\(stage.id)差异系数历年变化", across: "年份", up: "差异系数", format: "0.00", series)
    }
  }

  // MARK: - Schools

  private func distributions(_ block: ChartData.Block) -> [XlsxChart] {
    context.definitions.indicators.enumerated().map { index, indicator in
      let columns: [(ChartData.Column, String)] = [
        (.met, Labels.met), (.floor, context.labels.floor), (.below, Labels.below),
      ]
      let schools = data.range(block, index, .school)
      var series = columns.enumerated().map { place, column in
        XlsxChart.Series(
          name: column.1, categories: schools, values: data.range(block, index, column.0),
          color: Self.statusColors[place])
      }
      let thresholds = context.definitions.standard.thresholds[indicator.id]
      if thresholds?.byStage[block.stage] != nil {
        series.append(
          XlsxChart.Series(
            name: "达标值", categories: schools, values: data.range(block, index, .threshold),
            color: 0xC00000, isLine: true))
      }
      let isCrowded = block.places.count > Self.mostNames
      var result = chart(
        .columns,
        "\(block.stage) \(indicator.id) \(indicator.shortName)"
          + (series.count > columns.count ? "（红线：达标值）" : ""),
        across: isCrowded ? "学校（从低到高，名称见图表数据）" : "学校（从低到高）",
        up: indicator.unit, format: indicator.digits == 0 ? "0" : "0.##", series)
      result.isOverlapped = true
      result.isCrowded = !isCrowded
      result.hidesCategories = isCrowded
      return result
    }
  }
}
