// SPDX-License-Identifier: Apache-2.0
// CountyRows: which county each row of a county's form speaks of.

import DataModel
import Definitions

/// Gives the rows of forms of level `county` their county.
///
/// A row's own code or name decides; else the folder of its file; else the other sheets of the file. A
/// name may stand in a longer one, such as that of the county's 教育局, if no other county's does. Where
/// no county is named and the run has one, it is that one's, with a note.
struct CountyRows {
  private let plan: EvaluationPlan
  private let counties: [County]
  private let paths: [SubmissionPath]
  private(set) var findings: [Finding] = []
  /// The counties that the sheets of each submission name.
  private var named: [Int: Set<Int>] = [:]

  static func assign(
    _ run: inout RunTables, register: SchoolRegister, plan: EvaluationPlan
  ) -> [Finding] {
    var rows = CountyRows(plan: plan, counties: register.counties, paths: register.paths)
    let own = run.tables.indices.filter { plan.isCountyForm(run.tables[$0].form) }
    for index in own { rows.noteNamed(index, in: run) }
    for index in own { rows.assign(index, in: &run) }
    return rows.findings
  }

  private init(plan: EvaluationPlan, counties: [County], paths: [SubmissionPath]) {
    self.plan = plan
    self.counties = counties
    self.paths = paths
  }

  private mutating func noteNamed(_ index: Int, in run: RunTables) {
    let table = run.tables[index]
    for (_, subject) in SubjectRuns(run, table, plan.subjects[table.form]) {
      guard let county = county(of: subject.county) else { continue }
      named[table.submission, default: []].insert(county)
    }
  }

  /// The county of a sheet that names none: the one that the other sheets of its file name.
  private func county(besides table: FormTable) -> Int? {
    guard let counties = named[table.submission], counties.count == 1 else { return nil }
    return counties.first
  }

  private mutating func assign(_ index: Int, in run: inout RunTables) {
    let table = run.tables[index]
    var isSaid = false
    for (rows, subject) in SubjectRuns(run, table, plan.subjects[table.form]) {
      let path = paths[table.submission].county
      let hint = subject.county.isEmpty ? path : subject.county
      let county =
        county(of: hint)
        ?? (isVague(subject.county) ? county(of: path) ?? self.county(besides: table) : nil)
      let isUnsaid = path.isEmpty && isVague(subject.county)
      let only = isUnsaid && counties.count == 1 ? 0 : nil
      for row in rows { run.tables[index].counties[row] = county ?? only }
      guard county == nil, !isSaid else { continue }
      isSaid = true
      report(only, hint, run, table, rows.lowerBound)
    }
  }

  /// Whether a row's own words, such as 教育局 or 县教育体育局, name no county, so that its folder may.
  private func isVague(_ county: CountyHint) -> Bool {
    guard county.code.isEmpty else { return false }
    return !CountyHint.isCountyName(String(county.name.drop { "本我全各县區区市旗".contains($0) }))
  }

  private func county(of hint: CountyHint) -> Int? {
    guard !hint.isEmpty else { return nil }
    if let known = counties.firstIndex(where: { $0.code == hint.code && !hint.code.isEmpty }) {
      return known
    }
    guard hint.code.isEmpty else { return nil }
    let name = SubmissionPath.folded(hint.name)
    let names = counties.map { SubmissionPath.folded($0.name) }
    let same = names.indices.filter { names[$0] == name }
    if same.count == 1 { return same[0] }
    let within = names.indices.filter { !names[$0].isEmpty && name.contains(names[$0]) }
    return within.count == 1 ? within[0] : nil
  }

  private mutating func report(
    _ only: Int?, _ hint: CountyHint, _ run: RunTables, _ table: FormTable, _ row: Int
  ) {
    let form = plan.definitions.forms[table.form]
    let written = [hint.code, hint.name].filter { !$0.isEmpty }.joined(separator: " ")
    findings.append(
      Finding(
        rule: only == nil ? "county-is-identified" : "county-is-the-only-one",
        severity: only == nil ? .mustCorrect : .note, form: form.id,
        field: "county_name", place: run.place(table, row, plan.subjects[table.form].countyName),
        value: written,
        facts: [
          "form": form.name, "county": only.map { counties[$0].name } ?? "", "value": written,
        ]))
  }
}
