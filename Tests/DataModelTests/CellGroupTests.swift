// SPDX-License-Identifier: Apache-2.0
// CellGroupTests: typed columns give back the cells that went into them.

import DataModel
import Testing

@Suite struct CellGroupTests {
  private static func arena(_ texts: [String]) -> TextArena {
    var bytes: [UInt8] = []
    var ends: [UInt32] = []
    for text in texts {
      bytes += text.utf8
      ends.append(UInt32(bytes.count))
    }
    return TextArena(bytes: bytes, ends: ends)
  }

  private static let shared: TextTable = {
    var table = TextTable()
    table.append(arena(["小学", "", "初中"]))
    return table
  }()

  @Test func `each kind of column gives its cells and its gaps`() {
    let number = CellTag.number
    let group = CellGroup(
      rowNumbers: [3, 9],
      columns: [
        CellColumn(
          number: 1, content: .numbers(number, [1.5, Double(bitPattern: CellGroup.noNumber)])),
        CellColumn(number: 2, content: .texts(.sharedText, [CellGroup.noText, 2])),
        CellColumn(number: 5, content: .mixed([CellTag.text.rawValue, 0], [0, 0])),
        CellColumn(
          number: 400,
          content: .sparse([SparseCell(slot: 1, tag: .boolean, payload: 1)])),
      ], texts: Self.arena(["备注"]), cellCount: 4)
    let values = CellValues(shared: Self.shared)
    #expect(
      values.row(0, of: CellRows(group), in: group)
        == SheetRow(
          number: 3,
          cells: [Cell(column: 1, value: .number(1.5)), Cell(column: 5, value: .text("备注"))]))
    #expect(
      values.row(1, of: CellRows(group), in: group)
        == SheetRow(
          number: 9,
          cells: [Cell(column: 2, value: .text("初中")), Cell(column: 400, value: .boolean(true))]))
  }

  @Test(
    arguments: [DateSystem.from1900, .from1904],
    [SpreadsheetDate.Kind.date, .dateTime, .time])
  func `a date keeps its kind and its system`(system: DateSystem, kind: SpreadsheetDate.Kind) {
    let date = SpreadsheetDate(serial: 45_536.25, system: system, kind: kind)
    let group = CellGroup(
      rowNumbers: [1],
      columns: [CellColumn(number: 1, content: .numbers(CellTag(date).fromFormula, [date.serial]))],
      texts: TextArena(), cellCount: 1)
    #expect(
      CellValues().row(0, of: CellRows(group), in: group).cells
        == [Cell(column: 1, value: .date(date), formula: .cached)])
  }

  @Test func `a formula without a result is neither blank nor zero`() {
    let group = CellGroup(
      rowNumbers: [1],
      columns: [CellColumn(number: 1, content: .mixed([CellTag.missingResult.rawValue], [0]))],
      texts: TextArena(), cellCount: 1)
    #expect(
      CellValues().row(0, of: CellRows(group), in: group).cells
        == [Cell(column: 1, value: .blank, formula: .uncached)])
  }

  @Test func `a table tells which of its texts are empty`() {
    var table = Self.shared
    #expect(table.empty == [1])
    #expect((table.count, table[0], table.length(of: 2)) == (3, "小学", 6))
    table = TextTable()
    table.append(Self.arena((0..<TextTable.arenaSize).map(String.init)))
    table.append(Self.arena(["", "末"]))
    #expect(table.empty == [TextTable.arenaSize])
    #expect(table[TextTable.arenaSize + 1] == "末")
    #expect(table[TextTable.arenaSize - 1] == "4095")
  }
}
