// SPDX-License-Identifier: Apache-2.0
// CountyWorkbook: the consolidated workbook of one county for the provincial platform.

import DataModel
import Definitions

/// One county's workbook.
struct CountyWorkbook {
  let context: ExportContext
  let county: Int
  private var subject: County { context.evaluation.counties[county] }
  private var countyName: String {
    subject.name.isEmpty ? "未知县区" : subject.name
  }

  init(_ context: ExportContext, county: Int) {
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
    let details = RecordSheets(context, county: county)
    let declared = DeclaredSheets(context, layout, county: county)
    let directory = directory(declared)
    var names = SheetNames(taken: directory.map(\.0) + [SheetNames.cover])
    let plans = details.plans(&names)
    let cover = CoverSheet(title: title, lines: coverLines(layout, plans, directory))
    try cover.write(file, styles, header: header)
    try VerdictSheet(context, layout, county: county).write(file, styles, header: header)
    try declared.write(file, header: header)
    try PartDataSheet(context, layout).write(file, styles, header: header)
    try IndicatorSheet(context, layout).write(file, styles, header: header)
    try VariationSheet(context, layout, county: county).write(file, styles, header: header)
    let items = ItemSheet(context: context, county: county)
    if items.isNeeded { try items.write(file, styles, header: header) }
    let values = CountyValueSheet(county: declared.county)
    if values.isNeeded { try values.write(file, styles, header: header) }
    let lists = ListSheets(context, file, styles, header: header)
    try lists.ledger(context.ledgerOfCounty[county])
    try lists.findings(context.findingsOfCounty[county])
    try lists.submissions(context.resultsOfCounty[county])
    try lists.lineage(layout.parts)
    var rows = 0
    for plan in plans { rows += try details.write(plan, file, styles, header: header) }
    return rows
  }

  private func directory(_ declared: DeclaredSheets) -> [(String, String)] {
    var items: [(String, String)] = []
    if ItemSheet(context: context, county: county).isNeeded {
      items.append((SheetNames.items, "学校资源配置以外的评估项目"))
    }
    if CountyValueSheet(county: declared.county).isNeeded {
      items.append((SheetNames.countyValues, "申报表引用的县级数据"))
    }
    return [(SheetNames.verdicts, "各学校学段部的认定结论")] + declared.directory + [
      (SheetNames.data, "指标所用数据与分摊"),
      (SheetNames.indicators, "各项指标与达标状态（公式）"),
      (SheetNames.variation, "各学段各指标的差异系数（公式）"),
    ] + items + [
      (SheetNames.ledger, "超过班额上限的班级"), (SheetNames.findings, "需要更正或说明的问题"),
      (SheetNames.submissions, "各报送件的状态"), (SheetNames.lineage, "每个输入项取自何处"),
    ]
  }

  private func coverLines(
    _ layout: PartLayout, _ plans: [RecordSheetPlan], _ directory: [(String, String)]
  ) -> [CoverSheet.Line] {
    var lines: [CoverSheet.Line] = [
      .pair("区县", .text("\(countyName)（\(subject.code.isEmpty ? "代码不详" : subject.code)）"))
    ]
    lines += CoverLines.standard(context)
    lines.append(.heading("结论"))
    if let verdict = context.evaluation.countyVerdicts.first(where: { $0.county == county }) {
      lines += CountyWords.parts(verdict).map { .verdict($0.0, $0.1) }
      if !verdict.reason.isEmpty { lines.append(.pair("说明", .text(verdict.reason))) }
    }
    lines += counts(layout)
    lines += CoverLines.signatures
    lines.append(.heading("目录"))
    lines += directory.map { .link(sheet: $0.0, note: $0.1) }
    lines += plans.map { plan in
      let form = context.definitions.forms[plan.form]
      return .link(sheet: plan.name, note: "\(form.name)明细，\(plan.records.count) 条记录")
    }
    return lines + CoverLines.reading(context, formulas: CoverLines.liveFormulas)
      + CoverLines.run(context) + CoverLines.unconfirmed(context)
  }

  private func counts(_ layout: PartLayout) -> [CoverSheet.Line] {
    let schools = context.schoolsOfCounty[county].map { context.evaluation.schools[$0] }
    let results = context.resultsOfCounty[county].map {
      context.evaluation.submissionResults[$0]
    }
    let handedIn = schools.count { !$0.submissions.isEmpty }
    let returned = results.count { $0.status == .returned }
    let unreadable = results.count { $0.status == .unreadable }
    let findings = context.findingsOfCounty[county].map { context.evaluation.findings[$0] }
    let corrections = findings.count { $0.severity == .mustCorrect }
    let explanations = findings.count { $0.severity == .mustExplain }
    return [
      .heading("报送"),
      .pair(
        "学校", .text("名册与报送共 \(schools.count) 所，已报送 \(handedIn) 所，未报送 \(schools.count - handedIn) 所")
      ),
      .pair("报送件", .text("退回修改 \(returned) 件，无法读取 \(unreadable) 件")),
      .pair(
        "学段部",
        .text("\(layout.parts.count) 个，其中参评 \(layout.blocks.reduce(0) { $0 + $1.inScope.count }) 个")
      ),
      .pair("审核问题", .text("必须更正 \(corrections) 个，需要说明 \(explanations) 个")),
    ]
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
