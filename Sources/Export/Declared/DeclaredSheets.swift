// SPDX-License-Identifier: Apache-2.0
// DeclaredSheets: the declared forms of one county's workbook: their names, and the writing of them.

import DataModel
import Definitions

/// The forms that a county's workbook begins with.
struct DeclaredSheets {
  let county: DeclaredCounty
  private let layout: PartLayout
  let places: DeclaredPlaces

  private var sheets: [OutputSheet] { county.context.definitions.outputs.sheets }

  init(_ context: ExportContext, _ layout: PartLayout, county: Int) {
    self.county = DeclaredCounty(context, county: county)
    self.layout = layout
    places = DeclaredPlaces(context, layout, county: county)
  }

  /// Names and what they hold, for the cover's directory.
  var directory: [(String, String)] {
    sheets.map { ($0.name, "申报表样，按条目引用其他工作表（公式）") }
  }

  func tables() -> [DeclaredTable] { sheets.map { table(of: $0) } }

  func table(of sheet: OutputSheet) -> DeclaredTable {
    DeclaredTableBuilder(county: county, layout: layout, places: places, sheet: sheet).table()
  }

  /// A sentence about the county.
  func sentence(_ sentence: OutputSentence) -> DeclaredCell {
    DeclaredFormulas(facts: DeclaredFacts(county: county, part: nil), places: places)
      .sentence(sentence)
  }

  /// The rows of the tables as a reader must give them back.
  static func written(_ tables: [DeclaredTable]) -> [WrittenSheet] {
    tables.map { table in
      var cells: [CellReference: CellValue] = [:]
      for block in table.sections.flatMap(\.blocks) {
        for (index, row) in block.rows.enumerated() {
          for (column, cell) in row.enumerated() where !table.isRepeated(column, index, in: block) {
            let place = CellReference(row: block.firstRow + index, column: column + 1)
            cells[place] = cell.written
          }
        }
      }
      return WrittenSheet(name: table.definition.name, cells: cells)
    }
  }

  /// What was written, to be read back.
  func write(_ file: XlsxFile, header: String) throws -> [WrittenSheet] {
    guard !sheets.isEmpty else { return [] }
    let styles = try DeclaredStyles(file)
    let tables = tables()
    for table in tables {
      var sheet = try DeclaredSheet(table, name: table.definition.name, file, styles)
      try sheet.write(header: header)
    }
    return Self.written(tables)
  }
}
