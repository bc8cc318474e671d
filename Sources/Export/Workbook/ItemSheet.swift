// SPDX-License-Identifier: Apache-2.0
// ItemSheet: 县域项目: what a county shows beside its schools' resources, item by item.

import DataModel
import Definitions

/// Writes 县域项目 of one county.
struct ItemSheet {
  let context: ExportContext
  let county: Int
  let formulas: ItemStatusFormula

  init(_ declared: DeclaredSheets) {
    context = declared.county.context
    county = declared.county.county
    formulas = ItemStatusFormula(declared.county, declared.places)
  }

  /// A pipeline without items has no such sheet.
  static func isNeeded(_ context: ExportContext) -> Bool {
    !context.definitions.items.items.isEmpty
  }

  private static let colors: [(String, StatusColors)] = [
    (Labels.text(ItemStatus.met), .good), (Labels.text(ItemStatus.notMet), .bad),
    (Labels.text(ItemStatus.undecided), .open),
  ]

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.items)
    for (column, width) in [
      (1, 14), (3, 36), (4, 18), (5, 16), (10, 48), (11, 40), (12, 36), (14, 16),
    ] {
      sheet.limit(column: column, to: width)
    }
    try sheet.title("县域项目")
    try sheet.note("逐项列出学校资源配置以外的评估项目；不符合的学校、班级见 data/county_item_details.csv。")
    try sheet.note(
      "状态按“值”“判定方式”“判定值”重算，修改后状态、颜色和封面结论随之改变；判定方式为“\(ItemStatusFormula.fixed)”的按材料逐条判定，不随单元格改变。")
    try sheet.header([
      "项目组", "编号", "项目", "标准", "值", "单位", "状态", "得分", "分值", "说明", "佐证与出处", "条款", "判定方式", "判定值",
    ])
    let items = context.definitions.items
    for result in context.evaluation.countyItems where result.county == county {
      let item = items.items.first { $0.id == result.item }
      let group = items.groups.first { $0.id == result.group }?.name ?? result.group
      let cells = formulas.row(result, item, at: sheet.row)
      try sheet.append([
        SheetCell(group, styles.wrapped), SheetCell(result.item, styles.centered),
        SheetCell(item?.name ?? "", styles.wrapped), SheetCell(cells.threshold, styles.wrapped),
        SheetCell(cells.value, styles.wrapped),
        SheetCell(item?.unit ?? "", styles.centered),
        SheetCell(cells.status, styles.centered),
        SheetCell(.optional(result.score?.doubleValue), styles.plain),
        SheetCell(.optional(result.points?.doubleValue), styles.plain),
        SheetCell(result.reason, styles.wrapped), SheetCell(result.evidence, styles.wrapped),
        SheetCell(item?.source.label ?? "", styles.wrapped),
        SheetCell(cells.comparison, styles.centered),
        SheetCell(cells.limit, cells.limit.isText ? styles.text : styles.plain),
      ])
    }
    try sheet.finish(frozenColumns: 3, header: header)
    try sheet.color(column: 7, Self.colors)
  }
}
