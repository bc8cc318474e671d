// SPDX-License-Identifier: Apache-2.0
// HandInChecks: schools that handed in nothing, and required forms that are not there.

import DataModel
import Definitions

/// What should have come in and did not.
enum HandInChecks {
  static func findings(_ schools: [SchoolRecords], plan: EvaluationPlan) -> [Finding] {
    schools.flatMap { records in
      records.school.submissions.isEmpty
        ? nothingHandedIn(records.school) : missingForms(records, plan)
    }
  }

  private static func nothingHandedIn(_ school: SchoolResult) -> [Finding] {
    guard school.isOnRoster else { return [] }
    return [
      Finding(
        rule: "school-hands-in", severity: .mustCorrect, schoolCode: school.code, place: Place(),
        value: school.name, facts: ["school": school.name])
    ]
  }

  private static func missingForms(_ records: SchoolRecords, _ plan: EvaluationPlan) -> [Finding] {
    plan.definitions.forms.enumerated().compactMap { index, form in
      guard form.isRequired, !records.hasHandedIn(index) else { return nil }
      return Finding(
        rule: "form-is-handed-in", severity: .mustCorrect, form: form.id,
        schoolCode: records.school.code, place: Place(submission: records.school.submissions.first),
        value: form.name, facts: ["form": form.name, "school": records.school.name])
    }
  }
}
