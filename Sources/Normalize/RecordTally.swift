// SPDX-License-Identifier: Apache-2.0
// RecordTally: what became of the cells in the rows of a list's records.

import DataModel

/// Counts cells until the table's end, when all are entered into the account at once.
struct RecordTally {
  private var used = 0
  private var serial = 0
  private var leftOut = 0
  private var quarantined = 0

  mutating func add(_ shape: RowShape) {
    used += shape.mapped
    serial += shape.serial
    leftOut += shape.leftOut
  }

  mutating func quarantineOne() { quarantined += 1 }

  func enter(into accounting: inout CellAccounting) {
    accounting.use(used)
    accounting.ignore(serial, rule: "serial")
    accounting.ignore(leftOut, rule: "declared")
    accounting.quarantine(quarantined)
  }
}
