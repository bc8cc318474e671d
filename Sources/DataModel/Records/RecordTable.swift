// SPDX-License-Identifier: Apache-2.0
// RecordTable: the records of one form read from one sheet, column by column, each value with its origin.

/// Where in its sheet a value was read, in 8 bytes.
package struct CellOrigin: Hashable, Sendable {
  package var row: UInt32
  package var column: UInt16
  /// Index into the submission's sheets.
  package var sheet: UInt16

  package init(sheet: Int, row: Int, column: Int) {
    self.sheet = UInt16(sheet)
    self.row = UInt32(row)
    self.column = UInt16(column)
  }

  package var reference: CellReference {
    CellReference(row: Int(row), column: Int(column))
  }
}

/// What was done to a cell's raw value on the way to its field value; several may apply.
package struct NormalizationSteps: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32
  @inlinable package init(rawValue: UInt32) { self.rawValue = rawValue }
  /// Every cell's reading begins with a literal, and the standard library's own way is slow.
  package init(arrayLiteral elements: Self...) {
    rawValue = elements.reduce(0) { $0 | $1.rawValue }
  }

  /// No step at all.
  @inlinable package static var none: Self { Self(rawValue: 0) }

  // The standard library's own ways are generic, and reach other modules as such.
  @inlinable package func contains(_ other: Self) -> Bool {
    rawValue & other.rawValue == other.rawValue
  }
  @inlinable package func union(_ other: Self) -> Self { Self(rawValue: rawValue | other.rawValue) }
  @inlinable package mutating func formUnion(_ other: Self) { self = union(other) }
  @inlinable package mutating func insert(_ other: Self) { self = union(other) }
  @inlinable package var isEmpty: Bool { rawValue == 0 }

  /// Spaces at the ends or inside removed.
  @inlinable package static var spaces: Self { Self(rawValue: 1 << 0) }
  /// Full-width or compatibility characters folded (NFKC).
  @inlinable package static var width: Self { Self(rawValue: 1 << 1) }
  /// A number or date that was stored as text.
  @inlinable package static var textToValue: Self { Self(rawValue: 1 << 2) }
  /// Thousands separators removed.
  @inlinable package static var separators: Self { Self(rawValue: 1 << 3) }
  /// A unit written in the cell itself.
  @inlinable package static var unitInCell: Self { Self(rawValue: 1 << 4) }
  /// Converted from the unit of the column, row, note or default to the canonical one.
  @inlinable package static var unitConverted: Self { Self(rawValue: 1 << 5) }
  /// An alias or code replaced by the list's canonical name.
  @inlinable package static var codeAlias: Self { Self(rawValue: 1 << 6) }
  /// Taken from the cell above, as the form declares or a merge shows.
  @inlinable package static var filledDown: Self { Self(rawValue: 1 << 7) }
  /// A blank that the form declares to mean a value (blank = 否 in a √ column).
  @inlinable package static var blankMeans: Self { Self(rawValue: 1 << 8) }
  /// A date written in another shape than ISO 8601, or as a serial number.
  @inlinable package static var dateShape: Self { Self(rawValue: 1 << 9) }
  /// Letter case changed (`x` → `X`).
  @inlinable package static var letterCase: Self { Self(rawValue: 1 << 10) }
  /// Traditional characters replaced by simplified ones.
  @inlinable package static var simplified: Self { Self(rawValue: 1 << 11) }
  /// A percent or per-mille sign taken into account.
  @inlinable package static var percent: Self { Self(rawValue: 1 << 12) }

  /// A number written in Chinese characters.
  @inlinable package static var numeral: Self { Self(rawValue: 1 << 13) }
  /// A word that the form declares to mean zero (`无` for a count).
  @inlinable package static var zeroWord: Self { Self(rawValue: 1 << 14) }
  /// A code that is no longer in force replaced by the one that followed it.
  @inlinable package static var successor: Self { Self(rawValue: 1 << 15) }
  /// Replaced by a correction of the office.
  @inlinable package static var corrected: Self { Self(rawValue: 1 << 16) }

  /// The names that lineage prints, in a fixed order.
  package var names: [String] {
    Self.table.filter { contains($0.0) }.map(\.1)
  }

  private static let table: [(Self, String)] = [
    (.spaces, "spaces"), (.width, "width"), (.simplified, "simplified"),
    (.textToValue, "text_to_value"), (.separators, "separators"), (.percent, "percent"),
    (.unitInCell, "unit_in_cell"), (.unitConverted, "unit_converted"),
    (.codeAlias, "code_alias"), (.filledDown, "filled_down"), (.blankMeans, "blank_means"),
    (.dateShape, "date_shape"), (.letterCase, "letter_case"), (.numeral, "numeral"),
    (.zeroWord, "zero_word"), (.successor, "successor"), (.corrected, "corrected"),
  ]
}

/// One field of a table: a value, an origin and a trace for every record.
package struct RecordColumn: Hashable, Sendable {
  /// The field's `id`.
  package var field: String
  package var values: [FieldValue]
  /// nil where no cell stands for the value (the form has no such column).
  package var origins: CellOrigins
  package var steps: [NormalizationSteps]
  /// The unit the column was read in when it is not the canonical one, else ""; for lineage.
  package var readUnit: String
  /// By row, what the file says, where it is not what the value prints; kept of the fields that
  /// indicators are made of, so that each step from raw to value can be followed and undone.
  package var rawTexts: RawTexts

  package init(
    field: String, values: [FieldValue] = [], origins: CellOrigins = [],
    steps: [NormalizationSteps] = [], readUnit: String = "", rawTexts: RawTexts = RawTexts()
  ) {
    self.field = field
    self.values = values
    self.origins = origins
    self.steps = steps
    self.readUnit = readUnit
    self.rawTexts = rawTexts
  }

  /// Puts another value in place of a row's, which is still known as it was written.
  package mutating func replace(row: Int, with value: FieldValue, step: NormalizationSteps) {
    if rawTexts[row] == nil { rawTexts[row] = values[row].outputText }
    values[row] = value
    steps[row].formUnion(step)
  }

  /// What the file says of a row; "" where it says nothing.
  package func rawText(row: Int) -> String {
    if let raw = rawTexts[row] { return raw }
    return steps[row].contains(.blankMeans) ? "" : values[row].outputText
  }
}

/// A text that a table stands under: above it, or the name of its sheet.
package struct TableTitle: Hashable, Sendable {
  package var text: String
  /// nil for the sheet's name.
  package var place: CellReference?

  package init(text: String, place: CellReference?) {
    self.text = text
    self.place = place
  }
}

/// The records of one form found in one place.
///
/// All columns have `rowCount` entries.
package struct RecordTable: Hashable, Sendable {
  /// The form's `id`.
  package var form: String
  /// Index into the submission's sheets.
  package var sheet: Int
  package var columns: [RecordColumn]
  package var rowCount: Int
  /// Those that may name a school.
  package var titles: [TableTitle]

  package init(
    form: String, sheet: Int, columns: [RecordColumn], rowCount: Int, titles: [TableTitle] = []
  ) {
    self.form = form
    self.sheet = sheet
    self.columns = columns
    self.rowCount = rowCount
    self.titles = titles
  }

  /// Stops the program when a column's length differs from `rowCount`: our own mistake, not the file's.
  package func checkInvariants() {
    for column in columns {
      precondition(
        column.values.count == rowCount && column.origins.count == rowCount
          && column.steps.count == rowCount,
        "column \(column.field) of \(form) has another length than its table")
    }
  }

  package func column(_ field: String) -> RecordColumn? {
    columns.first { $0.field == field }
  }
}
