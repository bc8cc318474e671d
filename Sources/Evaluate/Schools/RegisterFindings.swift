// SPDX-License-Identifier: Apache-2.0
// RegisterFindings: what files say of their school that its code, the roster or their path contradicts.

import DataModel
import Definitions

extension SchoolRegisterBuilder {
  mutating func reportName(_ name: String, of school: Int, at place: Place) {
    let entry = directory.entries[school]
    findings.append(
      Finding(
        rule: "school-names-agree", severity: .mustExplain, field: "school_name",
        schoolCode: entry.code, place: place, value: name,
        facts: ["expected": entry.name, "actual": name]))
  }

  /// Notes a name that is the school's but for its stage part or the way to write a number; true for one.
  mutating func reportLooseName(_ name: String, of school: Int, at place: Place) -> Bool {
    let entry = directory.entries[school]
    guard !name.isEmpty, !entry.name.isEmpty, !directory.isNamed(school, name),
      directory.isLooselyNamed(school, name)
    else { return false }
    findings.append(
      Finding(
        rule: "school-name-is-written-alike", severity: .note, field: "school_name",
        schoolCode: entry.code, place: place, value: name,
        facts: ["expected": entry.name, "actual": name]))
    return true
  }

  mutating func reportType(
    _ type: String, of school: Int, _ run: RunTables, _ table: FormTable, _ row: Int
  ) {
    let entry = directory.entries[school]
    let form = plan.definitions.forms[table.form]
    let field = plan.subjects[table.form].type
    findings.append(
      Finding(
        rule: "school-type-agrees", severity: .mustExplain, form: form.id,
        field: field.map { form.fields[$0].id } ?? "", schoolCode: entry.code,
        place: run.place(table, row, field), value: type,
        facts: ["expected": entry.rosterType, "actual": type]))
  }

  mutating func reportShape(
    _ code: String, _ run: RunTables, _ table: FormTable, _ row: Int
  ) {
    let form = plan.definitions.forms[table.form]
    let hasRule = plan.definitions.rules.contains { rule in
      if case .schoolCodeShape = rule.kind { rule.form == form.id } else { false }
    }
    guard !hasRule, let field = plan.subjects[table.form].code else { return }
    let count =
      run.column(table, field)?.values.count { Masking.redact($0.outputText) == code } ?? 1
    let school = table.schools[row].map { directory.entries[$0].code } ?? ""
    findings.append(
      Finding(
        rule: "school-code-has-ten-digits", severity: .mustCorrect, form: form.id,
        field: form.fields[field].id, schoolCode: school, recordKey: code,
        place: run.place(table, row, field), value: code,
        facts: ["count": String(count), "form": form.name],
        suggestion: SchoolCodeRule.damage(to: code) ?? ""))
  }

  mutating func compareCounty(
    _ county: CountyHint, of school: Int, _ run: RunTables, _ table: FormTable, _ row: Int
  ) {
    let entry = directory.entries[school]
    guard !county.isEmpty, entry.rosterCounty.relation(to: county) == .other,
      foreignCounties.insert([school, table.submission]).inserted
    else { return }
    let fields = plan.subjects[table.form]
    let field = county.code.isEmpty ? fields.countyName : fields.countyCode
    let name = field.map { plan.definitions.forms[table.form].fields[$0].id } ?? ""
    findings.append(countyFinding(entry, county, at: run.place(table, row, field), field: name))
  }

  /// What can only be said at the end: folders and file names that contradict their content.
  mutating func comparePaths() {
    var schools: [Int: [Int]] = [:]
    for (school, entry) in directory.entries.enumerated() {
      for submission in entry.submissions {
        schools[submission, default: []].append(school)
        guard entry.rosterCounty.relation(to: paths[submission].county) == .other,
          !foreignCounties.contains([school, submission])
        else { continue }
        let place = Place(submission: submission)
        findings.append(countyFinding(entry, paths[submission].county, at: place, field: ""))
      }
    }
    for (submission, path) in paths.enumerated() {
      guard let found = schools[submission] else { continue }
      compareFileName(path, submission, found.map { directory.entries[$0].code })
    }
  }

  private func countyFinding(
    _ entry: SchoolEntry, _ county: CountyHint, at place: Place, field: String
  ) -> Finding {
    func text(_ county: CountyHint) -> String {
      [county.code, county.name].filter { !$0.isEmpty }.joined(separator: " ")
    }
    return Finding(
      rule: "county-agrees", severity: .mustExplain, field: field, schoolCode: entry.code,
      place: place, value: text(county),
      facts: [
        "expected": text(entry.rosterCounty), "actual": text(county), "school": entry.name,
      ])
  }

  private mutating func compareFileName(
    _ path: SubmissionPath, _ submission: Int, _ codes: [String]
  ) {
    func list(_ id: String) -> Set<String>? {
      plan.definitions.codeLists[id].map { Set($0.entries.map(\.code)) }
    }
    let named = path.schoolCodes.filter {
      SchoolCodeRule.fault(in: $0, classes: list("school_class"), provinces: list("provinces"))
        == nil
    }
    guard let other = named.first, !named.contains(where: codes.contains) else { return }
    findings.append(
      Finding(
        rule: "file-name-agrees", severity: .note, schoolCode: codes.count == 1 ? codes[0] : "",
        place: Place(submission: submission), value: other,
        facts: ["expected": codes.prefix(3).joined(separator: "、"), "actual": other]))
  }
}
