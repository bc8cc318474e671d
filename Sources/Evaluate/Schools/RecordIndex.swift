// SPDX-License-Identifier: Apache-2.0
// RecordIndex: the records of each form and school, and the forms that came in more than once.

import DataModel
import Definitions

/// Rows of a form that may be a school's and are not told to be.
struct IncompleteForm: Hashable, Sendable {
  var count: Int
  var first: Place
  /// The school is known, and which of its campuses (校区) is not.
  var isCampusOpen = false
}

/// Records by form and school.
struct RecordIndex: Sendable {
  /// By form (index in the definitions) and school (index in the register), in file order.
  var records: [[[RecordReference]]]
  /// True where a form came in more than once for a school, so that nothing may be summed from it.
  var isRepeated: [[Bool]]
  /// By form and school: rows that nobody owns stand beside the school's, so that some may be its own.
  private(set) var incomplete: [Int: [Int: IncompleteForm]] = [:]
  var findings: [Finding] = []

  init(run: RunTables, register: SchoolRegister, plan: EvaluationPlan) {
    let forms = plan.definitions.forms.count
    let schools = register.schools.count
    records = Array(repeating: Array(repeating: [], count: schools), count: forms)
    isRepeated = Array(repeating: Array(repeating: false, count: schools), count: forms)
    for table in run.tables {
      for row in 0..<table.rowCount {
        guard let school = table.schools[row] else { continue }
        records[table.form][school].append(
          RecordReference(
            submission: table.submission, table: table.table, row: row,
            counts: table.counts[row]))
      }
    }
    for form in 0..<forms {
      for school in 0..<schools where records[form][school].count > 1 {
        guard let second = Self.secondSource(records[form][school], form, run, plan) else {
          continue
        }
        isRepeated[form][school] = true
        report(form, school, second, run, register, plan)
      }
    }
    for rows in register.ownerless { markIncomplete(rows, run, register) }
    for rows in register.campusless {
      for school in rows.schools {
        let known = incomplete[rows.form]?[school]
        incomplete[rows.form, default: [:]][school] = IncompleteForm(
          count: rows.count + (known?.count ?? 0), first: known?.first ?? rows.first,
          isCampusOpen: true)
      }
    }
  }

  /// The schools whose records of the form are in the same file may own the rows too, unless the rows
  /// give another county than theirs.
  private mutating func markIncomplete(
    _ rows: OwnerlessRows, _ run: RunTables, _ register: SchoolRegister
  ) {
    let table = run.tables[rows.table]
    let siblings = run.indices[table.submission].compactMap { $0 }.map { run.tables[$0] }
    var schools: Set<Int> = []
    for sibling in siblings where sibling.form == table.form {
      schools.formUnion(sibling.schools.compactMap { $0 })
    }
    for school in schools {
      let county = register.counties[register.schools[school].county]
      let own = CountyHint(code: county.code, name: county.name)
      guard own.relation(to: rows.county) != .other else { continue }
      let place = run.place(table, rows.firstRow, nil)
      let known = incomplete[table.form]?[school]
      incomplete[table.form, default: [:]][school] = IncompleteForm(
        count: rows.count + (known?.count ?? 0), first: known?.first ?? place)
    }
  }

  /// Takes over which rows still count after screening.
  mutating func update(from run: RunTables) {
    for table in run.tables where table.counts.contains(false) {
      for school in Set(table.schools.compactMap { $0 }) {
        for position in records[table.form][school].indices {
          let reference = records[table.form][school][position]
          guard reference.submission == table.submission, reference.table == table.table else {
            continue
          }
          records[table.form][school][position].counts = table.counts[Int(reference.row)]
        }
      }
    }
  }

  /// The first record of the second time the form came in; nil when it came in once.
  static func secondSource(
    _ list: [RecordReference], _ form: Int, _ run: RunTables, _ plan: EvaluationPlan
  ) -> RecordReference? {
    if plan.definitions.forms[form].isOnePerSchool { return list[1] }
    if let other = list.first(where: { $0.submission != list[0].submission }) { return other }
    return overlappingTable(list, form, run, plan)
  }

  /// Within one file several sheets are parts of one list, unless one is a copy of another.
  ///
  /// It is one where more than half of its keys stand on a sheet before it: a copy may have been worked on.
  /// Rows without a whole key are compared in all their values, and all must be the same.
  private static func overlappingTable(
    _ list: [RecordReference], _ form: Int, _ run: RunTables, _ plan: EvaluationPlan
  ) -> RecordReference? {
    let definition = plan.definitions.forms[form]
    let keys = definition.key.compactMap { definition.fieldIndex($0) }
    guard !keys.isEmpty, list.last?.table != list[0].table else { return nil }
    var seenKeys: Set<[FieldValue]> = []
    var seenRows: Set<[FieldValue]> = []
    var start = 0
    while start < list.count {
      let end = list[start...].firstIndex { $0.table != list[start].table } ?? list.count
      guard let table = table(list[start], run) else { return nil }
      func values(_ fields: some Sequence<Int>) -> [[FieldValue]] {
        list[start..<end].map { reference in
          fields.map { run.value(table, Int(reference.row), $0) }
        }
      }
      let own = values(keys).filter { key in !key.contains { $0.isMissing } }
      let repeated = own.count(where: { seenKeys.contains($0) })
      if start > 0, repeated * 2 > own.count { return list[start] }
      seenKeys.formUnion(own)
      if own.isEmpty {
        let rows = values(definition.fields.indices)
        if start > 0, rows.allSatisfy({ seenRows.contains($0) }) { return list[start] }
        seenRows.formUnion(rows)
      }
      start = end
    }
    return nil
  }

  /// The run's table of a reference.
  static func table(_ reference: RecordReference, _ run: RunTables) -> FormTable? {
    run.indices[Int(reference.submission)][Int(reference.table)].map { run.tables[$0] }
  }

  private mutating func report(
    _ form: Int, _ school: Int, _ second: RecordReference, _ run: RunTables,
    _ register: SchoolRegister, _ plan: EvaluationPlan
  ) {
    guard let table = Self.table(second, run),
      let first = Self.table(records[form][school][0], run)
    else { return }
    let definition = plan.definitions.forms[form]
    let isCopy = !definition.isOnePerSchool && second.submission == first.submission
    findings.append(
      Finding(
        rule: isCopy ? "table-is-read-once" : "form-is-handed-in-once", severity: .mustCorrect,
        form: definition.id,
        schoolCode: register.schools[school].code, place: run.place(table),
        otherPlaces: [run.place(first)], value: definition.name,
        facts: [
          "form": definition.name, "school": register.schools[school].name,
          "first": run.submissions[first.submission].file.path,
        ]))
  }
}
