// SPDX-License-Identifier: Apache-2.0
// HandInChecks: schools that handed in nothing, and required forms that are not there.

import DataModel
import Definitions

/// What should have come in and did not.
enum HandInChecks {
  static func findings(
    _ records: SchoolRecords, _ source: CountySource, plan: EvaluationPlan
  ) -> [Finding] {
    // The figures of a place that is no school of its own stand in its school's parts.
    let parts = source.parts[source.register.parents[records.index] ?? records.index]
    var findings =
      records.school.submissions.isEmpty
      ? nothingHandedIn(records.school) : missingForms(records, parts, plan)
    EvaluationGround.name(records.school.campus, in: &findings)
    return findings
  }

  private static func nothingHandedIn(_ school: SchoolResult) -> [Finding] {
    guard school.isOnRoster else { return [] }
    return [
      Finding(
        rule: "school-hands-in", severity: .mustCorrect, schoolCode: school.code, place: Place(),
        value: school.name, facts: ["school": school.name])
    ]
  }

  private static func missingForms(
    _ records: SchoolRecords, _ parts: [SchoolPartResult], _ plan: EvaluationPlan
  ) -> [Finding] {
    plan.definitions.forms.enumerated().compactMap { index, form in
      guard form.isRequired, !records.hasHandedIn(index) else { return nil }
      let substitutes = substitutes(for: index, records, parts, plan)
      // Without the class list no class ledger can be made, whatever stands in for its sums.
      let severity: Severity =
        substitutes == nil
        ? .mustCorrect : form.id == plan.definitions.standard.classSize.form ? .mustExplain : .note
      let campus = records.school.campus
      let name = campus.isEmpty ? form.name : "\(form.name)（\(campus)）"
      var facts = ["form": name, "school": records.school.name]
      if let substitutes { facts["other"] = substitutes.joined(separator: "、") }
      return Finding(
        rule: substitutes == nil ? "form-is-handed-in" : "form-has-a-substitute",
        severity: severity, form: form.id, schoolCode: records.school.code,
        place: Place(submission: records.school.submissions.first), value: name, facts: facts)
    }
  }

  /// The forms that the indicators' inputs are taken from instead of this one; nil when an input that
  /// needs it got no value, or when no input needs it.
  private static func substitutes(
    for form: Int, _ records: SchoolRecords, _ parts: [SchoolPartResult], _ plan: EvaluationPlan
  ) -> [String]? {
    var names: [String] = []
    for (index, input) in plan.inputs.enumerated()
    where plan.isNeeded(index) && input.ways.contains(where: { $0.form == form }) {
      guard !parts.isEmpty, parts.allSatisfy({ !$0.inputs[index].value.isMissing }),
        let way = input.ways.first(where: { records.hasHandedIn($0.form) })
      else { return nil }
      let name = plan.definitions.forms[way.form].name
      if !names.contains(name) { names.append(name) }
    }
    return names.isEmpty ? nil : names
  }
}
