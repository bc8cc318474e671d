// SPDX-License-Identifier: Apache-2.0
// InputEvaluator: one input of a school part: its value, where it was read, and why it is missing.

import DataModel
import Definitions
import Formula

/// Computes inputs from one school's records.
struct InputEvaluator {
  let records: SchoolRecords
  private var plan: EvaluationPlan { records.plan }

  init(records: SchoolRecords) {
    self.records = records
  }

  /// The input of a stage before any split.
  ///
  /// `excluded`: a form that says nothing of this stage, although it came in.
  func evaluate(
    _ index: Int, stage: String?, without excluded: Int? = nil
  ) -> InputResult {
    let input = plan.inputs[index]
    let ways = input.ways.filter { $0.form != excluded }
    guard ways.contains(where: { records.hasHandedIn($0.form) }) else {
      return missing(.notSubmitted, "未报送：\(formNames(ways.map(\.form)))")
    }
    let context = PartContext(records: records, stage: stage)
    guard let way = way(among: ways, context) else {
      return missing(.notOnForm, "\(input.definition.name)没有可用的数据来源")
    }
    return evaluate(way, input.definition, context)
  }

  /// The first way whose form came in with every column that its formula reads.
  ///
  /// One unreadable cell leads to no other way: it leaves the input missing. Where no way has all its columns,
  /// the first one says what it lacks.
  private func way(
    among ways: [EvaluationPlan.Way], _ context: PartContext
  ) -> EvaluationPlan.Way? {
    let asked = ways.filter { way in
      records.hasHandedIn(way.form)
        && way.condition.map { $0.value(in: context) == .yesNo(true) } ?? true
    }
    return asked.first { way in
      way.formula.columns.allSatisfy { records.hasColumn($0) }
    } ?? asked.first
  }

  private func evaluate(
    _ way: EvaluationPlan.Way, _ input: InputDefinition, _ context: PartContext
  ) -> InputResult {
    let forms =
      way.formula.forms.contains(way.form) ? way.formula.forms : [way.form] + way.formula.forms
    let absent = forms.filter { !records.hasHandedIn($0) }
    guard absent.isEmpty else {
      return missing(.notSubmitted, "未报送：\(formNames(absent, separator: "、"))")
    }
    let repeated = forms.filter { records.isRepeated[$0] }
    guard repeated.isEmpty else {
      return missing(.undefined, records.obstacle(repeated))
    }
    let (found, terms) = InputTerms.value(of: way, in: context)
    let value = number(found)
    let lineage = lineage(way.formula, isKnown: !value.isMissing)
    guard value.isMissing else {
      var result = InputResult(value: value, schoolValue: value, lineage: lineage)
      result.terms = terms
      return result
    }
    let reasons = way.formula.columns.compactMap {
      missingCells($0, way.formula, stage: input.isApportioned ? nil : context.stage)
    }
    return InputResult(
      value: value, schoolValue: value, lineage: lineage,
      reason: reasons.isEmpty ? "\(input.name)无法计算" : reasons.joined(separator: "；"))
  }

  /// A count or sum; anything else has no meaning as an input.
  private func number(_ value: FieldValue) -> FieldValue {
    switch value {
    case .number, .missing: value
    case .text, .date, .yesNo: .missing(.unreadable)
    }
  }

  private func missing(_ why: MissingReason, _ reason: String) -> InputResult {
    InputResult(value: .missing(why), schoolValue: .missing(why), lineage: [], reason: reason)
  }

  private func formNames(_ forms: [Int], separator: String = "或") -> String {
    var names: [String] = []
    for form in forms where !names.contains(plan.definitions.forms[form].name) {
      names.append(plan.definitions.forms[form].name)
    }
    return names.joined(separator: separator)
  }

  /// Every column the formula names; of a known value, only those that hold something.
  ///
  /// A formula may name several columns of which a school fills in one.
  func lineage(_ formula: PreparedFormula, isKnown: Bool) -> [LineageEntry] {
    let scalars = formula.fields.filter { plan.definitions.forms.indices.contains($0.form) }
    return (formula.columns + scalars).flatMap { slot -> [LineageEntry] in
      let column = records.column(slot)
      let isEmpty = column.values.allSatisfy { $0.isMissing }
      return isKnown && isEmpty ? [] : column.lineage
    }
  }

  // MARK: - Why a value is missing

  /// `班级台账 学生数：3 个单元格缺少有效数据（首个 班级台账!D7：超出范围）`; nil when none is missing.
  ///
  /// Rows that plainly belong to another stage are not counted.
  func missingCells(
    _ slot: FieldSlot, _ formula: PreparedFormula, stage: String?
  ) -> String? {
    let neighbours = formula.columns.filter { $0.form == slot.form && $0.field != slot.field }
    var count = 0
    var first: (place: Place, why: MissingReason)?
    for group in records.tableGroups(slot.form) {
      guard let head = group.first, let table = RecordIndex.table(head, records.run) else {
        continue
      }
      for reference in group where reference.counts {
        let row = Int(reference.row)
        guard case .missing(let why) = records.run.value(table, row, slot.field),
          !isOfOtherStage(neighbours, table, row, than: stage)
        else { continue }
        count += 1
        if first == nil { first = (records.run.place(table, row, slot.field), why) }
      }
    }
    guard let first else { return nil }
    let name = plan.columnName(slot)
    if first.why == .notOnForm { return "\(name)：表中没有该列" }
    let cell = [first.place.sheet, first.place.range?.first.description ?? ""]
      .filter { !$0.isEmpty }.joined(separator: "!")
    let why = RecordNaming.chinese(first.why)
    return "\(name)：\(count) 个单元格缺少有效数据（首个 \(cell)：\(why)）"
  }

  private func isOfOtherStage(
    _ neighbours: [FieldSlot], _ table: FormTable, _ row: Int, than stage: String?
  ) -> Bool {
    guard let stage else { return false }
    return neighbours.contains { slot in
      guard case .text(let text) = records.run.value(table, row, slot.field) else { return false }
      return text != stage && plan.stage(text) != nil
    }
  }
}

extension SchoolRecords {
  /// Whether the form came in with this column; true too where nobody handed in the form.
  ///
  /// A column of a list that is blank in every row was not filled in, as if it were not there.
  func hasColumn(_ slot: FieldSlot) -> Bool {
    guard hasHandedIn(slot.form) else { return true }
    let isList = !plan.definitions.forms[slot.form].isOnePerSchool
    return column(slot).values.contains { value in
      switch value {
      case .missing(.notOnForm): false
      case .missing(.blank): !isList
      default: true
      }
    }
  }
}
