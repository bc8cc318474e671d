// SPDX-License-Identifier: Apache-2.0
// HeaderBlock: a few header rows read as one path of words for each column.

import DataModel
import Definitions

/// The words above a column, outermost first; the last one is the leaf.
struct HeaderPath: Sendable {
  var column: Int
  /// Folded words of the groups above the leaf.
  var parents: [String]
  var leaf: HeaderLabel
  /// The leaf as written.
  var text: String
  /// Row number of the cell that holds the leaf.
  var row: Int
  /// Units beside the words of the groups, the nearest one first.
  var groupUnits: [UnitDefinition] = []
  /// What the path means, where its words alone told that.
  var meanings: [WordMeaning]?

  /// The words of the path name a unit.
  var saysUnit: Bool { leaf.unit != nil || !groupUnits.isEmpty || leaf.bare != nil }
}

/// One to four rows read as a header.
struct HeaderBlock: Sendable {
  /// Indices into the sheet's rows.
  var rows: Range<Int>
  var paths: [HeaderPath]

  var columns: ClosedRange<Int>? {
    guard let first = paths.first?.column, let last = paths.last?.column else { return nil }
    return first...last
  }
}
