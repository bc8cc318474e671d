// SPDX-License-Identifier: Apache-2.0
// FieldSlot: how a formula's field names are numbered when definitions are loaded.

/// The number by which a formula knows a field: form index and field index in one Int.
///
/// `form` is an index into `DefinitionSet.forms`, or one of the two scopes below. Within a rule on a
/// form, and within an input or indicator, a bare name is a scalar slot; `表[字段]` is a column slot
/// over the school's records of that form.
package struct FieldSlot: Hashable, Sendable {
  /// Fields of a school part itself: see `partFields`.
  package static let partScope = 4_000
  /// The inputs of a school part: field index is an index into `DefinitionSet.inputs`.
  package static let inputScope = 4_001
  /// What is known of a county itself: see `countyFields`.
  package static let countyScope = 4_002
  /// The values of a county: field index is an index into `CountyItems.values`.
  package static let valueScope = 4_003
  /// Earlier items of a county, by index into `CountyItems.items`.
  package static let itemScope = 4_004
  /// What declared outputs know of a row besides: see `outputFields`.
  package static let outputScope = 4_005
  /// The indicators of a school part: field index is an index into `DefinitionSet.indicators`.
  package static let indicatorScope = 4_006
  /// Tables that the evaluation itself makes, as items read them: see `EvaluationTable`.
  package static let resultScope = 4_010
  /// Names in `countyScope`, by field index.
  package static let countyFields = ["年份", "县区代码", "县区名称"]
  /// Names in `outputScope`, by field index.
  package static let outputFields = ["学校标识码"]
  /// Names in `partScope`, by field index: 学段, then the roster's attributes of the school.
  package static let typeField = 1
  package static let partFields = ["学段", "办学类型", "城乡类型", "举办者", "学校名称"]

  package var form: Int
  package var field: Int

  package init(form: Int, field: Int) {
    self.form = form
    self.field = field
  }

  package init(number: Int) {
    self.init(form: number >> 12, field: number & 0xFFF)
  }

  package var number: Int { form << 12 | field }
}
