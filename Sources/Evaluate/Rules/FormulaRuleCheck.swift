// SPDX-License-Identifier: Apache-2.0
// FormulaRuleCheck: a formula that must hold for every record, such as 男 + 女 = 学生数.

import DataModel
import Definitions

/// Checks the formula rules over one school's records.
enum FormulaRuleCheck {
  static func check(_ rule: EvaluationPlan.FormulaRule, _ records: SchoolRecords) -> [Finding] {
    guard records.hasHandedIn(rule.form), !records.isRepeated[rule.form],
      rule.formula.forms.allSatisfy({ records.hasHandedIn($0) && !records.isRepeated[$0] })
    else { return [] }
    let context = RecordContext(records: records, form: rule.form)
    var findings: [Finding] = []
    for group in records.tableGroups(rule.form) {
      guard let first = group.first, let table = RecordIndex.table(first, records.run) else {
        continue
      }
      context.select(table, fields: rule.formula.fields)
      for reference in group where reference.counts {
        context.row = Int(reference.row)
        guard rule.definition.holds(rule.formula.formula, in: context) == false else { continue }
        findings.append(finding(rule, context, table, Int(reference.row)))
        // A column that is not there is missing once, not in every record.
        if let field = rule.field, table.columns[field] == nil { break }
      }
    }
    return findings
  }

  private static func finding(
    _ rule: EvaluationPlan.FormulaRule, _ context: RecordContext, _ table: FormTable, _ row: Int
  ) -> Finding {
    let records = context.records
    let form = records.plan.definitions.forms[rule.form]
    let field = rule.field.map { form.fields[$0] }
    let others = rule.formula.fields.filter { $0.form == rule.form && $0.field != rule.field }
    return Finding(
      rule: rule.definition.id, severity: rule.definition.severity, form: form.id,
      field: field?.id ?? "", schoolCode: records.school.code,
      recordKey: RecordNaming.key(records.run, table, row, records.plan),
      place: records.run.place(table, row, rule.field),
      otherPlaces: others.map { records.run.place(table, row, $0.field) },
      value: field.map {
        RecordNaming.shown(records.run.value(table, row, rule.field), $0)
      } ?? "",
      facts: facts(rule, context), suggestion: rule.definition.suggestion?.chinese ?? "")
  }

  /// Every field of the formula by its name; a column by its sum, or by its count of values.
  private static func facts(
    _ rule: EvaluationPlan.FormulaRule, _ context: RecordContext
  ) -> [String: String] {
    let forms = context.records.plan.definitions.forms
    var facts: [String: String] = [:]
    for slot in rule.formula.fields {
      let value = context.value(slot.number)
      if forms.indices.contains(slot.form) {
        let field = forms[slot.form].fields[slot.field]
        facts[field.name] = RecordNaming.shown(value, field)
      } else if slot.form == FieldSlot.partScope,
        FieldSlot.partFields.indices.contains(slot.field)
      {
        facts[FieldSlot.partFields[slot.field]] = value.outputText
      }
    }
    for slot in rule.formula.columns where forms.indices.contains(slot.form) {
      let field = forms[slot.form].fields[slot.field]
      facts["\(forms[slot.form].name)[\(field.name)]"] = summary(context.column(slot.number))
    }
    return facts
  }

  private static func summary(_ values: [FieldValue]) -> String {
    let numbers = values.compactMap(\.number)
    guard numbers.count == values.count else { return String(values.count) }
    return numbers.reduce(ExactNumber.zero, +).text
  }
}
