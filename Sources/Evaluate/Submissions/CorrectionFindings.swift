// SPDX-License-Identifier: Apache-2.0
// CorrectionFindings: corrections that were not applied, for the people who rely on them.

import DataModel
import Definitions

/// A correction that does not fit is never forced and never forgotten.
enum CorrectionFindings {
  static func findings(_ results: [CorrectionResult], plan: EvaluationPlan) -> [Finding] {
    results.filter { ![.applied, .unneeded].contains($0.outcome) }.map { result in
      let correction = result.correction
      let forms = plan.definitions.forms
      let form = plan.definitions.formIndex(named: correction.form).map { forms[$0] }
      let field = form.flatMap { form in
        form.indexOfField(named: correction.field).map { form.fields[$0] }
      }
      func shown(_ text: String) -> String {
        field?.isSensitive ?? true ? Masking.mask(text) : Masking.redact(text)
      }
      let why = reason(result.outcome)
      let record = Masking.redact(correction.record)
      return Finding(
        rule: "correction-is-applied", severity: .mustExplain, form: form?.id ?? "",
        field: field?.id ?? "", schoolCode: result.schoolCode,
        // Two lines of the list are two findings.
        recordKey: [record, correction.origin].filter { !$0.isEmpty }.joined(separator: " "),
        place: result.place ?? Place(), value: result.found,
        facts: [
          "school": correction.school, "form": form?.name ?? correction.form,
          "name": field?.name ?? correction.field, "record": record, "old": shown(correction.old),
          "new": shown(correction.new), "origin": correction.origin, "reason": why.chinese,
          "reason_en": why.english,
        ])
    }
  }

  private static func reason(_ outcome: CorrectionOutcome) -> BilingualText {
    switch outcome {
    case .applied, .unneeded: BilingualText(chinese: "", english: "")
    case .changed:
      BilingualText(
        chinese: "报送件中的值已不是原值", english: "the submission no longer holds the old value")
    case .unreadable:
      BilingualText(chinese: "新值不是该字段能填的内容", english: "the new value is none of the field's")
    case .unknown:
      BilingualText(
        chinese: "找不到对应的学校、表、字段或记录",
        english: "there is no such school, form, field or record")
    case .ambiguous:
      BilingualText(
        chinese: "有多条记录符合，请补充记录、文件或单元格",
        english: "several records fit; name the record, file or cell")
    case .incomplete:
      BilingualText(
        chinese: "理由、更正人和日期须填写完整", english: "reason, name and date are all needed")
    }
  }
}
