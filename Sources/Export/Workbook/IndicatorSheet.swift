// SPDX-License-Identifier: Apache-2.0
// IndicatorSheet: 指标计算: each part's indicators, their status and the verdict as live formulas.

import DataModel
import Definitions

/// Writes 指标计算.
struct IndicatorSheet {
  private typealias Columns = PartLayout.Indicators

  let context: ExportContext
  let layout: PartLayout
  let names: CountyNames
  private var definitions: DefinitionSet { context.definitions }
  private var standard: StandardDefinition { context.definitions.standard }
  private var labels: Labels { context.labels }

  init(_ context: ExportContext, _ layout: PartLayout, _ names: CountyNames) {
    self.context = context
    self.layout = layout
    self.names = names
  }

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.indicators)
    for indicator in 0..<layout.indicatorCount {
      // A value and what it means are read together.
      sheet.keepTogether(
        columns: layout.valueColumn(indicator)...layout.statusColumn(indicator))
    }
    sheet.keepTogether(columns: layout.countColumn...(layout.countColumn + 4))
    try sheet.title("指标计算")
    try sheet.note("指标值、状态和结论均为公式，引用“\(SheetNames.data)”；空白表示缺少数据，不作零处理。", column: 4)
    let digits = try definitions.indicators.map { try file.style(.number(digits: $0.digits)) }
    try writeShare(&sheet, styles)
    try writeThresholds(&sheet, styles)
    try sheet.header(headers)
    for place in layout.parts.indices { try sheet.append(row(place, styles, digits)) }
    try sheet.finish(frozenColumns: 3, header: header)
    try color(sheet)
  }

  private func color(_ sheet: SheetWriter) throws {
    let words: [(String, StatusColors)] = [
      (Labels.met, .good), (labels.floor, .middling), (Labels.below, .bad),
      (Labels.undecided, .open),
    ]
    for indicator in 0..<layout.indicatorCount {
      try sheet.color(column: layout.statusColumn(indicator), words)
    }
    try sheet.color(column: layout.countColumn + 4, words)
  }

  private var headers: [String] {
    var names = ["学校标识码", "学校名称", "学段", "是否参评", "在校生数（人）"]
    for indicator in definitions.indicators {
      names += ["\(indicator.id) \(indicator.shortName)（\(indicator.unit)）", "\(indicator.id) 状态"]
    }
    return names + [
      "\(Labels.met)数", "\(labels.floor)数", "\(Labels.below)数", "\(Labels.undecided)数", "结论",
    ]
  }

  private func writeShare(_ sheet: inout SheetWriter, _ styles: SheetStyles) throws {
    let share = standard.schoolVerdict.floorShare.doubleValue
    let blank = SheetCell(.blank, styles.label)
    try sheet.append(
      [
        SheetCell("最低值占达标值的比例", styles.label), blank, blank, blank,
        SheetCell(.number(share), styles.percent),
      ] + weights(styles))
  }

  /// What a pupil of each stage counts where the school's resources are split.
  private func weights(_ styles: SheetStyles) -> [SheetCell] {
    layout.weightColumns.flatMap { stage, _ in
      let weight = standard.stages.first { $0.id == stage }?.weight.doubleValue
      return [
        SheetCell("\(stage)折算系数", styles.label), SheetCell(.optional(weight), styles.threshold),
      ]
    }
  }

  private func writeThresholds(
    _ sheet: inout SheetWriter, _ styles: SheetStyles
  ) throws {
    for stage in layout.stages {
      let row = sheet.row
      try sheet.append(
        thresholdRow("达标值", stage.id, styles) { threshold, _ in
          .number(threshold.doubleValue)
        })
      try sheet.append(
        thresholdRow("最低值", stage.id, styles) { threshold, column in
          let floor = threshold * standard.schoolVerdict.floorShare
          return .formula(
            "=\(Address.cell(column, row))*\(CountyNames.share)", floor.doubleValue, isArray: false)
        })
    }
  }

  private func thresholdRow(
    _ name: String, _ stage: String, _ styles: SheetStyles,
    _ value: (ExactNumber, Int) -> SheetValue
  ) -> [SheetCell] {
    let blank = SheetCell(.blank, styles.label)
    var cells = [
      SheetCell("\(stage)\(name)", styles.label), blank, SheetCell(stage, styles.label), blank,
      blank,
    ]
    for (index, indicator) in definitions.indicators.enumerated() {
      let threshold = standard.thresholds[indicator.id]?.byStage[stage]
      let column = layout.valueColumn(index)
      cells.append(SheetCell(threshold.map { value($0, column) } ?? .blank, styles.threshold))
      cells.append(blank)
    }
    return cells
  }

  private func row(
    _ place: Int, _ styles: SheetStyles, _ digits: [XlsxStyle]
  ) -> [SheetCell] {
    let part = context.evaluation.parts[layout.parts[place]]
    let school = context.evaluation.schools[part.school]
    let pupils = SheetNames.reference(
      SheetNames.data, Address.cell(PartLayout.Data.pupils, layout.dataRow(place)))
    let pupilsFormula = "=IF(\(pupils)=\"\",\"\",\(pupils))"
    var cells = [
      SheetCell(school.code, styles.text), SheetCell(school.name, styles.text),
      SheetCell(part.stage, styles.centered),
      SheetCell(part.isInScope ? "是" : "否", styles.centered),
      SheetCell(
        part.pupils.number.map { .formula(pupilsFormula, $0.doubleValue, isArray: false) }
          ?? .textFormula(pupilsFormula, ""), styles.count),
    ]
    let formula = IndicatorFormula(layout: layout)
    let status = StatusFormula(context, layout, names)
    for (index, definition) in definitions.indicators.enumerated() {
      guard let result = part.indicators.first(where: { $0.indicator == definition.id }) else {
        cells += [SheetCell(.blank, digits[index]), SheetCell(.blank, styles.centered)]
        continue
      }
      let value = formula.value(of: result, definition, part: part, place: place)
      cells.append(SheetCell(value, digits[index]))
      cells.append(
        SheetCell(status.status(of: result, index, part, place), styles.centered))
    }
    return cells + verdictCells(part, place, styles)
  }

  private func verdictCells(
    _ part: SchoolPartResult, _ place: Int, _ styles: SheetStyles
  ) -> [SheetCell] {
    let formula = StatusFormula(context, layout, names)
    let counts: [(String, IndicatorStatus)] = [
      (Labels.met, .met), (labels.floor, .floor), (Labels.below, .below),
      (Labels.undecided, .undecided),
    ]
    var cells = counts.map { word, status in
      SheetCell(formula.count(of: word, part.count(status), place), styles.count)
    }
    cells.append(SheetCell(formula.verdict(of: part, place), styles.centered))
    return cells
  }
}
