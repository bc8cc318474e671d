// SPDX-License-Identifier: Apache-2.0
// RecordsByCell: finds the record that a cell of a submission belongs to.

import DataModel
import Definitions

/// Finds records by cells; remembers between which rows of its sheet each table stands.
///
/// A sheet may hold thousands of tables, and each of them findings.
struct RecordsByCell {
  private struct TablePlace {
    let number: Int
    /// nil for the one record of a form, which all of the form's cells belong to.
    let rows: ClosedRange<Int>?
  }

  private struct Key: Hashable {
    let submission: Int
    let form: Int
    let sheet: String
  }

  private let run: RunTables
  private let plan: EvaluationPlan
  private var places: [Key: [TablePlace]] = [:]
  /// Submissions whose tables are among the places.
  private var known: Set<Int> = []

  init(_ run: RunTables, _ plan: EvaluationPlan) {
    self.run = run
    self.plan = plan
  }

  /// The record that a finding's cell belongs to; nil where it belongs to none.
  mutating func record(of finding: Finding) -> RowPlace? {
    guard let submission = finding.place.submission, run.indices.indices.contains(submission),
      let cell = finding.place.range?.first, let form = plan.formIndices[finding.form]
    else { return nil }
    if known.insert(submission).inserted { enterTables(of: submission) }
    let field = plan.definitions.forms[form].fieldIndex(finding.field)
    let key = Key(submission: submission, form: form, sheet: finding.place.sheet)
    for place in places[key] ?? [] {
      guard let rows = place.rows else { return RowPlace(table: place.number, row: 0) }
      guard rows.contains(cell.row) else { continue }
      if let row = row(of: cell, run.tables[place.number], field) {
        return RowPlace(table: place.number, row: row)
      }
    }
    return nil
  }

  private mutating func enterTables(of submission: Int) {
    for number in run.indices[submission].compactMap({ $0 }) {
      let table = run.tables[number]
      let isWhole = table.rowCount == 1 && plan.definitions.forms[table.form].isOnePerSchool
      let rows = run.sheetRows(table)
      guard isWhole || rows != nil else { continue }
      let key = Key(submission: submission, form: table.form, sheet: run.sheetName(table))
      places[key, default: []].append(TablePlace(number: number, rows: isWhole ? nil : rows))
    }
  }

  /// Records stand below each other, so that few rows lie between the guess and the record.
  private func row(of cell: CellReference, _ table: FormTable, _ field: Int?) -> Int? {
    let columns = run.submissions[table.submission].workbook.tables[table.table].columns
    let own = field.flatMap { table.columns.indices.contains($0) ? table.columns[$0] : nil }
    for index in (own.map { [$0] } ?? []) + Array(columns.indices) {
      guard let first = columns[index].origins.first(where: { $0 != nil })??.row else { continue }
      let guess = min(table.rowCount - 1, max(0, cell.row - Int(first)))
      for row in stride(from: guess, through: max(0, guess - 4_000), by: -1)
      where columns[index].origins[row].map({ Int($0.row) == cell.row }) == true {
        return row
      }
    }
    return nil
  }
}
