// SPDX-License-Identifier: Apache-2.0
// UniqueRule: values that may occur once only, in a school or across all schools.

import DataModel
import Definitions

/// The first record of each combination of values.
///
/// Only hashes and places are kept: what stands there is looked up when a hash is seen again.
private struct FirstRecords {
  private let fields: [Int]
  private var places: [Int: RowPlace] = [:]

  init(of fields: [Int], in form: Int, _ run: RunTables) {
    self.fields = fields
    places.reserveCapacity(run.tables.reduce(0) { $0 + ($1.form == form ? $1.rowCount : 0) })
  }

  /// The earlier record with the values that `columns` have in this row; nil for the first of them,
  /// which is kept, and where a value is missing.
  ///
  /// `owner`: whose records are compared with each other; -1 for all with all.
  mutating func earlier(
    _ place: RowPlace, _ columns: [[FieldValue]], owner: Int, _ run: RunTables,
    isSameOwner: (RowPlace) -> Bool
  ) -> RowPlace? {
    guard var hash = Self.hash(columns, place.row, owner: owner) else { return nil }
    while let known = places[hash] {
      if isSameOwner(known), holds(columns, place.row, at: known, run) { return known }
      hash &+= 1
    }
    places[hash] = place
    return nil
  }

  private func holds(
    _ columns: [[FieldValue]], _ row: Int, at place: RowPlace, _ run: RunTables
  ) -> Bool {
    zip(fields, columns).allSatisfy { field, column in
      run.value(run.tables[place.table], place.row, field) == column[row]
    }
  }

  private static func hash(_ columns: [[FieldValue]], _ row: Int, owner: Int) -> Int? {
    var hasher = Hasher()
    hasher.combine(owner)
    for column in columns {
      guard row < column.count, !column[row].isMissing else { return nil }
      Self.add(column[row], to: &hasher)
    }
    return hasher.finalize()
  }

  /// A text of ASCII and Chinese characters is its own normal form: its bytes are hashed as they are.
  private static func add(_ value: FieldValue, to hasher: inout Hasher) {
    guard case .text(var text) = value else { return hasher.combine(value) }
    let isAdded = text.withUTF8 { bytes in
      guard bytes.allSatisfy({ $0 < 0xEA }), !bytes.contains(where: { 0xC2..<0xE4 ~= $0 }) else {
        return false
      }
      hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
      return true
    }
    if isAdded { hasher.combine(0xFF as UInt8) } else { hasher.combine(text) }
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
    var seen = FirstRecords(of: fields, in: form, state.run)
    for number in state.run.tables.indices where state.run.tables[number].form == form {
      let table = state.run.tables[number]
      let columns = fields.compactMap { state.run.column(table, $0)?.values }
      guard columns.count == fields.count else { continue }
      for row in 0..<table.rowCount where table.counts[row] {
        // Of a list that came in twice everything is double: that is one finding, not hundreds.
        guard let owner = owner(table, row, form, state) else { continue }
        let first = seen.earlier(
          RowPlace(table: number, row: row), columns, owner: owner, state.run
        ) { owner == Self.owner(state.run.tables[$0.table], $0.row, form, state) }
        guard let first else { continue }
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
    var seen = FirstRecords(of: indices, in: form, state.run)
    for number in state.run.tables.indices where state.run.tables[number].form == form {
      let table = state.run.tables[number]
      let columns = indices.map { state.run.column(table, $0)?.values ?? [] }
      for row in 0..<table.rowCount where table.counts[row] {
        guard let school = table.schools[row] else { continue }
        let first = seen.earlier(
          RowPlace(table: number, row: row), columns, owner: -1, state.run
        ) { _ in true }
        guard let first, state.run.tables[first.table].schools[first.row] != school else {
          continue
        }
        report(rule, table, row, first: first, &state)
      }
    }
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
