// SPDX-License-Identifier: Apache-2.0
// CountyNames: names of thresholds, weights and blocks of a county workbook, for its formulas.

import DataModel
import Definitions

/// The defined names of a county workbook.
///
/// They are what formulas say in place of an address, so that a reader sees what a value is held
/// against. A name that Excel would not take has its odd characters replaced by `_`.
struct CountyNames {
  /// Name and what it stands for, with the leading `=`.
  private(set) var all: [(name: String, formula: String)] = []
  private var thresholds: [[String]] = []
  private var floors: [[String]] = []
  private var weights: [String: String] = [:]
  private var limits: [String: (place: Int, name: String)] = [:]
  private let stages: [String]
  private var taken: Set<String> = []

  /// 最低值占达标值的比例.
  static let share = "最低值比例"

  init(_ context: ExportContext, _ layout: PartLayout, county: Int) {
    stages = layout.stages.map(\.id)
    claim(Self.share, column: PartLayout.Indicators.pupils, row: PartLayout.Indicators.shareRow)
    for (index, indicator) in context.definitions.indicators.enumerated() {
      let column = layout.valueColumn(index)
      var own: (thresholds: [String], floors: [String]) = ([], [])
      for stage in stages {
        let row = layout.thresholdRow(stage) ?? PartLayout.Indicators.firstThresholdRow
        own.thresholds.append(
          claim("阈值_\(indicator.id)_\(stage)", column: column, row: row))
        own.floors.append(claim("底线_\(indicator.id)_\(stage)", column: column, row: row + 1))
      }
      thresholds.append(own.thresholds)
      floors.append(own.floors)
    }
    for (stage, column) in layout.weightColumns {
      weights[stage] = claim("折算_\(stage)", column: column, row: PartLayout.Indicators.shareRow)
    }
    claimBlocks(layout)
    let results = context.evaluation.countyIndicators.filter { $0.county == county }
    for (place, result) in results.enumerated()
    where result.limit != nil && limits[result.stage] == nil {
      let cell = SheetNames.reference(
        SheetNames.variation, "$K$\(VariationSheet.firstRow + place)")
      limits[result.stage] = (place, add("限值_\(result.stage)", "=" + cell))
    }
  }

  /// What stands for a stage's limit in all rows of 差异系数 but the first, which holds it.
  func limit(_ stage: String, place: Int) -> String? {
    limits[stage].flatMap { $0.place == place ? nil : $0.name }
  }

  /// What stands for a stage's limit outside of 差异系数.
  func limit(_ stage: String) -> String? { limits[stage]?.name }

  /// Rows of each stage's parts in scope on 指标计算: what a 差异系数 is over.
  private mutating func claimBlocks(_ layout: PartLayout) {
    for block in layout.blocks where !block.inScope.isEmpty {
      let rows =
        layout.indicatorRow(
          block.inScope.lowerBound)...layout.indicatorRow(
          block.inScope.upperBound - 1)
      let columns = (first: "$A$", last: CellReference.letters(ofColumn: layout.lastColumn))
      let cells = "\(columns.first)\(rows.lowerBound):$\(columns.last)$\(rows.upperBound)"
      add("参评_\(block.stage)", "=" + SheetNames.reference(SheetNames.indicators, cells))
    }
  }

  @discardableResult
  private mutating func claim(_ wish: String, column: Int, row: Int) -> String {
    let cell = "$\(CellReference.letters(ofColumn: column))$\(row)"
    return add(wish, "=" + SheetNames.reference(SheetNames.indicators, cell))
  }

  @discardableResult
  private mutating func add(_ wish: String, _ formula: String) -> String {
    let base = Self.safe(wish)
    var name = base
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      name = "\(base)_\(number)"
      number += 1
    }
    all.append((name, formula))
    return name
  }

  /// Letters, digits and `_`: the first letter is ours, so that no name reads as an address.
  static func safe(_ wish: String) -> String {
    var result = ""
    for scalar in wish.unicodeScalars.prefix(200) {
      let isTaken =
        scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
      result.unicodeScalars.append(isTaken ? scalar : "_")
    }
    return result
  }

  /// What stands for the threshold of an indicator; nil where the stage has none.
  func threshold(_ indicator: Int, _ stage: String) -> String? {
    stages.firstIndex(of: stage).map { thresholds[indicator][$0] }
  }

  func floor(_ indicator: Int, _ stage: String) -> String? {
    stages.firstIndex(of: stage).map { floors[indicator][$0] }
  }

  func weight(_ stage: String) -> String? { weights[stage] }

  func define(in file: XlsxFile) throws {
    for entry in all { try file.define(entry.name, as: entry.formula) }
  }
}
