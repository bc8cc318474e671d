// SPDX-License-Identifier: Apache-2.0
// HeaderOverride: a header word that a pipeline gives to a field, or leaves out, whatever else speaks.

/// A person's decision about the words of a header; it stands above every other evidence.
package struct HeaderOverride: Hashable, Sendable {
  /// `id` of the form.
  package var form: String
  /// The words, outermost first; the last one stands over the column or is the label.
  package var path: [String]
  /// A word of the sheet's name or of a title on it; nil: on every sheet.
  package var sheet: String?
  /// `id` of the field; nil: the column is left out.
  package var field: String?
  package var place: DefinitionPlace

  package init(
    form: String, path: [String], sheet: String? = nil, field: String?, place: DefinitionPlace
  ) {
    self.form = form
    self.path = path
    self.sheet = sheet
    self.field = field
    self.place = place
  }
}
