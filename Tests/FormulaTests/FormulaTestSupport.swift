// SPDX-License-Identifier: Apache-2.0
// FormulaTestSupport: a small vocabulary with values, shared by the suites of this folder.

import DataModel
import Formula

/// A school with scalar fields and one table of classes.
struct TestSchool: FormulaVocabulary, FormulaContext, FormulaAddresses {
  private var fields: [(name: String, type: FormulaType, value: FieldValue)] = []
  private var columns: [(table: String, name: String, type: FormulaType, values: [FieldValue])] = []

  static let classes = TestSchool()
    .field("学生数", .number(unit: "人"), .whole(100))
    .field("教师数", .number(unit: "人"), .whole(8))
    .field("零", .number(unit: nil), .whole(0))
    .field("缺", .number(unit: "人"), .missing(.blank))
    .field("面积", .number(unit: "㎡"), .whole(450))
    .field("经费", .number(unit: "元"), .whole(12))
    .field("校名", .text, .text("示例小学"))
    .field("代码", .text, .text("2199000001"))
    .field("空文本", .text, .missing(.notOnForm))
    .field("寄宿制", .yesNo, .yesNo(true))
    .field("特殊", .yesNo, .yesNo(false))
    .field("未知否", .yesNo, .missing(.notApplicable))
    .field("建校", .date, .date(CivilDate(year: 1980, month: 9, day: 1)))
    .field("面积（㎡）", .number(unit: "㎡"), .whole(7))
    .field("A·b_、2", .number(unit: nil), .whole(2))
    .field("56–65人", .number(unit: nil), .whole(5))
    .field("2024年人数", .number(unit: "人"), .whole(24))
    .column("班级", "年级", .text, ["一年级", "一年级", "二年级", "三年级"].map { .text($0) })
    .column("班级", "学生数", .number(unit: "人"), [45, 56, 40, 0].map { .whole($0) })
    .column(
      "班级", "课桌", .number(unit: nil),
      [.whole(1), .missing(.blank), .whole(3), .whole(0)]
    )
    .column(
      "班级", "科目", .text,
      [.text("体育"), .text("音乐"), .missing(.blank), .text("English")]
    )
    .column(
      "班级", "达标", .yesNo, [.yesNo(true), .yesNo(false), .yesNo(true), .missing(.blank)]
    )
    .column("班级", "零缺", .number(unit: nil), [.whole(1), .whole(2), .whole(0), .whole(4)])
    .column(
      "班级", "开班", .date,
      [2020, 2021, 2022, 2023].map { .date(CivilDate(year: $0, month: 9, day: 1)) }
    )
    .column("教师", "课时", .number(unit: nil), [.whole(1)])
    .column("空表", "数", .number(unit: nil), [])
    .column("空表", "重", .number(unit: nil), [])

  func field(_ name: String, _ type: FormulaType, _ value: FieldValue?) -> TestSchool {
    var copy = self
    copy.fields.append((name, type, value ?? .missing(.unreadable)))
    return copy
  }

  func column(
    _ table: String, _ name: String, _ type: FormulaType, _ values: [FieldValue?]
  ) -> TestSchool {
    var copy = self
    copy.columns.append((table, name, type, values.map { $0 ?? .missing(.unreadable) }))
    return copy
  }

  // MARK: - FormulaVocabulary

  func field(named name: String) -> FormulaSymbol? {
    fields.firstIndex { $0.name == name }
      .map { FormulaSymbol(name: name, slot: $0, type: fields[$0].type) }
  }

  func column(table: String, field: String) -> FormulaSymbol? {
    columns.firstIndex { $0.table == table && $0.name == field }
      .map {
        FormulaSymbol(
          name: "\(table)[\(field)]", slot: $0, type: .column(of: columns[$0].type))
      }
  }

  var fieldNames: [String] { fields.map(\.name) }
  var tableNames: [String] { columns.map(\.table) }

  func fieldNames(ofTable table: String) -> [String] {
    columns.filter { $0.table == table }.map(\.name)
  }

  // MARK: - FormulaContext

  func value(_ slot: Int) -> FieldValue { fields[slot].value }
  func column(_ slot: Int) -> [FieldValue] { columns[slot].values }

  // MARK: - FormulaAddresses

  /// Names that the language itself reads back.
  func cell(_ slot: Int) -> String { "[\(fields[slot].name)]" }
  func range(_ slot: Int) -> String { "[\(columns[slot].table)][\(columns[slot].name)]" }

  // MARK: - Short cuts

  func calculate(_ text: String) throws -> FieldValue {
    try CheckedFormula(parsing: text, vocabulary: self).calculate(self)
  }

  func rendered(_ text: String) throws -> String {
    try CheckedFormula(parsing: text, vocabulary: self).rendered(self)
  }

  /// The mistakes of a formula that must not pass.
  func errors(_ text: String, expected: FormulaType? = nil) -> [FormulaError] {
    do {
      _ = try CheckedFormula(parsing: text, vocabulary: self, expected: expected)
      return []
    } catch { return error.list }
  }
}

extension FieldValue {
  static func whole(_ number: Int) -> FieldValue { .number(ExactNumber(number)) }

  static func decimal(_ text: String) -> FieldValue {
    ExactNumber(decimal: text).map { .number($0) } ?? .missing(.unreadable)
  }

  static func date(_ date: CivilDate?) -> FieldValue? { date.map { .date($0) } }
}
