// SPDX-License-Identifier: Apache-2.0
// ListSheets: the plain lists of a county workbook: ledger, findings, submissions, lineage.

import DataModel
import Definitions

/// Writes 大班额台账, 审核问题, 报送情况 and 数据来源 for some of the evaluation's items.
struct ListSheets {
  let context: ExportContext
  let file: XlsxFile
  let styles: SheetStyles
  let header: String
  /// The beginnings and the names of the class size bands, as a formula's constants.
  private let bandVectors: String

  init(_ context: ExportContext, _ file: XlsxFile, _ styles: SheetStyles, header: String) {
    self.context = context
    self.file = file
    self.styles = styles
    self.header = header
    let bands = context.definitions.standard.classSize.bands
    let starts = bands.map { String($0.first) }.joined(separator: ",")
    let labels = bands.map { "\"\($0.label.replacing("\"", with: "\"\""))\"" }
    bandVectors = "{\(starts)},{\(labels.joined(separator: ","))}"
  }

  private static let severityColors: [(String, StatusColors)] = [
    (Labels.text(Severity.mustCorrect), .bad), (Labels.text(Severity.mustExplain), .middling),
  ]
  private static let statusColors: [(String, StatusColors)] = [
    (Labels.text(SubmissionStatus.accepted), .good), (Labels.text(SubmissionStatus.returned), .bad),
    (Labels.text(SubmissionStatus.unreadable), .bad),
    (Labels.text(SubmissionStatus.notSubmitted), .open),
  ]

  func ledger(_ entries: [Int]) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.ledger)
    try sheet.title("大班额台账")
    try sheet.note("列出超过班额上限的班级；上一批次超限、本批次已消除的班级也列出。")
    try sheet.header([
      "学校标识码", "学校名称", "学段", "年级", "班级", "学生数（人）", "班额上限（人）", "超出人数（人）", "班额段", "状态",
    ])
    let first = sheet.row
    for index in entries {
      try sheet.append(ledgerRow(context.evaluation.ledger[index], sheet.row))
    }
    let last = sheet.row - 1
    if entries.isEmpty { try sheet.remark("没有超过班额上限的班级。") }
    try sheet.finish(frozenColumns: 2, header: header)
    guard last >= first else { return }
    try sheet.bars(column: 8, color: 0xF4B183)
    try sheet.color(
      column: 10,
      [
        (Labels.text(LedgerState.new), .bad), (Labels.text(LedgerState.open), .middling),
        (Labels.text(LedgerState.closed), .good),
      ])
    let open = entries.filter { context.evaluation.ledger[$0].state != .closed }
    let sum = open.reduce(0) { $0 + context.evaluation.ledger[$1].overBy }
    let closed = Labels.text(LedgerState.closed)
    let blank = SheetCell(.blank, styles.sum)
    try sheet.append([
      SheetCell("未消除合计", styles.sumLabel), SheetCell("班级数", styles.sumLabel), blank, blank,
      SheetCell(
        .formula(
          "=COUNTIF(J\(first):J\(last),\"<>\(closed)\")", Double(open.count), isArray: false),
        styles.sum), blank, SheetCell("超出人数", styles.sumLabel),
      SheetCell(
        .formula(
          "=SUM(H\(first):H\(last))-SUMIF(J\(first):J\(last),\"\(closed)\",H\(first):H\(last))",
          Double(sum), isArray: false), styles.sum), blank, blank,
    ])
  }

  private func ledgerRow(_ entry: LedgerEntry, _ row: Int) -> [SheetCell] {
    // A class that is no longer over its limit has no excess to compute.
    let over: SheetValue =
      entry.pupils - entry.limit == entry.overBy
      ? .formula("=F\(row)-G\(row)", Double(entry.overBy), isArray: false)
      : .number(Double(entry.overBy))
    return [
      SheetCell(entry.schoolCode, styles.text), SheetCell(entry.schoolName, styles.text),
      SheetCell(entry.stage, styles.centered), SheetCell(entry.grade, styles.centered),
      SheetCell(entry.className, styles.centered), SheetCell(entry.pupils, styles.count),
      SheetCell(entry.limit, styles.count), SheetCell(over, styles.count),
      SheetCell(band(entry, row), styles.centered),
      SheetCell(Labels.text(entry.state), styles.centered),
    ]
  }

  /// The band that the pupils fall into, where the bands follow each other without a gap.
  private func band(_ entry: LedgerEntry, _ row: Int) -> SheetValue {
    let bands = context.definitions.standard.classSize.bands
    let own = bands.last { $0.first <= entry.pupils }
    let follow = zip(bands, bands.dropFirst()).allSatisfy { $0.last == $1.first - 1 }
    guard follow, bands.last?.last == nil, let own, own.label == entry.band,
      let first = bands.first, entry.pupils >= first.first
    else { return .text(entry.band) }
    return .textFormula("=LOOKUP(F\(row),\(bandVectors))", entry.band)
  }

  func findings(_ indices: [Int]) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.findings)
    let widths = [
      (3, 18), (4, 10), (5, 26), (6, 10), (8, 14), (9, 14), (10, 38), (11, 24), (12, 30), (13, 12),
      (14, 12), (15, 22),
    ]
    for (column, width) in widths {
      sheet.limit(column: column, to: width)
    }
    try sheet.title("审核问题")
    try sheet.note("“必须更正”的问题更正后重新报送；“需要说明”的问题更正或说明原因。单元格为报送件中的位置。")
    try sheet.header(
      [
        "等级", "学校标识码", "学校名称", "处理", "文件", "工作表", "单元格", "字段", "值", "问题", "建议", "说明", "说明人",
        "说明日期", "依据", "问题编号",
      ])
    let words = ExplanationWords(context)
    for index in bySchool(indices) {
      let finding = context.evaluation.findings[index]
      let texts = FindingTexts(index, context, language: .chinese)
      let standing = context.standing(index)
      // An explanation that has lapsed explains nothing.
      let told = standing.state == .explained ? standing.explanation : nil
      try sheet.append([
        SheetCell(Labels.text(finding.severity), styles.centered),
        SheetCell(finding.schoolCode, styles.text), SheetCell(texts.schoolName, styles.wrapped),
        SheetCell(Labels.text(standing.state), styles.centered),
        SheetCell(texts.file, styles.wrapped), SheetCell(texts.sheet, styles.wrapped),
        SheetCell(texts.cell, styles.centered), SheetCell(texts.fieldName, styles.wrapped),
        SheetCell(finding.value, styles.wrapped), SheetCell(texts.message, styles.wrapped),
        SheetCell(texts.suggestion, styles.wrapped),
        SheetCell(words.text(told), styles.wrapped),
        SheetCell(Masking.redact(told?.who ?? ""), styles.wrapped),
        SheetCell(Masking.redact(told?.date ?? ""), styles.centered),
        SheetCell(texts.clause, styles.wrapped),
        SheetCell(context.findingIdentifiers[index], styles.text),
      ])
    }
    if indices.isEmpty { try sheet.remark("没有审核问题。") }
    try sheet.finish(frozenColumns: 3, header: header)
    try sheet.color(column: 1, Self.severityColors)
    try sheet.color(
      column: 4,
      [
        (Labels.text(FindingState.open), .bad), (Labels.text(FindingState.explained), .good),
        (Labels.text(FindingState.corrected), .good),
      ])
  }

  /// School by school, what must be corrected first; what belongs to no school comes last.
  private func bySchool(_ indices: [Int]) -> [Int] {
    let severities = Severity.allCases
    let keys = indices.map { index in
      let finding = context.evaluation.findings[index]
      let severity = severities.firstIndex(of: finding.severity) ?? severities.count
      return (finding.schoolCode.isEmpty ? 1 : 0, finding.schoolCode, severity, index)
    }
    return keys.sorted { $0 < $1 }.map(\.3)
  }

  /// One county's submissions, or, with their counties named, all of them.
  func submissions(_ indices: [Int], namingCounties: Bool = false) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.submissions)
    let shift = namingCounties ? 2 : 0
    sheet.limit(column: 1 + shift, to: 48)
    sheet.limit(column: 3 + shift, to: 28)
    sheet.limit(column: 12 + shift, to: 36)
    try sheet.title("报送情况")
    try sheet.note("非空单元格＝已采用＋按规则略过＋未能识别。")
    try sheet.header(
      (namingCounties ? ["区县代码", "区县名称"] : []) + [
        "文件", "学校标识码", "学校名称", "格式", "状态", "非空单元格", "已采用", "按规则略过", "未能识别", "必须更正（个）",
        "需要说明（个）", "备注",
      ])
    for index in indices {
      let county = namingCounties ? countyCells(index) : []
      try sheet.append(county + submissionRow(index, sheet.row, shift: shift))
    }
    if indices.isEmpty { try sheet.remark("没有报送件。") }
    try sheet.finish(frozenColumns: 1 + shift, header: header)
    try sheet.color(column: 5 + shift, Self.statusColors)
  }

  private func countyCells(_ index: Int) -> [SheetCell] {
    let code = context.evaluation.submissionResults[index].countyCode
    let name = context.evaluation.counties.first { $0.code == code }?.name ?? ""
    return [SheetCell(code, styles.text), SheetCell(name, styles.text)]
  }

  private func submissionRow(_ index: Int, _ row: Int, shift: Int) -> [SheetCell] {
    let result = context.evaluation.submissionResults[index]
    let submission = result.submission.map { context.evaluation.submissions[$0] }
    let account = submission?.workbook.account
    let name = context.schoolByCode[result.schoolCode].map {
      context.evaluation.schools[$0].wholeName
    }
    let counts = [account?.used, account?.ignoredCount, account?.quarantined]
    let total: SheetValue =
      account.map { account in
        account.balances
          ? .formula(
            "=SUM(\(Address.cell(7 + shift, row)):\(Address.cell(9 + shift, row)))",
            Double(account.cells), isArray: false)
          : .number(Double(account.cells))
      } ?? .blank
    return [
      SheetCell(submission?.file.path ?? "", styles.wrapped),
      SheetCell(result.schoolCode, styles.text),
      SheetCell(name ?? "", styles.wrapped),
      SheetCell(submission?.file.format ?? "", styles.centered),
      SheetCell(Labels.text(result.status), styles.centered), SheetCell(total, styles.count),
    ] + counts.map { SheetCell(.optional($0.map { Double($0) }), styles.count) } + [
      SheetCell(result.mustCorrect, styles.count), SheetCell(result.mustExplain, styles.count),
      SheetCell(result.note, styles.wrapped),
    ]
  }

  func lineage(_ layout: PartLayout, _ places: LineagePlaces) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.lineage)
    let widths = [(2, 20), (7, 48), (8, 14), (10, 16), (11, 20), (12, 28)]
    for (column, width) in widths { sheet.limit(column: column, to: width) }
    let two = try file.style(.number(digits: 2))
    try sheet.title("数据来源")
    try sheet.note("每个输入项取自哪个文件、工作表和单元格；由多个单元格合计的，列出范围。点击单元格一栏可到明细中该校的首条记录。")
    try sheet.header(
      ["学校标识码", "学校名称", "学段", "输入项", "值", "单位", "文件", "工作表", "单元格", "原文", "规范化步骤", "缺失原因"])
    for index in layout.parts {
      let part = context.evaluation.parts[index]
      for (input, definition) in zip(part.inputs, context.definitions.inputs) {
        for row in lineageRows(part, input, definition, two, places) { try sheet.append(row) }
      }
    }
    try sheet.finish(frozenColumns: 4, header: header)
  }

  /// One row for each place, and one with the reason where there is none.
  private func lineageRows(
    _ part: SchoolPartResult, _ input: InputResult, _ definition: InputDefinition,
    _ two: XlsxStyle, _ places: LineagePlaces
  ) -> [[SheetCell]] {
    let school = context.evaluation.schools[part.school]
    let start = [
      SheetCell(school.code, styles.text), SheetCell(school.name, styles.wrapped),
      SheetCell(part.stage, styles.centered), SheetCell(definition.name, styles.text),
      SheetCell(.field(input.value), definition.isMeasured ? two : styles.plain),
      SheetCell(definition.unit, styles.centered),
    ]
    guard !input.lineage.isEmpty else {
      let blank = SheetCell(.blank, styles.text)
      return [
        start + [SheetCell](repeating: blank, count: 5) + [SheetCell(input.reason, styles.wrapped)]
      ]
    }
    return input.lineage.map { entry in
      let target = places.target(
        entry, school: part.school, form: context.definitions.formIndex(entry.form))
      return start + [
        SheetCell(context.path(entry.submission), styles.wrapped),
        SheetCell(entry.sheet, styles.wrapped),
        SheetCell(entry.range?.description ?? "", target == nil ? styles.centered : styles.link)
          .linked(to: target),
        SheetCell(entry.raw, styles.wrapped), SheetCell(Labels.text(entry.steps), styles.wrapped),
        SheetCell(input.reason, styles.wrapped),
      ]
    }
  }
}
