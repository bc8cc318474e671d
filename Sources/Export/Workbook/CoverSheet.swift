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
    case text(String)
  }

  let title: String
  let lines: [Line]

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.cover)
    try sheet.title(title)
    sheet.limit(column: 1, to: CoverLines.labelWidth)
    sheet.limit(column: 2, to: CoverLines.textWidth)
    let heading = try file.style(CellStyle(face: .hei, size: 12, isBold: true, isBordered: false))
    let label = try file.style(CellStyle(face: .hei, fill: 0xF2F2F2, wraps: true))
    let plain = try file.style(CellStyle(alignment: .left, wraps: true))
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
      case .text(let text): try sheet.note(text)
      }
    }
    try sheet.finishCover(header: header)
  }
}

/// What covers of both kinds of workbook say.
enum CoverLines {
  static let labelWidth = 34
  static let textWidth = 72

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

  static func reading(_ context: ExportContext) -> [CoverSheet.Line] {
    let labels = context.labels
    return [
      .heading("阅读说明"),
      .text("1. 空白单元格表示缺失：没有报送、没有填写或无法识别。缺失不等于零，缺少数据的指标为“\(Labels.undecided)”。"),
      .text("2. 指标、状态、结论和差异系数均为公式，修改“\(SheetNames.data)”中的数据后自动重算。"),
      .text(
        "3. 状态用文字表示，底色仅作提示：\(Labels.met)、\(labels.floor)、\(Labels.below)、\(Labels.undecided)、\(Labels.excluded)。"
      ),
      .text("4. 判定按未取整的数值进行；表中小数位数仅为显示。"),
    ]
  }

  static func unconfirmed(_ context: ExportContext) -> [CoverSheet.Line] {
    let items = UnconfirmedClauses.items(context.definitions)
    guard !items.isEmpty else { return [] }
    let count = CoverSheet.Line.heading("未核实条款（\(items.count) 项，使用前请对照文件原文）")
    return [count] + items.map { .pair($0.item, .text($0.source.label)) }
  }
}

extension SheetWriter {
  /// A cover has no table: two columns, portrait, no filter.
  func finishCover(header: String) throws {
    try file.setWidth(Double(CoverLines.labelWidth), ofColumn: 1, on: sheet)
    try file.setWidth(Double(CoverLines.textWidth), ofColumn: 2, on: sheet)
    try file.setPrint(sheet, XlsxPrint(isLandscape: false, header: header))
  }
}
