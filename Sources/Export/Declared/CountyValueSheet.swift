// SPDX-License-Identifier: Apache-2.0
// CountyValueSheet: 县域数据: the figures of the county itself, to which the declared forms refer.

import DataModel
import Definitions

/// Writes 县域数据.
struct CountyValueSheet {
  static let headerRow = 3
  static let valueColumn = 2

  let county: DeclaredCounty

  /// Row of a value by its place in the definitions.
  static func row(_ value: Int) -> Int { headerRow + 1 + value }

  /// A pipeline that declares no values, or no forms that refer to them, has no such sheet.
  var isNeeded: Bool {
    let definitions = county.context.definitions
    return !definitions.items.values.isEmpty && !definitions.outputs.sheets.isEmpty
  }

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.countyValues)
    for (column, width) in [(1, 34), (4, 40), (5, 44), (6, 40)] {
      sheet.limit(column: column, to: width)
    }
    try sheet.title("县域数据")
    try sheet.note("申报表引用的县级数据；空白表示缺失，不等于零。修改“值”后，申报表随之重算。")
    try sheet.header(["数据项", "值", "单位", "说明", "出处", "条款"])
    for (index, value) in county.context.definitions.items.values.enumerated() {
      let result = county.values[index]
      try sheet.append([
        SheetCell(value.name, styles.wrapped),
        SheetCell(.field(result?.value ?? .missing(.notSubmitted)), styles.plain),
        SheetCell(value.unit ?? "", styles.centered),
        SheetCell(result?.reason ?? "", styles.wrapped),
        SheetCell(result.map(origin) ?? "", styles.wrapped),
        SheetCell(value.source.label, styles.wrapped),
      ])
    }
    try sheet.finish(frozenColumns: 1, header: header)
  }

  /// The first cells it was read from; all of them are in `data/`.
  private func origin(_ result: CountyValueResult) -> String {
    let cells = result.lineage.prefix(3).map { entry in
      let range = entry.range.map { $0.first == $0.last ? "\($0.first)" : "\($0)" } ?? ""
      return [county.context.path(entry.submission), entry.sheet, range]
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
    let more = result.lineage.count > 3 ? "；等 \(result.lineage.count) 处" : ""
    return cells.joined(separator: "；") + more
  }
}
