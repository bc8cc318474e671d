// SPDX-License-Identifier: Apache-2.0
// ItemStatusFormula: values, requirements and statuses of 县域项目 as formulas, where a spreadsheet can tell them.

import DataModel
import Definitions
import Formula

/// One row of 县域项目 as far as it lives.
///
/// Where a formula would say something else than the evaluation (subjects judged one by one, a value
/// that is rounded on the sheet), our word is a constant, and the row says so.
struct ItemStatusFormula {
  /// Of a row whose status no formula gives.
  static let fixed = "固定"
  /// Of a row whose value is one of some words.
  private static let among = "属于"

  private let context: ExportContext
  private let formulas: DeclaredFormulas
  private let hasValueSheet: Bool

  init(_ county: DeclaredCounty, _ places: DeclaredPlaces) {
    context = county.context
    formulas = DeclaredFormulas(
      facts: DeclaredFacts(county: county, part: nil), places: places)
    hasValueSheet = CountyValueSheet(county: county).isNeeded
  }

  /// What stands in the cells of a row.
  struct Row {
    var threshold: SheetValue
    var value: SheetValue
    var status: SheetValue
    /// 判定方式 and 判定值.
    var comparison = SheetValue.blank
    var limit = SheetValue.blank
  }

  /// `row`: on the sheet.
  func row(_ result: CountyItemResult, _ item: ItemDefinition?, at row: Int) -> Row {
    let shown = shown(result.value, digits: item?.digits ?? 2)
    let word = Labels.text(result.status)
    var cells = Row(
      threshold: .text(result.threshold), value: .field(shown), status: .text(word))
    let isJudged = ![.notApplicable, .reported].contains(result.status)
    if let item, case .value(let formula, let limits) = item.kind, formula.type != .yesNo {
      cells.value = value(formula, result.value, digits: item.digits) ?? cells.value
      let current = ItemJudgement.current(limits, year: context.bundle.run.year)
      if isJudged, current.count == 1 { compare(&cells, current[0], result, item, row) }
      if current.isEmpty { report(&cells, result, row) }
    } else if isJudged, result.threshold == "全部符合" {
      hold(&cells, .equals, .zero, shown.number, result.status, row)
    } else if isJudged, let answers = item.flatMap({ context.itemAnswers[$0.id] }) {
      answer(&cells, result, answers, row)
    }
    if case .text = cells.status, isJudged {
      cells.comparison = .text(Self.fixed)
    }
    return cells
  }

  /// A figure as its form prints it; the exact one is in `data/county_items.csv`.
  private func shown(_ value: FieldValue, digits: Int) -> FieldValue {
    value.number.map { .number($0.rounded(digits: digits)) } ?? value
  }

  /// Over 县域数据; nil where it is made of something that no cell holds.
  private func value(_ formula: CheckedFormula, _ value: FieldValue, digits: Int) -> SheetValue? {
    guard hasValueSheet else { return nil }
    let cell = formulas.cell([formula], digits: nil)
    // Functions newer than Excel 2010 are not written.
    guard let live = cell.formula?.dropFirst(), !live.contains("_xlfn."),
      cell.value.number == value.number,
      value.isMissing || value.number != nil
    else { return nil }
    let rounded = "=IFERROR(ROUND(\(live),\(digits)),\"\")"
    return value.number.map {
      .formula(rounded, $0.rounded(digits: digits).doubleValue, isArray: false)
    } ?? .textFormula(rounded, "")
  }

  // MARK: - Figures

  /// A figure without a requirement is known or not.
  private func report(_ cells: inout Row, _ result: CountyItemResult, _ row: Int) {
    let expected: ItemStatus = result.value.isMissing ? .undecided : .reported
    guard expected == result.status else { return }
    cells.status = .textFormula(
      "=IF(\(Self.cell(ItemPlaces.value, row))=\"\",\"\(Labels.undecided)\","
        + "\"\(Labels.text(ItemStatus.reported))\")", Labels.text(result.status))
  }

  private func compare(
    _ cells: inout Row, _ limit: ItemLimit, _ result: CountyItemResult, _ item: ItemDefinition,
    _ row: Int
  ) {
    let bound = formulas.cell([limit.formula], digits: nil)
    if let live = bound.formula, !live.contains("_xlfn."), hasValueSheet {
      cells.limit =
        bound.value.number.map { .formula(live, $0.doubleValue, isArray: false) }
        ?? .textFormula(live, "")
    } else if let number = bound.value.number {
      cells.limit = .number(number.doubleValue)
    } else {
      return
    }
    let value = result.value.number?.rounded(digits: item.digits)
    hold(&cells, limit.comparison, bound.value.number, value, result.status, row)
    guard case .number = cells.limit, let number = bound.value.number else { return }
    let sign = Self.cell(ItemPlaces.comparison, row)
    if "\(limit.comparison.sign) \(number.text)\(item.unit)" == result.threshold {
      let unit = item.unit.isEmpty ? "" : "&" + DeclaredFormulas.literals(item.unit)[0]
      cells.threshold = .textFormula(
        "=\(sign)&\" \"&\(Self.cell(ItemPlaces.limit, row))\(unit)", result.threshold)
    }
  }

  /// Sets how a figure is compared, and the status where the comparison says what we say.
  private func hold(
    _ cells: inout Row, _ comparison: Comparison, _ limit: ExactNumber?, _ value: ExactNumber?,
    _ status: ItemStatus, _ row: Int
  ) {
    if case .blank = cells.limit { cells.limit = .optional(limit?.doubleValue) }
    var expected = ItemStatus.undecided
    if let limit, let value { expected = comparison.holds(value, limit) ? .met : .notMet }
    guard expected == status else {
      cells.comparison = .text(Self.fixed)
      cells.limit = .blank
      return
    }
    cells.comparison = .text(comparison.sign)
    let (own, bound) = (Self.cell(ItemPlaces.value, row), Self.cell(ItemPlaces.limit, row))
    // Differences below 1e-9 are rounding of binary fractions.
    let rest = "ROUND(\(own)-\(bound),9)"
    var test = "\(rest)=0"
    for (sign, operation) in [("<", "<"), (">", ">"), ("≤", "<="), ("≥", ">=")] {
      test = "IF(\(Self.cell(ItemPlaces.comparison, row))=\"\(sign)\",\(rest)\(operation)0,\(test))"
    }
    cells.status = .textFormula(
      "=IF(AND(ISNUMBER(\(own)),ISNUMBER(\(bound))),IF(\(test),\"\(Labels.text(ItemStatus.met))\","
        + "\"\(Labels.text(ItemStatus.notMet))\"),\"\(Labels.undecided)\")",
      Labels.text(status))
  }

  private static func cell(_ column: Int, _ row: Int) -> String { Address.cell(column, row) }

  // MARK: - Answers

  private func answer(
    _ cells: inout Row, _ result: CountyItemResult, _ answers: ItemAnswers, _ row: Int
  ) {
    guard answers.status(of: result.value.outputText) == result.status else { return }
    let own = Self.cell(ItemPlaces.value, row)
    cells.comparison = .text(Self.among)
    cells.limit = .text(answers.accepted.joined(separator: "、"))
    func holds(_ list: String) -> String { "ISNUMBER(FIND(\"、\"&\(own)&\"、\",\(list)))" }
    var good = holds("\"、\"&\(Self.cell(ItemPlaces.limit, row))&\"、\"")
    if !answers.spellings.isEmpty { good = "OR(\(good),\(holds(answers.spellingsText)))" }
    cells.status = .textFormula(
      "=IF(\(own)=\"\",\"\(Labels.undecided)\",IF(\(good),\"\(Labels.text(ItemStatus.met))\","
        + "IF(\(holds(answers.badText)),\"\(Labels.text(ItemStatus.notMet))\","
        + "\"\(Labels.undecided)\")))",
      Labels.text(result.status))
  }
}
