// SPDX-License-Identifier: Apache-2.0
// NextTable: knows the lines between two tables of a sheet, which belong to the lower one.

import DataModel
import Definitions

/// What leads from the list being read to the next table below it.
struct NextTable {
  let state: SheetState
  /// Of the list being read.
  let match: HeaderMatch
  /// What stands above that list for fields without a column, by their index.
  let stated: [Int: String]

  /// Rows that may stand between the first line above a table and its header.
  private static let farthest = 4

  /// A line such as 填报单位：示例小学 above the header of the next table; `fields` are those of this one.
  func isAnnounced(
    _ index: Int, _ shape: RowShape, fields: [ColumnBuilder], with detector: inout LayoutDetector
  ) -> Bool {
    guard shape.filled <= 3, !mayBeRecord(state.rows[index], shape, fields) else { return false }
    for next in state.rows.indices[(index + 1)...].prefix(Self.farthest) {
      if detector.header(at: next, floor: index + 1) != nil { return true }
      guard state.rows[next].holdsAtMost(3) else { return false }
    }
    return false
  }

  /// A row that has what every record has; words alone and a label with its value are none.
  private func mayBeRecord(
    _ row: SheetRow, _ shape: RowShape, _ fields: [ColumnBuilder]
  ) -> Bool {
    let isLabelled = row.cells.contains { $0.textValue?.partsAroundColon?.tail.isEmpty == false }
    if shape.filled == 1 {
      return !isLabelled && row.firstNonEmpty.map { !Self.isWords($0) } ?? true
    }
    return !isLabelled
      && fields.allSatisfy { builder in
        !builder.field.isRequired || builder.field.fillsDown
          || row.cell(column: builder.column)?.value.isEmpty == false
      }
  }

  /// Four characters of words at least: no number of a room, a class or an asset.
  private static func isWords(_ cell: Cell) -> Bool {
    guard let text = cell.textValue else { return false }
    return text.unicodeScalars.count { (0x3400...0x9FFF).contains($0.value) } >= 4
  }

  /// Whether the lines above a repeated header name another school, or another value of any field.
  func isStatedOtherwise(_ rows: [Int], with detector: inout LayoutDetector) -> Bool {
    guard !rows.isEmpty else { return false }
    let texts = PreambleReader(state, match: match).texts(rows: rows, with: &detector)
    return texts.contains { stated[$0.key] != $0.value }
  }
}
