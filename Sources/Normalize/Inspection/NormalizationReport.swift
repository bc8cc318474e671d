// SPDX-License-Identifier: Apache-2.0
// NormalizationReport: what was decided while a file was read, and on what evidence.

package import DataModel

/// Why a column or a label was given its field.
package enum HeaderEvidence: String, Hashable, Sendable, CaseIterable {
  /// The pipeline's `headers:` say so.
  case declaredOverride = "declared_override"
  /// The words from group to leaf are a declared path.
  case path
  /// Group and leaf together make the name or a synonym.
  case joinedPath = "joined_path"
  /// The group above 合计, 计 or a shorter word names it.
  case groupAbove = "group_above"
  case name
  case synonym
  /// Name or synonym with the unit written into the word.
  case wordWithUnit = "word_with_unit"
  /// A word that counts only beside better ones.
  case weakWord = "weak_word"
  /// It stands above the table and holds for every record.
  case aboveTable = "above_table"
  /// Something else speaks for it.
  case other
}

/// Where a column's unit came from.
package enum UnitOrigin: String, Hashable, Sendable {
  case header
  /// A row of units below the header, or a cell of its own beside the label.
  case unitCell = "unit_cell"
  /// A note such as 单位：万元 on the sheet.
  case note
  /// The field's `default_unit`.
  case fieldDefault = "field_default"
  /// Nothing is said: the field's own unit.
  case canonical
}

/// What a column of a list or a label of a form became.
package enum ColumnFate: String, Hashable, Sendable {
  case field
  /// Recognised and left out.
  case ignored
  /// Its field was given to a better column.
  case rival
  case unknown
}

/// One column of a list, or one label of a form.
package struct ColumnReport: Hashable, Sendable {
  package var place: CellReference
  /// The words from the outermost group to the leaf, as compared.
  package var path: [String]
  /// The leaf as written.
  package var text: String
  package var fate: ColumnFate
  /// Field `id`; nil when unknown.
  package var field: String?
  package var score = 0
  package var evidence: HeaderEvidence?
  /// The unit of cells that name none, where the field has one.
  package var unit: String?
  package var unitOrigin: UnitOrigin?
  /// For a column that is not used: how many of its cells hold something.
  package var filled = 0
  /// For an unknown word that is near a known one: that field's name.
  package var suggestion: String?
  /// For a rival: where its field was found.
  package var winner: CellReference?
}

/// How well a form fits a table.
package struct FormRank: Hashable, Sendable {
  package var form: String
  /// Sum of the evidence, the title's points and the share of required columns.
  package var rank: Int
  package var evidence: Int
  package var titlePoints: Int
  /// Share of the columns that the form cannot do without.
  package var requiredShare: Double
  package var columns: Int
}

/// A table that was read.
package struct TableReport: Hashable, Sendable {
  package var form: String
  /// `list`, `label_value`, or what other ways of reading call themselves.
  package var layout: String
  /// From the first cell of the header to the last of the data.
  package var range: CellRange
  /// Row numbers of the header; nil where labels and values mix.
  package var headerRows: ClosedRange<Int>?
  package var recordCount: Int
  package var columns: [ColumnReport]
  /// The form that was taken and those that came after it, best first.
  package var ranks: [FormRank]
  /// Ids of required fields that the table has no column for.
  package var missing: [String]
  /// Index into the tables of the whole file.
  package var table: Int
}

/// What became of one sheet.
package struct SheetReport: Hashable, Sendable {
  package var account: CellAccount
  package var tables: [TableReport] = []
  /// The cells that were not understood.
  package var quarantined: [CellRange] = []

  package init(account: CellAccount) { self.account = account }
}

/// What was decided while a file was read; one entry for each sheet.
package struct NormalizationReport: Hashable, Sendable {
  package var sheets: [SheetReport] = []

  package init() {}
}
