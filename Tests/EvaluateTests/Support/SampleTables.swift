// SPDX-License-Identifier: Apache-2.0
// SampleTables: records for tests, written as small grids.

import DataModel
import Definitions
import Evaluate

/// Builds tables, submissions and evaluations from grids of text.
///
/// First line: field names; then one record a line, cells divided by `|`. An empty cell is blank, `?` is
/// unreadable. Records stand from sheet row 2 on, columns from A on.
enum SampleTables {
  static func table(
    _ form: String, sheet: Int = 0, in set: DefinitionSet = SampleDefinitions.set, _ grid: String
  ) -> RecordTable {
    let definition = required(set.form(form), form)
    let lines = grid.split(separator: "\n").map {
      $0.split(separator: "|", omittingEmptySubsequences: false)
        .map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
    }
    let rows = lines.dropFirst()
    let columns = lines[0].enumerated().map { index, name -> RecordColumn in
      let field = required(definition.fields.first { $0.name == name }, name)
      return RecordColumn(
        field: field.id, values: rows.map { value($0[index], field.kind) },
        origins: CellOrigins(
          rows.indices.map { CellOrigin(sheet: sheet, row: $0 + 1, column: index + 1) }),
        steps: rows.map { _ in [] })
    }
    return RecordTable(form: form, sheet: sheet, columns: columns, rowCount: rows.count)
  }

  private static func value(_ text: String, _ kind: FieldKind) -> FieldValue {
    if text.isEmpty { return .missing(.blank) }
    if text == "?" { return .missing(.unreadable) }
    switch kind {
    case .integer, .number: return .number(SampleDefinitions.number(text))
    case .yesNo: return .yesNo(text == "是")
    default: return .text(text)
    }
  }

  static func submission(
    _ path: String, _ tables: [RecordTable], findings: [Finding] = [], unreadable: String? = nil
  ) -> Submission {
    let sheets = (tables.map(\.sheet).max() ?? 0) + 1
    return Submission(
      file: SubmissionFile(
        path: path, format: "xlsx", byteCount: 1, sha256: "",
        unreadableReason: unreadable.map { BilingualText(chinese: $0, english: $0) }),
      workbook: NormalizedWorkbook(
        sheetNames: (0..<sheets).map { "表\($0 + 1)" }, tables: tables, findings: findings))
  }

  static func roster(_ grid: String) -> NormalizedWorkbook {
    NormalizedWorkbook(sheetNames: [""], tables: [table("roster", grid)])
  }

  static func evaluate(
    _ submissions: [Submission], roster: NormalizedWorkbook? = nil,
    previous: [LedgerEntry]? = nil, earlier: [EarlierYear] = []
  ) -> Evaluation {
    Evaluator(definitions: SampleDefinitions.set).evaluate(
      submissions: submissions, roster: roster, year: 2025, previousLedger: previous,
      earlier: earlier)
  }

  /// One submission of one school with its basic form.
  static func school(
    code: String = "2199000001", type: String = "小学", _ tables: [RecordTable]
  ) -> Submission {
    submission(
      "990121_示例县01/\(code).xlsx",
      [
        table(
          "basic", sheet: 9,
          """
          学校代码 | 学校名称 | 办学类型
          \(code) | 学校\(code.suffix(2)) | \(type)
          """)
      ] + tables)
  }
}

extension Evaluation {
  func findings(_ rule: String) -> [Finding] { findings.filter { $0.rule == rule } }

  func part(_ school: String, _ stage: String) -> SchoolPartResult? {
    parts.first { schools[$0.school].code == school && $0.stage == stage }
  }
}

extension SchoolPartResult {
  func indicator(_ id: String) -> IndicatorResult? { indicators.first { $0.indicator == id } }
}
