// SPDX-License-Identifier: Apache-2.0
// SchoolResult: a school, its parts, and what was computed for each part.

/// A county as the roster, the submissions or the folder names tell it.
package struct County: Hashable, Sendable {
  /// Six digits; "" when nothing says which county a school belongs to.
  package var code: String
  package var name: String

  package init(code: String, name: String) {
    self.code = code
    self.name = name
  }
}

/// One school of the roster or of the submissions; of a school in several places (校区) one of them.
package struct SchoolResult: Hashable, Sendable {
  /// Index into `Evaluation.counties`.
  package var county: Int
  package var code: String
  package var name: String
  /// Canonical name of the school type; "" when unknown.
  ///
  /// Likewise the next two.
  package var type: String
  package var urbanRural: String
  package var sponsor: String
  package var isInScope: Bool
  /// Chinese; "" when in scope.
  package var excludedReason: String
  package var isOnRoster: Bool
  /// Submissions (indices) that hold records of the school; empty: handed in nothing.
  package var submissions: [Int]
  /// 校区: which of several places of one code it is, as written; "" for a school in one place.
  ///
  /// `name` says it too.
  package var campus = ""

  package init(
    county: Int, code: String, name: String, type: String = "", urbanRural: String = "",
    sponsor: String = "", isInScope: Bool = true, excludedReason: String = "",
    isOnRoster: Bool = false, submissions: [Int] = []
  ) {
    self.county = county
    self.code = code
    self.name = name
    self.type = type
    self.urbanRural = urbanRural
    self.sponsor = sponsor
    self.isInScope = isInScope
    self.excludedReason = excludedReason
    self.isOnRoster = isOnRoster
    self.submissions = submissions
  }

  /// The name without the campus.
  package var wholeName: String {
    let ending = "（\(campus)）"
    guard !campus.isEmpty, name.hasSuffix(ending) else { return name }
    return String(name.dropLast(ending.count))
  }
}

/// One input of a part's indicators.
package struct InputResult: Hashable, Sendable {
  /// The part's own value: the share where the input is apportioned.
  package var value: FieldValue
  /// The whole school's value; equal to `value` where nothing is split.
  package var schoolValue: FieldValue
  /// Where it was read: one entry for each column (or cell) the formula used.
  package var lineage: [LineageEntry]
  /// Why missing, in Chinese with places; "" otherwise.
  package var reason: String
  /// The summands of `schoolValue`; empty where there is one alone, or where they are not all known.
  package var terms: [InputTerm] = []

  package init(
    value: FieldValue, schoolValue: FieldValue, lineage: [LineageEntry], reason: String = ""
  ) {
    self.value = value
    self.schoolValue = schoolValue
    self.lineage = lineage
    self.reason = reason
  }
}

/// One summand of an input, such as the teachers of one degree.
package struct InputTerm: Hashable, Sendable {
  /// Chinese: what is counted or summed.
  package var name: String
  package var value: ExactNumber
  package var isSubtracted: Bool

  package init(name: String, value: ExactNumber, isSubtracted: Bool) {
    self.name = name
    self.value = value
    self.isSubtracted = isSubtracted
  }
}

/// Where an input was read.
package struct LineageEntry: Hashable, Sendable {
  /// Index of the submission.
  package var submission: Int
  package var sheet: String
  /// The cells; for a column, from its first to its last cell of the school.
  package var range: CellRange?
  /// Form and field ids of the column.
  package var form: String
  package var field: String
  /// The raw text where the range is one cell; "" otherwise.
  ///
  /// Sensitive fields are masked.
  package var raw: String
  package var steps: NormalizationSteps

  package init(
    submission: Int, sheet: String, range: CellRange?, form: String, field: String, raw: String,
    steps: NormalizationSteps
  ) {
    self.submission = submission
    self.sheet = sheet
    self.range = range
    self.form = form
    self.field = field
    self.raw = raw
    self.steps = steps
  }
}

/// One stage of one school: the unit that is judged.
package struct SchoolPartResult: Hashable, Sendable {
  /// Index into `Evaluation.schools`.
  package var school: Int
  package var stage: String
  package var isInScope: Bool
  package var excludedReason: String
  package var pupils: FieldValue
  /// Pupils of this part × the stage's weight, and the sum of that over all parts of the school (高中
  /// included); both missing when any of these counts is missing.
  package var weightedPupils: FieldValue
  package var schoolWeightedPupils: FieldValue
  /// One for each of `DefinitionSet.inputs`, in order.
  package var inputs: [InputResult]
  /// One for each of `DefinitionSet.indicators`, in order.
  package var indicators: [IndicatorResult]
  package var verdict: Verdict
  /// Chinese; says which indicators failed, or why nothing can be said.
  package var reason: String

  package init(
    school: Int, stage: String, isInScope: Bool, excludedReason: String, pupils: FieldValue,
    weightedPupils: FieldValue, schoolWeightedPupils: FieldValue, inputs: [InputResult],
    indicators: [IndicatorResult], verdict: Verdict, reason: String
  ) {
    self.school = school
    self.stage = stage
    self.isInScope = isInScope
    self.excludedReason = excludedReason
    self.pupils = pupils
    self.weightedPupils = weightedPupils
    self.schoolWeightedPupils = schoolWeightedPupils
    self.inputs = inputs
    self.indicators = indicators
    self.verdict = verdict
    self.reason = reason
  }

  /// How many of the indicators that the verdict counts have this status.
  package func count(_ status: IndicatorStatus) -> Int {
    indicators.count { $0.isInVerdict && $0.status == status }
  }
}
