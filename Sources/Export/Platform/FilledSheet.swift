// SPDX-License-Identifier: Apache-2.0
// FilledSheet: what is to be written on one sheet of a template.

package import DataModel

/// A value put into a cell of a template.
package enum FilledValue: Hashable, Sendable {
  case blank
  case number(Double)
  case text(String)

  /// As our own reader gives it back.
  package var cellValue: CellValue {
    switch self {
    case .blank: .blank
    case .number(let number): .number(number)
    case .text(let text): text.isEmpty ? .blank : .text(text)
    }
  }
}

/// Rows that a sample row becomes.
package struct FilledRows: Sendable {
  /// Row of the sample in the template.
  package var sampleRow: Int
  /// The column of each value of a row.
  package var columns: [Int]
  package var rows: [[FilledValue]]

  package init(sampleRow: Int, columns: [Int], rows: [[FilledValue]]) {
    self.sampleRow = sampleRow
    self.columns = columns
    self.rows = rows
  }
}

/// What is written on one sheet.
package struct FilledSheet: Sendable {
  /// As on the tab.
  package var name: String
  package var cells: [CellReference: FilledValue]
  package var blocks: [FilledRows]

  package init(name: String, cells: [CellReference: FilledValue], blocks: [FilledRows]) {
    self.name = name
    self.cells = cells
    self.blocks = blocks
  }

  var insertions: RowInsertions {
    RowInsertions(blocks.map { ($0.sampleRow, max(0, $0.rows.count - 1)) })
  }

  /// Every cell written, where it stands in the filled sheet.
  package var written: [CellReference: FilledValue] {
    let moved = insertions
    var result: [CellReference: FilledValue] = [:]
    for (cell, value) in cells {
      result[CellReference(row: moved.row(cell.row), column: cell.column)] = value
    }
    for block in blocks {
      let first = moved.row(block.sampleRow)
      for (index, values) in block.rows.enumerated() {
        for (column, value) in zip(block.columns, values) {
          result[CellReference(row: first + index, column: column)] = value
        }
      }
    }
    return result
  }
}

/// Why a template cannot be filled: what it lacks, or what would not survive.
package struct TemplateRefusal: Error, Hashable, Sendable {
  package var reason: BilingualText

  init(_ chinese: String, _ english: String) {
    reason = BilingualText(chinese: chinese, english: english)
  }
}
