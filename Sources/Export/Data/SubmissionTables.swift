// SPDX-License-Identifier: Apache-2.0
// SubmissionTables: the tables of submissions and of where each input was read.

import DataModel
import Definitions

/// Tables about what was handed in.
enum SubmissionTables {
  static func submissions(_ context: ExportContext) -> DataTable {
    let columns = [
      DataColumn("path", .string, "报送件"), DataColumn("county_code", .string, "区县代码"),
      DataColumn("school_code", .string, "学校标识码"), DataColumn("format", .string, "格式"),
      DataColumn("encoding", .string, "编码"), DataColumn("status", .string, "状态"),
      DataColumn("cells", .integer, "非空单元格"), DataColumn("used", .integer, "已采用"),
      DataColumn("ignored", .integer, "按规则略过"), DataColumn("quarantined", .integer, "未能识别"),
      DataColumn("must_correct", .integer, "必须更正"),
      DataColumn("must_explain", .integer, "需要说明"), DataColumn("note", .string, "备注"),
    ]
    return DataTable(path: "data/submissions.csv", title: "报送情况", columns: columns) { emit in
      for result in context.evaluation.submissionResults { emit(row(result, context)) }
    }
  }

  private static func row(_ result: SubmissionResult, _ context: ExportContext) -> [String] {
    let submissions = context.evaluation.submissions
    let submission = result.submission.flatMap {
      submissions.indices.contains($0) ? submissions[$0] : nil
    }
    let account = submission?.workbook.account ?? CellAccount()
    let counts = [account.cells, account.used, account.ignoredCount, account.quarantined]
    return [
      submission?.file.path ?? "", result.countyCode, result.schoolCode,
      submission?.file.format ?? "", submission?.file.encoding ?? "", result.status.rawValue,
    ] + counts.map { String($0) } + [
      String(result.mustCorrect), String(result.mustExplain), result.note,
    ]
  }

  static func lineage(_ context: ExportContext) -> DataTable {
    let columns = [
      DataColumn("school_code", .string, "学校标识码"), DataColumn("stage", .string, "学段"),
      DataColumn("field", .string, "输入项"), DataColumn("value", .number, "值"),
      DataColumn("unit", .string, "单位"), DataColumn("file", .string, "文件"),
      DataColumn("sheet", .string, "工作表"), DataColumn("cell", .string, "单元格"),
      DataColumn("raw", .string, "原文"), DataColumn("normalized_by", .string, "规范化步骤"),
      DataColumn("form", .string, "表"), DataColumn("label", .string, "表与字段"),
      SchoolTables.campus,
    ]
    return DataTable(path: "data/lineage.csv", title: "数据来源", columns: columns) { emit in
      for part in context.evaluation.parts {
        let school = context.evaluation.schools[part.school]
        for (input, definition) in zip(part.inputs, context.definitions.inputs) {
          for entry in input.lineage {
            emit([
              school.code, part.stage, definition.id, input.value.outputText, definition.unit,
              context.path(entry.submission), entry.sheet, entry.range?.description ?? "",
              entry.raw, entry.steps.names.joined(separator: ";"), entry.form,
              label(entry, context.definitions), school.campus,
            ])
          }
        }
      }
    }
  }

  /// `班级台账 学生数`.
  private static func label(_ entry: LineageEntry, _ definitions: DefinitionSet) -> String {
    guard let form = definitions.form(entry.form) else { return entry.field }
    let field = form.fields.first { $0.id == entry.field }?.name ?? entry.field
    return form.name + " " + field
  }
}
