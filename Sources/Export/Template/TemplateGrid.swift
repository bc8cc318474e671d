// SPDX-License-Identifier: Apache-2.0
// TemplateGrid: the rows and columns of a statistics form, from the words that lead to its fields.

import DataModel
import Definitions

/// Labels down the left side, a header above, and which field stands where they meet.
struct TemplateGrid {
  struct Cell {
    var field: Int
    /// From 0, below the header.
    var row: Int
    /// From 0, right of the labels and the unit.
    var column: Int
  }

  /// The words of each row and column, outermost first.
  private(set) var rows: [[String]] = []
  private(set) var columns: [[String]] = []
  private(set) var cells: [Cell] = []
  /// What stands below a column where no word names it.
  private static let values = ["数值"]

  private let totals: Set<String>

  /// Columns of labels.
  var depth: Int { rows.map(\.count).max() ?? 1 }

  /// Rows of the header.
  var height: Int { columns.map(\.count).max() ?? 1 }

  /// A field that only repeats another one's words (the second cell of the same words) has no place here:
  /// a blank form has every cell once.
  init(_ form: FormDefinition, fields: [Int], vocabulary: LayoutVocabulary) {
    totals = Set(vocabulary.totals + vocabulary.weakHeaders)
    var rowKeys: [[String]] = []
    var columnKeys: [[String]] = []
    for field in fields {
      guard let place = form.fields[field].places.first(where: { ($0.ordinal ?? 1) == 1 }),
        let row = place.rows.first
      else { continue }
      let column = place.columns.first ?? Self.values
      cells.append(
        Cell(
          field: field, row: index(of: row, in: &rows, keys: &rowKeys),
          column: index(of: column, in: &columns, keys: &columnKeys)))
    }
    sortRows()
  }

  /// Below a group 合计 means the group: both are one line, and the longer way to name it is printed.
  private func index(
    of path: [String], in paths: inout [[String]], keys: inout [[String]]
  ) -> Int {
    var key = path
    if key.count > 1, let last = key.last, totals.contains(last) { key.removeLast() }
    if let known = keys.firstIndex(of: key) {
      if path.count > paths[known].count { paths[known] = path }
      return known
    }
    keys.append(key)
    paths.append(path)
    return paths.count - 1
  }

  /// Rows of a group stand together, where the first of them stood.
  private mutating func sortRows() {
    var order: [Int] = []
    for index in rows.indices where !order.contains(index) {
      let group = rows[index].dropLast()
      order += group.isEmpty ? [index] : rows.indices.filter { rows[$0].dropLast() == group }
    }
    var places: [Int: Int] = [:]
    for (new, old) in order.enumerated() { places[old] = new }
    rows = order.map { rows[$0] }
    cells = cells.map {
      Cell(field: $0.field, row: places[$0.row] ?? $0.row, column: $0.column)
    }
  }
}
