// SPDX-License-Identifier: Apache-2.0
// CorrectionList: `--corrections`: which value takes the place of which, who said so and why.

import DataModel
import Normalize

/// Reads a list of corrections.
enum CorrectionList {
  static let columns = [
    OfficeColumn(id: "school", names: ["学校", "学校标识码", "学校代码", "school_code"]),
    OfficeColumn(id: "form", names: ["表", "报表"]),
    OfficeColumn(id: "record", names: ["记录", "record_key"]),
    OfficeColumn(id: "field", names: ["字段", "项目"]),
    OfficeColumn(id: "old_value", names: ["原值", "old"]),
    OfficeColumn(id: "new_value", names: ["新值", "更正值", "new"]),
    OfficeColumn(id: "reason", names: ["理由", "原因"]),
    OfficeColumn(id: "who", names: ["更正人", "经办人"]),
    OfficeColumn(id: "date", names: ["日期", "更正日期"]),
    OfficeColumn(id: "file", names: ["文件"], isNeeded: false),
    OfficeColumn(id: "sheet", names: ["工作表"], isNeeded: false),
    OfficeColumn(id: "cell", names: ["单元格"], isNeeded: false),
  ]

  static func read(
    _ path: String, normalizer: Normalizer, options: ReadingOptions
  ) throws -> (file: SubmissionFile, corrections: [Correction]) {
    let list = try OfficeList(
      path, title: BilingualText(chinese: "更正表", english: "the list of corrections"),
      columns: columns, options: options)
    let corrections = list.rows.map { row in
      func value(_ column: String) -> FieldValue? {
        normalizer.value(row[column], field: row["field"], form: row["form"])
      }
      return Correction(
        school: row["school"], form: row["form"], record: row["record"], field: row["field"],
        old: row["old_value"], new: row["new_value"], reason: row["reason"], who: row["who"],
        date: row["date"], file: row["file"], sheet: row["sheet"], cell: row["cell"],
        origin: row.origin, oldValue: value("old_value"), value: value("new_value"))
    }
    return (list.file, corrections)
  }
}
