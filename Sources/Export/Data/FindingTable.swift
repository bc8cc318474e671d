// SPDX-License-Identifier: Apache-2.0
// FindingTable: findings as a table and as JSON lines, with the same ids.

import DataModel
import Definitions

/// `findings.csv`.
enum FindingTable {
  static let columns: [DataColumn] = [
    DataColumn("id", .string, "问题编号"), DataColumn("severity", .string, "等级"),
    DataColumn("state", .string, "状态"), DataColumn("rule", .string, "规则"),
    DataColumn("county_code", .string, "区县代码"), DataColumn("school_code", .string, "学校标识码"),
    DataColumn("school_name", .string, "学校名称"), DataColumn("file", .string, "文件"),
    DataColumn("sheet", .string, "工作表"), DataColumn("cell", .string, "单元格"),
    DataColumn("field", .string, "字段"), DataColumn("value", .string, "值"),
    DataColumn("message", .string, "问题"), DataColumn("suggestion", .string, "建议"),
    DataColumn("clause", .string, "依据"), DataColumn("form", .string, "表"),
    DataColumn("record", .string, "记录"), DataColumn("change", .string, "与上一轮相比"),
    DataColumn("explanation", .string, "说明"), DataColumn("explained_by", .string, "说明人"),
    DataColumn("explained_on", .string, "说明日期"),
  ]

  static func table(_ context: ExportContext) -> DataTable {
    DataTable(path: "findings.csv", title: "审核问题", columns: columns, key: ["id"]) { emit in
      for index in context.evaluation.findings.indices { emit(row(index, context)) }
    }
  }

  /// The texts of one finding in the order of `columns`.
  static func row(_ index: Int, _ context: ExportContext) -> [String] {
    let finding = context.evaluation.findings[index]
    let texts = FindingTexts(index, context, language: context.bundle.run.language)
    let standing = context.standing(index)
    let explanation = standing.explanation
    return [
      context.findingIdentifiers[index], finding.severity.rawValue, standing.state.rawValue,
      finding.rule,
      texts.countyCode, finding.schoolCode, texts.schoolName, texts.file, texts.sheet, texts.cell,
      finding.field, finding.value, texts.message, texts.suggestion, texts.clause, finding.form,
      Masking.redact(finding.recordKey), standing.change?.rawValue ?? "",
      explanation.map { words($0, standing) } ?? "", Masking.redact(explanation?.who ?? ""),
      explanation?.date ?? "",
    ]
  }

  /// Reason and words; of one that has lapsed also the value it was for.
  private static func words(_ explanation: FindingExplanation, _ standing: FindingStanding)
    -> String
  {
    let text = [explanation.reason, explanation.text].filter { !$0.isEmpty }
      .joined(separator: "：")
    let words = Masking.redact(text)
    if standing.state == .explained { return words }
    return "\(words)（已失效，说明时的值：\(Masking.redact(explanation.value))）"
  }
}

/// `findings.jsonl`: the columns of `findings.csv` as one object a line, then what a table cannot hold.
enum FindingLines {
  static let path = "findings.jsonl"

  static func write(_ context: ExportContext, to folder: OutputFolder) throws -> OutputFile {
    var text: [UInt8] = []
    for index in context.evaluation.findings.indices {
      let values = FindingTable.row(index, context)
      var members = zip(FindingTable.columns, values).map { ($0.name, JSONValue.string($1)) }
      members += details(context.evaluation.findings[index], context)
      text += JSONValue.object(members).line.utf8
      text.append(UInt8(ascii: "\n"))
    }
    return try folder.write(text, to: path, rows: context.evaluation.findings.count)
  }

  private static func details(
    _ finding: Finding, _ context: ExportContext
  ) -> [(String, JSONValue)] {
    let facts = finding.facts.sorted { $0.key < $1.key }.map {
      ($0.key, JSONValue.string($0.value))
    }
    let others = finding.otherPlaces.map { place in
      JSONValue.object([
        ("file", .string(context.path(place.submission))), ("sheet", .string(place.sheet)),
        ("cell", .string(place.range?.description ?? "")),
      ])
    }
    return [("facts", .object(facts)), ("other_places", .array(others))]
  }
}
