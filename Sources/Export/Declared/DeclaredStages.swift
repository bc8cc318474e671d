// SPDX-License-Identifier: Apache-2.0
// DeclaredStages: figures of a stage of the county: how many parts reach a threshold, means, disparities.

import DataModel
import Definitions

/// Makes the cells of lines over a stage.
struct DeclaredStages {
  let context: ExportContext
  let layout: PartLayout
  let places: DeclaredPlaces

  /// An indicator of a stage.
  func cell(_ indicator: String, _ facet: OutputFacet, stage: String, digits: Int?) -> DeclaredCell
  {
    switch facet {
    case .metCount, .metShare:
      let index = context.definitions.indicators.firstIndex { $0.id == indicator }
      let column = index.map(layout.statusColumn) ?? 0
      let statuses = parts(stage).map { part in
        part.indicators.first { $0.indicator == indicator }?.status ?? .undecided
      }
      return counted(
        met: statuses.count { $0 == .met }, open: statuses.count { $0 == .undecided },
        of: statuses.count, share: facet == .metShare, places.stageRange(stage, column: column),
        digits: digits)
    case .mean, .variation, .limit:
      guard let row = places.variation.row(stage: stage, indicator: indicator),
        let result = places.variation.results.first(where: {
          $0.stage == stage && $0.indicator == indicator
        })
      else { return DeclaredCell(.missing(.undefined), reason: "没有参评学段部") }
      return figure(result, facet, row: row, digits: digits)
    case .value, .threshold, .floor, .status: return .blank
    }
  }

  /// All indicators together: parts that pass, or the composite disparity.
  func composite(_ facet: OutputFacet?, stage: String, digits: Int?) -> DeclaredCell {
    switch facet {
    case .metCount, .metShare:
      let verdicts = parts(stage).map(\.verdict)
      return counted(
        met: verdicts.count { $0 == .pass }, open: verdicts.count { $0 == .undecided },
        of: verdicts.count, share: facet == .metShare,
        places.stageRange(stage, column: layout.countColumn + 4), digits: digits)
    case .variation, .limit:
      guard let row = places.variation.compositeRow(stage: stage),
        let result = places.variation.composites.first(where: { $0.stage == stage }), let facet
      else { return .unused }
      return figure(result, facet, row: row, digits: digits)
    default: return .unused
    }
  }

  private func parts(_ stage: String) -> [SchoolPartResult] {
    guard let block = layout.blocks.first(where: { $0.stage == stage }) else { return [] }
    return block.inScope.map { context.evaluation.parts[layout.parts[$0]] }
  }

  private func counted(
    met: Int, open: Int, of total: Int, share: Bool, _ range: String?, digits: Int?
  ) -> DeclaredCell {
    guard total > 0, let range else {
      return DeclaredCell(.missing(.undefined), reason: "没有参评学段部")
    }
    let count = "COUNTIF(\(range),\"\(Labels.met)\")"
    let value = share ? "\(count)/ROWS(\(range))*100" : count
    let formula = "=IF(COUNTIF(\(range),\"\(Labels.undecided)\")>0,\"\",\(value))"
    guard open == 0 else {
      return DeclaredCell(
        .missing(.undefined), formula: formula, digits: digits,
        reason: "\(total) 个学段部中 \(open) 个待定（已达标 \(met) 个）")
    }
    let number = share ? ExactNumber(met * 100, over: total) : ExactNumber(met)
    return DeclaredCell(.number(number), formula: formula, digits: digits)
  }

  /// Figures over decided parts alone are provisional, so the form leaves them blank.
  private func figure(
    _ result: CountyIndicatorResult, _ facet: OutputFacet, row: Int, digits: Int?
  ) -> DeclaredCell {
    if facet == .limit {
      let cell = places.disparity(row, column: VariationPlaces.limit)
      return DeclaredCell(
        Self.value(result.limit), formula: result.limit == nil ? nil : "=" + cell, digits: digits)
    }
    let isMean = facet == .mean
    let figure = isMean ? result.mean : result.variation
    let column = isMean ? VariationPlaces.mean : VariationPlaces.variation
    let cell = places.disparity(row, column: column)
    let open = places.disparity(row, column: VariationPlaces.undecided)
    let isKnown = result.undecided == 0 && figure != nil
    return DeclaredCell(
      isKnown ? Self.value(figure) : .missing(.undefined),
      formula: "=IF(OR(\(open)>0,\(cell)=\"\"),\"\",\(cell))", digits: digits,
      mark: isMean
        ? nil
        : result.limit.map {
          .atMost(DeclaredCell.Limit(value: $0, name: limitName(result)))
        },
      reason: isKnown
        ? "" : result.undecided > 0 ? "\(result.undecided) 个学段部缺数据" : "无法计算")
  }

  /// That of the stage, where its limit is the one of this line; composites have their own.
  private func limitName(_ result: CountyIndicatorResult) -> String? {
    let line = places.variation.results.first { $0.stage == result.stage && $0.limit != nil }
    guard line?.limit == result.limit, places.variation.results.contains(result) else { return nil }
    return places.names.limit(result.stage)
  }

  private static func value(_ figure: Double?) -> FieldValue {
    guard let figure, figure.isFinite else { return .missing(.undefined) }
    return .number(ExactNumber(decimalOf: figure))
  }
}
