// SPDX-License-Identifier: Apache-2.0
// CountyIndex: the records of each form of level county, and those that came in more than once.

import DataModel
import Definitions

/// Records of counties' own forms.
struct CountyIndex: Sendable {
  /// By form (index in the definitions) and county, in file order; empty for forms of schools.
  private(set) var records: [[[RecordReference]]]
  private(set) var isRepeated: [[Bool]]
  private(set) var findings: [Finding] = []

  init(run: RunTables, counties: [County], plan: EvaluationPlan) {
    let forms = plan.definitions.forms.count
    records = Array(repeating: Array(repeating: [], count: counties.count), count: forms)
    isRepeated = Array(repeating: Array(repeating: false, count: counties.count), count: forms)
    for table in run.tables where plan.isCountyForm(table.form) {
      for row in 0..<table.rowCount {
        guard let county = table.counties[row] else { continue }
        records[table.form][county].append(
          RecordReference(
            submission: table.submission, table: table.table, row: row, counts: table.counts[row]))
      }
    }
    for form in 0..<forms {
      for county in counties.indices where records[form][county].count > 1 {
        let list = records[form][county]
        guard let second = RecordIndex.secondSource(list, form, run, plan) else { continue }
        isRepeated[form][county] = true
        report(list[0], second, counties[county], run, plan)
      }
    }
  }

  private mutating func report(
    _ first: RecordReference, _ second: RecordReference, _ county: County, _ run: RunTables,
    _ plan: EvaluationPlan
  ) {
    guard let table = RecordIndex.table(second, run), let old = RecordIndex.table(first, run)
    else { return }
    let form = plan.definitions.forms[table.form]
    findings.append(
      Finding(
        rule: "county-form-is-handed-in-once", severity: .mustCorrect, form: form.id,
        place: run.place(table), otherPlaces: [run.place(old)], value: form.name,
        facts: [
          "form": form.name, "county": county.name,
          "first": run.submissions[old.submission].file.path,
        ]))
  }
}
