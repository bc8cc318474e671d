// SPDX-License-Identifier: Apache-2.0
// SampleDefinitions: a small standard in the shape of the real one.

import DataModel
import Definitions
import Formula

enum SampleDefinitions {
  private static let source = SampleForms.source
  private static let place = SampleForms.place
  private static let inputNames = ["在校生数", "合格教师数", "教学用房面积", "场馆面积"]

  static func formula(_ text: String, record: String? = nil, usesInputs: Bool = false)
    -> CheckedFormula
  {
    let form = record.flatMap { id in SampleForms.forms.firstIndex { $0.id == id } }
    let vocabulary = SampleVocabulary(
      forms: SampleForms.forms, inputs: usesInputs ? inputNames : [], record: form)
    do {
      return try CheckedFormula(parsing: text, vocabulary: vocabulary)
    } catch {
      preconditionFailure("the sample's formula \(text) is wrong: \(error)")
    }
  }

  private static func input(
    _ id: String, _ name: String, _ unit: String, isApportioned: Bool = false,
    _ ways: [(String, String)], conditions: [String] = []
  ) -> InputDefinition {
    InputDefinition(
      id: id, name: name, unit: unit, isApportioned: isApportioned,
      ways: ways.enumerated().map { index, way in
        let condition = conditions.indices.contains(index) ? conditions[index] : ""
        return InputFormula(
          form: way.0, condition: condition.isEmpty ? nil : formula(condition),
          formula: formula(way.1))
      }, source: source, place: place)
  }

  static let inputs = [
    input(
      "pupils", inputNames[0], "人",
      [
        ("classes", "SUMIFS(班级台账[学生数],班级台账[学段],学段)"),
        ("basic", "SUM(学校基本情况[小学生数])"), ("basic", "SUM(学校基本情况[初中生数])"),
      ], conditions: ["", "学段=\"小学\"", "学段=\"初中\""]),
    input(
      "qualified_teachers", inputNames[1], "人",
      [
        ("teachers", "SUM(COUNTIFS(教师花名册[任教学段],学段,教师花名册[最高学历],{\"专科\",\"本科\"}))")
      ]),
    input(
      "teaching_area", inputNames[2], "㎡", isApportioned: true,
      [
        ("rooms", "SUMIFS(校舍[使用面积],校舍[用房类别],\"教学\")"), ("areas", "SUM(面积汇总[面积合计])"),
      ]),
    input(
      "sports_area", inputNames[3], "㎡", isApportioned: true,
      [
        ("rooms", "SUMIFS(校舍[使用面积],校舍[用房类别],\"场馆\")")
      ]),
  ]

  private static func indicator(
    _ id: String, _ name: String, _ numerator: String, per: Int = 1, countsWhole: Bool = false
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id: id, name: name, shortName: name, numerator: formula(numerator, usesInputs: true),
      denominator: formula("在校生数", usesInputs: true), per: per, unit: "", numeratorUnit: "",
      countsWhole: countsWhole, digits: 2, source: source, place: place)
  }

  static let indicators = [
    indicator("R1", "合格教师", "合格教师数", per: 100, countsWhole: true),
    indicator("R4", "教学用房", "教学用房面积"), indicator("R5", "场馆", "场馆面积"),
  ]

  private static func rule(
    _ id: String, _ form: String, _ kind: RuleKind, _ field: String
  ) -> RuleDefinition {
    RuleDefinition(
      id: id, form: form, kind: kind, severity: .mustCorrect, field: field,
      message: BilingualText(chinese: "", english: ""), source: source, place: place)
  }

  static let rules = [
    rule(
      "boys-and-girls-add-up", "classes",
      .formula(formula("男生数+女生数=学生数", record: "classes")), "boys"),
    rule(
      "students-are-the-sum-of-classes", "basic",
      .formula(formula("在校学生数=SUM(班级台账[学生数])", record: "basic")), "students"),
    rule("identity-is-unique-in-school", "teachers", .uniqueInSchool(fields: ["id_no"]), "id_no"),
    rule(
      "class-is-unique-in-school", "classes",
      .uniqueInSchool(fields: ["grade", "class_no"]), "class_no"),
    rule(
      "identity-is-unique-across-schools", "teachers",
      .uniqueAcrossSchools(fields: ["id_no"]), "id_no"),
    rule("identity-is-valid", "teachers", .identityCheckDigit(field: "id_no"), "id_no"),
    rule(
      "school-code-has-its-shape", "basic", .schoolCodeShape(field: "school_code"),
      "school_code"),
  ]

  private static func exclusion(_ id: String, _ condition: String, _ reason: String)
    -> ScopeExclusion
  {
    ScopeExclusion(
      id: id, condition: formula(condition, usesInputs: true),
      reason: BilingualText(chinese: reason, english: id), source: source)
  }

  private static func limits(_ primary: String, _ junior: String) -> StageLimits {
    StageLimits(
      byStage: ["小学": number(primary), "初中": number(junior)], source: source)
  }

  static func number(_ text: String) -> ExactNumber {
    required(ExactNumber(decimal: text), text)
  }

  static let standard = StandardDefinition(
    stages: [
      StageDefinition(id: "小学", weight: .one, isJudged: true),
      StageDefinition(id: "初中", weight: number("1.1"), isJudged: true),
      StageDefinition(id: "高中", weight: number("1.32"), isJudged: false),
    ], pupilsInput: "pupils", schoolTypeList: "school_type",
    exclusions: [
      exclusion("special", "办学类型=\"特殊教育学校\"", "特殊教育学校不参评"),
      exclusion("small-point", "AND(办学类型=\"教学点\",在校生数<50)", "不足50人的教学点不参评"),
    ],
    thresholds: [
      "R1": limits("4.2", "5.3"), "R4": limits("4.5", "5.8"), "R5": limits("7.5", "10.2"),
    ],
    schoolVerdict: SchoolVerdictDefinition(
      required: 2, floorShare: number("0.85"), source: source),
    variation: VariationDefinition(
      limits: limits("0.50", "0.45"), digits: 3, source: source),
    classSize: ClassSizeDefinition(
      form: "classes", gradeField: "grade", classField: "class_no", pupilsField: "pupils",
      stageField: "stage", limits: ["小学": 45, "初中": 50],
      bands: [
        ClassSizeBand(label: "46-50", first: 46, last: 50),
        ClassSizeBand(label: "51-55", first: 51, last: 55),
        ClassSizeBand(label: "56-65", first: 56, last: 65),
        ClassSizeBand(label: "66+", first: 66, last: nil),
      ], source: source), splitSource: source)

  static let set = DefinitionSet(
    id: "sample", name: BilingualText(chinese: "示例", english: "sample"), version: "1",
    source: source, digest: "", forms: SampleForms.forms, rosterForm: SampleForms.roster,
    codeLists: ["school_type": SampleForms.types], units: UnitTable(units: SampleForms.units),
    rules: rules,
    inputs: inputs, indicators: indicators, standard: standard,
    messages: MessageTable(sentences: [:]),
    vocabulary: LayoutVocabulary(
      totals: [], notes: [], signatures: [], instructionSheets: [], unitNotes: [],
      notApplicable: [], unknown: [], yes: [], no: [], weakHeaders: []))
}
