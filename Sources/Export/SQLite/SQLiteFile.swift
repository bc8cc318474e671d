// SPDX-License-Identifier: Apache-2.0
// SQLiteFile: one SQLite file being written, every call checked.

import CSQLite
import DataModel

/// What a column of a row holds.
enum SQLiteValue {
  case null
  case text(String)
  case integer(Int)
  case number(Double)
}

/// One SQLite file being written.
///
/// The same statements give the same bytes with the same version of the library. The file must not be
/// there before; nobody reads it until `close()` has returned.
final class SQLiteFile {
  private let path: String
  private var database: OpaquePointer?

  init(path: String) throws {
    self.path = path
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE
    let status = sqlite3_open_v2(path, &database, flags, nil)
    try check(status, "create")
    // A half-written file is thrown away with the folder it lies in: nothing has to survive a crash.
    try execute("PRAGMA journal_mode = OFF")
    try execute("PRAGMA synchronous = OFF")
    try execute("BEGIN")
  }

  deinit { sqlite3_close_v2(database) }

  func execute(_ statement: String) throws {
    try check(sqlite3_exec(database, statement, nil, nil, nil), statement)
  }

  /// Runs `insert`, which has as many `?` as each row has values, for every row that `rows` gives.
  func fill(_ insert: String, rows: (_ emit: ([SQLiteValue]) -> Void) -> Void) throws {
    var statement: OpaquePointer?
    try check(sqlite3_prepare_v2(database, insert, -1, &statement, nil), insert)
    defer { sqlite3_finalize(statement) }
    var failure: (any Error)?
    rows { values in
      guard failure == nil else { return }
      do {
        for (index, value) in values.enumerated() {
          try check(Self.bind(value, at: Int32(index + 1), of: statement), "bind")
        }
        let status = sqlite3_step(statement)
        try check(status == SQLITE_DONE ? SQLITE_OK : status, insert)
        try check(sqlite3_reset(statement), insert)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  private static func bind(
    _ value: SQLiteValue, at index: Int32, of statement: OpaquePointer?
  ) -> Int32 {
    switch value {
    case .null: sqlite3_bind_null(statement, index)
    case .integer(let number): sqlite3_bind_int64(statement, index, Int64(number))
    case .number(let number): sqlite3_bind_double(statement, index, number)
    case .text(var text):
      // The library copies the bytes, as they are gone when the call returns; a text may hold a NUL.
      text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
          sqlite3_bind_text(
            statement, index, characters.baseAddress, Int32(clamping: characters.count),
            unsafeBitCast(-1, to: sqlite3_destructor_type.self))
        }
      }
    }
  }

  func close() throws {
    try execute("COMMIT")
    let status = sqlite3_close(database)
    try check(status, "close")
    database = nil
  }

  private func check(_ status: Int32, _ operation: String) throws {
    guard status != SQLITE_OK else { return }
    let reason = database.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
    throw OutputError(
      operation: "write (\(operation.prefix(60)))", path: path,
      reason: reason ?? "error \(status)")
  }

  /// A name as a statement writes it.
  static func quoted(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\"\"") + "\""
  }

  static func literal(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
}
