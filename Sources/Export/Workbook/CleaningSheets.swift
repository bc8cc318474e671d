// SPDX-License-Identifier: Apache-2.0
// CleaningSheets: 说明 and 更正 of a county: what was explained or corrected, by whom and why.

import DataModel
import Definitions

/// The reason and words of an explanation.
struct ExplanationWords {
  private let names: [String: String]

  init(_ context: ExportContext) {
    let entries = context.definitions.codeLists["explanation_reasons"]?.entries ?? []
    names = Dictionary(
      entries.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  func text(_ explanation: FindingExplanation?) -> String {
    guard let explanation else { return "" }
    let reason = names[explanation.reason] ?? explanation.reason
    return [reason, explanation.text].filter { !$0.isEmpty }.map { Masking.redact($0) }
      .joined(separator: "：")
  }
}

/// Writes 说明 and 更正.
struct CleaningSheets {
  let context: ExportContext
  /// The county's explanations with what became of them, and its corrections.
  private let given: [(FindingExplanation, ExplanationOutcome)]
  private let results: [CorrectionResult]

  init(_ context: ExportContext, county: Int) {
    self.context = context
    let own = Set(context.findingsOfCounty[county].map { context.findingIdentifiers[$0] })
    if let ledger = context.bundle.ledger {
      given = zip(ledger.given, ledger.outcomes).filter { own.contains($0.0.finding) }
    } else {
      given = []
    }
    results = context.evaluation.corrections.filter { result in
      let school = context.schoolByCode[result.schoolCode]
      return school.map { context.evaluation.schools[$0].county == county } ?? false
    }
  }

  var hasExplanations: Bool { !given.isEmpty }
  var hasCorrections: Bool { !results.isEmpty }

  func explanations(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.explanations)
    for (column, width) in [(3, 20), (4, 56), (5, 14), (7, 36)] {
      sheet.limit(column: column, to: width)
    }
    try sheet.title("说明")
    try sheet.note("学校或主管部门对“需要说明”的问题所作的说明；值改变后说明失效。")
    try sheet.header(["问题编号", "处理结果", "说明时的值", "说明", "说明人", "日期", "出处"])
    let words = ExplanationWords(context)
    for (explanation, outcome) in given {
      try sheet.append([
        SheetCell(Masking.redact(explanation.finding), styles.text),
        SheetCell(Labels.text(outcome), styles.centered),
        SheetCell(Masking.redact(explanation.value), styles.wrapped),
        SheetCell(words.text(explanation), styles.wrapped),
        SheetCell(Masking.redact(explanation.who), styles.wrapped),
        SheetCell(Masking.redact(explanation.date), styles.centered),
        SheetCell(explanation.origin, styles.wrapped),
      ])
    }
    try sheet.finish(frozenColumns: 1, header: header)
    try sheet.color(
      column: 2,
      [
        (Labels.text(ExplanationOutcome.applied), .good),
        (Labels.text(ExplanationOutcome.lapsed), .middling),
        (Labels.text(ExplanationOutcome.refused), .bad),
        (Labels.text(ExplanationOutcome.incomplete), .bad),
      ])
  }

  func corrections(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.corrections)
    let widths = [
      (2, 20), (3, 14), (4, 20), (5, 14), (6, 14), (7, 14), (8, 14), (9, 30), (10, 12), (12, 26),
      (13, 14), (15, 30),
    ]
    for (column, width) in widths { sheet.limit(column: column, to: width) }
    try sheet.title("更正")
    try sheet.note("更正表中的每一条及其结果；已采用的，各表用新值计算。敏感信息已遮盖。")
    try sheet.header([
      "学校标识码", "学校名称", "表", "记录", "字段", "原值", "报送件中的值", "新值", "理由", "更正人", "日期", "文件",
      "工作表", "单元格", "出处", "处理结果",
    ])
    for result in results { try sheet.append(row(result, styles)) }
    try sheet.finish(frozenColumns: 2, header: header)
  }

  private func row(_ result: CorrectionResult, _ styles: SheetStyles) -> [SheetCell] {
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
    let school = context.schoolByCode[result.schoolCode].map { context.evaluation.schools[$0] }
    return [
      SheetCell(result.schoolCode, styles.text),
      SheetCell(school?.wholeName ?? "", styles.wrapped),
      SheetCell(form?.name ?? Masking.redact(correction.form), styles.wrapped),
      SheetCell(Masking.redact(correction.record), styles.wrapped),
      SheetCell(field?.name ?? Masking.redact(correction.field), styles.wrapped),
      SheetCell(shown(correction.old), styles.wrapped), SheetCell(result.found, styles.wrapped),
      SheetCell(shown(correction.new), styles.wrapped),
      SheetCell(Masking.redact(correction.reason), styles.wrapped),
      SheetCell(Masking.redact(correction.who), styles.wrapped),
      SheetCell(Masking.redact(correction.date), styles.centered),
      SheetCell(context.path(result.place?.submission), styles.wrapped),
      SheetCell(result.place?.sheet ?? "", styles.wrapped),
      SheetCell(result.place?.range?.description ?? "", styles.centered),
      SheetCell(correction.origin, styles.wrapped),
      SheetCell(Labels.text(result.outcome), styles.centered),
    ]
  }
}
