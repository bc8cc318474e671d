// SPDX-License-Identifier: Apache-2.0
// RecordNaming: what findings call a record and its values, without showing sensitive ones.

import DataModel
import Definitions

/// Words for records and values.
enum RecordNaming {
  /// The key of a record inside school and form: its key fields joined, sensitive ones masked.
  static func key(_ run: RunTables, _ table: FormTable, _ row: Int, _ plan: EvaluationPlan)
    -> String
  {
    let form = plan.definitions.forms[table.form]
    var parts = form.key.compactMap { id -> String? in
      guard let field = form.fieldIndex(id) else { return nil }
      return shown(run.value(table, row, field), form.fields[field])
    }
    if let campus = plan.subjects[table.form].campus {
      parts.append(shown(run.value(table, row, campus), form.fields[campus]))
    }
    while parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
    return parts.joined(separator: "+")
  }

  /// The value as it may be printed.
  static func shown(_ value: FieldValue, _ field: FieldDefinition) -> String {
    let text = value.outputText
    if field.isSensitive { return Masking.mask(text) }
    // A number or a telephone number may have been written into any field.
    return Masking.redact(text)
  }

  /// Why a value is missing.
  static func chinese(_ reason: MissingReason) -> String {
    switch reason {
    case .blank: "空白"
    case .notApplicable: "填写为不适用"
    case .unreadable: "无法识别"
    case .outOfRange: "超出范围"
    case .notInCodeList: "不在代码表中"
    case .notOnForm: "表中没有该列"
    case .notSubmitted: "未报送"
    case .notCalculated: "公式没有计算结果"
    case .undefined: "无法计算"
    }
  }
}
