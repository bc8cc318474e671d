// SPDX-License-Identifier: Apache-2.0
// ExplanationList: `--explanations`, and what schools write into the list of their returned workbook.

import DataModel
import Ingest

/// Reads explanations.
enum ExplanationList {
  static let columns = [
    OfficeColumn(id: "id", names: ["问题编号", "finding", "finding_id"]),
    OfficeColumn(id: "value", names: ["填报值", "值"]),
    OfficeColumn(id: "reason", names: ["原因代码", "reason_code"]),
    OfficeColumn(id: "text", names: ["说明", "文字说明"], isNeeded: false),
    OfficeColumn(id: "who", names: ["说明人", "经办人"]),
    OfficeColumn(id: "date", names: ["日期", "说明日期"]),
  ]

  static func read(
    _ path: String, options: ReadingOptions
  ) throws -> (file: SubmissionFile, explanations: [FindingExplanation]) {
    let list = try OfficeList(
      path, title: BilingualText(chinese: "说明表", english: "the list of explanations"),
      columns: columns, options: options)
    return (list.file, list.rows.map { explanation($0) })
  }

  private static func explanation(_ row: OfficeList.Row) -> FindingExplanation {
    FindingExplanation(
      finding: row["id"], value: row["value"], reason: row["reason"], text: row["text"],
      who: row["who"], date: row["date"], origin: row.origin)
  }

  /// What a school wrote into the lists of its returned workbook; the school itself is who says so.
  static func returned(_ workbook: Workbook, file: String) -> [FindingExplanation] {
    workbook.sheets.flatMap { sheet in
      ReturnList.explanations(in: sheet.rows).sorted { $0.value.row < $1.value.row }.map {
        FindingExplanation(
          finding: $0, value: $1.value, reason: $1.reason, text: Masking.redact($1.text),
          origin: "\(file) \(sheet.info.name):\($1.row)")
      }
    }
  }
}
