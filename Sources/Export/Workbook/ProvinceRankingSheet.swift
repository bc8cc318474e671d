// SPDX-License-Identifier: Apache-2.0
// ProvinceRankingSheet: 各县排名: counties by the share of parts that pass and by their disparities.

import DataModel
import Definitions

/// Writes 各县排名: equal values have equal ranks.
struct ProvinceRankingSheet {
  /// Rates and disparities are compared as they are shown here, or rounding would break ties.
  private static let digits = 6

  let context: ExportContext
  let matrix: VariationMatrixSheet

  private struct Figure {
    var title: String
    /// By county: where it stands, and what stands there; nil where the county has none.
    var cells: [(cell: String, value: Double)?]
    /// The largest value comes first.
    var isDescending: Bool
    var style: XlsxStyle
  }

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.ranking)
    try sheet.title("各县排名")
    try sheet.note(
      "达标率从高到低，差异系数从低到高；数值取自“\(SheetNames.countyVerdicts)”和“\(SheetNames.matrix)”，保留 \(Self.digits) 位小数后比较，相同的值名次相同。",
      column: 3)
    let variation = try file.style(
      .number(digits: context.definitions.standard.variation.digits))
    let figures =
      [rates(styles.percent)]
      + matrix.largest().map { entry in
        Figure(
          title: "\(entry.stage)最大差异系数", cells: entry.cells, isDescending: false, style: variation)
      }
    try sheet.header(["区县代码", "区县名称"] + figures.flatMap { [$0.title, "名次"] })
    let first = sheet.row
    let last = first + context.evaluation.counties.count - 1
    for (index, county) in context.evaluation.counties.enumerated() {
      var cells = [SheetCell(county.code, styles.text), SheetCell(county.name, styles.text)]
      for (place, figure) in figures.enumerated() {
        cells += self.cells(
          figure, index, column: 3 + 2 * place, rows: first...max(first, last), styles)
      }
      try sheet.append(cells)
    }
    try sheet.finish(frozenColumns: 2, header: header)
    guard last >= first else { return }
    try sheet.bars(column: 3, color: 0x9DC3E6)
  }

  private func rates(_ style: XlsxStyle) -> Figure {
    let first = CountyVerdictSheet.firstRow
    let cells = context.evaluation.counties.indices.map { county -> (String, Double)? in
      let parts = context.partsOfCounty[county].map { context.evaluation.parts[$0] }
        .filter(\.isInScope)
      guard !parts.isEmpty else { return nil }
      let rate = Double(parts.count { $0.verdict == .pass }) / Double(parts.count)
      return (SheetNames.reference(SheetNames.countyVerdicts, "O\(first + county)"), rate)
    }
    return Figure(title: "学段部达标率", cells: cells, isDescending: true, style: style)
  }

  private func cells(
    _ figure: Figure, _ county: Int, column: Int, rows: ClosedRange<Int>, _ styles: SheetStyles
  ) -> [SheetCell] {
    let blank = SheetCell(.blank, styles.plain)
    guard let (cell, value) = figure.cells[county] else { return [blank, blank] }
    let own = Self.rounded(value)
    let formula = "=IF(\(cell)=\"\",\"\",ROUND(\(cell),\(Self.digits)))"
    let letter = CellReference.letters(ofColumn: column)
    let here = "\(letter)\(rows.lowerBound + county)"
    let range = "\(letter)$\(rows.lowerBound):\(letter)$\(rows.upperBound)"
    let others = figure.cells.compactMap { $0.map { Self.rounded($0.value) } }
    let better = others.count { figure.isDescending ? $0 > own : $0 < own }
    let order = figure.isDescending ? 0 : 1
    return [
      SheetCell(.formula(formula, own, isArray: false), figure.style),
      SheetCell(
        .formula(
          "=IF(\(here)=\"\",\"\",RANK(\(here),\(range),\(order)))", Double(better + 1),
          isArray: false), styles.count),
    ]
  }

  private static func rounded(_ value: Double) -> Double {
    ExactNumber(decimalOf: value).rounded(digits: digits).doubleValue
  }
}
