// SPDX-License-Identifier: Apache-2.0
// DataPackage: describes the tables in the Frictionless Data Package format, version 1.

import DataModel
import Definitions

/// `datapackage.json`: names, types, units and keys of the tables.
enum DataPackage {
  static let path = "data/datapackage.json"

  static func bytes(_ tables: [DataTable], _ bundle: ExportBundle) -> [UInt8] {
    let document = JSONValue.object([
      ("profile", .string("tabular-data-package")), ("name", .string("junheng-results")),
      ("title", .string("\(bundle.definitions.name.chinese) \(bundle.run.year)")),
      ("version", .string(bundle.definitions.version)),
      ("resources", .array(tables.map(resource))),
    ])
    return Array(document.document.utf8)
  }

  private static func resource(_ table: DataTable) -> JSONValue {
    // Paths are relative to this file; a package may not point outside its folder, so the table of
    // findings, which stands beside the folder, is not a resource of it.
    let file = table.path.split(separator: "/").last ?? ""
    return .object([
      ("profile", .string("tabular-data-resource")), ("name", .string(table.name)),
      ("title", .string(table.title)), ("path", .string(String(file))), ("format", .string("csv")),
      ("mediatype", .string("text/csv")), ("encoding", .string("utf-8")),
      (
        "dialect",
        .object([
          ("delimiter", .string(",")), ("lineTerminator", .string("\r\n")),
          ("quoteChar", .string("\"")), ("doubleQuote", .boolean(true)),
          ("header", .boolean(true)),
        ])
      ),
      ("schema", schema(table)),
    ])
  }

  private static func schema(_ table: DataTable) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("fields", .array(table.columns.map(field))), ("missingValues", .array([.string("")])),
    ]
    if !table.key.isEmpty {
      members.append(("primaryKey", .array(table.key.map { .string($0) })))
    }
    if !table.references.isEmpty {
      members.append(("foreignKeys", .array(table.references.map(reference))))
    }
    return .object(members)
  }

  private static func reference(_ reference: DataReference) -> JSONValue {
    .object([
      ("fields", .array(reference.columns.map { .string($0) })),
      (
        "reference",
        .object([
          ("resource", .string(reference.table)),
          ("fields", .array(reference.targets.map { .string($0) })),
        ])
      ),
    ])
  }

  private static func field(_ column: DataColumn) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("name", .string(column.name)), ("type", .string(column.kind.rawValue)),
      ("title", .string(column.title)),
    ]
    if let unit = column.unit { members.append(("unit", .string(unit))) }
    return .object(members)
  }
}
