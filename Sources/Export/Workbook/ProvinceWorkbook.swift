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
    let title = "全省 \(context.bundle.run.year)年\(context.definitions.name.chinese)总表"
    let file = try XlsxFile(
      path: folder.absolute(Self.path),
      properties: WorkbookDates.properties(title, subject: "全省", context))
    let styles = try SheetStyles(file)
    try CoverSheet(title: title, lines: coverLines).write(file, styles, header: title)
    let matrix = VariationMatrixSheet(context)
    try CountyVerdictSheet(context, matrix).write(file, styles, header: title)
    try matrix.write(file, styles, header: title)
    let lists = ListSheets(context, file, styles, header: title)
    try lists.submissions(Array(context.evaluation.submissionResults.indices))
    try SchoolVerdictSheet(context).write(file, styles, header: title)
    try FindingCountSheet(context).write(file, styles, header: title)
    try UnconfirmedSheet(context).write(file, styles, header: title)
    try file.close()
    return try folder.describe(Self.path, rows: context.evaluation.parts.count)
  }

  private static let directory: [(String, String)] = [
    (SheetNames.countyVerdicts, "各县结论与学段部达标情况"), (SheetNames.matrix, "各县各学段差异系数与限值"),
    (SheetNames.submissions, "各报送件的状态"), (SheetNames.schoolVerdicts, "全部学段部的认定结论"),
    (SheetNames.findingCounts, "按规则和区县统计的问题数"), (SheetNames.unconfirmed, "尚未对照文件原文的条款"),
  ]

  private var coverLines: [CoverSheet.Line] {
    let evaluation = context.evaluation
    let handedIn = evaluation.schools.count { !$0.submissions.isEmpty }
    var lines = CoverLines.standard(context)
    lines += [
      .heading("范围"), .pair("区县", .number(Double(evaluation.counties.count))),
      .pair("学校", .text("\(evaluation.schools.count) 所，已报送 \(handedIn) 所")),
      .pair("学段部", .number(Double(evaluation.parts.count))),
      .pair("报送件", .number(Double(evaluation.submissions.count))), .heading("目录"),
    ]
    lines += Self.directory.map { .link(sheet: $0.0, note: $0.1) }
    return lines + CoverLines.reading(context) + CoverLines.run(context)
  }
}
