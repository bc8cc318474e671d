// SPDX-License-Identifier: Apache-2.0
// TemplateMatrixLabels: writes the header and the labels of a blank statistics form.

import DataModel

/// Header above, labels and units to the left.
struct TemplateMatrixLabels {
  let form: TemplateForm
  let grid: TemplateGrid
  let totals: TemplateTotals
  let file: XlsxFile
  let styles: TemplateStyles
  let sheet: XlsxSheet

  private var top: Int { form.headerRow - grid.height + 1 }

  func write() throws {
    try file.merge(area(top, 1, form.headerRow, grid.depth), "指标名称", styles.header, on: sheet)
    let unit = grid.depth + 1
    try file.merge(area(top, unit, form.headerRow, unit), "计量单位", styles.header, on: sheet)
    for row in top...form.headerRow { try file.setHeight(24, ofRow: row, on: sheet) }
    try writeHeader()
    try writeRows()
  }

  /// Words above columns; a word that several neighbours share stands once over all of them.
  private func writeHeader() throws {
    for level in 0..<grid.height {
      var column = 0
      while column < grid.columns.count {
        let path = grid.columns[column]
        guard level < path.count else {
          column += 1
          continue
        }
        var last = column
        let isLeaf = level == path.count - 1
        while !isLeaf, last + 1 < grid.columns.count,
          grid.columns[last + 1].count > level + 1,
          grid.columns[last + 1].prefix(level + 1) == path.prefix(level + 1)
        {
          last += 1
        }
        // The last word goes down to the data.
        let bottom = isLeaf ? form.headerRow : top + level
        try file.merge(
          area(top + level, grid.depth + 2 + column, bottom, grid.depth + 2 + last), path[level],
          styles.header, on: sheet)
        column = last + 1
      }
    }
  }

  private func writeRows() throws {
    var index = 0
    while index < grid.rows.count {
      let path = grid.rows[index]
      var last = index
      while path.count > 1, last + 1 < grid.rows.count,
        grid.rows[last + 1].dropLast() == path.dropLast()
      {
        last += 1
      }
      if path.count > 1 {
        for (level, word) in path.dropLast().enumerated() {
          try file.merge(
            area(row(index), level + 1, row(last), level + 1), word, styles.group, on: sheet)
        }
      }
      for line in index...last { try writeRow(line) }
      index = last + 1
    }
  }

  /// The label goes as far as the other rows' labels do.
  private func writeRow(_ index: Int) throws {
    let path = grid.rows[index]
    let isRequired = grid.cells.contains { cell in
      cell.row == index && totals.isNeeded(cell.field, of: form)
    }
    try file.merge(
      area(row(index), path.count, row(index), grid.depth), path[path.count - 1],
      isRequired ? styles.requiredLabel : styles.label, on: sheet)
    let units = grid.cells.filter { $0.row == index }
      .compactMap { form.slot($0.field)?.unit }
    let unit = Set(units).count == 1 ? units[0] : ""
    try file.write(
      unit, at: CellReference(row: row(index), column: grid.depth + 1), styles.number, on: sheet)
  }

  private func row(_ index: Int) -> Int { form.headerRow + 1 + index }

  private func area(_ top: Int, _ left: Int, _ bottom: Int, _ right: Int) -> CellRange {
    CellRange(
      first: CellReference(row: top, column: left), last: CellReference(row: bottom, column: right))
  }
}
