// SPDX-License-Identifier: Apache-2.0
// ItemSheet: 县域项目: what a county shows beside its schools' resources, item by item.

import DataModel
import Definitions

/// Writes 县域项目 of one county.
struct ItemSheet {
  let context: ExportContext
  let county: Int

  /// A pipeline without items has no such sheet.
  var isNeeded: Bool { !context.definitions.items.items.isEmpty }

  private static let colors: [(String, StatusColors)] = [
    (Labels.text(ItemStatus.met), .good), (Labels.text(ItemStatus.notMet), .bad),
    (Labels.text(ItemStatus.undecided), .open),
  ]

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.items)
    for (column, width) in [(1, 14), (3, 36), (4, 18), (5, 16), (10, 48), (11, 40), (12, 36)] {
      sheet.limit(column: column, to: width)
    }
    try sheet.title("县域项目")
    try sheet.note("逐项列出学校资源配置以外的评估项目；不符合的学校、班级见 data/county_item_details.csv。")
    try sheet.header([
      "项目组", "编号", "项目", "标准", "值", "单位", "状态", "得分", "分值", "说明", "佐证与出处", "条款",
    ])
    let items = context.definitions.items
    for result in context.evaluation.countyItems where result.county == county {
      let item = items.items.first { $0.id == result.item }
      let group = items.groups.first { $0.id == result.group }?.name ?? result.group
      try sheet.append([
        SheetCell(group, styles.wrapped), SheetCell(result.item, styles.centered),
        SheetCell(item?.name ?? "", styles.wrapped), SheetCell(result.threshold, styles.wrapped),
        SheetCell(.field(shown(result.value, digits: item?.digits ?? 2)), styles.wrapped),
        SheetCell(item?.unit ?? "", styles.centered),
        SheetCell(Labels.text(result.status), styles.centered),
        SheetCell(.optional(result.score?.doubleValue), styles.plain),
        SheetCell(.optional(result.points?.doubleValue), styles.plain),
        SheetCell(result.reason, styles.wrapped), SheetCell(result.evidence, styles.wrapped),
        SheetCell(item?.source.label ?? "", styles.wrapped),
      ])
    }
    try sheet.finish(frozenColumns: 3, header: header)
    try sheet.color(column: 7, Self.colors)
  }

  /// A figure as its form prints it; the exact one is in `data/county_items.csv`.
  private func shown(_ value: FieldValue, digits: Int) -> FieldValue {
    value.number.map { .number($0.rounded(digits: digits)) } ?? value
  }
}
