// SPDX-License-Identifier: Apache-2.0
// CleaningTables: how far schools have come, what is settled, and what became of explanations and corrections.

import DataModel
import Definitions

/// The tables of the rounds between office and schools.
enum CleaningTables {
  /// `data/school_states.csv`: 未报 → 已报 → 退回 → 待说明 → 通过.
  static func schools(_ context: ExportContext) -> DataTable {
    let columns = [
      DataColumn("county_code", .string, "区县代码"), DataColumn("county_name", .string, "区县名称"),
      DataColumn("school_code", .string, "学校标识码"), DataColumn("school_name", .string, "学校名称"),
      DataColumn("state", .string, "报送状态"), DataColumn("previous_state", .string, "上一轮状态"),
      DataColumn("must_correct", .integer, "待更正"), DataColumn("must_explain", .integer, "待说明"),
      DataColumn("explained", .integer, "已说明"), DataColumn("corrected", .integer, "已更正"),
      DataColumn("fixed", .integer, "已消除"), DataColumn("still_open", .integer, "仍存在"),
      DataColumn("new", .integer, "新出现"), DataColumn("reopened", .integer, "说明失效"),
    ]
    return DataTable(
      path: "data/school_states.csv", title: "学校报送状态", columns: columns, key: ["school_code"]
    ) { emit in
      for standing in context.bundle.ledger?.schools ?? [] {
        let school = context.evaluation.schools[standing.school]
        let county = context.county(of: standing.school)
        let counts = [
          standing.mustCorrect, standing.mustExplain, standing.explained, standing.corrected,
        ]
        let changes = [standing.fixed, standing.stillOpen, standing.new, standing.reopened]
        // Without an earlier round nothing is new and nothing is fixed.
        let hasRound = context.bundle.ledger?.isCompared ?? false
        emit(
          [
            county?.code ?? "", county?.name ?? "", school.code, school.name,
            standing.state.rawValue, standing.previous?.rawValue ?? "",
          ] + counts.map { String($0) } + changes.map { hasRound ? String($0) : "" })
      }
    }
  }

  /// `data/closed_findings.csv`: findings of the earlier round that are gone.
  static func closed(_ context: ExportContext) -> DataTable {
    let columns = [
      DataColumn("id", .string, "问题编号"), DataColumn("change", .string, "与上一轮相比"),
      DataColumn("severity", .string, "等级"), DataColumn("rule", .string, "规则"),
      DataColumn("county_code", .string, "区县代码"), DataColumn("school_code", .string, "学校标识码"),
      DataColumn("school_name", .string, "学校名称"), DataColumn("file", .string, "文件"),
      DataColumn("sheet", .string, "工作表"), DataColumn("cell", .string, "单元格"),
      DataColumn("field", .string, "字段"), DataColumn("value", .string, "当时的值"),
      DataColumn("message", .string, "问题"),
    ]
    return DataTable(
      path: "data/closed_findings.csv", title: "已不存在的问题", columns: columns, key: ["id"]
    ) { emit in
      for finding in context.bundle.ledger?.closed ?? [] {
        emit([
          finding.id, finding.change.rawValue, finding.severity, finding.rule,
          finding.countyCode, finding.schoolCode, finding.schoolName, finding.file, finding.sheet,
          finding.cell, finding.field, finding.value, finding.message,
        ])
      }
    }
  }

  /// `data/explanations.csv`: every explanation that was given, and what became of it.
  static func explanations(_ context: ExportContext) -> DataTable {
    let columns = [
      DataColumn("finding", .string, "问题编号"), DataColumn("outcome", .string, "处理结果"),
      DataColumn("value", .string, "说明时的值"), DataColumn("reason", .string, "原因代码"),
      DataColumn("text", .string, "说明"), DataColumn("who", .string, "说明人"),
      DataColumn("date", .string, "日期"), DataColumn("origin", .string, "出处"),
    ]
    return DataTable(
      path: "data/explanations.csv", title: "说明", columns: columns
    ) { emit in
      guard let ledger = context.bundle.ledger else { return }
      for (explanation, outcome) in zip(ledger.given, ledger.outcomes) {
        emit([
          Masking.redact(explanation.finding), outcome.rawValue,
          Masking.redact(explanation.value), Masking.redact(explanation.reason),
          Masking.redact(explanation.text), Masking.redact(explanation.who),
          Masking.redact(explanation.date), explanation.origin,
        ])
      }
    }
  }

  /// `data/corrections.csv`: every correction that was given, and what became of it.
  static func corrections(_ context: ExportContext) -> DataTable {
    let columns = [
      DataColumn("school_code", .string, "学校标识码"), DataColumn("form", .string, "表"),
      DataColumn("record", .string, "记录"), DataColumn("field", .string, "字段"),
      DataColumn("outcome", .string, "处理结果"), DataColumn("old_value", .string, "原值"),
      DataColumn("found", .string, "报送件中的值"), DataColumn("new_value", .string, "新值"),
      DataColumn("reason", .string, "理由"), DataColumn("who", .string, "更正人"),
      DataColumn("date", .string, "日期"), DataColumn("file", .string, "文件"),
      DataColumn("sheet", .string, "工作表"), DataColumn("cell", .string, "单元格"),
      DataColumn("origin", .string, "出处"),
    ]
    return DataTable(path: "data/corrections.csv", title: "更正", columns: columns) { emit in
      for result in context.evaluation.corrections { emit(row(result, context)) }
    }
  }

  private static func row(_ result: CorrectionResult, _ context: ExportContext) -> [String] {
    let correction = result.correction
    let forms = context.definitions.forms
    let form = context.definitions.formIndex(named: correction.form).map { forms[$0] }
    let field = form.flatMap { form in
      form.indexOfField(named: correction.field).map { form.fields[$0] }
    }
    // What is not known to be harmless is masked.
    func shown(_ text: String) -> String {
      field?.isSensitive ?? true ? Masking.mask(text) : Masking.redact(text)
    }
    return [
      result.schoolCode.isEmpty ? Masking.redact(correction.school) : result.schoolCode,
      form?.id ?? Masking.redact(correction.form), Masking.redact(correction.record),
      field?.id ?? Masking.redact(correction.field), result.outcome.rawValue,
      shown(correction.old), result.found, shown(correction.new),
      Masking.redact(correction.reason), Masking.redact(correction.who),
      Masking.redact(correction.date), context.path(result.place?.submission),
      result.place?.sheet ?? "", result.place?.range?.description ?? "", correction.origin,
    ]
  }
}
