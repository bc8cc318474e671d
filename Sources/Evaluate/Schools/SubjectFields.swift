// SPDX-License-Identifier: Apache-2.0
// SubjectFields: which fields of a form say whose record it is.

import Definitions

/// Indices of the fields that name a record's school and county; nil where the form has none.
struct SubjectFields: Hashable, Sendable {
  let code: Int?
  let name: Int?
  let countyCode: Int?
  let countyName: Int?
  let type: Int?
  let urbanRural: Int?
  let sponsor: Int?
  /// On a roster: whether it counts as a school, and whose it is where it does not.
  let counted: Int?
  let parent: Int?
  /// 校区 of the school.
  let campus: Int?

  init(_ form: FormDefinition, typeList: String) {
    func index(_ id: String, _ name: String) -> Int? {
      form.fieldIndex(id) ?? form.fields.firstIndex { $0.name == name }
    }
    code =
      form.fieldIndex("school_code") ?? form.fields.firstIndex { $0.kind == .schoolCode }
    name = index("school_name", "学校名称")
    countyCode = index("county_code", "区县代码")
    countyName = index("county_name", "区县名称")
    type =
      form.fieldIndex("school_type")
      ?? form.fields.firstIndex { $0.kind == .code(list: typeList) }
    urbanRural = index("urban_rural", "城乡类型")
    sponsor = index("sponsor", "举办者")
    counted = form.fieldIndex("counted")
    parent = form.fieldIndex("parent_code")
    campus = form.fieldIndex("campus")
  }
}
