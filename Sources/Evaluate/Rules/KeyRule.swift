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
      UniqueRule.excludeRepeats(of: keys, in: index, &state) { table, row, first, state in
        report(table, row, first: first, field: keys[keys.count - 1], &state)
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
