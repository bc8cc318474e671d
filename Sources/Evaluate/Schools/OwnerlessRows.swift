// SPDX-License-Identifier: Apache-2.0
// OwnerlessRows: rows of a table that no school can be told for, and why.

import DataModel
import Definitions

/// Rows of one table that nobody owns for the same reason.
struct OwnerlessRows: Hashable, Sendable {
  enum Reason: Hashable, Sendable {
    case nothingGiven
    /// Nothing is given, and the basic form of the same file names a school in vain.
    case fileIsUnknown
    case codeIsWrong
    case nameIsUnknown
    case nameIsElsewhere
    case nameIsAmbiguous

    var chinese: String {
      switch self {
      case .nothingGiven: "没有填写学校代码，也没有填写学校名称，请补填"
      case .fileIsUnknown: "没有写明学校，而同一文件的基本情况表也无法确定学校，请先更正该表"
      case .codeIsWrong: "学校代码不是10位数字，也无法由学校名称确定，请更正学校代码"
      case .nameIsUnknown: "没有填写学校代码，学校名称“{name}”查无此校，请核对名称并补填学校代码"
      case .nameIsElsewhere: "没有填写学校代码，名为“{name}”的学校属于其他县区，请核对县区并补填学校代码"
      case .nameIsAmbiguous: "没有填写学校代码，名为“{name}”的学校不止一所，请补填学校代码"
      }
    }

    var english: String {
      switch self {
      case .nothingGiven: "neither school code nor school name is given; give one"
      case .fileIsUnknown:
        "no school is given and the file's basic form tells none; correct that form"
      case .codeIsWrong: "the code has not ten digits and the name does not tell either; correct it"
      case .nameIsUnknown: "no code is given and no school is called {name}; check it, add the code"
      case .nameIsElsewhere: "no code is given and {name} lies in another county; add the code"
      case .nameIsAmbiguous: "no code is given and several schools are called {name}; add the code"
      }
    }
  }

  /// Index into `RunTables.tables`.
  let table: Int
  let reason: Reason
  /// The county that the rows themselves give.
  let county: CountyHint
  /// The first of them, and what it says.
  let firstRow: Int
  let subject: RowSubject
  /// Schools that may be meant.
  var suggestion = ""
  var count: Int

  /// `school-is-identified`, at the cell that should have told.
  func finding(_ run: RunTables, _ plan: EvaluationPlan) -> Finding {
    let table = run.tables[table]
    let form = plan.definitions.forms[table.form]
    let fields = plan.subjects[table.form]
    let hasCodeColumn = run.column(table, fields.code) != nil
    let field = hasCodeColumn || subject.name.isEmpty ? fields.code : fields.name
    return Finding(
      rule: "school-is-identified", severity: .mustCorrect, form: form.id,
      field: field.map { form.fields[$0].id } ?? "", recordKey: subject.name,
      place: run.place(table, firstRow, field),
      value: subject.code.isEmpty ? subject.name : subject.code,
      facts: [
        "count": String(count), "form": form.name, "name": subject.name,
        "reason": filled(reason.chinese), "reason_en": filled(reason.english),
      ], suggestion: suggestion.isEmpty ? "" : "是否为：\(suggestion)？")
  }

  private func filled(_ text: String) -> String {
    let parts = text.split(separator: "{name}", omittingEmptySubsequences: false)
    return parts.joined(separator: subject.name)
  }
}

/// Rows without a school, gathered by table, reason and county.
struct OwnerlessList: Sendable {
  private struct Key: Hashable {
    var table: Int
    var reason: OwnerlessRows.Reason
    var county: CountyHint
  }

  private(set) var items: [OwnerlessRows] = []
  private var positions: [Key: Int] = [:]

  mutating func add(
    _ reason: OwnerlessRows.Reason, _ rows: Range<Int>, _ subject: RowSubject, table: Int,
    suggestion: () -> String = { "" }
  ) {
    let key = Key(table: table, reason: reason, county: subject.county)
    if let known = positions[key] {
      items[known].count += rows.count
    } else {
      positions[key] = items.count
      items.append(
        OwnerlessRows(
          table: table, reason: reason, county: subject.county, firstRow: rows.lowerBound,
          subject: subject, suggestion: suggestion(), count: rows.count))
    }
  }

  /// One for each table and reason, whatever counties the rows give.
  static func merged(_ items: [OwnerlessRows]) -> [OwnerlessRows] {
    var list: [OwnerlessRows] = []
    var positions: [Key: Int] = [:]
    for rows in items {
      let key = Key(table: rows.table, reason: rows.reason, county: CountyHint())
      if let known = positions[key] {
        list[known].count += rows.count
      } else {
        positions[key] = list.count
        list.append(rows)
      }
    }
    return list
  }
}
