// SPDX-License-Identifier: Apache-2.0
// CountyWorkbook: the consolidated workbook of one county for the provincial platform.

import DataModel
import Definitions

/// One county's workbook.
struct CountyWorkbook {
  let context: ExportContext
  let county: Int
  /// Gets what the declared forms say.
  let written: WrittenSheets
  private var subject: County { context.evaluation.counties[county] }
  private var countyName: String {
    subject.name.isEmpty ? "未知县区" : subject.name
  }

  init(_ context: ExportContext, county: Int, written: WrittenSheets = WrittenSheets()) {
    self.written = written
    self.context = context
    self.county = county
  }

  func write(to folder: OutputFolder, path: String) throws -> OutputFile {
    try folder.prepare(path)
    let year = context.bundle.run.year
    let title = "\(countyName)\(year)年\(context.definitions.name.chinese)汇总表"
    let file = try XlsxFile(
      path: folder.absolute(path),
      properties: WorkbookDates.properties(title, subject: subject.code, context))
    let rows = try writeSheets(file, title: title)
    try file.close()
    return try folder.describe(path, rows: rows)
  }

  /// Rows of detail written.
  private func writeSheets(_ file: XlsxFile, title: String) throws -> Int {
    let styles = try SheetStyles(file)
    let header = title
    let layout = PartLayout(context, county: county)
    let labels = CountyNames(context, layout, county: county)
    let details = RecordSheets(context, county: county)
    let declared = DeclaredSheets(context, layout, county: county)
    let directory = directory(declared)
    var names = SheetNames(taken: directory.map(\.0) + [SheetNames.cover])
    let plans = details.plans(&names)
    let sources = LineagePlaces(context, layout, county: county, details: plans)
    let cover = coverLines(layout, plans, directory)
    try CoverSheet(title: title, lines: cover.lines).write(file, styles, header: header)
    try VerdictSheet(
      context: context, layout: layout, names: labels, county: county, coverRow: cover.verdictRow
    ).write(file, styles, header: header)
    written.keep(try declared.write(file, header: header))
    if hasIndicators {
      try ImprovementSheet(context, layout, labels).write(file, styles, header: header)
    }
    try PartDataSheet(context, layout, labels, sources).write(file, styles, header: header)
    try IndicatorSheet(context, layout, labels).write(file, styles, header: header)
    try VariationSheet(context, layout, labels, county: county).write(file, styles, header: header)
    let charts = CountyCharts(context, layout, labels, county: county, plans: plans)
    if charts.isNeeded { try charts.write(file, styles, header: header) }
    if ItemSheet.isNeeded(context) {
      try ItemSheet(declared).write(file, styles, header: header)
    }
    let values = CountyValueSheet(county: declared.county)
    if values.isNeeded { try values.write(file, styles, header: header) }
    try writeLists(file, styles, layout, sources, header: header)
    var rows = 0
    for plan in plans { rows += try details.write(plan, file, styles, header: header) }
    if charts.isNeeded { try charts.data.write(file, styles, header: header) }
    try labels.define(in: file)
    return rows
  }

  private func writeLists(
    _ file: XlsxFile, _ styles: SheetStyles, _ layout: PartLayout, _ sources: LineagePlaces,
    header: String
  ) throws {
    let lists = ListSheets(context, file, styles, header: header)
    try lists.ledger(context.ledgerOfCounty[county])
    try lists.findings(context.findingsOfCounty[county])
    let cleaning = CleaningSheets(context, county: county)
    if cleaning.hasExplanations { try cleaning.explanations(file, styles, header: header) }
    if cleaning.hasCorrections { try cleaning.corrections(file, styles, header: header) }
    try lists.submissions(context.resultsOfCounty[county])
    try lists.lineage(layout, sources)
    if hasClauseSheet { try UnconfirmedSheet(context).write(file, styles, header: header) }
  }

  private var hasIndicators: Bool { !context.definitions.indicators.isEmpty }

  private var hasClauseSheet: Bool { context.unconfirmed.count > CoverLines.mostClauses }

  private func directory(_ declared: DeclaredSheets) -> [(String, String)] {
    let cleaning = CleaningSheets(context, county: county)
    let hasItems = ItemSheet.isNeeded(context)
    let hasValues = CountyValueSheet(county: declared.county).isNeeded
    let entries: [(String, String, Bool)] = [
      (SheetNames.improvement, "各学校学段部缺什么、缺多少（公式）", hasIndicators),
      (SheetNames.data, "指标所用数据与分摊", true),
      (SheetNames.indicators, "各项指标与达标状态（公式）", true),
      (SheetNames.variation, "各学段各指标的差异系数（公式）", true),
      (SheetNames.charts, "差异系数、指标分布、班额和历年变化图", hasIndicators),
      (SheetNames.items, "学校资源配置以外的评估项目", hasItems),
      (SheetNames.countyValues, "申报表引用的县级数据", hasValues),
      (SheetNames.ledger, "超过班额上限的班级", true),
      (SheetNames.findings, "需要更正或说明的问题及其处理", true),
      (SheetNames.explanations, "学校对问题所作的说明", cleaning.hasExplanations),
      (SheetNames.corrections, "按更正表更正的数据", cleaning.hasCorrections),
      (SheetNames.submissions, "各报送件的状态", true),
      (SheetNames.lineage, "每个输入项取自何处", true),
      (SheetNames.unconfirmed, "尚未对照文件原文的条款", hasClauseSheet),
      (SheetNames.chartData, "图表所用的排序数据（公式）", hasIndicators),
    ]
    return [(SheetNames.verdicts, "各学校学段部的认定结论")] + declared.directory
      + entries.filter(\.2).map { ($0.0, $0.1) }
  }

  private func coverLines(
    _ layout: PartLayout, _ plans: [RecordSheetPlan], _ directory: [(String, String)]
  ) -> (lines: [CoverSheet.Line], verdictRow: Int?) {
    var lines: [CoverSheet.Line] = [
      .pair("区县", .text("\(countyName)（\(subject.code.isEmpty ? "代码不详" : subject.code)）"))
    ]
    lines += CoverLines.standard(context)
    lines.append(.heading("结论"))
    var row: Int?
    if let verdict = context.evaluation.countyVerdicts.first(where: { $0.county == county }) {
      let first = CoverSheet.row(after: lines)
      row = first
      lines += verdictLines(verdict, layout, row: first)
      if !verdict.reason.isEmpty {
        lines.append(.pair("说明（生成时）", .text(verdict.reason)))
      }
    }
    lines += counts(layout)
    lines += CoverLines.signatures
    lines.append(.heading("目录"))
    lines += directory.map { .link(sheet: $0.0, note: $0.1) }
    lines += plans.map { plan in
      let form = context.definitions.forms[plan.form]
      return .link(sheet: plan.name, note: "\(form.name)明细，\(plan.records.count) 条记录")
    }
    lines +=
      CoverLines.reading(context, formulas: CoverLines.liveFormulas) + CoverLines.run(context)
      + CoverLines.unconfirmed(context)
    return (lines, row)
  }

  /// The verdicts, those of further groups of items, and what else the first of them stands on.
  private func verdictLines(
    _ verdict: CountyVerdictResult, _ layout: PartLayout, row: Int
  ) -> [CoverSheet.Line] {
    let formula = CountyVerdictFormula(context: context, layout: layout, county: county)
    let known = ["government", "quality", "satisfaction", "veto"]
    let more = context.evaluation.countyGroups.filter {
      $0.county == county && !known.contains($0.group)
    }
    let parts = CountyWords.parts(verdict)
    let rows = (row + 1)...(row + parts.count - 1 + more.count)
    let silentRow = rows.upperBound + 1
    var lines: [CoverSheet.Line] = []
    for (place, part) in parts.enumerated() {
      let value: SheetValue
      switch place {
      case 0:
        value = formula.total(
          part.1, parts: rows, words: parts.dropFirst().map(\.1) + more.map(\.verdict))
      case 1: value = formula.resources(part.1, silent: "B\(silentRow)")
      default: value = formula.group(known[min(place - 2, known.count - 1)], part.1)
      }
      lines.append(.verdict(part.0, value))
    }
    for group in more {
      let name = context.definitions.items.groups.first { $0.id == group.group }?.name
      lines.append(.verdict(name ?? group.group, formula.group(group.group, group.verdict)))
    }
    lines.append(.pair("未报送或学段不明的学校", .number(Double(formula.silentSchools))))
    return lines
  }

  private func counts(_ layout: PartLayout) -> [CoverSheet.Line] {
    let schools = SchoolTally(
      context.schoolsOfCounty[county].map { context.evaluation.schools[$0] })
    let results = context.resultsOfCounty[county].map {
      context.evaluation.submissionResults[$0]
    }
    let returned = results.count { $0.status == .returned }
    let unreadable = results.count { $0.status == .unreadable }
    let findings = context.findingsOfCounty[county].map { context.evaluation.findings[$0] }
    let corrections = findings.count { $0.severity == .mustCorrect }
    let explanations = findings.count { $0.severity == .mustExplain }
    return [
      .heading("报送"),
      .pair(
        "学校", .text("名册与报送共 \(schools.all) 所，已报送 \(schools.handedIn) 所，未报送 \(schools.missing) 所")
      ),
      .pair("报送件", .text("退回修改 \(returned) 件，无法读取 \(unreadable) 件")),
      .pair("学段部", partCounts(layout)),
      .pair("审核问题", .text("必须更正 \(corrections) 个，需要说明 \(explanations) 个；\(settled)")),
    ]
  }

  private var settled: String {
    let states = context.findingsOfCounty[county].map { context.standing($0).state }
    return "已说明 \(states.count { $0 == .explained }) 个，已更正 \(states.count { $0 == .corrected }) 个"
  }

  /// Counted on 指标计算.
  private func partCounts(_ layout: PartLayout) -> SheetValue {
    let parts = layout.parts.map { context.evaluation.parts[$0] }
    let inScope = parts.count(where: \.isInScope)
    let words = [(Labels.met, Verdict.pass), (Labels.below, .fail), (Labels.undecided, .undecided)]
    let counts = words.map { word, verdict in "\(word) \(parts.count { $0.verdict == verdict })" }
    let text = "\(parts.count) 个，其中参评 \(inScope) 个：\(counts.joined(separator: "，"))"
    guard let scope = layout.indicatorRange(column: PartLayout.Indicators.scope),
      let verdicts = layout.indicatorRange(column: layout.lastColumn)
    else { return .text(text) }
    let formulas = words.map { word, _ in "\"\(word) \"&COUNTIF(\(verdicts),\"\(word)\")" }
    return .textFormula(
      "=ROWS(\(scope))&\" 个，其中参评 \"&COUNTIF(\(scope),\"是\")&\" 个：\"&"
        + formulas.joined(separator: "&\"，\"&"), text)
  }
}

/// Document properties without a clock.
enum WorkbookDates {
  /// 1 September of the year, when the school year's figures are taken.
  static func properties(
    _ title: String, subject: String, _ context: ExportContext
  ) -> XlsxProperties {
    let run = context.bundle.run
    let day = CivilDate(year: run.year, month: 9, day: 1)?.daysSince1970 ?? 0
    return XlsxProperties(
      title: title, subject: subject, keywords: context.definitions.id,
      comments: "批次 \(run.runIdentifier)", created: max(1, day * 86_400))
  }
}
