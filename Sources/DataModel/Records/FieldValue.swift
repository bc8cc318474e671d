// SPDX-License-Identifier: Apache-2.0
// FieldValue: one value whose meaning is known, or the reason why there is none.

/// Why a value is missing.
///
/// Missing is never zero.
package enum MissingReason: String, Hashable, Sendable, CaseIterable {
  /// The cell is there and holds nothing.
  case blank
  /// The school wrote that the question does not apply (`/`, `—`, `不适用`).
  case notApplicable
  /// The school wrote something that is not a value of this field's type.
  case unreadable
  /// A number outside the field's declared range.
  case outOfRange
  /// A word or code that the field's code list does not have.
  case notInCodeList
  /// The form as handed in has no such column or label.
  case notOnForm
  /// Nobody handed in the form.
  case notSubmitted
  /// A formula cell without a cached result.
  case notCalculated
  /// A calculation that has no result, such as a division by zero.
  case undefined
}

/// One value of a field, in the field's canonical unit, or why there is none.
package enum FieldValue: Hashable, Sendable {
  case number(ExactNumber)
  /// Free text, and the canonical name of a code (`专任教师`), whatever was written.
  case text(String)
  case date(CivilDate)
  case yesNo(Bool)
  case missing(MissingReason)

  package var isMissing: Bool {
    if case .missing = self { true } else { false }
  }

  package var number: ExactNumber? {
    if case .number(let number) = self { number } else { nil }
  }

  package var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  package var yesNo: Bool? {
    if case .yesNo(let value) = self { value } else { nil }
  }

  /// As the outputs print it: shortest decimal, ISO date, 是/否, "" when missing.
  package var outputText: String {
    switch self {
    case .number(let number): number.text
    case .text(let text): text
    case .date(let date): date.description
    case .yesNo(let value): value ? "是" : "否"
    case .missing: ""
    }
  }
}
