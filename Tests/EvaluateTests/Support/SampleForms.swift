// SPDX-License-Identifier: Apache-2.0
// SampleForms: small forms and code lists that the tests of the stage work with.

import DataModel
import Definitions

enum SampleForms {
  static let source = DefinitionSource(document: "示例", clause: "一", confirmed: true)
  static let place = DefinitionPlace(file: "sample.yaml", line: 1, column: 1)

  static func field(
    _ id: String, _ name: String, _ kind: FieldKind = .text, isRequired: Bool = false,
    range: ClosedRange<Int>? = nil, isSensitive: Bool = false
  ) -> FieldDefinition {
    FieldDefinition(
      id: id, name: name, kind: kind, minimum: range.map { ExactNumber($0.lowerBound) },
      maximum: range.map { ExactNumber($0.upperBound) }, isRequired: isRequired,
      isSensitive: isSensitive, source: source, place: place)
  }

  static func form(
    _ id: String, _ name: String, isOnePerSchool: Bool = false, isRequired: Bool = false,
    key: [String] = [], _ fields: [FieldDefinition]
  ) -> FormDefinition {
    FormDefinition(
      id: id, name: name, titles: [name], layouts: [.list], isOnePerSchool: isOnePerSchool,
      isRequired: isRequired, key: key, fields: fields + subject, source: source, place: place)
  }

  private static let subject = [
    field("school_code", "学校代码", .schoolCode), field("school_name", "学校名称"),
    field("county_code", "区县代码"), field("county_name", "区县名称"),
  ]

  static let attributes = [
    field("school_type", "办学类型", .code(list: "school_type")),
    field("urban_rural", "城乡类型"), field("sponsor", "举办者"),
  ]

  static let forms = [
    form(
      "basic", "学校基本情况", isOnePerSchool: true,
      attributes + [
        field("students", "在校学生数", .integer, range: 1...8000),
        field("primary", "小学生数", .integer), field("junior", "初中生数", .integer),
      ]),
    form(
      "classes", "班级台账", isRequired: true, key: ["grade", "class_no"],
      [
        field("grade", "年级"), field("class_no", "班号"), field("stage", "学段"),
        field("pupils", "学生数", .integer, isRequired: true, range: 1...120),
        field("boys", "男生数", .integer), field("girls", "女生数", .integer),
      ]),
    form(
      "teachers", "教师花名册", key: ["id_no"],
      [
        field("id_no", "身份证件号", .identityNumber, isRequired: true, isSensitive: true),
        field("stage", "任教学段"), field("degree", "最高学历"),
      ]),
    form(
      "rooms", "校舍", key: ["room_no"],
      [
        field("room_no", "房间号"), field("category", "用房类别"),
        field("area", "使用面积", .number, isRequired: true, range: 0...9_000_000),
      ]),
    form("areas", "面积汇总", isOnePerSchool: true, [field("total", "面积合计", .number)]),
  ]

  private static func unit(_ name: String, _ factor: ExactNumber, of canonical: String)
    -> UnitDefinition
  {
    UnitDefinition(name: name, aliases: [], canonical: canonical, factor: factor)
  }

  static let units = [
    unit("人", .one, of: "人"), unit("㎡", .one, of: "㎡"),
    unit("亩", ExactNumber(2_000, over: 3), of: "㎡"),
    unit("公顷", ExactNumber(10_000), of: "㎡"), unit("千㎡", ExactNumber(1_000), of: "㎡"),
  ]

  static let roster = form("roster", "学校名册", attributes)

  static func code(_ name: String, stages: String, code: String = "") -> CodeEntry {
    CodeEntry(code: code, name: name, aliases: [], attributes: ["stages": stages])
  }

  static let types = CodeList(
    id: "school_type",
    entries: [
      code("小学", stages: "小学", code: "211"), code("初级中学", stages: "初中", code: "311"),
      code("九年一贯制学校", stages: "小学;初中"), code("完全中学", stages: "初中;高中"),
      code("十二年一贯制学校", stages: "小学;初中;高中"), code("高级中学", stages: "高中"),
      code("教学点", stages: "小学"), code("特殊教育学校", stages: "小学;初中"),
    ], source: source, place: place)
}
