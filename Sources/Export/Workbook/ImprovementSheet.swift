// SPDX-License-Identifier: Apache-2.0
// ImprovementSheet: 一校一策: one row for each thing a school part lacks, with what reaches the limits.

import DataModel
import Definitions

/// Writes 一校一策.
struct ImprovementSheet {
  private typealias Columns = PartLayout.Indicators

  let context: ExportContext
  let layout: PartLayout
  let names: CountyNames
  private let status: StatusFormula
  private let indicator: IndicatorFormula
  private var labels: Labels { context.labels }

  init(_ context: ExportContext, _ layout: PartLayout, _ names: CountyNames) {
    self.context = context
    self.layout = layout
    self.names = names
    status = StatusFormula(context, layout, names)
    indicator = IndicatorFormula(layout: layout)
  }

  private static let colors: [(String, StatusColors)] = [
    (PartGap.Priority.must.word, .bad), (PartGap.Priority.choose.word, .middling),
    (PartGap.Priority.unknown.word, .open), (Labels.met, .good),
  ]

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.improvement)
    let widths = [
      (2, 16), (4, 8), (5, 7), (6, 24), (7, 8), (8, 8), (9, 8), (10, 9), (11, 9), (12, 8), (13, 8),
      (14, 5), (15, 32), (16, 18), (17, 9), (18, 9),
    ]
    for (column, width) in widths { sheet.limit(column: column, to: width) }
    try sheet.title("一校一策")
    let gaps = PartGaps(context, layout, names)
    let all = layout.parts.indices.map { gaps.gaps($0) }
    try sheet.line(summary(all), styles.note)
    try sheet.note(
      "必补：低于底线，不补即不达标；择补：未达标的项数超出允许，任选补足；可缓：不影响结论；补数据：缺少数据，先补报。"
        + "所列为生成时的缺项，各数随“\(SheetNames.data)”重算。")
    try sheet.header([
      "学校标识码", "学校名称", "学段", "学校结论", "优先级", "指标", "现值", "达标值",
      labels.floorShare.isZero ? "底线" : "底线（\(labels.floorPercent)）", "状态", "现有量", "到底线还需",
      "到达标还需", "单位", "缺少的数据（文件中的位置）", "措施（学校填写）", "完成时限", "责任人",
    ])
    let looks = try Looks(file, context.definitions)
    for gaps in all {
      for group in Self.unknownGroups(gaps, context, layout) {
        try sheet.append(unknownRow(group, styles, looks))
      }
      for gap in gaps where gap.priority != .unknown {
        try sheet.append(row(gap, sheet.row, styles, looks))
      }
    }
    if all.allSatisfy(\.isEmpty) { try sheet.remark("没有缺项。") }
    try sheet.remark("校长（签字）：＿＿＿＿＿＿＿＿　　学校（盖章）：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿年＿＿月＿＿日")
    try sheet.finish(frozenColumns: 3, header: header)
    try sheet.color(column: 5, Self.colors)
    try sheet.color(
      column: 10,
      [
        (Labels.met, .good), (labels.floor, .middling), (Labels.below, .bad),
        (Labels.undecided, .open),
      ])
  }

  /// Formats by indicator.
  private struct Looks {
    let values: [XlsxStyle]
    let amounts: [XlsxStyle]
    let fill: XlsxStyle

    init(_ file: XlsxFile, _ definitions: DefinitionSet) throws {
      values = try definitions.indicators.map { try file.style(.number(digits: $0.digits)) }
      amounts = try definitions.indicators.map {
        try file.style(.number(digits: $0.countsWhole ? 0 : 2))
      }
      fill = try file.style(CellStyle(wraps: true, isUnlocked: true))
    }
  }

  /// How many parts lack nothing, counted on 指标计算.
  private func summary(_ gaps: [[PartGap]]) -> SheetValue {
    let fine = layout.parts.enumerated().count { place, part in
      context.evaluation.parts[part].isInScope && gaps[place].isEmpty
    }
    let lacking = gaps.count { !$0.isEmpty }
    let text = { (fine: String, lacking: String) in
      "参评学段部中各项均达标的 \(fine) 个，有缺项的 \(lacking) 个。"
    }
    let columns = [Columns.scope] + (1...3).map { layout.countColumn + $0 }
    let ranges = columns.compactMap { layout.indicatorRange(column: $0) }
    guard ranges.count == 4 else { return .text(text(String(fine), String(lacking))) }
    let count =
      "COUNTIFS(\(ranges[0]),\"是\",\(ranges[1]),0,\(ranges[2]),0,\(ranges[3]),0)"
    let rest = "COUNTIF(\(ranges[0]),\"是\")-\(count)"
    return .textFormula(
      "=\"参评学段部中各项均达标的 \"&\(count)&\" 个，有缺项的 \"&(\(rest))&\" 个。\"",
      text(String(fine), String(lacking)))
  }

  /// Indicators that wait for the same data, in their order.
  private static func unknownGroups(
    _ gaps: [PartGap], _ context: ExportContext, _ layout: PartLayout
  ) -> [[PartGap]] {
    var groups: [(reason: String, gaps: [PartGap])] = []
    for gap in gaps where gap.priority == .unknown {
      let part = context.evaluation.parts[layout.parts[gap.place]]
      let reason = part.indicators[gap.indicator].reason
      if let place = groups.firstIndex(where: { $0.reason == reason }) {
        groups[place].gaps.append(gap)
      } else {
        groups.append((reason, [gap]))
      }
    }
    return groups.map(\.gaps)
  }

  /// One row for what several indicators wait for: nothing can be counted, only handed in.
  private func unknownRow(
    _ group: [PartGap], _ styles: SheetStyles, _ looks: Looks
  ) -> [SheetCell] {
    guard let first = group.first else { return [] }
    let part = context.evaluation.parts[layout.parts[first.place]]
    let school = context.evaluation.schools[part.school]
    let source = layout.indicatorRow(first.place)
    let target = { (column: Int) in
      SheetNames.reference(SheetNames.indicators, Address.cell(column, source))
    }
    let open = group.map { "\(target(layout.statusColumn($0.indicator)))=\"\(Labels.undecided)\"" }
    let isOpen = open.count == 1 ? open[0] : "OR(\(open.joined(separator: ",")))"
    let word = PartGap.Priority.unknown.word
    let names = group.map { gap in
      let definition = context.definitions.indicators[gap.indicator]
      return group.count == 1 ? "\(definition.id) \(definition.shortName)" : definition.id
    }
    let blank = SheetCell(.blank, styles.text)
    let reason = part.indicators[first.indicator].reason
    return [
      SheetCell(school.code, styles.text),
      SheetCell(school.name, styles.wrapped).linked(to: target(1)),
      SheetCell(part.stage, styles.centered),
      SheetCell(
        .textFormula("=" + target(layout.lastColumn), Labels.text(part.verdict)), styles.centered),
      SheetCell(.textFormula("=IF(\(isOpen),\"\(word)\",\"已补\")", word), styles.centered),
      SheetCell(names.joined(separator: "、"), styles.wrapped)
        .linked(to: target(layout.valueColumn(first.indicator))),
      blank, blank, blank,
      SheetCell(
        .textFormula(
          "=IF(\(isOpen),\"\(Labels.undecided)\",\"\")", Labels.undecided), styles.centered),
      blank, blank, blank, blank,
      SheetCell(reason + files(named: reason, of: school), styles.wrapped),
      SheetCell(.blank, looks.fill), SheetCell(.blank, looks.fill), SheetCell(.blank, looks.fill),
    ]
  }

  /// The school's files with a sheet that the reason names.
  private func files(named reason: String, of school: SchoolResult) -> String {
    guard reason.utf8.contains(UInt8(ascii: "!")) else { return "" }
    let paths = school.submissions.filter { index in
      context.evaluation.submissions[index].workbook.sheetNames.contains {
        !$0.isEmpty && reason.contains($0 + "!")
      }
    }.map { String(context.path($0).split(separator: "/").last ?? "") }
    return paths.isEmpty ? "" : "；文件：\(paths.joined(separator: "、"))"
  }

  private func row(
    _ gap: PartGap, _ row: Int, _ styles: SheetStyles, _ looks: Looks
  ) -> [SheetCell] {
    let part = context.evaluation.parts[layout.parts[gap.place]]
    let school = context.evaluation.schools[part.school]
    let definition = context.definitions.indicators[gap.indicator]
    let result = part.indicators[gap.indicator]
    let source = layout.indicatorRow(gap.place)
    let target = { (column: Int) in
      SheetNames.reference(SheetNames.indicators, Address.cell(column, source))
    }
    let value = layout.valueColumn(gap.indicator)
    let statusColumn = layout.statusColumn(gap.indicator)
    return [
      SheetCell(school.code, styles.text),
      SheetCell(school.name, styles.wrapped).linked(to: target(1)),
      SheetCell(part.stage, styles.centered),
      SheetCell(
        .textFormula("=" + target(layout.lastColumn), Labels.text(part.verdict)), styles.centered),
      SheetCell(priority(gap, source, row), styles.centered),
      SheetCell("\(definition.id) \(definition.shortName)", styles.wrapped)
        .linked(to: target(value)),
      SheetCell(reference(target(value), result.value), looks.values[gap.indicator]),
      SheetCell(
        named(names.threshold(gap.indicator, part.stage), result.threshold, part, result),
        styles.threshold),
      SheetCell(
        named(names.floor(gap.indicator, part.stage), result.floor, part, result),
        styles.threshold),
      SheetCell(
        .textFormula("=" + target(statusColumn), labels.text(result.status)), styles.centered),
      SheetCell(present(gap, part, result, row), looks.amounts[gap.indicator]),
      SheetCell(need(gap, part, result, limit: "I", row), looks.amounts[gap.indicator]),
      SheetCell(need(gap, part, result, limit: "H", row), looks.amounts[gap.indicator]),
      SheetCell(definition.numeratorUnit, styles.centered),
      SheetCell(result.reason, styles.wrapped),
      SheetCell(.blank, looks.fill), SheetCell(.blank, looks.fill), SheetCell(.blank, looks.fill),
    ]
  }

  private func reference(_ cell: String, _ value: FieldValue) -> SheetValue {
    let formula = "=IF(\(cell)=\"\",\"\",\(cell))"
    return value.number.map { .formula(formula, $0.doubleValue, isArray: false) }
      ?? .textFormula(formula, "")
  }

  /// A threshold of the stage by its name; one that holds for this school alone as a number.
  private func named(
    _ name: String?, _ limit: ExactNumber?, _ part: SchoolPartResult, _ result: IndicatorResult
  ) -> SheetValue {
    let common = status.standard.thresholds[result.indicator]?.byStage[part.stage]
    guard let limit else { return .blank }
    guard let name, result.threshold == common else { return .number(limit.doubleValue) }
    return .formula("=\(name)", limit.doubleValue, isArray: false)
  }

  private func priority(_ gap: PartGap, _ source: Int, _ row: Int) -> SheetValue {
    let counts = [1, 2].map {
      SheetNames.reference(
        SheetNames.indicators, Address.cell(layout.countColumn + $0, source))
    }
    typealias Word = PartGap.Priority
    let floor =
      "IF(\(counts[0])+\(counts[1])>\(status.allowed),\"\(Word.choose.word)\","
      + "\"\(Word.later.word)\")"
    return .textFormula(
      "=IF(J\(row)=\"\(Labels.undecided)\",\"\(Word.unknown.word)\","
        + "IF(J\(row)=\"\(Labels.below)\",\"\(Word.must.word)\","
        + "IF(J\(row)=\"\(labels.floor)\",\(floor),J\(row))))", gap.priority.word)
  }

  /// What the indicator counts, over 学段部数据 where that says what was counted.
  private func present(
    _ gap: PartGap, _ part: SchoolPartResult, _ result: IndicatorResult, _ row: Int
  ) -> SheetValue {
    guard let terms = terms(gap, part, result) else {
      return result.value.number == nil ? .blank : .field(result.numerator)
    }
    let formula = "=IF(G\(row)=\"\",\"\",\(terms.numerator))"
    guard let number = result.numerator.number, result.value.number != nil else {
      return .textFormula(formula, "")
    }
    return .formula(formula, number.doubleValue, isArray: false)
  }

  private func terms(
    _ gap: PartGap, _ part: SchoolPartResult, _ result: IndicatorResult
  ) -> (numerator: String, denominator: String)? {
    let definition = context.definitions.indicators[gap.indicator]
    return indicator.terms(of: result, definition, place: gap.place)
  }

  /// What is missing up to the limit in a column of this row; never less than nothing.
  private func need(
    _ gap: PartGap, _ part: SchoolPartResult, _ result: IndicatorResult, limit column: String,
    _ row: Int
  ) -> SheetValue {
    let isFloor = column == "I"
    let need = isFloor ? gap.toFloor : gap.toThreshold
    guard (isFloor ? result.floor : result.threshold) != nil else { return .blank }
    let definition = context.definitions.indicators[gap.indicator]
    guard let terms = terms(gap, part, result) else { return .optional(need?.doubleValue) }
    let per = definition.per == 1 ? "" : "/\(definition.per)"
    // Rounded first: 3.0000000001 persons are three.
    let lack = "ROUND(\(column)\(row)*(\(terms.denominator))\(per)-K\(row),6)"
    let digits = definition.countsWhole ? 0 : 2
    let formula = "=IF(G\(row)=\"\",\"\",MAX(0,ROUNDUP(\(lack),\(digits))))"
    guard let need else { return .textFormula(formula, "") }
    let expected = Self.predicted(result, isFloor ? result.floor : result.threshold, definition)
    guard expected == need.doubleValue else { return .number(need.doubleValue) }
    return .formula(formula, need.doubleValue, isArray: false)
  }

  /// What the formula gives in binary fractions.
  private static func predicted(
    _ result: IndicatorResult, _ limit: ExactNumber?, _ definition: IndicatorDefinition
  ) -> Double? {
    guard let limit, let top = result.numerator.number, let bottom = result.denominator.number
    else { return nil }
    let lack =
      limit.doubleValue * bottom.doubleValue / Double(definition.per) - top.doubleValue
    let rounded = ExactNumber(decimalOf: lack).rounded(digits: 6)
    if rounded.isNegative { return 0 }
    if definition.countsWhole { return rounded.roundedUp.doubleValue }
    return (rounded * ExactNumber(100)).roundedUp.divided(by: ExactNumber(100))?.doubleValue
  }
}
