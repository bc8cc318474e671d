// SPDX-License-Identifier: Apache-2.0
// NextTable: knows the lines between two tables of a sheet, which belong to the lower one.

import DataModel
import Definitions

/// What leads from the list being read to the next table below it.
struct NextTable {
  let state: SheetState
  /// Of the list being read.
  let match: HeaderMatch
  /// What stands above that list for fields without a column.
  let given: [PreambleReader.Given]

  /// Rows that may stand between the first line above a table and its header.
  private static let farthest = 4

  /// A line such as 填报单位：示例小学 above the header of the next table; `fields` are those of this one.
  func isAnnounced(
    _ index: Int, _ shape: RowShape, fields: [ColumnBuilder], with detector: inout LayoutDetector
  ) -> Bool {
    guard shape.filled <= 3, !isTotal(state.rows[index]), !mayBeRecord(index, shape, fields) else {
      return false
    }
    for next in state.rows.indices[(index + 1)...].prefix(Self.farthest) {
      if detector.header(at: next, floor: index + 1) != nil { return true }
      // The first row of a header in two rows may be told by the second alone.
      if next + 1 < state.rows.count,
        detector.header(at: next + 1, floor: index + 1)?.rows.lowerBound == next
      {
        return true
      }
      guard state.rows[next].fill.count <= 3 else { return false }
    }
    return false
  }

  private func isTotal(_ row: SheetRow) -> Bool {
    row.fill.count > 1
      && row.firstNonEmpty?.textValue.map {
        state.tools.rowWords.isTotal($0, beginsRow: true)
      } == true
  }

  /// Words over the header of the next table, which is known without them.
  func isAboveHeader(_ index: Int, with detector: inout LayoutDetector) -> Bool {
    let cells = state.rows[index].cells.filter { !$0.value.isEmpty }
    guard index + 1 < state.rows.count, cells.count >= 2,
      cells.allSatisfy({ $0.textValue.map(TextFolding.holdsWords) ?? false })
    else { return false }
    return detector.header(at: index + 1, floor: index + 1) != nil
  }

  /// A row that has what every record has, or a figure where the list has figures; words alone and a
  /// label with its value are none.
  private func mayBeRecord(
    _ index: Int, _ shape: RowShape, _ fields: [ColumnBuilder]
  ) -> Bool {
    let row = state.rows[index]
    let isLabelled = row.cells.contains { $0.textValue?.goesOnBehindColon == true }
    if shape.filled == 1 {
      // No number of a room, a class or an asset has so many characters of words.
      return !isLabelled && row.firstNonEmpty?.textValue.map(TextFolding.holdsWords) != true
    }
    if isLabelled { return false }
    if holdsFigure(row, fields) || shape.mapped == shape.filled && endsTable(index) { return true }
    return fields.allSatisfy { builder in
      !builder.field.isRequired || builder.field.fillsDown
        || row.cell(column: builder.column)?.value.isEmpty == false
    }
  }

  /// A number where the list asks for one; 2025 behind 年份 is a year.
  private func holdsFigure(_ row: SheetRow, _ fields: [ColumnBuilder]) -> Bool {
    if row.firstNonEmpty?.textValue?.hasColon == true { return false }
    return fields.contains { builder in
      switch builder.field.kind {
      case .integer, .number: break
      default: return false
      }
      return row.cell(column: builder.column)?.value.isFigure ?? false
    }
  }

  /// The row goes on with the rows above, and nothing stands below it.
  private func endsTable(_ index: Int) -> Bool {
    let number = state.rows[index].number
    guard index > 0, state.rows[index - 1].number == number - 1, !state.rows[index - 1].isBlank
    else { return false }
    guard index + 1 < state.rows.count, state.rows[index + 1].number == number + 1 else {
      return true
    }
    return state.rows[index + 1].isBlank
  }

  /// Whether the lines above a repeated header name another school, or another value of any field.
  func isStatedOtherwise(_ rows: [Int], with detector: inout LayoutDetector) -> Bool {
    guard !rows.isEmpty else { return false }
    let others = PreambleReader(state, match: match).given(rows: rows, with: &detector)
    return others.contains { other in
      given.first { $0.field == other.field }?.value.hasSameContent(as: other.value) != true
    }
  }
}
