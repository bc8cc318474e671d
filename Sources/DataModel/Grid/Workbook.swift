// SPDX-License-Identifier: Apache-2.0
// Workbook: the cells of one file, whatever format it came in.

/// One row: its 1-based number and its cells in column order.
///
/// Blank cells may be absent. The cells of a row never change, so that what it counted of them holds.
package struct SheetRow: Hashable, Sendable {
  package var number: Int
  package let cells: [Cell]
  /// Which of the cells are filled.
  package let fill: RowFill

  package init(number: Int, cells: [Cell]) {
    self.number = number
    self.cells = cells
    fill = RowFill(cells)
  }

  /// For who counted the cells while making them.
  init(number: Int, cells: [Cell], fill: RowFill.Counter) {
    self.number = number
    self.cells = cells
    self.fill = RowFill(fill)
  }
}

/// Whether the person at the spreadsheet sees the sheet.
package enum SheetVisibility: String, Hashable, Sendable {
  case visible
  case hidden
  /// Hidden so that only a macro or another program can show it.
  case veryHidden
}

/// What a sheet is called and how it is laid out.
package struct SheetInfo: Hashable, Sendable {
  /// As on the tab; "" for formats without sheets, such as CSV.
  package var name: String
  package var visibility: SheetVisibility
  package var dateSystem: DateSystem
  /// Empty until it was asked for or the rows have been read.
  package var layout: SheetLayout

  package init(
    name: String, visibility: SheetVisibility = .visible, merges: [CellRange] = [],
    dateSystem: DateSystem = .from1900
  ) {
    self.name = name
    self.visibility = visibility
    self.dateSystem = dateSystem
    layout = SheetLayout(merges: merges)
  }

  package var merges: [CellRange] {
    get { layout.merges }
    set { layout.merges = newValue }
  }
}

/// A sheet with its rows, in row order.
package struct Sheet: Hashable, Sendable {
  package var info: SheetInfo
  package var rows: [SheetRow]

  package init(info: SheetInfo, rows: [SheetRow]) {
    self.info = info
    self.rows = rows
  }

  /// Cells that are neither blank nor empty text: the number that every account must add up to.
  package var nonEmptyCellCount: Int {
    rows.withUnsafeBufferPointer { rows in
      rows.indices.reduce(0) { $0 + rows[$1].fill.count }
    }
  }
}

/// The cells of one file.
package struct Workbook: Hashable, Sendable {
  /// Short name of the format: `xlsx`, `csv`, `tsv`.
  package var format: String
  /// Text encoding where the format does not fix it: `UTF-8`, `GB18030`; nil for workbooks.
  package var encoding: String?
  package var sheets: [Sheet]
  /// What a reader should know but can live with, one English sentence each.
  package var warnings: [String]

  package init(
    format: String, encoding: String? = nil, sheets: [Sheet], warnings: [String] = []
  ) {
    self.format = format
    self.encoding = encoding
    self.sheets = sheets
    self.warnings = warnings
  }
}
