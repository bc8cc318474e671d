// SPDX-License-Identifier: Apache-2.0
// RuleBook: the inventory of a pipeline's rules as a workbook to be printed and signed.

import DataModel
package import Definitions

/// Writes 审核规则, 字段要求 and 内置检查.
package struct RuleBook {
  /// Two writes must give the same bytes, so the date of the day is no part of the book.
  private static let created = 1_704_067_200

  private let definitions: DefinitionSet
  private let inventory: RuleInventory

  package init(_ definitions: DefinitionSet) {
    self.definitions = definitions
    inventory = RuleInventory(definitions)
  }

  private var title: String { "\(definitions.name.chinese)审核规则清单" }

  /// An existing file is replaced.
  package func write(to path: String) throws {
    let file = try XlsxFile(
      path: path,
      properties: XlsxProperties(
        title: title, subject: "审核规则", keywords: definitions.id,
        comments: "\(definitions.id) \(definitions.version)", created: Self.created))
    let styles = try SheetStyles(file)
    try rules(file, styles)
    try list(
      inventory.fields, file, styles,
      widths: [1: 6, 2: 16, 3: 20, 9: 40, 10: 12, 12: 36], centered: [1, 4, 5, 6, 11], frozen: 3)
    try list(
      inventory.checks, file, styles, widths: [1: 6, 2: 40, 3: 90], centered: [1], frozen: 1)
    try file.close()
  }

  private func rules(_ file: XlsxFile, _ styles: SheetStyles) throws {
    let plain = try file.style(CellStyle(size: 11, isBordered: false))
    try list(
      inventory.rules, file, styles,
      widths: [
        1: 6, 2: 24, 3: 40, 4: 10, 5: 14, 6: 14, 7: 28, 8: 12, 9: 10, 10: 16, 11: 28, 12: 14,
        13: 48,
      ],
      centered: [1, 4, 8, 9, 12], frozen: 2, printed: 12
    ) { sheet in
      sheet.skip()
      for line in Self.signatures { try sheet.append([SheetCell(line, plain)]) }
    }
  }

  private static let signatures = [
    "审核意见：", "审核人（签字）：                    审核单位（盖章）：                    日期：      年    月    日",
    "批准人（签字）：                    批准单位（盖章）：                    日期：      年    月    日",
  ]

  private func list(
    _ list: RuleInventory.List, _ file: XlsxFile, _ styles: SheetStyles, widths: [Int: Int],
    centered: Set<Int>, frozen: Int, printed: Int? = nil,
    below: (inout SheetWriter) throws -> Void = { _ in }
  ) throws {
    var sheet = try SheetWriter(file, styles, name: list.name)
    for (column, width) in widths { sheet.limit(column: column, to: width) }
    try sheet.title("\(title)：\(list.name)")
    try sheet.note("流程 \(definitions.id)，版本 \(definitions.version)；共 \(list.rows.count) 条。")
    try sheet.note(list.note)
    try sheet.header(list.header)
    for row in list.rows {
      try sheet.append(
        row.enumerated().map { index, text in
          if index == 0, let number = Int(text) { return SheetCell(number, styles.count) }
          return SheetCell(text, centered.contains(index + 1) ? styles.centered : styles.wrapped)
        })
    }
    if list.rows.isEmpty { try sheet.remark("没有声明规则。") } else { try sheet.remark(" ") }
    try below(&sheet)
    try sheet.finish(frozenColumns: frozen, header: title, essentialColumns: printed)
  }
}
