// SPDX-License-Identifier: Apache-2.0
// SQLiteExport: all tables of a run in one SQLite file, with indexes and views for a person.

import DataModel
import Definitions

/// `results.sqlite`, written on request.
struct SQLiteExport {
  static let path = "results.sqlite"
  let context: ExportContext

  init(_ context: ExportContext) {
    self.context = context
  }

  func write(to folder: OutputFolder) throws -> OutputFile {
    try folder.prepare(Self.path)
    let file = try SQLiteFile(path: folder.absolute(Self.path))
    let tables = DataTables.all(context)
    var rows = 0
    for table in tables { rows += try write(table, file) }
    try describe(tables, file)
    for table in tables { try index(table, file) }
    for view in SQLiteViews(context).statements { try file.execute(view) }
    try file.close()
    return try folder.describe(Self.path, rows: rows)
  }

  // MARK: - Tables

  private func write(_ table: DataTable, _ file: SQLiteFile) throws -> Int {
    let name = SQLiteFile.quoted(table.name)
    let columns = table.columns.map { "\(SQLiteFile.quoted($0.name)) \(Self.type($0.kind))" }
    try file.execute("CREATE TABLE \(name) (\(columns.joined(separator: ", ")))")
    let marks = table.columns.map { _ in "?" }.joined(separator: ", ")
    var count = 0
    try file.fill("INSERT INTO \(name) VALUES (\(marks))") { emit in
      table.rows { fields in
        count += 1
        emit(zip(fields, table.columns).map { Self.value($0, $1.kind) })
      }
    }
    return count
  }

  private static func type(_ kind: DataColumn.Kind) -> String {
    switch kind {
    case .string: "TEXT"
    case .number: "REAL"
    case .integer, .boolean: "INTEGER"
    }
  }

  /// Empty is NULL, never 0; true and false are 1 and 0; what should be a number and is none stays text.
  private static func value(_ text: String, _ kind: DataColumn.Kind) -> SQLiteValue {
    if text.isEmpty { return .null }
    return switch kind {
    case .string: .text(text)
    case .number: Double(text).map { .number($0) } ?? .text(text)
    case .integer: Int(text).map { .integer($0) } ?? .text(text)
    case .boolean: text == "true" ? .integer(1) : text == "false" ? .integer(0) : .text(text)
    }
  }

  /// What the columns are, for somebody without the documentation at hand.
  private func describe(_ tables: [DataTable], _ file: SQLiteFile) throws {
    try file.execute(
      "CREATE TABLE columns (table_name TEXT, table_title TEXT, number INTEGER, name TEXT, "
        + "title TEXT, unit TEXT)")
    try file.fill("INSERT INTO columns VALUES (?, ?, ?, ?, ?, ?)") { emit in
      for table in tables {
        for (index, column) in table.columns.enumerated() {
          emit([
            .text(table.name), .text(table.title), .integer(index + 1), .text(column.name),
            .text(column.title), column.unit.map { .text($0) } ?? .null,
          ])
        }
      }
    }
    try file.execute("CREATE TABLE run (name TEXT, value TEXT)")
    let run = context.bundle.run
    let facts = [
      ("run_id", run.runIdentifier), ("year", String(run.year)),
      ("pipeline", context.definitions.id), ("pipeline_name", context.definitions.name.chinese),
      ("pipeline_version", context.definitions.version), ("tool_version", run.toolVersion),
    ]
    try file.fill("INSERT INTO run VALUES (?, ?)") { emit in
      for (name, value) in facts { emit([.text(name), .text(value)]) }
    }
  }

  // MARK: - Indexes

  /// By key, by school and by county: what people look up.
  private func index(_ table: DataTable, _ file: SQLiteFile) throws {
    let names = Set(table.columns.map(\.name))
    var wanted: [[String]] = []
    if !table.key.isEmpty { wanted.append(table.key) }
    if names.contains("school_code") {
      wanted.append(names.contains("stage") ? ["school_code", "stage"] : ["school_code"])
    }
    for column in ["county_code", "rule", "file"] where names.contains(column) {
      wanted.append([column])
    }
    var done: [[String]] = []
    for columns in wanted where !done.contains(where: { $0.starts(with: columns) }) {
      done.append(columns)
      let name = "\(table.name)_by_" + columns.joined(separator: "_")
      let list = columns.map(SQLiteFile.quoted).joined(separator: ", ")
      try file.execute(
        "CREATE INDEX \(SQLiteFile.quoted(name)) ON \(SQLiteFile.quoted(table.name)) (\(list))")
    }
  }
}
