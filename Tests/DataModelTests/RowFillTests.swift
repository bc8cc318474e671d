// SPDX-License-Identifier: Apache-2.0
// RowFillTests: rows counted by bits of their columns are the rows counted cell by cell.

import DataModel
import TestSupport
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
      let fill = row.fill
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
    let fill = row.fill
    #expect(!fill.isNarrow)
    #expect(fill.count == columns.count)
  }

  @Test func `rows made of typed columns have the fill of their cells`() {
    var shared = TextTable()
    shared.append(TextArena(bytes: Array("小学".utf8), ends: [6, 6]))
    let group = CellGroup(
      rowNumbers: [1, 2, 3],
      columns: [
        CellColumn(
          number: 1,
          content: .numbers(.number, [1.5, Double(bitPattern: CellGroup.noNumber), 0])),
        // 小学, an empty text, none.
        CellColumn(number: 2, content: .texts(.sharedText, [0, 1, CellGroup.noText])),
        CellColumn(
          number: 64,
          content: .mixed(
            [CellTag.text.rawValue, CellTag.text.rawValue, CellTag.missingResult.rawValue],
            [0, 1, 0])),
        CellColumn(
          number: 65, content: .sparse([SparseCell(slot: 2, tag: .boolean, payload: 1)])),
      ], texts: TextArena(bytes: Array("备注".utf8), ends: [0, 6]), cellCount: 8)
    let values = CellValues(shared: shared)
    let rows = (0..<3).map { values.row($0, of: CellRows(group), in: group) }
    for row in rows { #expect(row.fill == RowFill(row.cells), "\(row)") }
    #expect(rows.map(\.fill.count) == [2, 1, 2])
    #expect(rows.map(\.fill.isNarrow) == [true, true, false])
    #expect(rows[1].fill.texts == 1 << 63)
  }
}
