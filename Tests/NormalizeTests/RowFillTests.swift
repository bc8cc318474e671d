// SPDX-License-Identifier: Apache-2.0
// RowFillTests: rows counted by bits of their columns are the rows counted cell by cell.

import DataModel
import Normalize
import Testing

struct RowFillTests {
  private static let values: [CellValue] = [
    .blank, .text(""), .text("示例小学"), .text("12"), .number(3), .boolean(false), .error("#REF!"),
  ]

  private static func row(columns: [Int], using random: inout SeededGenerator) -> SheetRow {
    SheetRow(
      number: 1,
      cells: columns.map { Cell(column: $0, value: values.randomElement(using: &random) ?? .blank) }
    )
  }

  private static func columns(upTo last: Int, using random: inout SeededGenerator) -> [Int] {
    (1...last).filter { _ in Int.random(in: 0..<3, using: &random) > 0 }
  }

  @Test func `bits say which columns are filled`() {
    var random = SeededGenerator(state: 7)
    for _ in 0..<2_000 {
      let row = Self.row(columns: Self.columns(upTo: 64, using: &random), using: &random)
      let fill = RowFill(row)
      #expect(fill.isNarrow)
      #expect(fill.count == row.cells.count { !$0.value.isEmpty })
      for (place, cell) in row.cells.enumerated() {
        let bit: UInt64 = 1 << UInt64(cell.column - 1)
        #expect(fill.filled & bit != 0 || cell.value.isEmpty)
        #expect(fill.filled & bit == 0 || !cell.value.isEmpty)
        #expect((fill.texts & bit != 0) == (cell.value.rawText != "" && isText(cell)))
        #expect(fill.place(ofBit: bit) == place)
      }
    }
  }

  private func isText(_ cell: Cell) -> Bool {
    if case .text = cell.value { true } else { false }
  }

  @Test(arguments: [[65], [1, 200], [2, 2], [0, 1], [-3], [64, 128], [1, 100, 2]])
  func `columns without a bit of their own are said to be so`(_ columns: [Int]) {
    let row = SheetRow(number: 1, cells: columns.map { Cell(column: $0, value: .number(1)) })
    let fill = RowFill(row)
    #expect(!fill.isNarrow)
    #expect(fill.count == columns.count)
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
      let row = Self.row(columns: Self.columns(upTo: last, using: &random), using: &random)
      // A role beyond the last bit makes the roles be looked at one by one.
      let wide = RowRoles(
        roles + Array(repeating: .stray, count: RowFill.widest), firstColumn: first)
      let narrow = RowRoles(roles, firstColumn: first)
      #expect(RowShape(row, RowFill(row), narrow) == RowShape(row, RowFill(row), wide))
    }
  }
}
