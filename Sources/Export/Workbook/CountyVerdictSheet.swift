// SPDX-License-Identifier: Apache-2.0
// CountyVerdictSheet: 各县结论: each county's verdict and how many of its parts pass, with totals.

import DataModel
import Definitions

/// Writes 各县结论.
struct CountyVerdictSheet {
  let context: ExportContext
  let matrix: VariationMatrixSheet

  init(_ context: ExportContext, _ matrix: VariationMatrixSheet) {
    self.context = context
    self.matrix = matrix
  }

  /// Title, note and header come first.
  static let firstRow = 4

  private static let longestReason = 110

  private static let verdictColors: [(String, StatusColors)] = [
    (Labels.met, .good), (Labels.below, .bad), (Labels.undecided, .open),
  ]

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.countyVerdicts)
    sheet.limit(column: 16, to: 64)
    try sheet.title("各县结论")
    try sheet.note("学段部数只计参评的；达标率＝达标学段部数÷参评学段部数。")
    try sheet.header([
      "区县代码", "区县名称", "总结论", "资源配置", "政府保障程度", "教育质量", "社会认可度", "一票否决", "学校数", "已报送学校数",
      "参评学段部数", "达标学段部数", "未达标学段部数", "待定学段部数", "达标率", "说明",
    ])
    let first = sheet.row
    for county in context.evaluation.counties.indices {
      try sheet.append(row(county, sheet.row, styles))
    }
    let last = sheet.row - 1
    try sheet.finish(frozenColumns: 2, header: header)
    for column in 3...8 { try sheet.color(column: column, Self.verdictColors) }
    guard last >= first else { return }
    try writeTotals(&sheet, first: first, last: last, styles)
    try ChartSheet(file: file, styles: styles, header: header).write(
      chart(rows: first...last), name: SheetNames.rateChart,
      source: SheetNames.countyVerdicts)
  }

  private func row(_ county: Int, _ row: Int, _ styles: SheetStyles) -> [SheetCell] {
    let subject = context.evaluation.counties[county]
    let verdict = context.evaluation.countyVerdicts.first { $0.county == county }
    let words = [
      verdict?.verdict, verdict?.resources, verdict?.government, verdict?.quality,
      verdict?.satisfaction, verdict?.veto,
    ]
    let numbers = CountyTally(county, context)
    let rate: SheetValue =
      numbers.inScope == 0
      ? .textFormula("=IF(K\(row)=0,\"\",L\(row)/K\(row))", "")
      : .formula(
        "=IF(K\(row)=0,\"\",L\(row)/K\(row))", Double(numbers.pass) / Double(numbers.inScope),
        isArray: false)
    let values = [
      numbers.schools, numbers.handedIn, numbers.inScope, numbers.pass, numbers.fail,
      numbers.undecided,
    ]
    return [SheetCell(subject.code, styles.text), SheetCell(subject.name, styles.text)]
      + words.map { SheetCell($0.map { Labels.text($0) } ?? "", styles.centered) }
      + values.map { SheetCell($0, styles.count) }
      + [
        SheetCell(rate, styles.percent),
        SheetCell(Self.brief(verdict?.reason ?? ""), styles.wrapped),
      ]
  }

  /// As much as a table of counties can hold; the county's own cover has all of it.
  private static func brief(_ reason: String) -> String {
    let scalars = reason.unicodeScalars
    guard scalars.count > longestReason else { return reason }
    let start = String.UnicodeScalarView(scalars.prefix(longestReason))
    let end = start.lastIndex { "；。，、".unicodeScalars.contains($0) } ?? start.endIndex
    return String(String.UnicodeScalarView(start[..<end])) + "……（全文见该县汇总表封面）"
  }

  private func writeTotals(
    _ sheet: inout SheetWriter, first: Int, last: Int, _ styles: SheetStyles
  ) throws {
    let row = sheet.row
    let all = context.evaluation.counties.indices.map { CountyTally($0, context) }
    let sums = [
      all.reduce(0) { $0 + $1.schools }, all.reduce(0) { $0 + $1.handedIn },
      all.reduce(0) { $0 + $1.inScope }, all.reduce(0) { $0 + $1.pass },
      all.reduce(0) { $0 + $1.fail }, all.reduce(0) { $0 + $1.undecided },
    ]
    let passing = context.evaluation.countyVerdicts.count { $0.verdict == .pass }
    var cells = [SheetCell("合计", styles.sumLabel), SheetCell("达标县数", styles.sumLabel)]
    cells.append(
      SheetCell(
        .formula(
          "=COUNTIF(C\(first):C\(last),\"\(Labels.met)\")", Double(passing), isArray: false),
        styles.sum))
    cells += [SheetCell](repeating: SheetCell(.blank, styles.sum), count: 5)
    for (offset, sum) in sums.enumerated() {
      let letter = CellReference.letters(ofColumn: 9 + offset)
      cells.append(
        SheetCell(
          .formula("=SUM(\(letter)\(first):\(letter)\(last))", Double(sum), isArray: false),
          styles.sum))
    }
    let rateFormula = "=IF(K\(row)=0,\"\",L\(row)/K\(row))"
    let rate: SheetValue =
      sums[2] == 0
      ? .textFormula(rateFormula, "")
      : .formula(rateFormula, Double(sums[3]) / Double(sums[2]), isArray: false)
    try sheet.append(cells + [SheetCell(rate, styles.percent), SheetCell(.blank, styles.sum)])
  }

  private func chart(rows: ClosedRange<Int>) -> XlsxChart {
    let categories = Address.range(SheetNames.countyVerdicts, column: 2, rows: rows)
    let values = Address.range(SheetNames.countyVerdicts, column: 15, rows: rows)
    return XlsxChart(
      kind: .columns, title: "各县学段部达标率", categoryAxis: "区县", valueAxis: "达标率",
      numberFormat: "0%", maximum: 1,
      series: [
        XlsxChart.Series(
          name: "达标率", categories: "=" + categories, values: "=" + values, color: 0x4472C4)
      ], isCrowded: rows.count > ChartSheet.crowded, description: "各县参评学段部达标率柱形图")
  }
}

/// Schools and school parts of a county by what has become of them.
struct CountyTally {
  var schools = 0
  var handedIn = 0
  var inScope = 0
  var pass = 0
  var fail = 0
  var undecided = 0

  init(_ county: Int, _ context: ExportContext) {
    for school in context.schoolsOfCounty[county] {
      schools += 1
      if !context.evaluation.schools[school].submissions.isEmpty { handedIn += 1 }
    }
    for index in context.partsOfCounty[county] {
      let part = context.evaluation.parts[index]
      guard part.isInScope else { continue }
      inScope += 1
      switch part.verdict {
      case .pass: pass += 1
      case .fail: fail += 1
      case .undecided: undecided += 1
      case .excluded: break
      }
    }
  }
}
