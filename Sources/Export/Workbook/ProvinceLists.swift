// SPDX-License-Identifier: Apache-2.0
// ProvinceLists: the province's lists: school verdicts, findings by rule, unconfirmed clauses.

import DataModel
import Definitions

/// Writes 学校结论.
struct SchoolVerdictSheet {
  /// Title and header come first.
  static let firstRow = 3
  static let areaColumn = 13

  let context: ExportContext

  init(_ context: ExportContext) {
    self.context = context
  }

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.schoolVerdicts)
    sheet.limit(column: 12, to: 76)
    try sheet.title("学校结论")
    try sheet.header([
      "区县代码", "区县名称", "学校标识码", "学校名称", "学段", "在校生数（人）", "结论", "\(Labels.met)数",
      "\(context.labels.floor)数", "\(Labels.below)数", "\(Labels.undecided)数", "说明", "城乡",
    ])
    let areas = AreaWords(context)
    for part in context.evaluation.parts {
      let school = context.evaluation.schools[part.school]
      let county = context.county(of: part.school)
      let counts = [IndicatorStatus.met, .floor, .below, .undecided].map {
        SheetCell(part.count($0), styles.count)
      }
      try sheet.append(
        [
          SheetCell(county?.code ?? "", styles.text), SheetCell(county?.name ?? "", styles.text),
          SheetCell(school.code, styles.text), SheetCell(school.name, styles.text),
          SheetCell(part.stage, styles.centered), SheetCell(.field(part.pupils), styles.count),
          SheetCell(Labels.text(part.verdict), styles.centered),
        ] + counts + [
          SheetCell(part.explanation, styles.wrapped),
          SheetCell(areas.area(school), styles.centered),
        ])
    }
    try sheet.finish(frozenColumns: 4, header: header)
    try sheet.color(
      column: 7, [(Labels.met, .good), (Labels.below, .bad), (Labels.undecided, .open)])
  }
}

/// Writes 审核问题汇总: a row for each rule, a column for each county, sums as formulas.
struct FindingCountSheet {
  /// Counties that get a column of their own: more would not be read or printed.
  static let mostCounties = 200

  let context: ExportContext

  init(_ context: ExportContext) {
    self.context = context
  }

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    let counties = Array(context.evaluation.counties.indices.prefix(Self.mostCounties))
    let hasRest =
      context.evaluation.findings.count
      > counties.reduce(0) {
        $0 + context.findingsOfCounty[$1].count
      }
    var sheet = try SheetWriter(file, styles, name: SheetNames.findingCounts)
    sheet.limit(column: 1, to: 48)
    try sheet.title("审核问题汇总")
    let names = counties.map { context.evaluation.counties[$0] }
      .map { $0.name.isEmpty ? $0.code : $0.name }
    try sheet.header(["问题", "等级", "规则编号", "合计"] + names + (hasRest ? ["其他或无法归属"] : []))
    let first = sheet.row
    let tally = tally(counties)
    let width = counties.count + (hasRest ? 1 : 0)
    for (key, values) in Self.sorted(tally) {
      let counts = hasRest ? values : Array(values.dropLast())
      try sheet.append(row(key, counts, sheet.row, styles))
    }
    let last = sheet.row - 1
    try sheet.finish(frozenColumns: 4, header: header)
    try sheet.bars(column: 4, color: 0xF4B183)
    try sheet.color(
      column: 2,
      [(Labels.text(Severity.mustCorrect), .bad), (Labels.text(Severity.mustExplain), .middling)])
    let sums = (0..<width).map { column in tally.values.reduce(0) { $0 + $1[column] } }
    try writeTotals(&sheet, first: first, last: last, sums, styles)
  }

  private struct Key: Hashable {
    let severity: Int
    let rule: String
  }

  /// What must be corrected first; then the most frequent.
  private static func sorted(_ tally: [Key: [Int]]) -> [(Key, [Int])] {
    let rows = tally.map { (key: $0.key, counts: $0.value, total: $0.value.reduce(0, +)) }
    return rows.sorted {
      ($0.key.severity, -$0.total, $0.key.rule) < ($1.key.severity, -$1.total, $1.key.rule)
    }.map { ($0.key, $0.counts) }
  }

  /// Counts by rule: one for each county, then one for all others.
  private func tally(_ counties: [Int]) -> [Key: [Int]] {
    let severities = Severity.allCases
    var column = [Int](repeating: counties.count, count: context.evaluation.findings.count)
    for (place, county) in counties.enumerated() {
      for finding in context.findingsOfCounty[county] { column[finding] = place }
    }
    var tally: [Key: [Int]] = [:]
    for (index, finding) in context.evaluation.findings.enumerated() {
      let key = Key(
        severity: severities.firstIndex(of: finding.severity) ?? 0, rule: finding.rule)
      let zero = [Int](repeating: 0, count: counties.count + 1)
      tally[key, default: zero][column[index]] += 1
    }
    return tally
  }

  private func row(
    _ key: Key, _ counts: [Int], _ row: Int, _ styles: SheetStyles
  ) -> [SheetCell] {
    let last = Address.cell(4 + counts.count, row)
    let sum: SheetValue =
      counts.isEmpty
      ? .number(0)
      : .formula("=SUM(E\(row):\(last))", Double(counts.reduce(0, +)), isArray: false)
    return [
      SheetCell(RuleWording.claim(of: key.rule, context.definitions), styles.wrapped),
      SheetCell(Labels.text(Severity.allCases[key.severity]), styles.centered),
      SheetCell(key.rule, styles.text), SheetCell(sum, styles.sum),
    ] + counts.map { SheetCell($0, styles.count) }
  }

  private func writeTotals(
    _ sheet: inout SheetWriter, first: Int, last: Int, _ sums: [Int], _ styles: SheetStyles
  ) throws {
    guard last >= first else { return }
    var cells = [SheetCell("合计", styles.sumLabel), SheetCell(.blank, styles.sumLabel)]
    cells.append(SheetCell(.blank, styles.sumLabel))
    for (offset, sum) in ([sums.reduce(0, +)] + sums).enumerated() {
      let letter = CellReference.letters(ofColumn: 4 + offset)
      let formula = "=SUM(\(letter)\(first):\(letter)\(last))"
      cells.append(SheetCell(.formula(formula, Double(sum), isArray: false), styles.sum))
    }
    try sheet.append(cells)
  }
}

/// Writes 未核实条款.
struct UnconfirmedSheet {
  let context: ExportContext

  init(_ context: ExportContext) {
    self.context = context
  }

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.unconfirmed)
    for (column, width) in [(1, 60), (2, 48), (4, 56)] { sheet.limit(column: column, to: width) }
    try sheet.title("未核实条款")
    let count = context.unconfirmedItems.count
    try sheet.note("下列 \(count) 项内容所依据的条款尚未对照文件原文核实，使用前请核对。")
    try sheet.header(["内容", "文件", "版本", "条款", "状态"])
    for item in context.unconfirmedItems {
      try sheet.append([
        SheetCell(item.item, styles.wrapped), SheetCell(item.source.document, styles.wrapped),
        SheetCell(item.source.edition, styles.centered),
        SheetCell(item.source.clause, styles.wrapped), SheetCell("未核实", styles.centered),
      ])
    }
    try sheet.finish(frozenColumns: 1, header: header)
  }
}
