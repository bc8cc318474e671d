// SPDX-License-Identifier: Apache-2.0
// StatusFormula: statuses, counts and verdicts of school parts as formulas on 指标计算.

import DataModel
import Definitions

/// Formulas that say where a part stands, each with our own result as its cached one.
///
/// Where the formula would say something else than the evaluation (a threshold for one school only,
/// say), our word is written as a constant: a workbook never contradicts the tables beside it.
struct StatusFormula {
  private typealias Columns = PartLayout.Indicators

  let layout: PartLayout
  let names: CountyNames
  let labels: Labels
  let standard: StandardDefinition
  /// Places of the indicators that the verdict counts.
  let counted: [Int]
  /// Indicators that may stay between floor and threshold.
  var allowed: Int { counted.count - standard.schoolVerdict.required }

  init(_ context: ExportContext, _ layout: PartLayout, _ names: CountyNames) {
    self.layout = layout
    self.names = names
    labels = context.labels
    standard = context.definitions.standard
    let rule = standard.schoolVerdict
    counted = context.definitions.indicators.indices.filter {
      rule.decides(context.definitions.indicators[$0].id)
    }
  }

  func status(
    of result: IndicatorResult, _ indicator: Int, _ part: SchoolPartResult, _ place: Int
  ) -> SheetValue {
    let word = labels.text(result.status)
    let common = standard.thresholds[result.indicator]?.byStage[part.stage]
    guard let threshold = names.threshold(indicator, part.stage),
      let lowest = names.floor(indicator, part.stage), result.threshold != nil,
      result.threshold == common, predicted(result, part) == result.status
    else { return .text(word) }
    let row = layout.indicatorRow(place)
    let column = CellReference.letters(ofColumn: layout.valueColumn(indicator))
    let value = column + String(row)
    // Differences below 1e-9 are rounding of binary fractions: a value at the threshold meets it.
    let met = "ROUND(\(value)-\(threshold),9)>=0"
    let floor = "ROUND(\(value)-\(lowest),9)>=0"
    let judged =
      "IF(\(value)=\"\",\"\(Labels.undecided)\",IF(\(met),\"\(Labels.met)\","
      + "IF(\(floor),\"\(labels.floor)\",\"\(Labels.below)\")))"
    return .textFormula("=IF(\(scope(row))=\"否\",\"\(Labels.excluded)\",\(judged))", word)
  }

  private func scope(_ row: Int) -> String { "$" + Address.cell(Columns.scope, row) }

  private func predicted(_ result: IndicatorResult, _ part: SchoolPartResult) -> IndicatorStatus {
    guard part.isInScope else { return .excluded }
    guard let value = result.value.number, let threshold = result.threshold else {
      return .undecided
    }
    if value >= threshold { return .met }
    return value >= threshold * labels.floorShare ? .floor : .below
  }

  /// How many of the part's statuses have this word.
  func count(of word: String, _ expected: Int, _ place: Int) -> SheetValue {
    guard !counted.isEmpty else { return .number(Double(expected)) }
    let row = layout.indicatorRow(place)
    let ranges =
      counted.count == layout.indicatorCount
      ? [statusRange(row)] : counted.map { Address.cell(layout.statusColumn($0), row) }
    let counts = ranges.map { "COUNTIF(\($0),\"\(word)\")" }
    return .formula("=" + counts.joined(separator: "+"), Double(expected), isArray: false)
  }

  /// From the first to the last status; the values between them are no words.
  private func statusRange(_ row: Int) -> String {
    let first = Address.cell(layout.statusColumn(0), row)
    let last = Address.cell(layout.statusColumn(layout.indicatorCount - 1), row)
    return "\(first):\(last)"
  }

  func verdict(of part: SchoolPartResult, _ place: Int) -> SheetValue {
    let word = Labels.text(part.verdict)
    guard predicted(part, allowed: allowed) == part.verdict else { return .text(word) }
    let row = layout.indicatorRow(place)
    let cells = (0..<4).map { Address.cell(layout.countColumn + $0, row) }
    let fails = "OR(\(cells[2])>0,\(cells[1])+\(cells[2])>\(allowed))"
    let judged =
      "IF(\(fails),\"\(Labels.below)\",IF(\(cells[3])>0,\"\(Labels.undecided)\",\"\(Labels.met)\"))"
    return .textFormula("=IF(\(scope(row))=\"否\",\"\(Labels.excluded)\",\(judged))", word)
  }

  private func predicted(_ part: SchoolPartResult, allowed: Int) -> Verdict {
    guard part.isInScope else { return .excluded }
    if part.count(.below) > 0 || part.count(.floor) + part.count(.below) > allowed { return .fail }
    return part.count(.undecided) > 0 ? .undecided : .pass
  }
}
