// SPDX-License-Identifier: Apache-2.0
// CountyValues: the quantities of a county, with where each was read and why one is missing.

import DataModel
import Definitions

/// Computes a county's values in the order declared; each may read those before it.
enum CountyValues {
  /// Fills `context.values`.
  static func evaluate(
    _ context: CountyContext, county: Int, plan: EvaluationPlan
  ) -> [CountyValueResult] {
    plan.items.values.map { value in
      let result = evaluate(value, context, county: county, plan)
      context.values.append(result.value)
      return result
    }
  }

  private static func evaluate(
    _ value: ItemPlan.Value, _ context: CountyContext, county: Int, _ plan: EvaluationPlan
  ) -> CountyValueResult {
    guard let way = value.ways.first(where: { isAvailable($0, context, plan) }) ?? value.ways.first
    else {
      return CountyValueResult(
        county: county, id: value.definition.id, value: .missing(.undefined), lineage: [],
        reason: "没有公式")
    }
    var figure = way.value(in: context)
    switch figure {
    case .number, .missing: break
    case .text, .date, .yesNo: figure = .missing(.unreadable)
    }
    let lookup = InputEvaluator(records: context.own)
    let own = PreparedColumns(way, plan).own
    let lineage = own.flatMap { slot -> [LineageEntry] in
      let column = context.own.column(slot)
      let isEmpty = column.values.allSatisfy(\.isMissing)
      return !figure.isMissing && isEmpty ? [] : column.lineage
    }
    guard figure.isMissing else {
      return CountyValueResult(
        county: county, id: value.definition.id, value: figure, lineage: lineage)
    }
    let reason = reason(value, way, own, lookup, context, plan)
    return CountyValueResult(
      county: county, id: value.definition.id, value: figure, lineage: lineage, reason: reason)
  }

  /// Whether every form of the county that the way reads came in with its columns, and of its schools' at
  /// least one did.
  private static func isAvailable(
    _ way: PreparedFormula, _ context: CountyContext, _ plan: EvaluationPlan
  ) -> Bool {
    let columns = PreparedColumns(way, plan)
    return columns.own.allSatisfy {
      context.own.hasHandedIn($0.form) && context.own.hasColumn($0)
    }
      && columns.ofSchools.allSatisfy { slot in
        context.schools.contains { $0.hasHandedIn(slot.form) && $0.hasColumn(slot) }
      }
  }

  /// Which forms are not there, or which cells of them say nothing.
  private static func reason(
    _ value: ItemPlan.Value, _ way: PreparedFormula, _ own: [FieldSlot], _ lookup: InputEvaluator,
    _ context: CountyContext, _ plan: EvaluationPlan
  ) -> String {
    let forms = value.ways.flatMap { PreparedColumns($0, plan).own.map(\.form) }
    if !own.isEmpty, !forms.contains(where: { context.own.hasHandedIn($0) }) {
      var names: [String] = []
      for form in forms where !names.contains(plan.definitions.forms[form].name) {
        names.append(plan.definitions.forms[form].name)
      }
      return "县级未报送：\(names.joined(separator: "或"))"
    }
    var reasons = own.compactMap { lookup.missingCells($0, way, stage: nil) }
    let repeated = Set(own.map(\.form)).sorted().filter { context.own.isRepeated[$0] }
    if !repeated.isEmpty { reasons.insert(context.own.obstacle(repeated), at: 0) }
    reasons += PreparedColumns(way, plan).ofSchools.compactMap { slot in
      gap(slot, context, plan)
    }
    return reasons.isEmpty
      ? "\(value.definition.name)无法计算" : reasons.joined(separator: "；")
  }

  /// `班级台账 学生数：3所学校缺少有效数据（示例小学 等）`.
  private static func gap(
    _ slot: FieldSlot, _ context: CountyContext, _ plan: EvaluationPlan
  ) -> String? {
    let schools = context.schools.indices.filter { index in
      let school = context.schools[index]
      guard school.hasHandedIn(slot.form) else { return context.results.schools[index].isInScope }
      return school.isRepeated[slot.form] || school.column(slot).values.contains(where: \.isMissing)
    }
    guard let first = schools.first.map({ context.schools[$0] }) else { return nil }
    let others = schools.count > 1 ? "等" : ""
    return "\(plan.columnName(slot))：\(schools.count)所学校缺少有效数据（\(first.school.name)\(others)）"
  }
}

/// The columns of a formula by whose forms they are.
struct PreparedColumns {
  let own: [FieldSlot]
  let ofSchools: [FieldSlot]

  init(_ formula: PreparedFormula, _ plan: EvaluationPlan) {
    let known = formula.columns.filter { plan.definitions.forms.indices.contains($0.form) }
    own = known.filter { plan.isCountyForm($0.form) }
    ofSchools = known.filter { !plan.isCountyForm($0.form) }
  }
}
