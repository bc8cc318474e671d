// SPDX-License-Identifier: Apache-2.0
// InspectedValue: a value as it may be shown to whoever inspects a file.

package import DataModel
import Definitions
import Normalize

/// One value of a record: what it became, from which cell, by which steps.
package struct InspectedValue: Hashable, Sendable {
  package var field: String
  package var fieldName: String
  /// As outputs print it, masked where it may name a person; nil when missing.
  package var value: String?
  /// Why there is none.
  package var missing: MissingReason?
  package var cell: CellReference?
  /// What the cell holds, where that is something else; masked alike.
  package var raw: String?
  package var steps: [String]

  /// Reads the value of `column` at `row`; `written` is the cell's text.
  init(_ column: RecordColumn, row: Int, of field: FieldDefinition, written: String?) {
    self.field = field.id
    fieldName = field.name
    let value = column.values[row]
    if case .missing(let reason) = value { missing = reason }
    self.value = value.isMissing ? nil : Self.shown(value.outputText, field)
    cell = column.origins[row]?.reference
    steps = column.steps[row].names
    let isChanged = !steps.isEmpty || value.isMissing
    raw = written.flatMap { text in
      isChanged && !text.isEmpty && text != value.outputText ? Self.shown(text, field) : nil
    }
  }

  private static func shown(_ text: String, _ field: FieldDefinition) -> String {
    switch field.kind {
    case .personName, .identityNumber: return Masking.mask(text)
    case .text where !field.isSensitive:
      return PersonNames.isLikely(text) ? Masking.mask(text) : cut(Masking.redact(text))
    case .text, .integer, .number, .code, .date, .month, .yesNo, .schoolCode:
      return field.isSensitive ? Masking.mask(text) : cut(Masking.redact(text))
    }
  }

  private static func cut(_ text: String) -> String {
    text.count > 60 ? text.prefix(60) + "…" : text
  }
}

/// Words of a sheet as they may be shown.
enum InspectedWords {
  /// A word that may be a header, or a person where the header was mistaken.
  static func header(_ text: String, isKnown: Bool) -> String {
    let plain = Masking.redact(
      text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    guard !isKnown else { return plain }
    let short = plain.count > 60 ? plain.prefix(60) + "…" : plain
    return PersonNames.isLikelyBesideHeaders(short) ? Masking.mask(short) : short
  }

  static func sheet(_ name: String) -> String { header(name, isKnown: false) }
}
