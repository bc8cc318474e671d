// SPDX-License-Identifier: Apache-2.0
// Finding: one violated rule at one place.

/// How a finding binds the school: the two classes of the field's own audits, and a notice.
package enum Severity: String, Hashable, Sendable, CaseIterable {
  /// 逻辑/强制: no acceptance until corrected.
  case mustCorrect = "must_correct"
  /// 经验/核实: correct it, or explain it.
  case mustExplain = "must_explain"
  /// 提示.
  case note
}

/// Where a person must look.
package struct Place: Hashable, Sendable {
  /// Index of the submission in the run; nil for a fault of no file (a school that handed in nothing).
  package var submission: Int?
  /// Sheet name; "" when the whole file is meant or the format has no sheets.
  package var sheet: String
  /// A cell or range; nil when the whole sheet or file is meant.
  package var range: CellRange?

  package init(submission: Int? = nil, sheet: String = "", range: CellRange? = nil) {
    self.submission = submission
    self.sheet = sheet
    self.range = range
  }

  package init(submission: Int? = nil, sheet: String, cell: CellReference) {
    self.init(submission: submission, sheet: sheet, range: CellRange(first: cell, last: cell))
  }
}

/// One violated rule at one place.
///
/// Its `facts` are named values; the sentence is made from
/// `Pipelines/Shared/messages.*.yaml` or from the rule's own message when it is printed.
package struct Finding: Hashable, Sendable {
  /// The rule's id, or the code of a built-in check: reads as the claim that must hold.
  package var rule: String
  package var severity: Severity
  /// The form's `id`; "" when no form is concerned.
  package var form: String
  /// The field's `id`; "" when no single field is concerned.
  package var field: String
  package var schoolCode: String
  /// What identifies the record inside school and form without its address (年级+班号 …); "" for none.
  package var recordKey: String
  package var place: Place
  /// Further places the rule looked at, such as the first of two duplicates.
  package var otherPlaces: [Place]
  /// The offending value as written; sensitive fields are already masked here.
  package var value: String
  /// Named values for the sentence: `expected`, `actual`, `min`, `max`, `list` …; sensitive ones masked.
  package var facts: [String: String]
  /// What to do instead, when it can be said: a value or a short sentence; "" otherwise.
  package var suggestion: String
  /// The value it is about was replaced by a correction.
  package var isCorrected = false
  /// The value that the suggestion comes to, where it is one; "" otherwise.
  ///
  /// Never of a sensitive field.
  package var proposal = ""

  package init(
    rule: String, severity: Severity, form: String = "", field: String = "",
    schoolCode: String = "", recordKey: String = "", place: Place, otherPlaces: [Place] = [],
    value: String = "", facts: [String: String] = [:], suggestion: String = ""
  ) {
    self.rule = rule
    self.severity = severity
    self.form = form
    self.field = field
    self.schoolCode = schoolCode
    self.recordKey = recordKey
    self.place = place
    self.otherPlaces = otherPlaces
    self.value = value
    self.facts = facts
    self.suggestion = suggestion
  }
}
