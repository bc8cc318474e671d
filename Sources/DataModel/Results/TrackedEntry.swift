// SPDX-License-Identifier: Apache-2.0
// TrackedEntry: one line of a declared ledger and what became of it since the previous run.

/// What became of a ledger's line.
package enum TrackedState: String, Hashable, Sendable, CaseIterable {
  /// Open, and not open in the previous run.
  case new
  case open
  /// 销号.
  case closed
  /// Open in the previous run, and not in a ledger that was handed in again: nobody closed it.
  case lost
  /// Whether it is open cannot be told from the line.
  case undecided
}

/// One line of a declared ledger (台账), such as a school of 一校一策 or a project.
package struct TrackedEntry: Hashable, Sendable {
  package var countyCode: String
  package var ledger: String
  package var schoolCode: String
  package var schoolName: String
  /// The record's key inside its form; sensitive fields masked.
  package var key: String
  package var state: TrackedState
  /// nil for a line of the previous run.
  package var place: Place?

  package init(
    countyCode: String, ledger: String, schoolCode: String, schoolName: String, key: String,
    state: TrackedState, place: Place?
  ) {
    self.countyCode = countyCode
    self.ledger = ledger
    self.schoolCode = schoolCode
    self.schoolName = schoolName
    self.key = key
    self.state = state
    self.place = place
  }
}
