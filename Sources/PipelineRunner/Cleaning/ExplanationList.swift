// SPDX-License-Identifier: Apache-2.0
// ExplanationList: `--explanations`, and what schools write into the list of their returned workbook.

import DataModel
import Definitions
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

  // MARK: - Returned workbooks

  /// The sheet of a returned workbook that lists its findings.
  static let returnedSheet = "问题清单"

  /// What a school wrote into the column 说明 of its returned workbook; the school itself is who says
  /// so.
  static func returned(_ workbook: Workbook, file: String) -> [FindingExplanation] {
    workbook.sheets.filter { $0.info.name.hasPrefix(returnedSheet) }.flatMap {
      sheet -> [FindingExplanation] in
      var places: [String: Int] = [:]
      return sheet.rows.compactMap { row -> FindingExplanation? in
        let texts = Dictionary(
          row.cells.map { ($0.column, $0.value.rawText) }, uniquingKeysWith: { first, _ in first })
        guard let number = places["问题编号"] else {
          // The header is the first row with both words.
          let words = Dictionary(
            texts.map { (LabelFold.fold($1), $0) }, uniquingKeysWith: { min($0, $1) })
          if words["问题编号"] != nil, words["说明"] != nil { places = words }
          return nil
        }
        func text(_ name: String) -> String {
          places[name].flatMap { texts[$0] } ?? ""
        }
        guard let id = texts[number], !id.isEmpty, !(text("说明") + text("原因代码")).isEmpty else {
          return nil
        }
        return FindingExplanation(
          finding: id, value: text("填报值"), reason: text("原因代码"),
          text: Masking.redact(text("说明")), origin: "\(file) \(returnedSheet):\(row.number)")
      }
    }
  }
}
