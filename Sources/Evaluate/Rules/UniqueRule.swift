// SPDX-License-Identifier: Apache-2.0
// UniqueRule: values that may occur once only, in a school or across all schools.

import DataModel
import Definitions

/// The values of a record that must be unique together.
struct UniqueKey: Hashable {
  /// nil across schools.
  let school: Int?
  let first: FieldValue
  let rest: [FieldValue]

  /// nil where a value is missing.
  init?(_ columns: [[FieldValue]], _ row: Int, school: Int?) {
    var rest: [FieldValue] = []
    for index in columns.indices {
      guard row < columns[index].count, !columns[index][row].isMissing else { return nil }
      if index > 0 { rest.append(columns[index][row]) }
    }
    guard let first = columns.first?[row] else { return nil }
    self.school = school
    self.first = first
    self.rest = rest
  }
}

/// Uniqueness; a record with a missing value among the fields is not compared.
enum UniqueRule {
  /// The later record of a school is reported and left out of all sums.
  static func checkInSchool(
    _ rule: RuleDefinition, fields: [String], _ state: inout ScreeningState
  ) {
    guard let form = state.plan.formIndices[rule.form], let indices = indices(fields, form, state)
    else { return }
    excludeRepeats(of: indices, in: form, &state) { table, row, first, state in
      report(rule, table, row, first: first, &state)
    }
  }

  /// Hands each record whose values an earlier one of its school has to `report`, and leaves it out
  /// of all sums.
  ///
  /// A table without one of the columns is not compared.
  static func excludeRepeats(
    of fields: [Int], in form: Int, _ state: inout ScreeningState,
    report: (FormTable, Int, RowPlace, inout ScreeningState) -> Void
  ) {
    var seen: [UniqueKey: RowPlace] = [:]
    seen.reserveCapacity(rowCount(of: form, state))
    for number in state.run.tables.indices where state.run.tables[number].form == form {
      let table = state.run.tables[number]
      let columns = fields.compactMap { state.run.column(table, $0)?.values }
      guard columns.count == fields.count else { continue }
      for row in 0..<table.rowCount where table.counts[row] {
        // Of a list that came in twice everything is double: that is one finding, not hundreds.
        guard let owner = owner(table, row, form, state),
          let key = UniqueKey(columns, row, school: owner)
        else { continue }
        guard let first = seen[key] else {
          seen[key] = RowPlace(table: number, row: row)
          continue
        }
        report(table, row, first, &state)
        state.run.tables[number].counts[row] = false
      }
    }
  }

  /// The school of a record, or its county, numbered after the schools; nil where nothing is compared.
  private static func owner(
    _ table: FormTable, _ row: Int, _ form: Int, _ state: ScreeningState
  ) -> Int? {
    if let county = table.counties[row] {
      let isRepeated = !state.isCountyRepeated.isEmpty && state.isCountyRepeated[form][county]
      return isRepeated ? nil : state.register.schools.count + county
    }
    guard let school = table.schools[row], !state.isRepeated[form][school] else { return nil }
    return school
  }

  /// The record of the later school is reported; both count.
  static func checkAcrossSchools(
    _ rule: RuleDefinition, fields: [String], _ state: inout ScreeningState
  ) {
    guard let form = state.plan.formIndices[rule.form], let indices = indices(fields, form, state)
    else { return }
    var seen: [UniqueKey: RowPlace] = [:]
    seen.reserveCapacity(rowCount(of: form, state))
    for number in state.run.tables.indices where state.run.tables[number].form == form {
      let table = state.run.tables[number]
      let columns = indices.map { state.run.column(table, $0)?.values ?? [] }
      for row in 0..<table.rowCount where table.counts[row] {
        guard let school = table.schools[row], let key = UniqueKey(columns, row, school: nil)
        else { continue }
        guard let first = seen[key] else {
          seen[key] = RowPlace(table: number, row: row)
          continue
        }
        guard state.run.tables[first.table].schools[first.row] != school else { continue }
        report(rule, table, row, first: first, &state)
      }
    }
  }

  private static func rowCount(of form: Int, _ state: ScreeningState) -> Int {
    state.run.tables.reduce(0) { $0 + ($1.form == form ? $1.rowCount : 0) }
  }

  private static func indices(
    _ fields: [String], _ form: Int, _ state: ScreeningState
  ) -> [Int]? {
    let indices = fields.compactMap { state.plan.definitions.forms[form].fieldIndex($0) }
    return indices.count == fields.count && !indices.isEmpty ? indices : nil
  }

  private static func report(
    _ rule: RuleDefinition, _ table: FormTable, _ row: Int, first: RowPlace,
    _ state: inout ScreeningState
  ) {
    let field = state.plan.definitions.forms[table.form].fieldIndex(rule.field)
    let firstTable = state.run.tables[first.table]
    let place = state.run.place(firstTable, first.row, field)
    var facts: [String: String] = [:]
    facts["first"] = [place.sheet, place.range?.description ?? ""].filter { !$0.isEmpty }
      .joined(separator: "!")
    facts["first_file"] = state.run.submissions[firstTable.submission].file.path
    if let school = firstTable.schools[first.row] {
      facts["first_school"] = state.register.schools[school].name
    }
    var finding = state.finding(
      rule.id, rule.severity, table, row, field: field, facts: facts,
      suggestion: RepeatAdvice.words(table, row, firstTable, first.row, field, state)
        + (rule.suggestion?.chinese ?? ""))
    finding.otherPlaces = [place]
    state.findings.append(finding)
  }
}
