// SPDX-License-Identifier: Apache-2.0
// FieldFacts: what a form's fields are to the headers of its lists.

import Definitions

/// What the fields of a form are to its header, by their index.
final class FieldFacts: Sendable {
  /// Fields without whose column the list cannot be used.
  let needed: [Int]
  /// Fields that speak for the form: no serials, and not those that every form has.
  let isOwn: [Bool]
  let isLeftOut: [Bool]
  /// Fields that say something, and not only whose form it is.
  let speaks: [Bool]
  /// The figures of a form that has one record for each school; none for any other.
  ///
  /// Without one of them the columns are only what every list of schools has: 序号, 名称, 主管部门, 地址.
  let isFigure: [Bool]
  let hasFigures: Bool
  /// Whether the values of some field come from another field.
  let hasDerived: Bool
  /// The fields that say whose a record is.
  let schoolName: Int?
  let schoolCode: Int?

  init(_ form: FormDefinition, shared: Set<String>) {
    let fields = form.fields
    let isCounted = fields.map { [.integer, .number].contains($0.kind) && !$0.isIgnored }
    hasFigures = form.key.isEmpty && isCounted.count { $0 } >= Self.mostlyFigures
    isFigure = isCounted.map { [hasFigures] in $0 && hasFigures }
    hasDerived = fields.contains { $0.derivation != nil }
    schoolName = form.fieldIndex("school_name")
    schoolCode = form.fieldIndex("school_code")
    needed = fields.indices.filter { fields[$0].needsColumn }
    isOwn = fields.map { !$0.isIgnored && !shared.contains($0.id) }
    isLeftOut = fields.map(DeclaredHeaders.isLeftOut)
    speaks = fields.map { !$0.isIgnored && !Self.subjects.contains($0.id) }
  }

  /// Whose form it is.
  private static let subjects: Set<String> = [
    "school_code", "school_name", "county_code", "county_name",
  ]

  /// A form with fewer is no form of figures.
  private static let mostlyFigures = 5
}
