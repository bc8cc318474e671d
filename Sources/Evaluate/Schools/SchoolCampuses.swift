// SPDX-License-Identifier: Apache-2.0
// SchoolCampuses: schools of one code in several places (校区), each from then on by itself.

import DataModel
import Definitions

/// Rows of one form that belong to a school with campuses and do not say to which.
struct CampuslessRows: Hashable, Sendable {
  let form: Int
  /// All campuses of the school (indices in the register).
  var schools: [Int]
  let count: Int
  let first: Place
}

/// Takes schools that roster or forms give several campuses apart.
///
/// A row belongs to the campus that it names. One that names none belongs to nobody: which campus it is of
/// is never guessed, so that what is summed from its form is open for every campus. A single campus
/// that all rows name tells nothing apart. Source: domain a.4, 分校区.
struct SchoolCampuses {
  private let plan: EvaluationPlan
  /// By school, what its rows and the roster call its campuses, each once.
  private var campuses: [Int: [CampusWords]] = [:]
  /// Schools with a row that leaves the campus open in a list where others name one.
  private var hasGaps: Set<Int> = []
  private(set) var campusless: [CampuslessRows] = []
  private(set) var findings: [Finding] = []

  init(_ plan: EvaluationPlan) {
    self.plan = plan
  }

  /// Adds an entry for each further campus and gives rows their campus.
  mutating func split(_ entries: inout [SchoolEntry], _ run: inout RunTables) {
    guard plan.definitions.standard.campusSource != nil else { return }
    for (school, entry) in entries.enumerated() where !entry.campuses.isEmpty {
      campuses[school] = entry.campuses
    }
    let tables = run.tables.indices.filter { !plan.isCountyForm(run.tables[$0].form) }
    for index in tables { collect(run.tables[index], run) }
    campuses = campuses.filter { $0.value.count > 1 || hasGaps.contains($0.key) }
    guard !campuses.isEmpty else { return }
    for (school, words) in campuses { readBasicForms(of: school, words, tables, run) }
    var places: [Int: [String: Int]] = [:]
    for school in campuses.keys.sorted() { places[school] = divide(school, &entries) }
    for index in tables { assign(index, places, &run) }
  }

  // MARK: - Which campuses there are

  private func campus(_ run: RunTables, _ table: FormTable, _ row: Int) -> String {
    Masking.redact(run.value(table, row, plan.subjects[table.form].campus).text ?? "")
  }

  private mutating func collect(_ table: FormTable, _ run: RunTables) {
    guard run.column(table, plan.subjects[table.form].campus) != nil else { return }
    var named: Set<Int> = []
    var blank: Set<Int> = []
    for row in 0..<table.rowCount {
      guard let school = table.schools[row] else { continue }
      let words = CampusWords(name: campus(run, table, row))
      guard !words.name.isEmpty else {
        blank.insert(school)
        continue
      }
      named.insert(school)
      guard campuses[school]?.contains(where: { $0.key == words.key }) != true else { continue }
      campuses[school, default: []].append(words)
    }
    hasGaps.formUnion(named.intersection(blank))
  }

  /// A campus's own basic form outranks the roster.
  private mutating func readBasicForms(
    of school: Int, _ words: [CampusWords], _ tables: [Int], _ run: RunTables
  ) {
    var words = words
    var seen: Set<String> = []
    for index in tables where plan.definitions.forms[run.tables[index].form].isOnePerSchool {
      let table = run.tables[index]
      let fields = plan.subjects[table.form]
      for row in 0..<table.rowCount where table.schools[row] == school {
        let key = CampusWords.key(campus(run, table, row))
        guard let place = words.firstIndex(where: { $0.key == key }), seen.insert(key).inserted
        else { continue }
        func text(_ field: Int?, or old: String) -> String {
          let new = run.value(table, row, field).outputText
          return new.isEmpty ? old : new
        }
        words[place].type = text(fields.type, or: words[place].type)
        words[place].urbanRural = text(fields.urbanRural, or: words[place].urbanRural)
        words[place].sponsor = text(fields.sponsor, or: words[place].sponsor)
      }
    }
    campuses[school] = words
  }

  // MARK: - Taking apart

  /// The entry of each campus by its key; the first takes the school's own place.
  private func divide(_ school: Int, _ entries: inout [SchoolEntry]) -> [String: Int] {
    let whole = entries[school]
    var places: [String: Int] = [:]
    for (number, words) in (campuses[school] ?? []).enumerated() {
      var entry = whole
      entry.campus = words.name
      entry.name = words.schoolName(whole.name)
      entry.hasOwnType = !words.type.isEmpty
      if !words.type.isEmpty { entry.type = words.type }
      if !words.urbanRural.isEmpty { entry.urbanRural = words.urbanRural }
      if !words.sponsor.isEmpty { entry.sponsor = words.sponsor }
      if number == 0 {
        entries[school] = entry
        places[words.key] = school
      } else {
        places[words.key] = entries.count
        entries.append(entry)
      }
    }
    return places
  }

  private mutating func assign(
    _ index: Int, _ places: [Int: [String: Int]], _ run: inout RunTables
  ) {
    var open: [Int: [Int]] = [:]
    let table = run.tables[index]
    for row in 0..<table.rowCount {
      guard let school = table.schools[row], let own = places[school] else { continue }
      if let campus = own[CampusWords.key(campus(run, table, row))] {
        run.tables[index].schools[row] = campus
      } else {
        run.tables[index].schools[row] = nil
        run.tables[index].campusless[row] = school
        open[school, default: []].append(row)
      }
    }
    for (school, rows) in open.sorted(by: { $0.key < $1.key }) {
      let field = plan.subjects[table.form].campus
      let first = run.place(table, rows[0], run.column(table, field) == nil ? nil : field)
      campusless.append(
        CampuslessRows(
          form: table.form, schools: (places[school] ?? [:]).values.sorted(), count: rows.count,
          first: first))
    }
  }

  /// Schools bear other numbers in the results; the findings need their codes too.
  mutating func renumber(_ newIndex: [Int], _ schools: [SchoolResult]) {
    campusless = campusless.map { rows in
      CampuslessRows(
        form: rows.form, schools: rows.schools.map { newIndex[$0] }.sorted(), count: rows.count,
        first: rows.first)
    }
    findings = campusless.map { rows in
      let form = plan.definitions.forms[rows.form]
      let names = rows.schools.map { schools[$0].campus }
      let field = plan.subjects[rows.form].campus.map { form.fields[$0].id } ?? ""
      return Finding(
        rule: "campus-is-given", severity: .mustCorrect, form: form.id, field: field,
        schoolCode: rows.schools.first.map { schools[$0].code } ?? "", place: rows.first,
        value: "",
        facts: [
          "form": form.name, "count": String(rows.count),
          "campuses": names.joined(separator: "、"),
        ])
    }
  }
}
