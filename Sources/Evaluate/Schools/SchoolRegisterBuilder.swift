// SPDX-License-Identifier: Apache-2.0
// SchoolRegisterBuilder: decides row by row whose record it is.

import DataModel
import Definitions

/// Reads roster and tables into a directory of schools.
///
/// A record belongs to the school of its own code; else of its own name in its own county; else to the
/// one school of the basic form in the same file; else to the school whose code or name is in the file's name,
/// or whose name is that of its folder.
/// All codes are read before the first name is looked up, since any table may tell a school's name.
struct SchoolRegisterBuilder {
  let plan: EvaluationPlan
  let paths: [SubmissionPath]
  let hasRoster: Bool
  var directory: SchoolDirectory
  var findings: [Finding]
  var ownerless: [OwnerlessRows] = []
  /// Schools of the basic forms in each submission, and schools of any row with a code.
  private var basicSchools: [Int: [Int]] = [:]
  private var codedSchools: [Int: Set<Int>] = [:]
  private var hasBasic: Set<Int> = []
  /// Submissions whose basic form names a school that nobody knows.
  private var unknownFiles: Set<Int> = []
  /// School and submission of counties that were found to differ.
  var foreignCounties: Set<[Int]> = []
  /// School and submission of names in lists that were found to differ.
  var foreignNames: Set<[Int]> = []
  /// Pairs of names that may still be compared for suggestions.
  private var comparisonsLeft = 2_000_000

  init(plan: EvaluationPlan, paths: [SubmissionPath], roster: RosterSchools?) {
    self.plan = plan
    self.paths = paths
    hasRoster = roster != nil
    directory = roster?.directory ?? SchoolDirectory()
    findings = roster?.findings ?? []
  }

  // MARK: - Rows

  /// Gives every row with a code of ten digits its school.
  mutating func assignByCode(_ index: Int, in run: inout RunTables) {
    let table = run.tables[index]
    let fields = plan.subjects[table.form]
    for (rows, subject) in SubjectRuns(run, table, fields) where subject.hasWellFormedCode {
      let school = added(subject, table, at: run.place(table, rows.lowerBound, fields.code))
      codedSchools[table.submission, default: []].insert(school)
      take(rows, of: index, subject, for: school, &run)
    }
  }

  /// Finds the school of every other row, or says why there is none.
  mutating func assignRest(_ index: Int, in run: inout RunTables) {
    let table = run.tables[index]
    guard table.schools.contains(nil) else { return }
    var nobodys = OwnerlessList()
    var miswritten: [String: Int] = [:]
    for (rows, subject) in SubjectRuns(run, table, plan.subjects[table.form])
    where !subject.hasWellFormedCode {
      if !subject.code.isEmpty, miswritten[subject.code] == nil {
        miswritten[subject.code] = rows.lowerBound
      }
      switch owner(of: subject, table, run.place(table, rows.lowerBound, nil)) {
      case .success(let school): take(rows, of: index, subject, for: school, &run)
      case .failure(let nobody):
        let county = subject.county.isEmpty ? paths[table.submission].county : subject.county
        nobodys.add(nobody.reason, rows, subject, table: index) {
          suggestion(for: subject.name, county: county)
        }
        let isBasic = plan.definitions.forms[table.form].isOnePerSchool
        if isBasic, !subject.name.isEmpty { unknownFiles.insert(table.submission) }
      }
    }
    for (code, row) in miswritten.sorted(by: { $0.value < $1.value }) {
      reportShape(code, run, run.tables[index], row)
    }
    ownerless += nobodys.items
  }

  /// Schools that may be meant; after many comparisons no more, however many names a file holds.
  private mutating func suggestion(for name: String, county: CountyHint) -> String {
    guard !name.isEmpty, comparisonsLeft >= directory.entries.count else { return "" }
    comparisonsLeft -= directory.entries.count
    return directory.suggestion(for: name, county: county)
  }

  private struct Nobody: Error { let reason: OwnerlessRows.Reason }

  /// The school of rows without a usable code.
  private mutating func owner(
    of subject: RowSubject, _ table: FormTable, _ place: Place
  ) -> Result<Int, Nobody> {
    if !subject.code.isEmpty, let known = directory.find(code: subject.code) {
      return .success(known)
    }
    let path = paths[table.submission]
    let form = plan.definitions.forms[table.form]
    let isBasic = form.isOnePerSchool
    // One sheet of a workbook of statistics forms may name the school for all of them.
    let isPart = !isBasic || form.layouts.contains(.matrix)
    let only = isPart ? onlySchool(of: table.submission) : nil
    if let only, directory.isNamed(only, subject.name) { return .success(only) }
    let county = subject.county.isEmpty ? path.county : subject.county
    let match = directory.find(name: subject.name, county: county)
    if case .one(let school) = match { return .success(school) }
    let ofFile = isBasic && table.rowCount == 1 ? onlyCodedSchool(of: table.submission) : nil
    if let school = only ?? schoolInFileName(path) ?? ofFile { return .success(school) }
    if isBasic, !subject.code.isEmpty {
      // The school's own form: it exists, whatever is wrong with its code.
      let school = added(subject, table, at: place)
      directory.update(school) { $0.hasCode = false }
      return .success(school)
    }
    if !subject.code.isEmpty { return .failure(Nobody(reason: .codeIsWrong)) }
    if subject.name.isEmpty {
      let isFiles = unknownFiles.contains(table.submission)
      return .failure(Nobody(reason: isFiles ? .fileIsUnknown : .nothingGiven))
    }
    switch match {
    case .several: return .failure(Nobody(reason: .nameIsAmbiguous))
    case .elsewhere: return .failure(Nobody(reason: .nameIsElsewhere))
    case .one, .none: return .failure(Nobody(reason: .nameIsUnknown))
    }
  }

  /// Makes the rows the school's, and reads what they tell of it.
  private mutating func take(
    _ rows: Range<Int>, of index: Int, _ subject: RowSubject, for school: Int,
    _ run: inout RunTables
  ) {
    for row in rows { run.tables[index].schools[row] = school }
    let table = run.tables[index]
    note(submission: table.submission, of: school)
    compareCounty(subject.county, of: school, run, table, rows.lowerBound)
    if plan.definitions.forms[table.form].isOnePerSchool {
      basicSchools[table.submission, default: []].append(school)
      for row in rows { readBasicRow(run, table, row, school, subject) }
    } else {
      readList(run, table, rows.lowerBound, school, subject)
    }
  }

  // MARK: - What rows tell of their school

  private mutating func readBasicRow(
    _ run: RunTables, _ table: FormTable, _ row: Int, _ school: Int, _ subject: RowSubject
  ) {
    let fields = plan.subjects[table.form]
    let entry = directory.entries[school]
    let isCampus = namesCampus(run, table, row, subject.name, of: entry)
    let isNew =
      !isCampus && SubmissionPath.folded(entry.name) != SubmissionPath.folded(subject.name)
      && !reportLooseName(subject.name, of: school, at: run.place(table, row, fields.name))
    if entry.name.isEmpty || (entry.nameSource == .list && !subject.name.isEmpty) {
      directory.update(school) { entry in
        entry.name = subject.name
        entry.nameSource = .basicForm
      }
    } else if !subject.name.isEmpty, isNew {
      reportName(subject.name, of: school, at: run.place(table, row, fields.name))
    }
    directory.register(name: subject.name, for: school)
    func text(_ field: Int?) -> String { run.value(table, row, field).outputText }
    let (type, urban) = (text(fields.type), text(fields.urbanRural))
    let sponsor = text(fields.sponsor)
    if !type.isEmpty, !entry.rosterType.isEmpty, type != entry.rosterType {
      reportType(type, of: school, run, table, row)
    }
    let isFirst = hasBasic.insert(school).inserted
    directory.update(school) { entry in
      // The basic form outranks the roster, and the first of two basic forms the second.
      if !type.isEmpty, isFirst || entry.type.isEmpty { entry.type = type }
      if !urban.isEmpty, isFirst || entry.urbanRural.isEmpty { entry.urbanRural = urban }
      if !sponsor.isEmpty, isFirst || entry.sponsor.isEmpty { entry.sponsor = sponsor }
      Self.fillCounty(&entry, subject.county)
    }
  }

  private mutating func readList(
    _ run: RunTables, _ table: FormTable, _ row: Int, _ school: Int, _ subject: RowSubject
  ) {
    let entry = directory.entries[school]
    if entry.name.isEmpty {
      directory.update(school) { $0.name = subject.name }
      directory.register(name: subject.name, for: school)
    } else if !subject.name.isEmpty, !directory.isNamed(school, subject.name),
      !namesCampus(run, table, row, subject.name, of: entry)
    {
      let place = run.place(table, row, plan.subjects[table.form].name)
      let isSaid = !foreignNames.insert([school, table.submission]).inserted
      if !isSaid, !reportLooseName(subject.name, of: school, at: place) {
        reportName(subject.name, of: school, at: place)
      }
    }
    directory.update(school) { Self.fillCounty(&$0, subject.county) }
  }

  /// Whether a row that gives a campus calls the school by its name and more, or by less of it.
  private func namesCampus(
    _ run: RunTables, _ table: FormTable, _ row: Int, _ name: String, of entry: SchoolEntry
  ) -> Bool {
    guard !run.value(table, row, plan.subjects[table.form].campus).isMissing, !name.isEmpty,
      !entry.name.isEmpty
    else { return false }
    let (own, known) = (SubmissionPath.folded(name), SubmissionPath.folded(entry.name))
    return own.hasPrefix(known) || known.hasPrefix(own)
  }

  private static func fillCounty(_ entry: inout SchoolEntry, _ county: CountyHint) {
    if entry.countyCode.isEmpty { entry.countyCode = county.code }
    if entry.countyName.isEmpty, county.code.isEmpty || county.code == entry.countyCode {
      entry.countyName = county.name
    }
  }

  private mutating func note(submission: Int, of school: Int) {
    let path = paths[submission]
    directory.update(school) { entry in
      if entry.submissions.last != submission, !entry.submissions.contains(submission) {
        entry.submissions.append(submission)
      }
      if entry.pathCounty.code.isEmpty { entry.pathCounty = path.county }
    }
  }

  // MARK: - Parts of the decision

  /// The school with this code; a code that the roster lacks is reported once.
  private mutating func added(_ subject: RowSubject, _ table: FormTable, at place: Place) -> Int {
    if let known = directory.find(code: subject.code) { return known }
    let county = subject.county.isEmpty ? paths[table.submission].county : subject.county
    let codeless = directory.find(name: subject.name, county: county) { !$0.hasCode }
    if case .one(let school) = codeless, subject.hasWellFormedCode {
      let old = directory.entries[school].code
      directory.adopt(code: subject.code, for: school)
      for index in findings.indices where findings[index].schoolCode == old {
        findings[index].schoolCode = subject.code
      }
      return school
    }
    if hasRoster {
      findings.append(
        Finding(
          rule: "school-is-on-roster", severity: .mustExplain, field: "school_code",
          schoolCode: subject.code, place: place, value: subject.code,
          facts: ["school": subject.name]))
    }
    return directory.add(code: subject.code)
  }

  private func onlySchool(of submission: Int) -> Int? {
    guard let schools = basicSchools[submission], let first = schools.first,
      schools.allSatisfy({ $0 == first })
    else { return nil }
    return first
  }

  /// The school of a file whose basic form gives no code while its lists do.
  private func onlyCodedSchool(of submission: Int) -> Int? {
    guard basicSchools[submission] == nil, let schools = codedSchools[submission],
      schools.count == 1
    else { return nil }
    return schools.first
  }

  private func schoolInFileName(_ path: SubmissionPath) -> Int? {
    let schools = Set(path.schoolCodes.compactMap { directory.find(code: $0) })
    guard schools.isEmpty else { return schools.count == 1 ? schools.first : nil }
    return PathNames(path).school(in: directory)
  }
}
