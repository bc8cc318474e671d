// SPDX-License-Identifier: Apache-2.0
// Tally: what a reader found, in figures that another reader can be held against.

import DataModel
import Foundation
import Synchronization

/// Rows, cells, the sum of all numbers, the bytes of all texts.
struct Tally: Sendable {
  init(checks: Bool) { self.checks = checks }

  /// Whether the contents are added up too.
  let checks: Bool
  var rows = 0
  var cells = 0
  var sum = 0.0
  var textBytes = 0

  mutating func add(_ other: Tally) {
    rows += other.rows
    cells += other.cells
    sum += other.sum
    textBytes += other.textBytes
  }

  mutating func add(_ row: SheetRow) {
    rows += 1
    for cell in row.cells {
      cells += 1
      guard checks else { continue }
      switch cell.value {
      case .number(let number): sum += number
      case .date(let date): sum += date.serial
      case .text(let text), .error(let text): textBytes += text.utf8.count
      case .boolean, .blank: continue
      }
    }
  }

  mutating func add(_ group: CellGroup, _ values: CellValues) {
    rows += group.rowNumbers.count
    cells += group.cellCount
    guard checks else { return }
    for column in group.columns {
      switch column.content {
      case .numbers(_, let numbers):
        for number in numbers where number.bitPattern != CellGroup.noNumber { sum += number }
      case .texts(let tag, let texts):
        for text in texts where text != CellGroup.noText {
          textBytes += length(tag, Int(text), group, values)
        }
      case .mixed(let tags, let payloads):
        for slot in tags.indices {
          add(CellTag(rawValue: tags[slot]), payloads[slot], group, values)
        }
      case .sparse(let cells): for cell in cells { add(cell.tag, cell.payload, group, values) }
      }
    }
  }

  private mutating func add(
    _ tag: CellTag, _ payload: UInt64, _ group: CellGroup, _ values: CellValues
  ) {
    if tag.holdsDouble { sum += Double(bitPattern: payload) }
    if [.text, .sharedText, .error].contains(tag.kind) {
      textBytes += length(tag, Int(payload), group, values)
    }
  }

  private func length(
    _ tag: CellTag, _ text: Int, _ group: CellGroup, _ values: CellValues
  ) -> Int {
    tag.kind == .sharedText ? values.shared.length(of: text) : group.texts.range(of: text).count
  }
}

/// The tallies of several workers.
final class ParallelTallies: Sendable {
  private let state = Mutex((tally: Tally(checks: true), failure: (any Error)?.none))

  func add(_ tally: Tally) { state.withLock { $0.tally.add(tally) } }

  func fail(_ error: any Error) { state.withLock { $0.failure = error } }

  func total() throws -> Tally {
    try state.withLock { state in
      if let failure = state.failure { throw failure }
      return state.tally
    }
  }
}
