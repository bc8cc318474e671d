// SPDX-License-Identifier: Apache-2.0
// Correction: a value put in place of a submitted one, with who and why; the submission stays as it is.

/// One line of a list of corrections.
package struct Correction: Hashable, Sendable {
  /// The school's code, or its name as the submission writes it; the county's for its own forms.
  package var school: String
  /// The form's id or name.
  package var form: String
  /// What identifies the record inside school and form (`一年级+1班`); "" where there is one only.
  package var record: String
  /// The field's id or name.
  package var field: String
  /// As the submission writes it, or as outputs print it; "" for a blank cell.
  package var old: String
  package var new: String
  package var reason: String
  package var who: String
  package var date: String
  /// Narrows the record down where key and school do not; "" = any.
  package var file: String
  package var sheet: String
  package var cell: String
  /// Where it stands: file and row.
  package var origin: String
  /// What the two values mean in the field; nil where they mean nothing there.
  package var oldValue: FieldValue?
  package var value: FieldValue?

  package init(
    school: String, form: String, record: String, field: String, old: String, new: String,
    reason: String = "", who: String = "", date: String = "", file: String = "",
    sheet: String = "", cell: String = "", origin: String = "", oldValue: FieldValue? = nil,
    value: FieldValue? = nil
  ) {
    self.school = school
    self.form = form
    self.record = record
    self.field = field
    self.old = old
    self.new = new
    self.reason = reason
    self.who = who
    self.date = date
    self.file = file
    self.sheet = sheet
    self.cell = cell
    self.origin = origin
    self.oldValue = oldValue
    self.value = value
  }
}

/// What became of a correction.
package enum CorrectionOutcome: String, Hashable, Sendable, CaseIterable {
  case applied
  /// The submission holds the new value by now.
  case unneeded
  /// Another value than the old one stands there: nobody decided about it.
  case changed
  /// The new value is none of the field's.
  case unreadable
  /// There is no such form, field, school or record.
  case unknown
  /// Several records fit.
  case ambiguous
  /// No reason, no name or no date.
  case incomplete
}

/// A correction, what became of it, and at which cell.
package struct CorrectionResult: Hashable, Sendable {
  package var correction: Correction
  package var outcome: CorrectionOutcome
  /// Of the value that was or would have been replaced; nil where none was found.
  package var place: Place?
  /// What stands there, masked where it must be; "" where nothing does.
  package var found: String
  package var schoolCode: String

  package init(
    correction: Correction, outcome: CorrectionOutcome, place: Place? = nil, found: String = "",
    schoolCode: String = ""
  ) {
    self.correction = correction
    self.outcome = outcome
    self.place = place
    self.found = found
    self.schoolCode = schoolCode
  }
}
