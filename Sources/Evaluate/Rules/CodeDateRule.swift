// SPDX-License-Identifier: Apache-2.0
// CodeDateRule: codes that were not, or are no longer, in force in the year of the run.

import DataModel
import Definitions

/// `code-is-in-force`: a value that has a successor in its list becomes the successor and is noted; one
/// without stays and must be explained.
enum CodeDateRule {
  static let id = "code-is-in-force"

  static func check(_ state: inout ScreeningState, year: Int) {
    let dated = state.plan.definitions.codeLists.filter { list in
      list.value.entries.contains { $0.validity != CodeValidity() }
    }
    guard !dated.isEmpty else { return }
    for table in state.run.tables {
      for (index, field) in state.plan.definitions.forms[table.form].fields.enumerated() {
        guard case .code(let id) = field.kind, let list = dated[id] else { continue }
        check(table, index, list, year, &state)
      }
    }
  }

  private static func check(
    _ table: FormTable, _ field: Int, _ list: CodeList, _ year: Int,
    _ state: inout ScreeningState
  ) {
    guard let column = table.columns[field] else { return }
    var entries: [String: CodeEntry] = [:]
    for entry in list.entries where entries[entry.name] == nil { entries[entry.name] = entry }
    for (row, value) in (state.run.column(table, field)?.values ?? []).enumerated() {
      guard case .text(let name) = value, let entry = entries[name],
        !entry.validity.holds(in: year)
      else { continue }
      let successor = list.successor(of: entry, in: year)
      var facts = ["actual": name, "year": String(year)]
      facts["expected"] = successor?.name
      facts["reason"] = successor.map { "已改为“\($0.name)”，按此计" } ?? "没有登记替代的代码"
      facts["reason_en"] =
        successor.map { "\($0.name) followed it and was taken" }
        ?? "no code is given that followed it"
      state.findings.append(
        state.finding(
          id, successor == nil ? .mustExplain : .note, table, row, field: field, facts: facts,
          suggestion: successor?.name ?? ""))
      guard let successor else { continue }
      state.run.submissions[table.submission].workbook.tables[table.table].columns[column]
        .replace(row: row, with: .text(successor.name), step: .successor)
    }
  }
}
