// SPDX-License-Identifier: Apache-2.0
// RunTables: all tables of a run with their fields resolved to columns and their rows to schools.

import DataModel
import Definitions

/// One table that was handed in.
struct FormTable: Sendable {
  let submission: Int
  /// Index into the submission's tables.
  let table: Int
  /// Index into the definitions' forms.
  let form: Int
  /// For each field of the form its column in the table; nil where the table has none.
  let columns: [Int?]
  let rowCount: Int
  /// The school of each row (index into the register); nil where nobody can say.
  var schools: [Int?]
  /// The school, one of its campuses, of rows that do not say which campus they are of: for their name.
  var campusless: [Int: Int] = [:]
  /// The county of each row of a county's own form; nil elsewhere, and where nobody can say.
  var counties: [Int?]
  /// False for a row that a rule left out of all sums.
  var counts: [Bool]
}

extension FormTable {
  /// The school that findings at this row name.
  func namedSchool(_ row: Int) -> Int? { schools[row] ?? campusless[row] }
}

/// A row of a table of the run.
struct RowPlace: Hashable, Sendable {
  /// Index into `RunTables.tables`.
  var table: Int
  var row: Int
}

/// The submissions, and every table of a known form in submission order.
struct RunTables: Sendable {
  var submissions: [Submission]
  var tables: [FormTable]
  /// For each submission and each of its tables the index into `tables`; nil for unknown forms.
  let indices: [[Int?]]

  init(_ submissions: [Submission], plan: EvaluationPlan) {
    self.submissions = submissions
    var tables: [FormTable] = []
    var indices: [[Int?]] = []
    for (number, submission) in submissions.enumerated() {
      var row: [Int?] = []
      for (index, table) in submission.workbook.tables.enumerated() {
        guard let form = plan.formIndices[table.form] else {
          row.append(nil)
          continue
        }
        let columns = plan.definitions.forms[form].fields.map { field in
          table.columns.firstIndex { $0.field == field.id }
        }
        row.append(tables.count)
        tables.append(
          FormTable(
            submission: number, table: index, form: form, columns: columns,
            rowCount: table.rowCount, schools: Array(repeating: nil, count: table.rowCount),
            counties: Array(repeating: nil, count: table.rowCount),
            counts: Array(repeating: true, count: table.rowCount)))
      }
      indices.append(row)
    }
    self.tables = tables
    self.indices = indices
  }

  /// The rows of the sheet from the first to the last in which a value of the table stands; nil where
  /// none stands in a cell.
  func sheetRows(_ table: FormTable) -> ClosedRange<Int>? {
    var bounds: (first: UInt32, last: UInt32)?
    let columns = submissions[table.submission].workbook.tables[table.table].columns
    for index in columns.indices {
      for row in columns[index].origins.indices {
        guard let origin = columns[index].origins[row] else { continue }
        let known = bounds ?? (origin.row, origin.row)
        bounds = (min(known.first, origin.row), max(known.last, origin.row))
      }
    }
    return bounds.map { Int($0.first)...Int($0.last) }
  }

  /// The column of a field; nil where the table has none.
  func column(_ table: FormTable, _ field: Int?) -> RecordColumn? {
    guard let field, table.columns.indices.contains(field), let column = table.columns[field] else {
      return nil
    }
    return submissions[table.submission].workbook.tables[table.table].columns[column]
  }

  func value(_ table: FormTable, _ row: Int, _ field: Int?) -> FieldValue {
    guard let field, table.columns.indices.contains(field), let column = table.columns[field] else {
      return .missing(.notOnForm)
    }
    return submissions[table.submission].workbook.tables[table.table].columns[column].values[row]
  }

  /// The sheet a table stands on; "" for formats without sheets.
  func sheetName(_ table: FormTable) -> String {
    let workbook = submissions[table.submission].workbook
    let sheet = workbook.tables[table.table].sheet
    return workbook.sheetNames.indices.contains(sheet) ? workbook.sheetNames[sheet] : ""
  }

  /// The whole sheet.
  func place(_ table: FormTable) -> Place {
    Place(submission: table.submission, sheet: sheetName(table))
  }

  /// The cell of a field in a row.
  ///
  /// Where no cell stands for the value, its row and the field's column make the place, or the row's
  /// first cell where the field has no column.
  func place(_ table: FormTable, _ row: Int, _ field: Int?) -> Place {
    let column = column(table, field)
    if let origin = column?.origins[row] { return place(table, origin.reference) }
    guard let sheetRow = sheetRow(table, row) else { return place(table) }
    let sheetColumn =
      column?.origins.lazy.compactMap { $0 }.first.map { Int($0.column) }
      ?? firstColumn(table, row)
    return place(table, CellReference(row: sheetRow, column: sheetColumn))
  }

  private func place(_ table: FormTable, _ cell: CellReference) -> Place {
    Place(submission: table.submission, sheet: sheetName(table), cell: cell)
  }

  /// The sheet row of a record: the lowest of its cells, since a filled-down value stands above.
  func sheetRow(_ table: FormTable, _ row: Int) -> Int? {
    let columns = submissions[table.submission].workbook.tables[table.table].columns
    return columns.lazy.compactMap { $0.origins[row].map { Int($0.row) } }.max()
  }

  private func firstColumn(_ table: FormTable, _ row: Int) -> Int {
    let columns = submissions[table.submission].workbook.tables[table.table].columns
    return columns.lazy.compactMap { $0.origins[row].map { Int($0.column) } }.min() ?? 1
  }
}
