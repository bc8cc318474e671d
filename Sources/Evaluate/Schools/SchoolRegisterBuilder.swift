// SPDX-License-Identifier: Apache-2.0
// SchoolRegisterBuilder: decides row by row whose record it is.

import DataModel
import Definitions

/// Reads roster and tables into a directory of schools.
///
/// A record belongs to the school of its own code; else of its own name; else to the one school of the
/// basic form in the same file; else to the school whose code is in the file's name.
struct SchoolRegisterBuilder {
  let plan: EvaluationPlan
  let paths: [SubmissionPath]
  let hasRoster: Bool
  var directory = SchoolDirectory()
  var findings: [Finding] = []
  /// Schools of the basic forms in each submission.
  private var basicSchools: [Int: [Int]] = [:]
  private var hasBasic: Set<Int> = []

  init(plan: EvaluationPlan, paths: [SubmissionPath], hasRoster: Bool) {
    self.plan = plan
    self.paths = paths
    self.hasRoster = hasRoster
  }

  // MARK: - Roster

  mutating func read(roster: NormalizedWorkbook) {
    let fields = plan.definitions.rosterForm.fields
    for table in roster.tables where table.form == plan.definitions.rosterForm.id {
      let texts = fields.map { field in table.column(field.id)?.values }
      for row in 0..<table.rowCount {
        func text(_ index: Int?) -> String {
          index.flatMap { texts[$0] }.map { $0[row].outputText } ?? ""
        }
        readRosterRow(text)
      }
    }
  }

  private mutating func readRosterRow(_ text: (Int?) -> String) {
    let subject = plan.rosterSubject
    let code = text(subject.code)
    guard !code.isEmpty, directory.find(code: code) == nil else { return }
    let school = directory.add(code: code)
    directory.update(school) { entry in
      entry.name = text(subject.name)
      entry.countyCode = Self.countyCode(text(subject.countyCode))
      entry.countyName = text(subject.countyName)
      entry.type = text(subject.type)
      entry.urbanRural = text(subject.urbanRural)
      entry.sponsor = text(subject.sponsor)
      entry.isOnRoster = true
    }
    directory.register(name: text(subject.name), for: school)
  }

  /// The six digits of a county, also out of a longer place code; "" for anything else.
  private static func countyCode(_ text: String) -> String {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    return digits.count == text.count && digits.count >= 6 ? String(digits.prefix(6)) : ""
  }

  // MARK: - Basic forms

  mutating func assignBasic(_ index: Int, in run: inout RunTables) {
    let table = run.tables[index]
    let subject = plan.subjects[table.form]
    var unidentified = 0
    for row in 0..<table.rowCount {
      let code = run.value(table, row, subject.code).outputText
      let name = run.value(table, row, subject.name).outputText
      let path = paths[table.submission]
      let found =
        code.isEmpty
        ? directory.find(name: name, countyCode: path.countyCode) ?? schoolInFileName(path)
        : added(code: code, name: name, at: run.place(table, row, subject.code))
      guard let school = found else {
        unidentified += 1
        continue
      }
      run.tables[index].schools[row] = school
      basicSchools[table.submission, default: []].append(school)
      readBasicRow(run, table, row, school, name: name)
    }
    report(unidentified: unidentified, run, table)
  }

  private mutating func readBasicRow(
    _ run: RunTables, _ table: FormTable, _ row: Int, _ school: Int, name: String
  ) {
    let subject = plan.subjects[table.form]
    note(submission: table.submission, of: school)
    let known = directory.entries[school].name
    if known.isEmpty {
      directory.update(school) { $0.name = name }
    } else if !name.isEmpty, SubmissionPath.folded(known) != SubmissionPath.folded(name) {
      reportName(name, of: school, at: run.place(table, row, subject.name))
    }
    directory.register(name: name, for: school)
    func text(_ field: Int?) -> String { run.value(table, row, field).outputText }
    let (type, urban, sponsor) = (
      text(subject.type), text(subject.urbanRural), text(subject.sponsor)
    )
    let (countyCode, countyName) = (text(subject.countyCode), text(subject.countyName))
    let isFirst = hasBasic.insert(school).inserted
    directory.update(school) { entry in
      // The basic form outranks the roster, and the first of two basic forms the second.
      if !type.isEmpty, isFirst || entry.type.isEmpty { entry.type = type }
      if !urban.isEmpty, isFirst || entry.urbanRural.isEmpty { entry.urbanRural = urban }
      if !sponsor.isEmpty, isFirst || entry.sponsor.isEmpty { entry.sponsor = sponsor }
      Self.fillCounty(&entry, code: countyCode, name: countyName)
    }
  }

  private static func fillCounty(_ entry: inout SchoolEntry, code: String, name: String) {
    let digits = countyCode(code)
    if entry.countyCode.isEmpty { entry.countyCode = digits }
    if entry.countyName.isEmpty, digits.isEmpty || digits == entry.countyCode {
      entry.countyName = name
    }
  }

  // MARK: - Lists

  mutating func assignList(_ index: Int, in run: inout RunTables) {
    let table = run.tables[index]
    let subject = plan.subjects[table.form]
    let codes = run.column(table, subject.code)?.values
    let names = run.column(table, subject.name)?.values
    var unidentified = 0
    var last: (code: FieldValue?, name: FieldValue?, school: Int?)?
    for row in 0..<table.rowCount {
      let code = codes?[row]
      let name = names?[row]
      if let last, last.code == code, last.name == name {
        run.tables[index].schools[row] = last.school
      } else {
        let school = school(
          code: code?.outputText ?? "", name: name?.outputText ?? "", run, table, row)
        run.tables[index].schools[row] = school
        last = (code, name, school)
      }
      if last?.school == nil { unidentified += 1 }
    }
    report(unidentified: unidentified, run, table)
  }

  /// The school of a row of a list, with what the row tells of it.
  private mutating func school(
    code: String, name: String, _ run: RunTables, _ table: FormTable, _ row: Int
  ) -> Int? {
    let subject = plan.subjects[table.form]
    let path = paths[table.submission]
    let found: Int?
    if !code.isEmpty {
      found = added(code: code, name: name, at: run.place(table, row, subject.code))
    } else if let named = directory.find(name: name, countyCode: path.countyCode) {
      found = named
    } else {
      found = onlySchool(of: table.submission) ?? schoolInFileName(path)
      if let found, !name.isEmpty {
        reportName(name, of: found, at: run.place(table, row, subject.name))
      }
    }
    guard let school = found else { return nil }
    note(submission: table.submission, of: school)
    let countyCode = run.value(table, row, subject.countyCode).outputText
    let countyName = run.value(table, row, subject.countyName).outputText
    directory.update(school) { entry in
      if entry.name.isEmpty { entry.name = name }
      Self.fillCounty(&entry, code: countyCode, name: countyName)
    }
    return school
  }

  // MARK: - Parts of the decision

  /// The school with this code; a code that the roster lacks is reported once.
  private mutating func added(code: String, name: String, at place: Place) -> Int {
    if let known = directory.find(code: code) { return known }
    if hasRoster {
      findings.append(
        Finding(
          rule: "school-is-on-roster", severity: .mustExplain, field: "school_code",
          schoolCode: code, place: place, value: code, facts: ["school": name]))
    }
    return directory.add(code: code)
  }

  private func onlySchool(of submission: Int) -> Int? {
    guard let schools = basicSchools[submission], let first = schools.first,
      schools.allSatisfy({ $0 == first })
    else { return nil }
    return first
  }

  private func schoolInFileName(_ path: SubmissionPath) -> Int? {
    let schools = Set(path.schoolCodes.compactMap { directory.find(code: $0) })
    return schools.count == 1 ? schools.first : nil
  }

  private mutating func note(submission: Int, of school: Int) {
    let path = paths[submission]
    directory.update(school) { entry in
      if entry.submissions.last != submission, !entry.submissions.contains(submission) {
        entry.submissions.append(submission)
      }
      guard entry.pathCountyCode.isEmpty else { return }
      entry.pathCountyCode = path.countyCode
      entry.pathCountyName = path.countyName
    }
  }

  private mutating func reportName(_ name: String, of school: Int, at place: Place) {
    let entry = directory.entries[school]
    findings.append(
      Finding(
        rule: "school-names-agree", severity: .mustExplain, field: "school_name",
        schoolCode: entry.code, place: place, value: name,
        facts: ["expected": entry.name, "actual": name]))
  }

  private mutating func report(unidentified: Int, _ run: RunTables, _ table: FormTable) {
    guard unidentified > 0 else { return }
    let form = plan.definitions.forms[table.form]
    findings.append(
      Finding(
        rule: "school-is-identified", severity: .mustCorrect, form: form.id,
        place: run.place(table), facts: ["count": String(unidentified), "form": form.name]))
  }
}
