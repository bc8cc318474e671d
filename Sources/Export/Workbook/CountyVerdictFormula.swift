// SPDX-License-Identifier: Apache-2.0
// CountyVerdictFormula: the county's verdicts on its cover, as formulas where the workbook tells them.

import DataModel
import Definitions

/// 县域总结论 and 资源配置 as formulas over 指标计算 and 差异系数.
///
/// The other parts follow the items on 县域项目, but for those that are scored, which are words. Where a formula would say something else than the evaluation, our word is a constant.
struct CountyVerdictFormula {
  let context: ExportContext
  let layout: PartLayout
  let county: Int

  /// Schools in scope of which no stage is known: nothing was handed in, or their type is unknown.
  var silentSchools: Int {
    let judged = Set(context.definitions.standard.stages.filter(\.isJudged).map(\.id))
    return context.schoolsOfCounty[county].count { index in
      let school = context.evaluation.schools[index]
      guard school.isInScope, context.partsOfSchool[index].isEmpty else { return false }
      let list = context.definitions.codeLists[context.definitions.standard.schoolTypeList]
      guard let stages = list?.entry(named: school.type)?.attributes["stages"] else { return true }
      return stages.split(separator: ";").contains { judged.contains(String($0)) }
    }
  }

  /// `silent`: the cell with the number of such schools.
  func resources(_ verdict: Verdict, silent: String) -> SheetValue {
    let word = Labels.text(verdict)
    guard predicted == verdict, let verdicts = layout.indicatorRange(column: layout.lastColumn),
      let scope = layout.indicatorRange(column: PartLayout.Indicators.scope)
    else { return .text(word) }
    let count = { (word: String) in
      (["COUNTIF(\(verdicts),\"\(word)\")"]
        + self.binding.map { "COUNTIF(\($0),\"\(word)\")" }).joined(separator: "+")
    }
    let failing =
      (["COUNTIF(\(verdicts),\"\(Labels.below)\")"]
      + binding.map { "COUNTIF(\($0),\"\(Labels.above)\")" }).joined(separator: "+")
    let open = "\(count(Labels.undecided))+\(silent)"
    return .textFormula(
      "=IF(\(failing)>0,\"\(Labels.below)\",IF(OR(\(open)>0,COUNTIF(\(scope),\"是\")=0),"
        + "\"\(Labels.undecided)\",\"\(Labels.met)\"))", word)
  }

  /// Over the verdicts below it: never 达标 while anything is open, nor where nothing says anything.
  func total(_ verdict: Verdict, parts: ClosedRange<Int>, words: [Verdict]) -> SheetValue {
    let word = Labels.text(verdict)
    let range = "B\(parts.lowerBound):B\(parts.upperBound)"
    let met = "COUNTIF(\(range),\"\(Labels.met)\")"
    let judged = words.filter { $0 != .excluded }
    let expected: Verdict =
      judged.contains(.fail)
      ? .fail : !judged.isEmpty && judged.allSatisfy { $0 == .pass } ? .pass : .undecided
    guard expected == verdict else { return .text(word) }
    return .textFormula(
      "=IF(COUNTIF(\(range),\"\(Labels.below)\")>0,\"\(Labels.below)\","
        + "IF(AND(\(met)>0,\(met)+COUNTIF(\(range),\"\(Labels.excluded)\")=ROWS(\(range))),"
        + "\"\(Labels.met)\",\"\(Labels.undecided)\"))", word)
  }

  /// Over the statuses of the group's items on 县域项目.
  func group(_ id: String, _ verdict: Verdict) -> SheetValue {
    let word = Labels.text(verdict)
    let items = context.definitions.items
    let results = context.evaluation.countyItems.filter { $0.county == county }
    let members = results.indices.filter { items.counts(results[$0].group, for: id) }
    guard let group = items.groups.first(where: { $0.id == id }), group.rule == .all,
      !members.isEmpty, predicted(members.map { results[$0].status }) == verdict
    else { return .text(word) }
    let ranges = RangeSet(members.map { $0..<($0 + 1) }).ranges.map { rows in
      Address.range(
        SheetNames.items, column: ItemPlaces.status,
        rows: (ItemPlaces.headerRow + 1 + rows.lowerBound)...(ItemPlaces.headerRow + rows.upperBound)
      )
    }
    func count(_ status: ItemStatus) -> String {
      ranges.map { "COUNTIF(\($0),\"\(Labels.text(status))\")" }.joined(separator: "+")
    }
    return .textFormula(
      "=IF(\(count(.notMet))>0,\"\(Labels.below)\",IF(\(count(.undecided))>0,"
        + "\"\(Labels.undecided)\",\"\(Labels.met)\"))", word)
  }

  private func predicted(_ statuses: [ItemStatus]) -> Verdict {
    statuses.contains(.notMet) ? .fail : statuses.contains(.undecided) ? .undecided : .pass
  }

  private var indicators: [CountyIndicatorResult] {
    context.evaluation.countyIndicators.filter { $0.county == county }
  }

  private var composites: [CountyIndicatorResult] {
    context.evaluation.countyComposites.filter { $0.county == county }
  }

  /// 结论 of the disparities that have a limit.
  private var binding: [String] {
    let variation = context.definitions.standard.variation
    var ranges: [String] = []
    let first = VariationSheet.firstRow
    let last = first + indicators.count - 1
    if variation.limits != nil, !indicators.isEmpty {
      ranges.append(Address.range(SheetNames.variation, column: 12, rows: first...last))
    }
    if variation.composite?.limits != nil, !composites.isEmpty {
      // One row is left free.
      let start = last + 2
      ranges.append(
        Address.range(
          SheetNames.variation, column: 12, rows: start...(start + composites.count - 1)))
    }
    return ranges
  }

  private var predicted: Verdict {
    let variation = context.definitions.standard.variation
    let limited =
      (variation.limits == nil ? [] : indicators)
      + (variation.composite?.limits == nil ? [] : composites)
    let parts = layout.parts.map { context.evaluation.parts[$0] }
    if parts.contains(where: { $0.verdict == .fail }) { return .fail }
    if limited.contains(where: { $0.status == .above }) { return .fail }
    let isOpen =
      parts.contains { $0.verdict == .undecided } || limited.contains { $0.status == .undecided }
      || silentSchools > 0 || !parts.contains(where: \.isInScope)
    return isOpen ? .undecided : .pass
  }
}
