// SPDX-License-Identifier: Apache-2.0
// CellRows: the cells of a group in the order of its rows.

/// The cells of a `CellGroup` row by row, for those who go along the rows.
///
/// Costs one pass over the cells, however the group's columns keep them: asking each column for
/// each row would cost as much as the group is wide, and a group may have sixteen thousand columns.
package struct CellRows: Sendable {
  /// Which of the group's columns each cell is in, from left to right within a row.
  package private(set) var columns: [UInt16]
  package private(set) var tags: [CellTag]
  /// The eight bytes of each cell.
  package private(set) var payloads: [UInt64]
  /// Where the cells of each row begin, and at last where all end.
  private var starts: [Int]

  package init(_ group: CellGroup) {
    var counts = [Int](repeating: 0, count: group.rowNumbers.count + 1)
    Self.forEach(group) { slot, _, _, _ in counts[slot] += 1 }
    var place = 0
    for slot in counts.indices { (counts[slot], place) = (place, place + counts[slot]) }
    starts = counts
    var next = counts
    var columns = [UInt16](repeating: 0, count: place)
    var tags = [CellTag](repeating: .absent, count: place)
    var payloads = [UInt64](repeating: 0, count: place)
    Self.forEach(group) { slot, column, tag, payload in
      let place = next[slot]
      next[slot] = place + 1
      columns[place] = UInt16(truncatingIfNeeded: column)
      tags[place] = tag
      payloads[place] = payload
    }
    self.columns = columns
    self.tags = tags
    self.payloads = payloads
  }

  /// Where the cells of a row stand in the arrays.
  package func cells(of slot: Int) -> Range<Int> { starts[slot]..<starts[slot + 1] }

  private static func forEach(
    _ group: CellGroup, _ body: (Int, Int, CellTag, UInt64) -> Void
  ) {
    for (index, column) in group.columns.enumerated() {
      switch column.content {
      case .numbers(let tag, let numbers):
        for (slot, number) in numbers.enumerated() where number.bitPattern != CellGroup.noNumber {
          body(slot, index, tag, number.bitPattern)
        }
      case .texts(let tag, let texts):
        for (slot, text) in texts.enumerated() where text != CellGroup.noText {
          body(slot, index, tag, UInt64(text))
        }
      case .mixed(let tags, let payloads):
        for slot in tags.indices where tags[slot] != 0 {
          body(slot, index, CellTag(rawValue: tags[slot]), payloads[slot])
        }
      case .sparse(let cells):
        for cell in cells { body(Int(cell.slot), index, cell.tag, cell.payload) }
      }
    }
  }
}
