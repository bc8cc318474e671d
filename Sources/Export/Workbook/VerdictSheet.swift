// SPDX-License-Identifier: Apache-2.0
// VerdictSheet: 认定结论: the verdict of every school part, counted from 指标计算.

import DataModel
import Definitions

/// Writes 认定结论.
struct VerdictSheet {
  let context: ExportContext
  let layout: PartLayout
  let names: CountyNames
  let county: Int
  /// The cover's row of 县域总结论; its parts follow.
  let coverRow: Int?

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    let labels = context.labels
    var sheet = try SheetWriter(file, styles, name: SheetNames.verdicts)
    sheet.limit(column: 9, to: 80)
    try sheet.title("认定结论")
    if let verdict = context.evaluation.countyVerdicts.first(where: { $0.county == county }) {
      try sheet.line(
        countyLine(verdict), file.style(CellStyle(face: .hei, isBold: true, isBordered: false)))
    }
    let rule = context.definitions.standard.schoolVerdict
    let count = rule.indicators?.count ?? layout.indicatorCount
    let rest = rule.floorShare.isZero ? "其余不作要求" : "其余不低于达标值的\(labels.floorPercent)"
    try sheet.paragraph(
      "学校结论：\(count) 项指标至少 \(rule.required) 项达标，\(rest)。依据：\(rule.source.label)")
    try sheet.note("县级各项的说明见封面；点击学校名称查看其指标，“结论”格的批注说明差在哪里。")
    try sheet.header([
      "学校标识码", "学校名称", "学段", "结论", "\(Labels.met)数", "\(labels.floor)数",
      "\(Labels.below)数", "\(Labels.undecided)数", "说明（按报送数据）",
    ])
    let words = PartWords(context, layout, StatusFormula(context, layout, names))
    let gaps = PartGaps(context, layout, names)
    for place in layout.parts.indices {
      try sheet.append(row(place, sheet.row, styles, words, gaps))
    }
    try sheet.finish(frozenColumns: 3, header: header)
    try sheet.color(
      column: 4,
      [(Labels.met, .good), (Labels.below, .bad), (Labels.undecided, .open)])
  }

  /// The county's verdicts as the cover has them.
  private func countyLine(_ verdict: CountyVerdictResult) -> SheetValue {
    let text = CountyWords.line(verdict)
    guard let coverRow else { return .text(text) }
    let parts = CountyWords.parts(verdict).enumerated().map { offset, part in
      "\"\(part.0)：\"&"
        + SheetNames.reference(SheetNames.cover, Address.cell(2, coverRow + offset))
    }
    return .textFormula("=" + parts.joined(separator: "&\"；\"&"), text)
  }

  private func row(
    _ place: Int, _ sheetRow: Int, _ styles: SheetStyles, _ words: PartWords, _ gaps: PartGaps
  ) -> [SheetCell] {
    let part = context.evaluation.parts[layout.parts[place]]
    let school = context.evaluation.schools[part.school]
    let row = layout.indicatorRow(place)
    let source = { (offset: Int) in
      "="
        + SheetNames.reference(
          SheetNames.indicators, Address.cell(layout.countColumn + offset, row))
    }
    let counts: [IndicatorStatus] = [.met, .floor, .below, .undecided]
    let cells = counts.enumerated().map { offset, status in
      SheetCell(
        .formula(source(offset), Double(part.count(status)), isArray: false), styles.count)
    }
    let verdict = SheetCell(.textFormula(source(4), Labels.text(part.verdict)), styles.centered)
    return [
      SheetCell(school.code, styles.text),
      SheetCell(school.name, styles.text)
        .linked(to: SheetNames.reference(SheetNames.indicators, "A\(row)")),
      SheetCell(part.stage, styles.centered), verdict.commented(gaps.comment(place)),
    ] + cells + [SheetCell(words.value(of: part, place, row: sheetRow), styles.wrapped)]
  }
}

/// The verdict on a county in words.
enum CountyWords {
  static func parts(_ verdict: CountyVerdictResult) -> [(String, Verdict)] {
    [
      ("县域总结论", verdict.verdict), ("资源配置", verdict.resources),
      ("政府保障程度", verdict.government), ("教育质量", verdict.quality),
      ("社会认可度", verdict.satisfaction), ("一票否决", verdict.veto),
    ]
  }

  static func line(_ verdict: CountyVerdictResult) -> String {
    parts(verdict).map { "\($0.0)：\(Labels.text($0.1))" }.joined(separator: "；")
  }
}
