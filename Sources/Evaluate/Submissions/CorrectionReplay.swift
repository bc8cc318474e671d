// SPDX-License-Identifier: Apache-2.0
// CorrectionReplay: puts the office's corrections in place of submitted values, where these still stand.

import DataModel
import Definitions

/// Applies corrections, and says of each what became of it.
///
/// A correction is applied where exactly one record fits and its value is still the old one, as written
/// or as printed. Those of fields that say whose a record is come before the schools are known, the
/// others after; each is looked at once.
struct CorrectionReplay {
  private let corrections: [Correction]
  private let plan: EvaluationPlan
  private var outcomes: [CorrectionResult?]
  /// By form: the rows of each school, or county, numbered after the schools.
  private var owned: [Int: [Int: [RowPlace]]] = [:]

  init(_ corrections: [Correction], plan: EvaluationPlan) {
    self.corrections = corrections
    self.plan = plan
    outcomes = Array(repeating: nil, count: corrections.count)
  }

  /// What became of each, in the order given.
  var results: [CorrectionResult] {
    zip(corrections, outcomes).map {
      $1 ?? CorrectionResult(correction: $0, outcome: Self.fault($0) ?? .unknown)
    }
  }

  /// Corrects what says whose a record is.
  ///
  /// `school` is then as the submission writes it, or as it should be; a file says enough. A name that
  /// several files write may be that of several schools.
  mutating func applyToSubjects(_ run: inout RunTables) {
    for index in corrections.indices {
      guard let (form, field) = target(index), isSubject(field, form) else { continue }
      var places: [RowPlace] = []
      for number in run.tables.indices where run.tables[number].form == form {
        let table = run.tables[number]
        places += (0..<table.rowCount).filter { row in
          isWritten(corrections[index], run, table, row)
            && isOld(corrections[index], run, table, row, field)
        }.map { RowPlace(table: number, row: $0) }
      }
      places = places.filter { fits(index, $0, run) }
      // A list names its school in every row; a code is that of one school wherever it stands.
      let files = Set(places.map { run.tables[$0.table].submission })
      let school = corrections[index].school
      let isCode = !school.isEmpty && school.allSatisfy { $0.isASCII && $0.isNumber }
      settle(index, places, field, &run, mayBeSeveral: files.count == 1 || isCode)
    }
  }

  /// Corrects all other fields.
  ///
  /// Whose a record is has been decided by then: of such a field only the value found is reported.
  mutating func apply(_ run: inout RunTables, register: SchoolRegister) {
    for index in corrections.indices where outcomes[index] == nil {
      guard let (form, field) = target(index) else { continue }
      let owners = owners(corrections[index].school, form, register)
      var places = owners.flatMap { rows(of: $0, form, run, register) }
        .filter { fits(index, $0, run) }
      if places.count > 1 {
        let same = places.filter {
          RecordNaming.key(run, run.tables[$0.table], $0.row, plan) == corrections[index].record
        }
        if same.count == 1 { places = same }
      }
      if isSubject(field, form) {
        places.removeAll { isOld(corrections[index], run, run.tables[$0.table], $0.row, field) }
      }
      settle(index, places, field, &run, mayBeSeveral: false)
    }
  }

  // MARK: - Where

  private func target(_ index: Int) -> (form: Int, field: Int)? {
    let correction = corrections[index]
    guard let form = plan.definitions.formIndex(named: correction.form),
      let field = plan.definitions.forms[form].indexOfField(named: correction.field)
    else { return nil }
    return (form, field)
  }

  private func isSubject(_ field: Int, _ form: Int) -> Bool {
    let subject = plan.subjects[form]
    return [
      subject.code, subject.name, subject.countyCode, subject.countyName, subject.campus,
    ].contains(field)
  }

  /// What keeps a line of the list from being applied anywhere; nil where nothing does.
  private static func fault(_ correction: Correction) -> CorrectionOutcome? {
    if [correction.reason, correction.who, correction.date].contains("") { return .incomplete }
    return correction.value == nil ? .unreadable : nil
  }

  private func isWritten(
    _ correction: Correction, _ run: RunTables, _ table: FormTable, _ row: Int
  ) -> Bool {
    let fields = plan.subjects[table.form]
    let school = correction.school
    if !correction.file.isEmpty { return true }
    // Nobody is meant by a blank.
    guard !school.isEmpty else { return false }
    return school == correction.new
      || [fields.code, fields.name, fields.countyCode, fields.countyName].contains {
        run.value(table, row, $0).outputText == school
      }
  }

  /// Of a code all campuses (校区).
  private func owners(_ word: String, _ form: Int, _ register: SchoolRegister) -> [Int] {
    if plan.isCountyForm(form) {
      let found = register.counties.indices.filter {
        register.counties[$0].code == word || register.counties[$0].name == word
      }
      return found.count == 1 ? [register.schools.count + found[0]] : []
    }
    let coded = register.schools.indices.filter { register.schools[$0].code == word }
    guard coded.isEmpty else { return coded }
    let named = register.schools.indices.filter { register.schools[$0].name == word }
    return named.count == 1 ? named : []
  }

  private mutating func rows(
    of owner: Int, _ form: Int, _ run: RunTables, _ register: SchoolRegister
  ) -> [RowPlace] {
    if let known = owned[form] { return known[owner] ?? [] }
    var rows: [Int: [RowPlace]] = [:]
    for (number, table) in run.tables.enumerated() where table.form == form {
      for row in 0..<table.rowCount {
        let county = table.counties[row].map { register.schools.count + $0 }
        guard let owner = table.namedSchool(row) ?? county else { continue }
        rows[owner, default: []].append(RowPlace(table: number, row: row))
      }
    }
    owned[form] = rows
    return rows[owner] ?? []
  }

  /// Whether record, file, sheet and cell are those the correction names.
  private func fits(_ index: Int, _ place: RowPlace, _ run: RunTables) -> Bool {
    let correction = corrections[index]
    let table = run.tables[place.table]
    if !correction.record.isEmpty,
      LabelFold.fold(RecordNaming.key(run, table, place.row, plan))
        != LabelFold.fold(correction.record)
    {
      return false
    }
    let file = run.submissions[table.submission].file.path
    guard correction.file.isEmpty || correction.file == file,
      correction.sheet.isEmpty || correction.sheet == run.sheetName(table)
    else { return false }
    guard !correction.cell.isEmpty, let (_, field) = target(index) else { return true }
    return run.place(table, place.row, field).range?.description == correction.cell
  }

  // MARK: - What stands there

  private mutating func settle(
    _ index: Int, _ places: [RowPlace], _ field: Int, _ run: inout RunTables, mayBeSeveral: Bool
  ) {
    let correction = corrections[index]
    guard let first = places.first, run.tables[first.table].columns[field] != nil else { return }
    let table = run.tables[first.table]
    let form = plan.definitions.forms[table.form]
    let now = run.value(table, first.row, field)
    var result = CorrectionResult(
      correction: correction, outcome: .ambiguous, place: run.place(table, first.row, field),
      found: shown(run, table, first.row, field),
      schoolCode: form.level == .school ? correction.school : "")
    if let fault = Self.fault(correction) {
      result.outcome = fault
    } else if let value = correction.value, places.count == 1 || mayBeSeveral {
      if isOld(correction, run, table, first.row, field) {
        result.outcome = .applied
        for place in places { replace(place, field, value, &run) }
      } else {
        result.outcome = now == value ? .unneeded : .changed
      }
    }
    outcomes[index] = result
  }

  /// What the cell says, masked where it must be.
  private func shown(_ run: RunTables, _ table: FormTable, _ row: Int, _ field: Int) -> String {
    let definition = plan.definitions.forms[table.form].fields[field]
    let value = RecordNaming.shown(run.value(table, row, field), definition)
    return value.isEmpty ? refusedTexts(run, table, row, field).first ?? "" : value
  }

  /// What findings quote of a cell that gave no value.
  private func refusedTexts(
    _ run: RunTables, _ table: FormTable, _ row: Int, _ field: Int
  ) -> [String] {
    let place = run.place(table, row, field)
    let id = plan.definitions.forms[table.form].fields[field].id
    return run.submissions[table.submission].workbook.findings.filter {
      $0.place.sheet == place.sheet && $0.place.range == place.range && $0.field == id
    }.map(\.value)
  }

  private func isOld(
    _ correction: Correction, _ run: RunTables, _ table: FormTable, _ row: Int, _ field: Int
  ) -> Bool {
    guard let column = run.column(table, field) else { return false }
    let definition = plan.definitions.forms[table.form].fields[field]
    let value = column.values[row]
    if !value.isMissing, value == correction.oldValue { return true }
    var texts = [column.rawText(row: row), RecordNaming.shown(value, definition)]
    if value.isMissing, value != .missing(.blank) {
      texts = refusedTexts(run, table, row, field)
    } else {
      texts.append(value.outputText)
    }
    return texts.contains { Self.isSame($0, correction.old) }
  }

  private static func isSame(_ text: String, _ other: String) -> Bool {
    if text == other { return true }
    guard let number = ExactNumber(decimal: text), let same = ExactNumber(decimal: other) else {
      return false
    }
    return number == same
  }

  // MARK: - Replacing

  private func replace(
    _ place: RowPlace, _ field: Int, _ value: FieldValue, _ run: inout RunTables
  ) {
    let table = run.tables[place.table]
    let form = plan.definitions.forms[table.form]
    let cell = run.place(table, place.row, field)
    put(value, table, place.row, field, &run)
    for (number, derived) in form.fields.enumerated() {
      guard let derivation = derived.derivation, derivation.field == form.fields[field].id,
        case .code(let list) = form.fields[field].kind
      else { continue }
      let entry = plan.definitions.codeLists[list]?.entries.first { $0.name == value.text }
      let text = entry?.attributes[derivation.attribute] ?? ""
      put(text.isEmpty ? .missing(.undefined) : .text(text), table, place.row, number, &run)
    }
    let findings = run.submissions[table.submission].workbook.findings.indices
    for index in findings {
      let finding = run.submissions[table.submission].workbook.findings[index]
      guard finding.place.sheet == cell.sheet, finding.place.range == cell.range,
        finding.field == form.fields[field].id
      else { continue }
      run.submissions[table.submission].workbook.findings[index].isCorrected = true
    }
  }

  private func put(
    _ value: FieldValue, _ table: FormTable, _ row: Int, _ field: Int, _ run: inout RunTables
  ) {
    guard let column = table.columns[field] else { return }
    run.submissions[table.submission].workbook.tables[table.table].columns[column]
      .replace(row: row, with: value, step: .corrected)
  }
}
