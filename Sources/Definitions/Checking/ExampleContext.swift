// SPDX-License-Identifier: Apache-2.0
// ExampleContext: the given values of an example, as a formula asks for them.

import DataModel
import Formula

/// Values by slot; whatever the example does not give is missing.
struct ExampleContext: FormulaContext {
  private var values: [Int: FieldValue] = [:]
  private var columns: [Int: [FieldValue]] = [:]

  func value(_ slot: Int) -> FieldValue { values[slot] ?? .missing(.blank) }

  /// A table that the example does not give was not handed in.
  func column(_ slot: Int) -> [FieldValue] { columns[slot] ?? [.missing(.notSubmitted)] }

  /// Reports names and values that the scope does not know.
  init(
    _ example: ExampleValues, scope: FormulaScope, at place: DefinitionPlace,
    issues: DefinitionIssues
  ) {
    for (name, text) in example.fields.sorted(by: { $0.key < $1.key }) {
      guard let symbol = scope.field(named: name) else {
        Self.report(name, among: scope.fieldNames, at: place, issues)
        continue
      }
      values[symbol.slot] = Self.value(text, symbol.type, name: name, at: place, issues)
    }
    for (table, rows) in example.tables.sorted(by: { $0.key < $1.key }) {
      let names = scope.fieldNames(ofTable: table)
      if names.isEmpty { Self.report(table, among: scope.tableNames, at: place, issues) }
      for name in Set(rows.flatMap(\.keys)).subtracting(names).sorted() {
        Self.report(name, among: names, at: place, issues)
      }
      for name in names {
        guard let symbol = scope.column(table: table, field: name),
          case .column(let type) = symbol.type
        else { continue }
        columns[symbol.slot] = rows.map { row in
          // "" is a cell that is there and blank.
          row[name].flatMap { $0.isEmpty ? nil : $0 }
            .map { Self.value($0, type, name: name, at: place, issues) } ?? .missing(.blank)
        }
      }
    }
  }

  private static func report(
    _ name: String, among names: [String], at place: DefinitionPlace, _ issues: DefinitionIssues
  ) {
    let hint = NearestName.hint(name, among: names)
    issues.add(
      place, "示例中没有名称 \(name)\(hint.chinese)",
      "the example names something unknown: \(name)\(hint.english)")
  }

  private static func value(
    _ text: String, _ type: FormulaType, name: String, at place: DefinitionPlace,
    _ issues: DefinitionIssues
  ) -> FieldValue {
    let value: FieldValue? =
      switch type {
      case .number: DefinitionMapping.number(text).map { .number($0) }
      case .yesNo: truth(text).map { .yesNo($0) }
      case .date: date(text).map { .date($0) }
      case .text, .column, .unknown: .text(text)
      }
    if let value { return value }
    issues.add(
      place, "示例中 \(name) 的值 \(text) 类型不对",
      "the example's value of \(name) has the wrong type: \(text)")
    return .missing(.unreadable)
  }

  private static func truth(_ text: String) -> Bool? {
    switch text {
    case "是", "true": true
    case "否", "false": false
    default: nil
    }
  }

  /// `2020-09-01`, or `2020-09` for a month.
  private static func date(_ text: String) -> CivilDate? {
    let parts = text.split(separator: "-").map { Int($0) }
    guard parts.count >= 2, parts.count <= 3, let year = parts[0], let month = parts[1] else {
      return nil
    }
    let day = parts.count == 3 ? parts[2] : 1
    return day.flatMap { CivilDate(year: year, month: month, day: $0) }
  }
}
