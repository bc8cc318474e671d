// SPDX-License-Identifier: Apache-2.0
// SchoolRegister: which schools and counties there are, and whose record each row is.

import DataModel
import Definitions

/// The schools and counties of a run, in the order of the results.
struct SchoolRegister: Sendable {
  var counties: [County]
  var schools: [SchoolResult]
  var findings: [Finding]
  /// What the path of each submission tells.
  let paths: [SubmissionPath]
  /// Rows without a school, by table and reason.
  let ownerless: [OwnerlessRows]
  /// The school that each one's figures are added to; nil for one that counts itself.
  let parents: [Int?]
  /// True for a campus that does not say its own type, so that its classes tell which stages it has.
  let inheritsType: [Bool]
  /// Rows of schools with campuses (校区) that do not say of which.
  let campusless: [CampuslessRows]

  /// Collects the schools of roster and submissions and gives every row of `run` its school.
  init(
    run: inout RunTables, roster: NormalizedWorkbook?, plan: EvaluationPlan,
    succession: CountySuccession
  ) {
    let expected = roster.map { RosterSchools($0, plan: plan) }
    paths = Self.paths(run, expected, plan)
    var builder = SchoolRegisterBuilder(plan: plan, paths: paths, roster: expected)
    let turns = run.tables.map { Self.turn($0, run, plan) }
    // The rows of a county's own form are nobody's school's.
    let ofSchools = turns.indices.filter { !plan.isCountyForm(run.tables[$0].form) }
    let order = (0...2).flatMap { turn in ofSchools.filter { turns[$0] == turn } }
    for index in order { builder.assignByCode(index, in: &run) }
    for index in order { builder.assignRest(index, in: &run) }
    builder.comparePaths()
    builder.compareTitles(run)
    var entries = builder.directory.entries
    var campuses = SchoolCampuses(plan)
    campuses.split(&entries, &run)
    let moved = succession.apply(to: &entries)
    let assignment = CountyAssignment(entries)
    let countyOf = assignment.countyOf
    let sorted = Self.order(entries, countyOf)
    let newIndex = Self.renumber(&run, sorted)
    let counties = assignment.counties
    self.counties = counties
    inheritsType = sorted.map { [entries] in !entries[$0].hasOwnType }
    schools = sorted.map { [entries] in Self.result(entries[$0], county: countyOf[$0]) }
    campuses.renumber(newIndex, schools)
    campusless = campuses.campusless
    ownerless = builder.ownerless
    let branches = SchoolBranches(sorted.map { [entries] in entries[$0] }, schools, plan)
    parents = branches.parents
    findings = builder.findings + moved
    findings += IdentityFindings.findings(entries, counties: counties, countyOf: countyOf)
    findings += branches.findings + campuses.findings
    findings += OwnerlessList.merged(ownerless).map { [run] in $0.finding(run, plan) }
    findings += schools.filter { counties[$0.county].code.isEmpty }.map(Self.countyUnknown)
  }

  var hasBranches: Bool { parents.contains { $0 != nil } }

  /// The places whose figures are added to this school's.
  func branches(of school: Int) -> [Int] {
    parents.indices.filter { parents[$0] == school }
  }

  /// Forms of a school before lists; but of a workbook of statistics forms those first that name the school.
  private static func turn(_ table: FormTable, _ run: RunTables, _ plan: EvaluationPlan) -> Int {
    let form = plan.definitions.forms[table.form]
    guard form.isOnePerSchool else { return 2 }
    guard form.layouts.contains(.matrix) else { return 0 }
    let fields = plan.subjects[table.form]
    let isNamed = [fields.code, fields.name].contains { field in
      run.column(table, field)?.values.contains { !$0.isMissing } ?? false
    }
    return isNamed ? 0 : 1
  }

  /// Paths read with the counties that roster and forms name in mind.
  private static func paths(
    _ run: RunTables, _ roster: RosterSchools?, _ plan: EvaluationPlan
  ) -> [SubmissionPath] {
    var known = roster?.countyCodes ?? []
    for table in run.tables {
      var last: FieldValue?
      for value in run.column(table, plan.subjects[table.form].countyCode)?.values ?? []
      where value != last {
        known.insert(CountyHint.code(value.outputText))
        last = value
      }
    }
    let provinces = plan.definitions.codeLists["provinces"].map { Set($0.entries.map(\.code)) }
    return run.submissions.map {
      SubmissionPath($0.file.path, provinces: provinces, known: known)
    }
  }

  /// The builder numbers schools as they come, the results by county and code.
  private static func renumber(_ run: inout RunTables, _ order: [Int]) -> [Int] {
    var newIndex = Array(repeating: 0, count: order.count)
    for (position, old) in order.enumerated() { newIndex[old] = position }
    for index in run.tables.indices {
      for row in run.tables[index].schools.indices {
        guard let school = run.tables[index].schools[row] else { continue }
        run.tables[index].schools[row] = newIndex[school]
      }
      let campusless = run.tables[index].campusless
      if !campusless.isEmpty {
        run.tables[index].campusless = campusless.mapValues { newIndex[$0] }
      }
    }
    return newIndex
  }

  private static func result(_ entry: SchoolEntry, county: Int) -> SchoolResult {
    var school = SchoolResult(
      county: county, code: entry.code, name: entry.name, type: entry.type,
      urbanRural: entry.urbanRural, sponsor: entry.sponsor, isOnRoster: entry.isOnRoster,
      submissions: entry.submissions.sorted())
    school.campus = entry.campus
    return school
  }

  private static func countyUnknown(_ school: SchoolResult) -> Finding {
    Finding(
      rule: "county-is-known", severity: .mustCorrect, schoolCode: school.code,
      place: Place(submission: school.submissions.first), facts: ["school": school.name])
  }

  private static func order(_ entries: [SchoolEntry], _ countyOf: [Int]) -> [Int] {
    entries.indices.sorted {
      (countyOf[$0], entries[$0].code, $0) < (countyOf[$1], entries[$1].code, $1)
    }
  }
}
