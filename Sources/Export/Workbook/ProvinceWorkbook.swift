// SPDX-License-Identifier: Apache-2.0
// ProvinceWorkbook: the whole province in one workbook.

import DataModel
import Definitions

/// The province's workbook.
struct ProvinceWorkbook {
  static let path = "province.xlsx"

  let context: ExportContext

  init(_ context: ExportContext) {
    self.context = context
  }

  func write(to folder: OutputFolder) throws -> OutputFile {
    try folder.prepare(Self.path)
    let title = "全省\(context.bundle.run.year)年\(context.definitions.name.chinese)总表"
    let file = try XlsxFile(
      path: folder.absolute(Self.path),
      properties: WorkbookDates.properties(title, subject: "全省", context))
    let styles = try SheetStyles(file)
    try CoverSheet(title: title, lines: coverLines).write(file, styles, header: title)
    let matrix = VariationMatrixSheet(context)
    try CountyVerdictSheet(context, matrix).write(file, styles, header: title)
    try matrix.write(file, styles, header: title)
    try ProvinceRankingSheet(context: context, matrix: matrix).write(file, styles, header: title)
    try CitySheet(context: context).write(file, styles, header: title)
    if hasIndicators { try AreaSheet(context).write(file, styles, header: title) }
    if hasProgress { try ProgressSheet(context: context).write(file, styles, header: title) }
    let lists = ListSheets(context, file, styles, header: title)
    try lists.submissions(
      Array(context.evaluation.submissionResults.indices), namingCounties: true)
    try SchoolVerdictSheet(context).write(file, styles, header: title)
    try FindingCountSheet(context).write(file, styles, header: title)
    try UnconfirmedSheet(context).write(file, styles, header: title)
    try file.close()
    return try folder.describe(Self.path, rows: context.evaluation.parts.count)
  }

  private var hasIndicators: Bool { !context.definitions.indicators.isEmpty }
  /// How far schools have come is known to a run, not to a bare evaluation.
  private var hasProgress: Bool { !(context.bundle.ledger?.schools ?? []).isEmpty }

  private var directory: [(String, String)] {
    var entries = [(SheetNames.countyVerdicts, "各县结论与学段部达标情况")]
    if !context.evaluation.counties.isEmpty {
      entries.append((SheetNames.rateChart, "各县学段部达标率图"))
    }
    entries.append((SheetNames.matrix, "各县各学段差异系数与限值"))
    entries += VariationMatrixSheet(context).chartedStages.map {
      (SheetNames.variationChart($0), "各县\($0)差异系数与限值图")
    }
    entries += [(SheetNames.ranking, "达标率和差异系数的名次"), (SheetNames.cities, "按市合计")]
    if hasIndicators { entries.append((SheetNames.areas, "城区、镇区、乡村的结论和指标")) }
    if hasProgress { entries.append((SheetNames.progress, "各县学校的报送进度")) }
    return entries + [
      (SheetNames.submissions, "各报送件的状态"), (SheetNames.schoolVerdicts, "全部学段部的认定结论"),
      (SheetNames.findingCounts, "按问题和区县统计的个数"), (SheetNames.unconfirmed, "尚未对照文件原文的条款"),
    ]
  }

  private var coverLines: [CoverSheet.Line] {
    var lines = CoverLines.standard(context)
    lines += results + [.heading("目录")]
    lines += directory.map { .link(sheet: $0.0, note: $0.1) }
    return lines + CoverLines.signatures
      + CoverLines.reading(context, formulas: CoverLines.fixedValues) + CoverLines.run(context)
      + CoverLines.unconfirmed(context)
  }

  private var results: [CoverSheet.Line] {
    let evaluation = context.evaluation
    let schools = SchoolTally(evaluation.schools)
    let counties = evaluation.countyVerdicts
    let parts = evaluation.parts.filter(\.isInScope)
    let corrections = evaluation.findings.count { $0.severity == .mustCorrect }
    let explanations = evaluation.findings.count { $0.severity == .mustExplain }
    return [
      .heading("结果"),
      .pair(
        "区县",
        .text("\(evaluation.counties.count) 个：\(Self.tally(counties.map(\.verdict)))")),
      .pair(
        "学段部",
        .text(
          "\(evaluation.parts.count) 个，其中参评 \(parts.count) 个："
            + Self.tally(parts.map(\.verdict)))),
      .pair(
        "学校",
        .text(
          "\(schools.all) 所，已报送 \(schools.handedIn) 所，未报送 \(schools.missing) 所")),
      .pair("报送文件", .text("\(evaluation.submissions.count) 个")),
      .pair("审核问题", .text("必须更正 \(corrections) 个，需要说明 \(explanations) 个")),
    ]
  }

  private static func tally(_ verdicts: [Verdict]) -> String {
    [Verdict.pass, .fail, .undecided].map { verdict in
      "\(Labels.text(verdict)) \(verdicts.count { $0 == verdict }) 个"
    }.joined(separator: "，")
  }
}
