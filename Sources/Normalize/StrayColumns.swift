// SPDX-License-Identifier: Apache-2.0
// StrayColumns: the cells of records that stand beside the columns of their list.

import DataModel
import Definitions

/// Cells under no header, by column; one finding tells of each column.
struct StrayColumns {
  private var columns: [Int: (first: Int, last: Int, count: Int)] = [:]

  mutating func note(_ column: Int, row: Int) {
    let known = columns[column]
    columns[column] = (known?.first ?? row, row, (known?.count ?? 0) + 1)
  }

  func report(form: String, to log: inout FindingLog) {
    for column in columns.keys.sorted() {
      guard let stray = columns[column] else { continue }
      log.add(
        "cells-belong-to-a-table", .mustExplain, form: form,
        range: CellRange(
          first: CellReference(row: stray.first, column: column),
          last: CellReference(row: stray.last, column: column)),
        facts: ["count": String(stray.count)])
    }
  }
}
