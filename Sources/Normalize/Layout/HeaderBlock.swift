// SPDX-License-Identifier: Apache-2.0
// HeaderBlock: a few header rows read as one path of words for each column.

import DataModel
import Definitions

/// The words above a column, outermost first; the last one is the leaf.
///
/// A class: matches of a header hand its paths on, and none of their many parts is copied for that.
final class HeaderPath: Sendable {
  let column: Int
  /// Folded words of the groups above the leaf.
  let parents: [String]
  let leaf: HeaderLabel
  /// The leaf as written.
  let text: String
  /// Row number of the cell that holds the leaf.
  let row: Int
  /// Units beside the words of the groups, the nearest one first.
  let groupUnits: [UnitDefinition]
  /// What the path means, where its words alone told that.
  let meanings: [WordMeaning]?

  init(
    column: Int, parents: [String], leaf: HeaderLabel, text: String, row: Int,
    groupUnits: [UnitDefinition] = [], meanings: [WordMeaning]? = nil
  ) {
    self.column = column
    self.parents = parents
    self.leaf = leaf
    self.text = text
    self.row = row
    self.groupUnits = groupUnits
    self.meanings = meanings
  }

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
