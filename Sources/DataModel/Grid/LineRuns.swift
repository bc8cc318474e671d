// SPDX-License-Identifier: Apache-2.0
// LineRuns: which rows or columns of a sheet something is true of, as runs.

/// Numbers of rows or of columns, 1-based, kept as runs of neighbours.
///
/// A filter may hide every second row of a million, so the runs kept are bounded; `count` is not.
package struct LineRuns: Hashable, Sendable {
  /// More runs than this are counted and not kept.
  package static let mostRuns = 65_536

  /// How many lines were added; a line added twice counts twice.
  package private(set) var count = 0
  /// False when there were more runs than are kept.
  package private(set) var isComplete = true
  private var pieces: [ClosedRange<Int>] = []
  private var isOrdered = true

  package init() {}

  package init(_ runs: [ClosedRange<Int>]) {
    for run in runs { insert(run) }
  }

  package var isEmpty: Bool { count == 0 }

  /// The runs in order, none touching the next.
  package var runs: [ClosedRange<Int>] {
    guard !isOrdered else { return pieces }
    var joined: [ClosedRange<Int>] = []
    for run in pieces.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, run.lowerBound <= last.upperBound + 1 {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, run.upperBound)
      } else {
        joined.append(run)
      }
    }
    return joined
  }

  /// Adds a line or a run of them; lines below 1 and beyond a sheet's last row do not exist.
  package mutating func insert(_ run: ClosedRange<Int>) {
    guard run.upperBound >= 1, run.lowerBound <= CellReference.lastRow else { return }
    let run = run.clamped(to: 1...CellReference.lastRow)
    count += run.count
    if let last = pieces.last {
      if run.lowerBound == last.upperBound + 1 {
        pieces[pieces.count - 1] = last.lowerBound...run.upperBound
        return
      }
      if run.lowerBound <= last.upperBound { isOrdered = false }
    }
    guard pieces.count < Self.mostRuns else {
      isComplete = false
      return
    }
    pieces.append(run)
  }

  package mutating func insert(_ line: Int) { insert(line...line) }
}
