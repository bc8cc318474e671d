// SPDX-License-Identifier: Apache-2.0
// DeclaredPlaces: where the figures of declared sheets stand elsewhere in the county's workbook.

import DataModel
import Definitions
import Formula

/// Cells of 差异系数: a line for each stage and indicator, then the composites.
struct VariationPlaces {
  static let headerRow = 4
  static let undecided = 6
  static let mean = 8
  static let variation = 10
  static let limit = 11

  let results: [CountyIndicatorResult]
  let composites: [CountyIndicatorResult]

  init(_ context: ExportContext, county: Int) {
    results = context.evaluation.countyIndicators.filter { $0.county == county }
    composites = context.evaluation.countyComposites.filter { $0.county == county }
  }

  func row(stage: String, indicator: String) -> Int? {
    results.firstIndex { $0.stage == stage && $0.indicator == indicator }
      .map { Self.headerRow + 1 + $0 }
  }

  /// A row is left empty between the indicators and their mean.
  func compositeRow(stage: String) -> Int? {
    composites.firstIndex { $0.stage == stage }
      .map { Self.headerRow + results.count + 2 + $0 }
  }
}

/// Cells of 县域项目.
enum ItemPlaces {
  static let headerRow = 4
  static let value = 5
  static let status = 7
  static let score = 8
  static let points = 9
  /// 判定方式 and 判定值.
  static let comparison = 13
  static let limit = 14

  /// Row of an item among the county's results, which the sheet lists in order.
  static func row(_ id: String, _ context: ExportContext, county: Int) -> Int? {
    let items = context.evaluation.countyItems.filter { $0.county == county }
    return items.firstIndex { $0.item == id }.map { headerRow + 1 + $0 }
  }
}

/// References to cells of other sheets.
final class DeclaredPlaces {
  let context: ExportContext
  let layout: PartLayout
  let variation: VariationPlaces
  /// Of thresholds and limits.
  let names: CountyNames
  /// Rows on 县域项目 by item.
  private let itemRows: [String: Int]
  private let placeOfPart: [Int: Int]

  init(_ context: ExportContext, _ layout: PartLayout, county: Int) {
    self.context = context
    self.layout = layout
    variation = VariationPlaces(context, county: county)
    names = CountyNames(context, layout, county: county)
    let items = context.evaluation.countyItems.filter { $0.county == county }
    itemRows = Dictionary(
      items.enumerated().map { ($1.item, ItemPlaces.headerRow + 1 + $0) },
      uniquingKeysWith: { first, _ in first })
    placeOfPart = Dictionary(
      layout.parts.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func item(_ id: String, column: Int) -> String? {
    itemRows[id].map { SheetNames.reference(SheetNames.items, Address.cell(column, $0)) }
  }

  /// A cell of a part's row on 指标计算.
  func indicators(_ part: Int, column: Int) -> String? {
    placeOfPart[part].map {
      SheetNames.reference(SheetNames.indicators, Address.cell(column, layout.indicatorRow($0)))
    }
  }

  func disparity(_ row: Int, column: Int) -> String {
    SheetNames.reference(SheetNames.variation, Address.cell(column, row))
  }

  /// A column of 指标计算 over the parts in scope of a stage.
  func stageRange(_ stage: String, column: Int) -> String? {
    guard let block = layout.blocks.first(where: { $0.stage == stage }), !block.inScope.isEmpty
    else { return nil }
    let first = layout.indicatorRow(block.inScope.lowerBound)
    return Address.range(
      SheetNames.indicators, column: column,
      rows: first...layout.indicatorRow(block.inScope.upperBound - 1))
  }

  /// The cell that holds what a formula's slot stands for; nil: there is none.
  func cell(_ number: Int, part: Int?) -> String? {
    let slot = FieldSlot(number: number)
    switch slot.form {
    case FieldSlot.valueScope:
      return SheetNames.reference(
        SheetNames.countyValues,
        Address.cell(CountyValueSheet.valueColumn, CountyValueSheet.row(slot.field)))
    case FieldSlot.itemScope:
      return item(context.definitions.items.items[slot.field].id, column: ItemPlaces.value)
    default: return part.flatMap { partCell(slot, $0) }
    }
  }

  private func partCell(_ slot: FieldSlot, _ part: Int) -> String? {
    guard let place = placeOfPart[part] else { return nil }
    typealias Data = PartLayout.Data
    let column: Int
    switch slot.form {
    case FieldSlot.partScope:
      let columns = [Data.stage, Data.type, Data.urbanRural, Data.sponsor, Data.name]
      guard columns.indices.contains(slot.field) else { return nil }
      column = columns[slot.field]
    case FieldSlot.outputScope: column = Data.code
    case FieldSlot.inputScope:
      guard layout.inputs.indices.contains(slot.field), layout.inputs[slot.field].own > 0 else {
        return nil
      }
      column = layout.inputs[slot.field].own
    case FieldSlot.indicatorScope:
      return indicators(part, column: layout.valueColumn(slot.field))
    default: return nil
    }
    return SheetNames.reference(
      SheetNames.data, Address.cell(column, layout.dataRow(place)))
  }
}

/// Addresses of a formula all of whose slots have a cell.
struct DeclaredAddresses: FormulaAddresses {
  let cells: [Int: String]

  /// nil where a slot has no cell of its own.
  init?(_ formula: CheckedFormula, _ places: DeclaredPlaces, part: Int?) {
    guard formula.columnSlots.isEmpty, !formula.needsArrayEntry else { return nil }
    var cells: [Int: String] = [:]
    for slot in formula.fieldSlots {
      guard let cell = places.cell(slot, part: part) else { return nil }
      cells[slot] = cell
    }
    self.cells = cells
  }

  func cell(_ slot: Int) -> String { cells[slot] ?? "" }

  func range(_ slot: Int) -> String { "" }
}
