// SPDX-License-Identifier: Apache-2.0
// VariationSheet: 差异系数: pupil-weighted disparity of each stage and indicator, as live formulas.

import DataModel
import Definitions

/// Writes 差异系数.
struct VariationSheet {
  let context: ExportContext
  let layout: PartLayout
  let names: CountyNames
  let county: Int
  /// Title, two notes and the header come first.
  static let firstRow = 5

  init(
    _ context: ExportContext, _ layout: PartLayout, _ names: CountyNames, county: Int
  ) {
    self.context = context
    self.layout = layout
    self.names = names
    self.county = county
  }

  /// The formats of the columns.
  private struct Styles {
    let common: SheetStyles
    let mean: [XlsxStyle]
    let variation: XlsxStyle
    let limit: XlsxStyle
  }

  func write(_ file: XlsxFile, _ common: SheetStyles, header: String) throws {
    let digits = context.definitions.standard.variation.digits
    let styles = Styles(
      common: common,
      mean: try context.definitions.indicators.map { try file.style(.number(digits: $0.digits)) },
      variation: try file.style(.number(digits: digits)), limit: try file.style(.number(digits: 2)))
    var sheet = try SheetWriter(file, common, name: SheetNames.variation)
    sheet.limit(column: 3, to: 46)
    try sheet.title("差异系数")
    try sheet.note("按在校生数加权：平均值＝Σ(指标值×在校生数)÷Σ在校生数；标准差为总体标准差；差异系数＝标准差÷平均值。")
    try sheet.note("只计入有指标值的参评学段部；有学段部待定时，数值为暂定，结论为“\(Labels.undecided)”。")
    try sheet.header([
      "学段", "指标", "指标名称", "单位", "参评学段部数", "待定数", "在校生数（人）", "全县平均值", "标准差", "差异系数",
      "限值", "结论",
    ])
    let results = context.evaluation.countyIndicators.filter { $0.county == county }
    for result in results { try sheet.append(row(result, sheet.row, styles)) }
    try sheet.finish(frozenColumns: 3, header: header)
    try sheet.color(
      column: 12,
      [(Labels.met, .good), (Labels.above, .bad), (Labels.undecided, .open)])
    try writeMeans(&sheet, results, styles)
  }

  private func row(_ result: CountyIndicatorResult, _ row: Int, _ styles: Styles) -> [SheetCell] {
    let common = styles.common
    let index = context.definitions.indicators.firstIndex { $0.id == result.indicator }
    let definition = index.map { context.definitions.indicators[$0] }
    let mean = index.map { styles.mean[$0] } ?? styles.variation
    let start = [
      SheetCell(result.stage, common.centered), SheetCell(result.indicator, common.centered),
      SheetCell(definition?.name ?? "", common.text),
      SheetCell(definition?.unit ?? "", common.centered),
    ]
    let values = index.flatMap { formulas(result, $0, row) } ?? constants(result)
    let looks = [
      common.count, common.count, common.count, mean, mean, styles.variation, styles.limit,
      common.centered,
    ]
    return start + zip(values, looks).map { SheetCell($0, $1) }
  }

  private func constants(_ result: CountyIndicatorResult) -> [SheetValue] {
    [
      .number(Double(result.parts)), .number(Double(result.undecided)),
      .number(result.pupils.doubleValue), .optional(result.mean), .optional(result.deviation),
      .optional(result.variation), .optional(result.limit), .text(Labels.text(result.status)),
    ]
  }

  /// nil where no rows stand for the figures.
  private func formulas(
    _ result: CountyIndicatorResult, _ indicator: Int, _ row: Int
  ) -> [SheetValue]? {
    guard let block = layout.blocks.first(where: { $0.stage == result.stage }),
      block.inScope.count == result.parts, !block.inScope.isEmpty
    else { return nil }
    let rows =
      layout.indicatorRow(
        block.inScope.lowerBound)...layout.indicatorRow(
        block.inScope.upperBound - 1)
    let values = Address.range(
      SheetNames.indicators, column: layout.valueColumn(indicator), rows: rows)
    let pupils = Address.range(
      SheetNames.indicators, column: PartLayout.Indicators.pupils, rows: rows)
    let (mean, deviation, variation) = ("H\(row)", "I\(row)", "J\(row)")
    let spread =
      "SQRT(SUM(IF(ISNUMBER(\(values)),\(pupils)*(\(values)-\(mean))^2,0))/G\(row))"
    // Only an array formula may ask each value for its kind, and only a plain one caches no number.
    let squares = "SUMPRODUCT(\(values),\(values),\(pupils))"
    let plainSpread = "SQRT(MAX(0,\(squares)/G\(row)-\(mean)^2))"
    let meanText = "=IF(G\(row)=0,\"\",SUMPRODUCT(\(values),\(pupils))/G\(row))"
    return [
      .formula("=ROWS(\(values))", Double(result.parts), isArray: false),
      .formula("=E\(row)-COUNT(\(values))", Double(result.undecided), isArray: false),
      .formula(
        "=SUMPRODUCT(ISNUMBER(\(values))*1,\(pupils))", result.pupils.doubleValue, isArray: false),
      live(meanText, result.mean, isArray: false),
      result.deviation.map {
        .formula("=IF(\(mean)=\"\",\"\",\(spread))", $0, isArray: true)
      } ?? .textFormula("=IF(\(mean)=\"\",\"\",\(plainSpread))", ""),
      live(
        "=IF(\(mean)=\"\",\"\",IF(\(mean)=0,\"\",\(deviation)/\(mean)))", result.variation,
        isArray: false),
      limit(result, row), status(result, row, variation),
    ]
  }

  /// The stage's limit: in its first row as a number, below by its name, where it is the same.
  private func limit(_ result: CountyIndicatorResult, _ row: Int) -> SheetValue {
    guard let limit = result.limit,
      let name = names.limit(result.stage, place: row - Self.firstRow),
      context.definitions.standard.variation.limits?.byStage[result.stage]?.doubleValue == limit
    else { return .optional(result.limit) }
    return .formula("=\(name)", limit, isArray: false)
  }

  /// Without a number the cell holds the empty text, which only a plain formula can cache.
  private func live(_ formula: String, _ value: Double?, isArray: Bool) -> SheetValue {
    value.map { .formula(formula, $0, isArray: isArray) } ?? .textFormula(formula, "")
  }

  private func status(
    _ result: CountyIndicatorResult, _ row: Int, _ variation: String
  ) -> SheetValue {
    let word = Labels.text(result.status)
    guard result.limit != nil, predicted(result) == result.status else { return .text(word) }
    return .textFormula(
      "=IF(OR(F\(row)>0,\(variation)=\"\"),\"\(Labels.undecided)\","
        + "IF(ROUND(\(variation)-K\(row),9)<=0,\"\(Labels.met)\",\"\(Labels.above)\"))", word)
  }

  private func predicted(_ result: CountyIndicatorResult) -> CountyStatus {
    guard result.undecided == 0, let variation = result.variation else { return .undecided }
    guard let limit = result.limit else { return .measured }
    return variation - limit <= 1e-9 ? .met : .above
  }

  /// Parts, undecided parts and pupils of a mean: a part is decided when all its indicators are.
  private func counts(_ result: CountyIndicatorResult, _ rows: [Int]) -> [SheetValue] {
    let constants: [SheetValue] = [
      .number(Double(result.parts)), .number(Double(result.undecided)),
      .number(result.pupils.doubleValue),
    ]
    guard let first = rows.first,
      let block = layout.blocks.first(where: { $0.stage == result.stage }),
      block.inScope.count == result.parts, !block.inScope.isEmpty
    else { return constants }
    let cells =
      layout.indicatorRow(
        block.inScope.lowerBound)...layout.indicatorRow(
        block.inScope.upperBound - 1)
    let variation = context.definitions.standard.variation
    let values = context.definitions.indicators.indices.filter {
      let id = context.definitions.indicators[$0].id
      return variation.covers(id) && variation.isInComposite(id)
    }.map { index in
      let range = Address.range(
        SheetNames.indicators, column: layout.valueColumn(index), rows: cells)
      return "ISNUMBER(\(range))"
    }
    let open = block.inScope.count { place in
      let part = context.evaluation.parts[layout.parts[place]]
      return part.indicators.contains { result in
        variation.covers(result.indicator) && variation.isInComposite(result.indicator)
          && result.value.number == nil
      }
    }
    guard values.count == rows.count, open == result.undecided else { return constants }
    let pupils = Address.range(
      SheetNames.indicators, column: PartLayout.Indicators.pupils, rows: cells)
    let known = values.joined(separator: "*")
    return [
      .formula("=E\(first)", Double(result.parts), isArray: false),
      .formula(
        "=E\(first)-SUMPRODUCT(\(known)*1)", Double(result.undecided), isArray: false),
      .formula(
        "=SUMPRODUCT(\(known)*1,\(pupils))", result.pupils.doubleValue, isArray: false),
    ]
  }

  /// 综合差异系数: the mean of the lines it is made of, with its limit where it has one.
  private func writeMeans(
    _ sheet: inout SheetWriter, _ results: [CountyIndicatorResult], _ styles: Styles
  ) throws {
    let variation = context.definitions.standard.variation
    guard let first = sheet.headerRow.map({ $0 + 1 }), let composite = variation.composite else {
      return
    }
    sheet.skip()
    for result in context.evaluation.countyComposites where result.county == county {
      let places = results.indices.filter {
        results[$0].stage == result.stage && variation.isInComposite(results[$0].indicator)
      }
      let row = sheet.row
      let cells = places.map { "J\(first + $0)" }.joined(separator: ",")
      let formula = "=IF(COUNT(\(cells))<\(places.count),\"\",AVERAGE(\(cells)))"
      let note = result.limit == nil ? "各指标平均，仅供参考，不作限值判定" : "各指标平均"
      let common = styles.common
      let blank = SheetCell(.blank, common.label)
      try sheet.append(
        [
          SheetCell(result.stage, common.label), SheetCell("综合", common.label),
          SheetCell("\(composite.name)（\(note)）", common.label), blank,
        ] + counts(result, places.map { first + $0 }).map { SheetCell($0, common.count) } + [
          blank, blank,
          SheetCell(live(formula, result.variation, isArray: false), styles.variation),
          SheetCell(.optional(result.limit), styles.limit),
          SheetCell(status(result, row, "J\(row)"), common.centered),
        ])
    }
  }
}
