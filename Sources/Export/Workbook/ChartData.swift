// SPDX-License-Identifier: Apache-2.0
// ChartData: 图表数据: what the county's charts show, sorted and counted by formulas.

import DataModel
import Definitions

/// Writes 图表数据.
///
/// A block for each stage: the parts in scope by the value of each indicator, lowest first, in a column for
/// each status, so that a chart's colours follow the statuses. Then class sizes and earlier years.
struct ChartData {
  /// More parts in one block are not drawn: nobody could tell the columns apart.
  static let mostParts = 400
  private static let headerRow = 3
  private static let columnsPerIndicator = 7

  let context: ExportContext
  let layout: PartLayout
  let names: CountyNames
  let county: Int
  let sizes: ClassSizeCounts
  let blocks: [Block]
  /// Years in which the county's 差异系数 are known, the current one last; none without an earlier run.
  let years: [Int]
  /// Stage and indicator of each column of the years.
  let yearColumns: [(stage: String, indicator: String)]
  private let figures: [TrendFigure]
  private let firstSizeRow: Int
  private let firstYearRow: Int

  /// One stage: its rows, and the places of its parts in the layout.
  struct Block {
    var stage: String
    var rows: ClosedRange<Int>
    var places: Range<Int>
  }

  init(
    _ context: ExportContext, _ layout: PartLayout, _ names: CountyNames, county: Int,
    sizes: ClassSizeCounts
  ) {
    self.context = context
    self.layout = layout
    self.names = names
    self.county = county
    self.sizes = sizes
    var row = Self.headerRow + 1
    var blocks: [Block] = []
    let stages = Set(layout.stages.map(\.id))
    for block in layout.blocks
    where !block.inScope.isEmpty && block.inScope.count <= Self.mostParts
      && stages.contains(block.stage)
    {
      let rows = row...(row + block.inScope.count - 1)
      blocks.append(Block(stage: block.stage, rows: rows, places: block.inScope))
      row = rows.upperBound + 1
    }
    self.blocks = blocks
    let code = context.evaluation.counties[county].code
    let figures = context.evaluation.trends.filter {
      $0.subject.schoolCode.isEmpty && $0.subject.measure == .variation
        && $0.subject.countyCode == code
    }
    let years = Set(figures.map(\.year)).sorted()
    self.figures = figures
    self.years = years.count > 1 ? years : []
    let known = Set(figures.map { [$0.subject.stage, $0.subject.indicator] })
    yearColumns = layout.stages.flatMap { stage in
      context.definitions.indicators.map(\.id).filter { known.contains([stage.id, $0]) }
        .map { (stage.id, $0) }
    }
    firstSizeRow = row + 3
    firstYearRow = firstSizeRow + sizes.bands.count + 3
  }

  // MARK: - Places

  enum Column: Int {
    case key, place, school, met, floor, below, threshold
  }

  func column(_ indicator: Int, _ column: Column) -> Int {
    3 + indicator * Self.columnsPerIndicator + column.rawValue
  }

  func range(_ block: Block, _ indicator: Int, _ column: Column) -> String {
    "="
      + Address.range(
        SheetNames.chartData, column: self.column(indicator, column), rows: block.rows)
  }

  func sizeRange(column: Int) -> String {
    let rows = firstSizeRow...(firstSizeRow + sizes.bands.count - 1)
    return "=" + Address.range(SheetNames.chartData, column: column, rows: rows)
  }

  func yearRange(column: Int, count: Int) -> String {
    let rows = firstYearRow...(firstYearRow + count - 1)
    return "=" + Address.range(SheetNames.chartData, column: column, rows: rows)
  }

  // MARK: - Writing

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.chartData)
    try sheet.title("图表数据")
    try sheet.note("各学段参评学段部按指标值从低到高排列，均为公式；键＝指标值＋行号×10⁻⁹，使相同的值也有先后。", column: 3)
    var headers = ["学段", "序号"]
    for indicator in context.definitions.indicators {
      let id = indicator.id
      headers += ["\(id) 键", "\(id) 行"]
      headers += ["\(id) 学校", "\(id) \(Labels.met)", "\(id) \(context.labels.floor)"]
      headers += ["\(id) \(Labels.below)", "\(id) 达标值"]
    }
    try sheet.header(headers)
    let looks = try context.definitions.indicators.map {
      try file.style(.number(digits: $0.digits))
    }
    for block in blocks {
      let orders = context.definitions.indicators.indices.map { order(block, $0) }
      for offset in block.places.indices {
        try sheet.append(row(block, offset - block.places.lowerBound, orders, styles, looks))
      }
    }
    try sheet.finish(frozenColumns: 2, header: header)
    try writeSizes(&sheet, styles)
    try writeYears(&sheet, file, styles)
  }

  /// Keys of a block in the parts' order, and the parts with a value from the lowest to the highest.
  private struct Order {
    var keys: [Double?]
    var sorted: [Int]
    /// Cells of the block: its keys here; values, statuses and schools on 指标计算.
    var keyRange: String
    var values: String
    var statuses: String
    var schools: String
  }

  private func order(_ block: Block, _ indicator: Int) -> Order {
    let keys = block.places.map { place -> Double? in
      result(place, indicator)?.value.number.map {
        $0.rounded(digits: 5).doubleValue + Double(layout.indicatorRow(place)) * 1e-9
      }
    }
    let known = keys.indices.filter { keys[$0] != nil }
    let letters = CellReference.letters(ofColumn: column(indicator, .key))
    let rows =
      layout.indicatorRow(
        block.places.lowerBound)...layout.indicatorRow(
        block.places.upperBound - 1)
    func range(_ column: Int) -> String {
      Address.range(SheetNames.indicators, column: column, rows: rows)
    }
    return Order(
      keys: keys, sorted: known.sorted { (keys[$0] ?? 0) < (keys[$1] ?? 0) },
      keyRange: "$\(letters)$\(block.rows.lowerBound):$\(letters)$\(block.rows.upperBound)",
      values: range(layout.valueColumn(indicator)), statuses: range(layout.statusColumn(indicator)),
      schools: range(2))
  }

  private func result(_ place: Int, _ indicator: Int) -> IndicatorResult? {
    let part = context.evaluation.parts[layout.parts[place]]
    return part.indicators.indices.contains(indicator) ? part.indicators[indicator] : nil
  }

  private func row(
    _ block: Block, _ offset: Int, _ orders: [Order], _ styles: SheetStyles, _ looks: [XlsxStyle]
  ) -> [SheetCell] {
    var cells = [SheetCell(block.stage, styles.centered), SheetCell(offset + 1, styles.count)]
    for indicator in orders.indices {
      cells += indicatorCells(
        block, offset, indicator, orders[indicator], styles, looks[indicator])
    }
    return cells
  }

  private func indicatorCells(
    _ block: Block, _ offset: Int, _ indicator: Int, _ order: Order, _ styles: SheetStyles,
    _ look: XlsxStyle
  ) -> [SheetCell] {
    let row = block.rows.lowerBound + offset
    let first = block.places.lowerBound
    let (values, statuses, schools) = (order.values, order.statuses, order.schools)
    let own = SheetNames.reference(
      SheetNames.indicators,
      Address.cell(layout.valueColumn(indicator), layout.indicatorRow(first + offset)))
    let keys = order.keyRange
    let place = Address.cell(column(indicator, .place), row)
    let found = order.sorted.indices.contains(offset) ? order.sorted[offset] : nil
    let result = found.flatMap { self.result(first + $0, indicator) }
    let school = found.map { index in
      let part = context.evaluation.parts[layout.parts[first + index]]
      return context.evaluation.schools[part.school].name
    }
    let keyFormula = "=IF(\(own)=\"\",\"\",ROUND(\(own),5)+ROW(\(own))*0.000000001)"
    let placeFormula =
      "=IF(B\(row)>COUNT(\(keys)),\"\",MATCH(SMALL(\(keys),B\(row)),\(keys),0))"
    let words: [(IndicatorStatus, String)] = [
      (.met, Labels.met), (.floor, context.labels.floor), (.below, Labels.below),
    ]
    let common = context.definitions.standard.thresholds[
      context.definitions.indicators[indicator].id]?.byStage[block.stage]
    let threshold: SheetValue =
      names.threshold(indicator, block.stage).flatMap { name in
        common.map { .formula("=\(name)", $0.doubleValue, isArray: false) }
      } ?? .blank
    return [
      SheetCell(Self.live(keyFormula, order.keys[offset]), styles.plain),
      SheetCell(Self.live(placeFormula, found.map { Double($0 + 1) }), styles.plain),
      SheetCell(
        .textFormula("=IF(\(place)=\"\",\"\",INDEX(\(schools),\(place)))", school ?? ""),
        styles.text),
    ]
      + words.map { status, word in
        let formula =
          "=IF(\(place)=\"\",\"\",IF(INDEX(\(statuses),\(place))=\"\(word)\","
          + "INDEX(\(values),\(place)),\"\"))"
        let value = result?.status == status ? result?.value.number?.doubleValue : nil
        return SheetCell(Self.live(formula, value), look)
      } + [SheetCell(threshold, styles.threshold)]
  }

  private static func live(_ formula: String, _ value: Double?) -> SheetValue {
    value.map { .formula(formula, $0, isArray: false) } ?? .textFormula(formula, "")
  }

  // MARK: - Class sizes and years

  private func writeSizes(_ sheet: inout SheetWriter, _ styles: SheetStyles) throws {
    guard !sizes.stages.isEmpty else { return }
    sheet.skip(to: firstSizeRow - 1)
    try sheet.append(
      (["班额段（班数）", "起"] + sizes.stages).map { SheetCell($0, styles.label) })
    for (place, band) in sizes.bands.enumerated() {
      try sheet.append(
        [SheetCell(band.label, styles.centered), SheetCell(band.first, styles.count)]
          + sizes.stages.indices.map { SheetCell(sizes.value(place, $0), styles.count) })
    }
  }

  private func writeYears(
    _ sheet: inout SheetWriter, _ file: XlsxFile, _ styles: SheetStyles
  ) throws {
    guard !years.isEmpty else { return }
    let columns = yearColumns
    let look = try file.style(.number(digits: context.definitions.standard.variation.digits))
    let digits = try file.style(CellStyle(alignment: .center, numberFormat: "0"))
    sheet.skip(to: firstYearRow - 1)
    try sheet.append(
      [SheetCell("年份（差异系数）", styles.label)]
        + columns.map { SheetCell("\($0.stage)\($0.indicator)", styles.label) })
    for year in years {
      let values = columns.map { column in
        figures.first {
          $0.year == year && $0.subject.stage == column.stage
            && $0.subject.indicator == column.indicator
        }?.value.doubleValue
      }
      try sheet.append(
        [SheetCell(year, digits)] + values.map { SheetCell(.optional($0), look) })
    }
  }
}
