// SPDX-License-Identifier: Apache-2.0
// SheetCollection: gathers a stream of rows into a sheet in row order.

import DataModel

/// Counts what one file has been made to hold.
struct CellBudget {
  private(set) var cells = 0
  let limit: Int

  mutating func take(_ count: Int) throws(IngestError) {
    cells += count
    guard cells <= limit else { throw IngestError(.overLimit("cells", limit)) }
  }
}

extension Sheet {
  /// Reads `reader` to its end.
  ///
  /// Rows are put into order; a row that comes twice is merged, the later cell wins, and
  /// `warnings` says so.
  init(
    info: SheetInfo, collecting reader: inout any RowReader, budget: inout CellBudget,
    warnings: inout [String]
  ) throws(IngestError) {
    var rows: [SheetRow] = []
    var isOrdered = true
    while let row = try reader.next() {
      try budget.take(row.cells.count)
      if let last = rows.last, last.number >= row.number { isOrdered = false }
      rows.append(row)
    }
    var complete = info
    complete.merges = reader.merges
    self.init(info: complete, rows: rows)
    warnings += reader.warnings
    if !isOrdered { putInOrder(&warnings) }
  }

  private mutating func putInOrder(_ warnings: inout [String]) {
    let order = rows.indices.sorted { (rows[$0].number, $0) < (rows[$1].number, $1) }
    var ordered: [SheetRow] = []
    var list = WarningList()
    for index in order {
      let row = rows[index]
      guard let last = ordered.last, last.number == row.number else {
        ordered.append(row)
        continue
      }
      let (cells, repeated) = CellOrder.sorted(last.cells + row.cells)
      ordered[ordered.count - 1].cells = cells
      for column in repeated {
        list.add(
          CellOrder.repetition, at: CellReference(row: row.number, column: column).description)
      }
    }
    rows = ordered
    warnings += list.sentences(sheet: info.name)
  }
}

/// Column order within a row.
enum CellOrder {
  static let repetition = "cells given twice, the later one counts"

  /// The cells by column, the later of two in the same column, and the columns given twice.
  static func sorted(_ cells: [Cell]) -> (cells: [Cell], repeated: [Int]) {
    let order = cells.indices.sorted { (cells[$0].column, $0) < (cells[$1].column, $1) }
    var result: [Cell] = []
    result.reserveCapacity(cells.count)
    var repeated: [Int] = []
    for index in order {
      if let last = result.last, last.column == cells[index].column {
        result[result.count - 1] = cells[index]
        repeated.append(last.column)
      } else {
        result.append(cells[index])
      }
    }
    return (result, repeated)
  }
}
