// SPDX-License-Identifier: Apache-2.0
// SingleValue: one text read as a field's value, away from any sheet.

package import DataModel
import Definitions

extension Normalizer {
  /// What a text means in a field, as in a cell of a column that names no unit but the field's own.
  ///
  /// `field` and `form`: ids or names. An empty text is a blank. nil where there is no such field, or the
  /// text is none of its values.
  package func value(_ text: String, field: String, form: String) -> FieldValue? {
    guard let form = definitions.formIndex(named: form).map({ definitions.forms[$0] }),
      let field = form.indexOfField(named: field).map({ form.fields[$0] })
    else { return nil }
    guard !text.isEmpty else { return .missing(.blank) }
    let reader = tools.reader(of: field, column: ColumnFacts(), system: .from1900)
    let reading = reader.read(Cell(column: 1, value: .text(text)))
    return reading.problem == nil ? reading.value : nil
  }
}
