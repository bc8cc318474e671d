// SPDX-License-Identifier: Apache-2.0
// ScreeningState: what the rules change as they go through the records: values, rows, findings.

import DataModel
import Definitions

/// The tables under screening and what was found so far.
struct ScreeningState: Sendable {
  var run: RunTables
  let register: SchoolRegister
  let plan: EvaluationPlan
  /// By form and school: the form came in more than once.
  let isRepeated: [[Bool]]
  /// By form and county: likewise the forms of counties.
  var isCountyRepeated: [[Bool]] = []
  var findings: [Finding] = []

  /// A finding at a cell of a record, with school and record key filled in.
  func finding(
    _ rule: String, _ severity: Severity, _ table: FormTable, _ row: Int, field: Int?,
    facts: [String: String] = [:], suggestion: String = ""
  ) -> Finding {
    let form = plan.definitions.forms[table.form]
    let definition = field.map { form.fields[$0] }
    return Finding(
      rule: rule, severity: severity, form: form.id, field: definition?.id ?? "",
      schoolCode: table.namedSchool(row).map { register.schools[$0].code } ?? "",
      recordKey: RecordNaming.key(run, table, row, plan),
      place: run.place(table, row, field),
      value: definition.map { RecordNaming.shown(run.value(table, row, field), $0) } ?? "",
      facts: facts, suggestion: suggestion)
  }
}
