// SPDX-License-Identifier: Apache-2.0
// SampleDefinitions: a pipeline built by hand: nine inputs, seven indicators, two forms.

import DataModel
import Definitions
import Formula

enum SampleDefinitions {
  static let source = DefinitionSource(document: "示例文件", clause: "第五条", confirmed: true)
  static let doubtful = DefinitionSource(document: "示例规程", clause: "附件2", confirmed: false)
  static let place = DefinitionPlace(file: "sample.yaml", line: 1, column: 1)

  /// id, name, unit, split.
  static let inputs: [(String, String, String, Bool)] = [
    ("pupils", "在校生数", "人", false), ("degree_teachers", "高于规定学历教师数", "人", false),
    ("backbone_teachers", "骨干教师数", "人", false), ("arts_teachers", "体艺教师数", "人", false),
    ("teaching_area", "教学及辅助用房面积", "㎡", true), ("gym_area", "室内体育用房面积", "㎡", true),
    ("field_area", "运动场地面积", "㎡", true), ("equipment", "教学仪器设备值", "元", true),
    ("multimedia_rooms", "网络多媒体教室数", "间", true),
  ]

  /// numerator, per, unit, whole, digits, 小学, 初中.
  static let indicators: [(String, String, Int, String, Bool, String, String)] = [
    ("高于规定学历教师数", "高于规定学历教师数", 100, "人/百人", true, "4.2", "5.3"),
    ("骨干教师数", "骨干教师数", 100, "人/百人", true, "1", "1"),
    ("体艺专任教师数", "体艺教师数", 100, "人/百人", true, "0.9", "0.9"),
    ("教学及辅助用房面积", "教学及辅助用房面积-室内体育用房面积", 1, "㎡/人", false, "4.5", "5.8"),
    ("体育运动场馆面积", "运动场地面积+室内体育用房面积", 1, "㎡/人", false, "7.5", "10.2"),
    ("教学仪器设备值", "教学仪器设备值", 1, "元/人", false, "2000", "2500"),
    ("网络多媒体教室数", "网络多媒体教室数", 100, "间/百人", true, "2.3", "2.4"),
  ]

  struct Vocabulary: FormulaVocabulary {
    func field(named name: String) -> FormulaSymbol? {
      guard let index = inputs.firstIndex(where: { $0.1 == name }) else { return nil }
      let slot = FieldSlot(form: FieldSlot.inputScope, field: index).number
      return FormulaSymbol(name: name, slot: slot, type: .number(unit: nil))
    }

    func column(table: String, field: String) -> FormulaSymbol? { nil }
    var fieldNames: [String] { inputs.map(\.1) }
    var tableNames: [String] { [] }
    func fieldNames(ofTable table: String) -> [String] { [] }
  }

  static func number(_ text: String) -> ExactNumber { ExactNumber(decimal: text) ?? .zero }

  static func formula(_ text: String) throws -> CheckedFormula {
    try CheckedFormula(parsing: text, vocabulary: Vocabulary())
  }

  static func set() throws -> DefinitionSet {
    let text = BilingualText(chinese: "示例优质均衡", english: "Sample balance")
    return DefinitionSet(
      id: "sample", name: text, version: "1.0", source: source, digest: "0123abcd",
      forms: [classes, pupils], rosterForm: classes, codeLists: [:], units: UnitTable(units: []),
      rules: [rule],
      inputs: inputs.map {
        InputDefinition(
          id: $0.0, name: $0.1, unit: $0.2, isApportioned: $0.3, ways: [], source: source,
          place: place)
      }, indicators: try indicatorDefinitions(), standard: standard,
      messages: MessageTable(sentences: [
        "out-of-range": BilingualText(
          chinese: "{field}为{value}，超出范围", english: "{field} is {value}, out of range")
      ]),
      vocabulary: LayoutVocabulary(
        totals: [], notes: [], signatures: [], instructionSheets: [], unitNotes: [],
        notApplicable: [], unknown: [], yes: [], no: [], weakHeaders: []))
  }

  private static func indicatorDefinitions() throws -> [IndicatorDefinition] {
    try indicators.enumerated().map { index, row in
      IndicatorDefinition(
        id: "R\(index + 1)", name: "每百名学生或生均\(row.0)", shortName: row.0,
        numerator: try formula(row.1), denominator: try formula("在校生数"), per: row.2,
        unit: row.3, numeratorUnit: row.4 ? "人" : "㎡", countsWhole: row.4, digits: 2,
        source: index == 4 ? doubtful : source, place: place)
    }
  }

  static var standard: StandardDefinition {
    let thresholds = indicators.enumerated().map { index, row in
      (
        "R\(index + 1)",
        StageLimits(byStage: ["小学": number(row.5), "初中": number(row.6)], source: source)
      )
    }
    return StandardDefinition(
      stages: [
        StageDefinition(id: "小学", weight: .one, isJudged: true),
        StageDefinition(id: "初中", weight: number("1.1"), isJudged: true),
        StageDefinition(id: "高中", weight: number("1.32"), isJudged: false),
      ], pupilsInput: "pupils", schoolTypeList: "school_type", exclusions: [],
      thresholds: Dictionary(uniqueKeysWithValues: thresholds),
      schoolVerdict: SchoolVerdictDefinition(
        required: 6, floorShare: number("0.85"), source: source),
      variation: VariationDefinition(
        limits: StageLimits(
          byStage: ["小学": number("0.5"), "初中": number("0.45")], source: doubtful),
        digits: 3, source: doubtful),
      classSize: ClassSizeDefinition(
        form: "classes", gradeField: "grade", classField: "class", pupilsField: "pupils",
        stageField: "stage", limits: ["小学": 45, "初中": 50], bands: [], source: source),
      splitSource: source)
  }

  private static func field(
    _ id: String, _ name: String, _ kind: FieldKind, unit: String? = nil, sensitive: Bool = false
  ) -> FieldDefinition {
    FieldDefinition(
      id: id, name: name, kind: kind, unit: unit, isSensitive: sensitive, source: source,
      place: place)
  }

  static var classes: FormDefinition {
    FormDefinition(
      id: "classes", name: "班级台账", titles: [], layouts: [.list], isOnePerSchool: false,
      isRequired: true, key: ["grade", "class"],
      fields: [
        field("grade", "年级", .code(list: "grade")), field("class", "班级名称", .text),
        field("pupils", "学生数", .integer, unit: "人"), field("school_code", "学校标识码", .schoolCode),
      ], source: source, place: place)
  }

  static var pupils: FormDefinition {
    FormDefinition(
      id: "pupils", name: "学生花名册", titles: [], layouts: [.list], isOnePerSchool: false,
      isRequired: false, key: ["identity_number"],
      fields: [
        field("name", "姓名", .personName, sensitive: true),
        field("identity_number", "身份证件号", .identityNumber, sensitive: true),
        field("born", "出生日期", .date), field("boards", "是否寄宿", .yesNo),
        field("area", "住房面积", .number, unit: "㎡"), field("remark", "备注", .text),
      ], source: doubtful, place: place)
  }

  static var rule: RuleDefinition {
    RuleDefinition(
      id: "class-names-are-unique", form: "classes", kind: .uniqueInSchool(fields: ["class"]),
      severity: .mustCorrect, field: "class",
      message: BilingualText(chinese: "班级“{value}”重复", english: "class {value} is repeated"),
      suggestion: BilingualText(chinese: "删除或改名“{value}”", english: "rename {value}"),
      source: doubtful, place: place)
  }
}
