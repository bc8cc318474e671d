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
    var results: [CountyValueResult] = []
    for value in plan.items.values {
      var result = evaluate(value, context, county: county, plan)
      if let reason = inherited(result, value, results) { result.reason = reason }
      context.values.append(result.value)
      results.append(result)
    }
    return results
  }

  /// Why the values that a value is made of are missing; nil where it reads none that is.
  private static func inherited(
    _ result: CountyValueResult, _ value: ItemPlan.Value, _ earlier: [CountyValueResult]
  ) -> String? {
    guard result.value.isMissing else { return nil }
    var reasons: [String] = []
    for slot in value.ways.flatMap(\.fields) where slot.form == FieldSlot.valueScope {
      guard earlier.indices.contains(slot.field), earlier[slot.field].value.isMissing,
        !reasons.contains(earlier[slot.field].reason)
      else { continue }
      reasons.append(earlier[slot.field].reason)
    }
    return reasons.isEmpty ? nil : reasons.joined(separator: "；")
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

  /// Whether every form of the county that the way reads came in with its columns, of its schools' at
  /// least one did, and some school handed in anything where their parts are read.
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
      && (columns.ofParts.isEmpty
        || context.schools.contains { !$0.school.submissions.isEmpty })
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
    reasons += PreparedColumns(way, plan).ofParts.compactMap { slot in
      partGap(slot, context, plan)
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

extension CountyValues {
  /// `学段部 班数：2个学段部缺少数据（示例小学 等）`; nil where each part in scope has the input.
  private static func partGap(
    _ slot: FieldSlot, _ context: CountyContext, _ plan: EvaluationPlan
  ) -> String? {
    let input = slot.field - EvaluationTable.parts.columns.count
    guard plan.inputs.indices.contains(input) else { return nil }
    func column(_ field: Int) -> [FieldValue] { context.results.column(.parts, field) }
    let inScope = column(6)
    let values = column(slot.field)
    let open = values.indices.filter { values[$0].isMissing && inScope[$0] == .yesNo(true) }
    guard let first = open.first else { return nil }
    let words = [column(1)[first].text, column(5)[first].text].compactMap { $0 }
    let name = words.joined(separator: " ") + (open.count > 1 ? "等" : "")
    return "\(plan.inputs[input].definition.name)：\(open.count)个学段部缺少有效数据（\(name)）"
  }
}

/// The columns of a formula by whose forms they are.
struct PreparedColumns {
  let own: [FieldSlot]
  let ofSchools: [FieldSlot]
  /// Columns of the results of schools' parts.
  let ofParts: [FieldSlot]

  init(_ formula: PreparedFormula, _ plan: EvaluationPlan) {
    let known = formula.columns.filter { plan.definitions.forms.indices.contains($0.form) }
    own = known.filter { plan.isCountyForm($0.form) }
    ofSchools = known.filter { !plan.isCountyForm($0.form) }
    ofParts = formula.columns.filter { $0.form == EvaluationTable.parts.scope }
  }
}
