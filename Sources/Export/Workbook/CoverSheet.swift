// SPDX-License-Identifier: Apache-2.0
// CoverSheet: 封面 of a workbook: what it is, the verdict, what is unconfirmed, where things are.

import DataModel
import Definitions

/// Writes 封面 from lines of two columns.
struct CoverSheet {
  /// One line of the cover.
  enum Line {
    case heading(String)
    case pair(String, SheetValue)
    case link(sheet: String, note: String)
    case verdict(String, SheetValue)
    case text(String)
    /// A line to be filled in by hand.
    case signature(String)
  }

  let title: String
  let lines: [Line]

  /// The row after these lines, which follow the title.
  static func row(after lines: [Line]) -> Int {
    lines.reduce(2) { row, line in
      switch line {
      case .heading: row + 2
      case .text(let text):
        row + SheetWriter.lines(of: text, width: SheetWriter.paragraphWidth).count
      case .pair, .link, .verdict, .signature: row + 1
      }
    }
  }

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.cover)
    try sheet.title(title)
    sheet.limit(column: 1, to: CoverLines.labelWidth)
    sheet.limit(column: 2, to: CoverLines.textWidth)
    let heading = try file.style(CellStyle(face: .hei, size: 12, isBold: true, isBordered: false))
    let label = try file.style(CellStyle(face: .hei, fill: 0xF2F2F2, wraps: true))
    let plain = try file.style(CellStyle(alignment: .left, wraps: true))
    let signature = try file.style(CellStyle(size: 11, isBordered: false))
    let words: [(String, StatusColors)] = [
      (Labels.met, .good), (Labels.below, .bad), (Labels.undecided, .open),
    ]
    var verdictRows: [Int] = []
    for line in lines {
      switch line {
      case .heading(let text):
        sheet.skip()
        try sheet.append([SheetCell(text, heading)])
      case .pair(let name, let value):
        try sheet.append([SheetCell(name, label), SheetCell(value, plain)])
      case .link(let target, let note):
        try sheet.append([
          SheetCell(.link(SheetNames.reference(target, "A1"), target), styles.link),
          SheetCell(note, plain),
        ])
      case .text(let text): try sheet.paragraph(text)
      case .verdict(let name, let verdict):
        verdictRows.append(sheet.row)
        try sheet.append([SheetCell(name, label), SheetCell(verdict, plain)])
      case .signature(let text):
        try file.setHeight(24, ofRow: sheet.row, on: sheet.sheet)
        try sheet.append([SheetCell(text, signature)])
      }
    }
    if let first = verdictRows.first, let last = verdictRows.last {
      try sheet.color(column: 2, rows: first...last, words)
    }
    try sheet.finishCover(header: header)
  }
}

/// What covers of both kinds of workbook say.
enum CoverLines {
  static let labelWidth = 34
  static let textWidth = 108
  /// Unconfirmed clauses that a cover lists itself; more are on a sheet of their own.
  static let mostClauses = 12

  static func standard(_ context: ExportContext) -> [CoverSheet.Line] {
    let definitions = context.definitions
    return [
      .pair("评估标准", .text(definitions.name.chinese)),
      .pair("依据", .text(definitions.source.label)),
      .pair("年份", .number(Double(context.bundle.run.year))),
    ]
  }

  static func run(_ context: ExportContext) -> [CoverSheet.Line] {
    let definitions = context.definitions
    return [
      .heading("生成信息"), .pair("批次号", .text(context.bundle.run.runIdentifier)),
      .pair("软件版本", .text("均衡 Junheng \(context.bundle.run.toolVersion)")),
      .pair("流程版本", .text("\(definitions.id) \(definitions.version)")),
    ]
  }

  static let liveFormulas =
    "2. 指标、状态、结论和差异系数均为公式，修改“\(SheetNames.data)”中的数据后自动重算，本封面的总结论和资源配置随之变化；其他各项和注明“生成时”的文字不变。"
  static let fixedValues = "2. 各县结论和差异系数取自各县汇总表，为生成时的结果；合计、最大值等为公式。"

  /// How to read the workbook; `formulas` says what is computed in it.
  static func reading(_ context: ExportContext, formulas reading: String) -> [CoverSheet.Line] {
    let labels = context.labels
    return [
      .heading("阅读说明"),
      .text("1. 空白单元格表示缺失：没有报送、没有填写或无法识别。缺失不等于零，缺少数据的指标为“\(Labels.undecided)”。"),
      .text(reading),
      .text(
        "3. 状态用文字表示，底色仅作提示：\(Labels.met)、\(labels.floor)、\(Labels.below)、\(Labels.undecided)、\(Labels.excluded)。"
      ),
      .text("4. 判定按未取整的数值进行；表中小数位数仅为显示。"),
    ]
  }

  /// Each unconfirmed clause with all that rests on it.
  static func unconfirmed(_ context: ExportContext) -> [CoverSheet.Line] {
    let count = context.unconfirmedItems.count
    guard count > 0 else { return [] }
    let clauses = context.unconfirmed
    let heading = "未核实条款（\(clauses.count) 个条款，涉及 \(count) 项内容，使用前请对照文件原文）"
    guard clauses.count <= mostClauses else {
      return [
        .heading(heading),
        .link(sheet: SheetNames.unconfirmed, note: "逐条列出文件、版本、条款和所涉内容"),
      ]
    }
    return [.heading(heading)]
      + clauses.map { clause in
        let names = clause.names.joined(separator: "；")
        return .pair(
          "未核实（\(clause.names.count) 项）", .text("\(names)：依据 \(clause.source.label)"))
      }
  }

  /// Whoever hands the workbook on signs for it.
  static var signatures: [CoverSheet.Line] {
    [
      .heading("签章"),
      .signature("单位（盖章）：＿＿＿＿＿＿＿＿＿＿＿＿　　负责人（签字）：＿＿＿＿＿＿＿＿"),
      .signature("填表人（签字）：＿＿＿＿＿＿＿＿＿＿＿　　日期：＿＿＿＿年＿＿月＿＿日"),
    ]
  }
}

extension SheetWriter {
  /// A cover has no table: two columns, no filter.
  func finishCover(header: String) throws {
    try file.setWidth(Double(CoverLines.labelWidth), ofColumn: 1, on: sheet)
    try file.setWidth(Double(CoverLines.textWidth), ofColumn: 2, on: sheet)
    try file.setPrint(sheet, XlsxPrint(header: header))
  }
}
