// SPDX-License-Identifier: Apache-2.0
// DataTable: one machine-readable table: its columns, and its rows as they are asked for.

import FileFormats

/// One column of a table, as `datapackage.json` describes it.
struct DataColumn: Hashable, Sendable {
  /// Types of the Frictionless Table Schema that we use.
  enum Kind: String, Sendable {
    case string
    case number
    case integer
    case boolean
  }

  let name: String
  let kind: Kind
  /// Chinese.
  let title: String
  let unit: String?

  init(_ name: String, _ kind: Kind, _ title: String, unit: String? = nil) {
    self.name = name
    self.kind = kind
    self.title = title
    self.unit = unit
  }
}

/// Columns of a table whose values are found in columns of another, or are all missing.
struct DataReference: Hashable, Sendable {
  let columns: [String]
  let table: String
  /// Of the other table, one for each of `columns`.
  let targets: [String]

  init(_ columns: [String], in table: String, _ targets: [String]? = nil) {
    self.columns = columns
    self.table = table
    self.targets = targets ?? columns
  }
}

/// One machine-readable table.
struct DataTable: Sendable {
  /// Relative to the output folder.
  let path: String
  /// Chinese.
  let title: String
  let columns: [DataColumn]
  /// Columns that together identify a row; empty where nothing does.
  let key: [String]
  var references: [DataReference] = []
  /// Gives each row, as many texts as there are columns; "" is missing.
  let rows: @Sendable (_ emit: ([String]) -> Void) -> Void

  init(
    path: String, title: String, columns: [DataColumn], key: [String] = [],
    rows: @escaping @Sendable (_ emit: ([String]) -> Void) -> Void
  ) {
    self.path = path
    self.title = title
    self.columns = columns
    self.key = key
    self.rows = rows
  }

  /// `schools` of `data/schools.csv`.
  var name: String {
    let file = path.split(separator: "/").last ?? ""
    return String(file.split(separator: ".").first ?? "")
  }

  func write(to folder: OutputFolder) throws -> OutputFile {
    var writer = CSVWriter()
    writer.append(columns.map(\.name))
    var count = 0
    rows { fields in
      writer.append(fields)
      count += 1
    }
    return try folder.write(writer.bytes, to: path, rows: count)
  }
}
