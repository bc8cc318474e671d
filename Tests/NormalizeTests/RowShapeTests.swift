// SPDX-License-Identifier: Apache-2.0
// RowShapeTests: rows whose columns are told by bits have the shape that their cells tell.

import DataModel
import Normalize
import TestSupport
import Testing

struct RowShapeTests {
  private static let values: [CellValue] = [
    .blank, .text(""), .text("示例小学"), .text("12"), .number(3), .boolean(false), .error("#REF!"),
  ]

  private static func row(upTo last: Int, using random: inout SeededGenerator) -> SheetRow {
    let columns = (1...last).filter { _ in Int.random(in: 0..<3, using: &random) > 0 }
    return SheetRow(
      number: 1,
      cells: columns.map { Cell(column: $0, value: values.randomElement(using: &random) ?? .blank) }
    )
  }

  @Test func `a record has the same shape by bits and by cells`() {
    var random = SeededGenerator(state: 11)
    for _ in 0..<2_000 {
      let width = Int.random(in: 1...12, using: &random)
      let roles = (0..<width).map { _ in
        ColumnRole.allCases.randomElement(using: &random) ?? .stray
      }
      // Up to the last column that has a bit.
      let first = Int.random(in: 1...(RowFill.widest + 1 - width), using: &random)
      let last = Bool.random(using: &random) ? 16 : RowFill.widest
      let row = Self.row(upTo: last, using: &random)
      // A role beyond the last bit makes the roles be looked at one by one.
      let wide = RowRoles(
        roles + Array(repeating: .stray, count: RowFill.widest), firstColumn: first)
      let narrow = RowRoles(roles, firstColumn: first)
      #expect(RowShape(row, row.fill, narrow) == RowShape(row, row.fill, wide))
    }
  }
}
