// SPDX-License-Identifier: Apache-2.0
// FormDefinition: one kind of table that schools or counties fill in, with its fields.

package import DataModel

/// What a field's cells hold.
package enum FieldKind: Hashable, Sendable {
  case text
  /// A person's name: inner spaces are not part of it.
  case personName
  case integer
  case number
  /// A value of the code list with this id.
  case code(list: String)
  /// A day.
  case date
  /// A month; kept as its first day.
  case month
  case yesNo
  /// 身份证件号: 18 digits with check digit, `x` is `X`.
  case identityNumber
  /// 学校(机构)标识码: 10 digits.
  case schoolCode
}

/// One named quantity of a form.
package struct FieldDefinition: Hashable, Sendable {
  /// ASCII snake_case: CSV columns, JSON.
  package var id: String
  /// Chinese, as on the form and in formulas.
  package var name: String
  package var kind: FieldKind
  /// Other header words or labels for the same field.
  package var synonyms: [String]
  /// Header paths (parent … leaf) that name the field where the leaf alone would not.
  package var paths: [[String]]
  /// Where it stands on a sheet of layout `matrix`; any of them.
  package var places: [MatrixPlace]
  /// Canonical unit (`人`, `㎡`, `元`); nil where the field has none.
  package var unit: String?
  /// The unit of cells that say nothing about theirs; nil: the canonical one.
  package var defaultUnit: String?
  package var minimum: ExactNumber?
  package var maximum: ExactNumber?
  /// A record without a value is a `must_correct` finding.
  package var isRequired: Bool
  /// The form as handed in may lack the column without a finding.
  package var isOptionalColumn: Bool
  /// Never leaves the program in clear.
  package var isSensitive: Bool
  /// A blank below a value takes that value.
  package var fillsDown: Bool
  /// What a blank cell means, as it would be written (`否`, `0`); nil: missing.
  package var blankMeans: String?
  /// A day or a year that must have come: after the year behind the run's it is a finding.
  package var isPast: Bool
  /// Words that mean "nothing" in this field, beside those of the layout vocabulary.
  package var placeholders: FieldPlaceholders
  /// Recognised so that its cells are accounted for, and not kept (序号).
  package var isIgnored: Bool
  /// Value taken from an attribute of another field's code, not from a cell.
  package var derivation: FieldDerivation?
  package var source: DefinitionSource
  package var place: DefinitionPlace

  package init(
    id: String, name: String, kind: FieldKind, synonyms: [String] = [], paths: [[String]] = [],
    places: [MatrixPlace] = [], unit: String? = nil, defaultUnit: String? = nil,
    minimum: ExactNumber? = nil,
    maximum: ExactNumber? = nil, isRequired: Bool = false, isOptionalColumn: Bool = false,
    isSensitive: Bool = false, fillsDown: Bool = false, blankMeans: String? = nil,
    isPast: Bool = false, isIgnored: Bool = false, derivation: FieldDerivation? = nil,
    placeholders: FieldPlaceholders = FieldPlaceholders(), source: DefinitionSource,
    place: DefinitionPlace
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.synonyms = synonyms
    self.paths = paths
    self.places = places
    self.unit = unit
    self.defaultUnit = defaultUnit
    self.minimum = minimum
    self.maximum = maximum
    self.isRequired = isRequired
    self.isOptionalColumn = isOptionalColumn
    self.isSensitive = isSensitive
    self.fillsDown = fillsDown
    self.blankMeans = blankMeans
    self.isPast = isPast
    self.isIgnored = isIgnored
    self.derivation = derivation
    self.placeholders = placeholders
    self.source = source
    self.place = place
  }
}

/// What a field's own words for "nothing" mean: zero, not applicable and unknown are three things.
package struct FieldPlaceholders: Hashable, Sendable {
  /// Words that stand for the number 0, such as 无 in a count.
  package var zero: [String]
  package var notApplicable: [String]
  package var unknown: [String]

  package init(zero: [String] = [], notApplicable: [String] = [], unknown: [String] = []) {
    self.zero = zero
    self.notApplicable = notApplicable
    self.unknown = unknown
  }

  package var isEmpty: Bool { zero.isEmpty && notApplicable.isEmpty && unknown.isEmpty }
}

/// `学段` of a class is the attribute `stage` of its `grade`'s code.
package struct FieldDerivation: Hashable, Sendable {
  package var field: String
  package var attribute: String

  package init(field: String, attribute: String) {
    self.field = field
    self.attribute = attribute
  }
}

/// How a form may be laid out on a sheet.
package enum FormLayout: String, Hashable, Sendable, CaseIterable {
  /// A header of one or more rows, a record per row below it.
  case list
  /// A label beside or above each value; one record on the sheet.
  case labelValue = "label_value"
  /// Labels down the left side, a header above, a value where they meet; one record on the sheet.
  case matrix
}

/// Whose record a row of a form is.
package enum FormLevel: String, Hashable, Sendable, CaseIterable {
  case school
  case county
}

/// One kind of table that schools or counties fill in.
package struct FormDefinition: Hashable, Sendable {
  package var id: String
  /// As used in formulas: `班级台账[学生数]`.
  package var name: String
  /// Words of sheet names and titles that speak for this form.
  package var titles: [String]
  package var layouts: [FormLayout]
  package var level: FormLevel
  /// It speaks of other years too, so that a year in its title says nothing of the run's.
  package var isOfAnyYear: Bool = false
  /// For the layout `matrix`: what of a sheet it speaks of.
  package var scope: MatrixScope
  /// One record for each school (学校基本情况), or county, instead of many.
  package var isOnePerSchool: Bool
  /// A school that hands in something must hand in this form.
  package var isRequired: Bool
  /// Fields that identify a record within its school, for findings that survive a re-sorted file.
  package var key: [String]
  /// The form's own fields, then the subject fields every list may carry (school code, name, county);
  /// a form of counties has no school among them.
  package var fields: [FieldDefinition]
  /// Small tables that `lint` reads, with what must come out.
  package var examples: [FormExample]
  package var source: DefinitionSource
  package var place: DefinitionPlace

  package init(
    id: String, name: String, titles: [String], layouts: [FormLayout],
    level: FormLevel = .school, scope: MatrixScope = MatrixScope(), isOnePerSchool: Bool,
    isRequired: Bool, key: [String],
    fields: [FieldDefinition], examples: [FormExample] = [], source: DefinitionSource,
    place: DefinitionPlace
  ) {
    self.examples = examples
    self.id = id
    self.name = name
    self.titles = titles
    self.layouts = layouts
    self.level = level
    self.scope = scope
    self.isOnePerSchool = isOnePerSchool
    self.isRequired = isRequired
    self.key = key
    self.fields = fields
    self.source = source
    self.place = place
  }

  package func fieldIndex(_ id: String) -> Int? {
    fields.firstIndex { $0.id == id }
  }
}
