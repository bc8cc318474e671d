// SPDX-License-Identifier: Apache-2.0
// KeyRule: a record whose key an earlier record of the same school has does not count again.

import DataModel
import Definitions

/// `key-is-unique`: at the later of two records of a school with the same key.
///
/// The later record is left out of all sums whether it repeats the earlier one or differs from it: a
/// room listed twice is one room. A record with a missing key value is not compared.
enum KeyRule {
  static let id = "key-is-unique"

  static func check(_ state: inout ScreeningState) {
    for (index, form) in state.plan.definitions.forms.enumerated() where !form.isOnePerSchool {
      let keys = form.key.compactMap { form.fieldIndex($0) }
      guard !keys.isEmpty, keys.count == form.key.count else { continue }
      check(index, keys, &state)
    }
  }

  private static func check(_ form: Int, _ keys: [Int], _ state: inout ScreeningState) {
    var seen: [UniqueKey: RowPlace] = [:]
    for number in state.run.tables.indices where state.run.tables[number].form == form {
      let table = state.run.tables[number]
      let columns = keys.compactMap { state.run.column(table, $0)?.values }
      guard columns.count == keys.count else { continue }
      for row in 0..<table.rowCount where table.counts[row] {
        // Of a list that came in twice everything is double: that is one finding, not hundreds.
        guard let school = table.schools[row], !state.isRepeated[form][school],
          let key = UniqueKey(columns, row, school: school)
        else { continue }
        guard let first = seen[key] else {
          seen[key] = RowPlace(table: number, row: row)
          continue
        }
        report(table, row, first: first, field: keys[keys.count - 1], &state)
        state.run.tables[number].counts[row] = false
      }
    }
  }

  private static func report(
    _ table: FormTable, _ row: Int, first: RowPlace, field: Int, _ state: inout ScreeningState
  ) {
    let firstTable = state.run.tables[first.table]
    let place = state.run.place(firstTable, first.row, field)
    let name = [place.sheet, place.range?.description ?? ""].filter { !$0.isEmpty }
      .joined(separator: "!")
    let differing = differing(table, row, firstTable, first.row, state)
    let suggestion =
      differing.isEmpty
      ? "与 \(name) 的记录完全相同，后一条不计入统计，请删除。"
      : "与 \(name) 的记录是同一个，但\(differing.joined(separator: "、"))不同；后一条不计入统计，请改正或删除。"
    var facts = ["first": name, "key": RecordNaming.key(state.run, table, row, state.plan)]
    facts["first_file"] = state.run.submissions[firstTable.submission].file.path
    var finding = state.finding(
      id, .mustCorrect, table, row, field: field, facts: facts, suggestion: suggestion)
    finding.otherPlaces = [place]
    state.findings.append(finding)
  }

  /// The names of the fields in which two records differ.
  private static func differing(
    _ table: FormTable, _ row: Int, _ other: FormTable, _ otherRow: Int, _ state: ScreeningState
  ) -> [String] {
    let fields = state.plan.definitions.forms[table.form].fields
    return fields.indices.filter {
      state.run.value(table, row, $0) != state.run.value(other, otherRow, $0)
    }.map { fields[$0].name }
  }
}
