// SPDX-License-Identifier: Apache-2.0
// MatrixPlace: where a field stands on a statistics form: the words of its row and of its column.

/// One place of a field on a form of layout `matrix`; a field may declare several, one for each edition.
///
/// Words decide. A code or a number only tells apart cells whose words say the same.
package struct MatrixPlace: Hashable, Sendable {
  /// Ways to name the row, each outermost first: `[["总计"], ["合计"]]`; an earlier one is preferred.
  package var rows: [[String]]
  /// Ways to name the column; empty where the form has one column of values.
  package var columns: [[String]]
  /// Codes of the row as printed (`01`).
  package var codes: [String]
  /// Numbers of the column as printed below the header (`7`).
  package var numbers: [String]
  /// Which of several cells with the same words it is, from 1; nil: there must be one.
  package var ordinal: Int?
  package var place: DefinitionPlace

  package init(
    rows: [[String]], columns: [[String]] = [], codes: [String] = [], numbers: [String] = [],
    ordinal: Int? = nil, place: DefinitionPlace
  ) {
    self.rows = rows
    self.columns = columns
    self.codes = codes
    self.numbers = numbers
    self.ordinal = ordinal
    self.place = place
  }
}

/// Which part of a statistics sheet a form speaks of, where forms of several stages look alike.
package struct MatrixScope: Hashable, Sendable {
  /// Words that say a row, a column or a title belongs to the form: 小学.
  package var within: [String]
  /// Words that say it does not, unless one of `within` stands there too: 初中.
  package var outside: [String]

  package init(within: [String] = [], outside: [String] = []) {
    self.within = within
    self.outside = outside
  }
}
