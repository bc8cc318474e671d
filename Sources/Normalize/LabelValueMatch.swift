// SPDX-License-Identifier: Apache-2.0
// LabelValueMatch: the labels of a form with the places of their values.

import DataModel
import Definitions

/// A label with the place of its value.
struct LabelledValue: Sendable {
  let source: FormLabel
  var field: Int
  var evidence: Int
  /// Where the value stands, or should stand.
  var valuePlace: CellReference
  /// The value; nil where the cell is blank.
  var value: Cell?
  /// A cell of its own that names the unit.
  var unitPlace: CellReference?
  /// Several columns may hold the value, or none of this year: it is not read.
  var isDoubtful = false

  init(
    _ source: FormLabel, _ meaning: WordMeaning, valuePlace: CellReference, value: Cell?,
    unitPlace: CellReference? = nil, isDoubtful: Bool = false
  ) {
    self.source = source
    field = meaning.field
    evidence = meaning.evidence
    self.valuePlace = valuePlace
    self.value = value
    self.unitPlace = unitPlace
    self.isDoubtful = isDoubtful
  }

  var label: HeaderLabel { source.label }
  var text: String { source.text }
  var place: CellReference { source.place }
}

/// A form found on a sheet.
struct LabelValueMatch: Sendable {
  var form: Int
  var values: [LabelledValue]
  /// Labels that mean a field which another label means already.
  var rivals: [LabelledValue]
  /// Indices of the rows from the first label to the last value.
  var rows: Range<Int>
  var columns: FormColumns?
  /// Drawn blanks of sentences that no words name in full.
  var unnamed: [UnnamedBlank] = []
}

/// A blank of a fill-in sentence of which nobody knows what it asks for.
struct UnnamedBlank: Sendable {
  var place: CellReference
  var text: String
}
