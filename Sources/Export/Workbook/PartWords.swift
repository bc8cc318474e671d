// SPDX-License-Identifier: Apache-2.0
// PartWords: why a school part stands where it stands, as a formula over its statuses.

import DataModel
import Definitions

/// The sentence of `StandardVerdict` said over 指标计算.
struct PartWords {
  let context: ExportContext
  let layout: PartLayout
  let formula: StatusFormula

  /// What names an indicator.
  private let names: [String]
  /// The same within a formula's quotation marks.
  private let quotedNames: [String]

  init(_ context: ExportContext, _ layout: PartLayout, _ formula: StatusFormula) {
    self.context = context
    self.layout = layout
    self.formula = formula
    names = context.definitions.indicators.map { $0.id + $0.shortName }
    quotedNames = names.map { $0.replacing("\"", with: "\"\"") }
  }

  /// `row`: of this sheet, whose columns E to H count the statuses.
  func value(of part: SchoolPartResult, _ place: Int, row: Int) -> SheetValue {
    let text = part.explanation
    guard part.isInScope, predicted(part) == text else { return .text(text) }
    let statusRow = layout.indicatorRow(place)
    let scope = cell(PartLayout.Indicators.scope, statusRow)
    let count = formula.counted.count
    let required = formula.standard.schoolVerdict.required
    let start =
      "IF(E\(row)=\(count),\"\(count)项指标全部达标\","
      + "\"\(count)项指标中\"&E\(row)&\"项达标，应至少\(required)项\")"
    let lists = groups.map { group in
      "IF(\(group.column)\(row)>0,\"；\(group.words)\"&\(group.column)\(row)&\"项：\"&"
        + "MID(\(names(group.status, statusRow)),2,999),\"\")"
    }
    let sentence =
      "=IF(\(scope)=\"否\",\"\(Labels.excluded)\",\(([start] + lists).joined(separator: "&")))"
    return CellText.fitsFormula(sentence) ? .textFormula(sentence, text) : .text(text)
  }

  private var groups: [(column: String, words: String, status: IndicatorStatus)] {
    let floor = formula.standard.schoolVerdict.floorShare.isZero ? "未达标" : "未达标但不低于底线"
    return [("G", "低于底线", .below), ("F", floor, .floor), ("H", "无法判定", .undecided)]
  }

  private func cell(_ column: Int, _ row: Int) -> String {
    SheetNames.reference(SheetNames.indicators, Address.cell(column, row))
  }

  /// `、` before each name; no function joins texts in Excel 2010.
  private func names(_ status: IndicatorStatus, _ row: Int) -> String {
    let word = context.labels.text(status)
    return formula.counted.map { index in
      "IF(\(cell(layout.statusColumn(index), row))=\"\(word)\",\"、\(quotedNames[index])\",\"\")"
    }.joined(separator: "&")
  }

  private func predicted(_ part: SchoolPartResult) -> String {
    let count = formula.counted.count
    let met = part.count(.met)
    var text =
      met == count
      ? "\(count)项指标全部达标"
      : "\(count)项指标中\(met)项达标，应至少\(formula.standard.schoolVerdict.required)项"
    for group in groups where part.count(group.status) > 0 {
      let found = formula.counted.filter { index in
        part.indicators.indices.contains(index) && part.indicators[index].status == group.status
      }
      text += "；\(group.words)\(found.count)项：" + found.map { names[$0] }.joined(separator: "、")
    }
    return text
  }
}
