// SPDX-License-Identifier: Apache-2.0
// SampleDefinitions: a small pipeline, built by hand, that the tests of this target read with.

import DataModel
import Definitions

/// Definitions with three forms, as a pipeline would declare them.
enum SampleDefinitions {
  static let source = DefinitionSource(document: "测试", clause: "一", confirmed: true)
  static let place = DefinitionPlace(file: "test.yaml", line: 1, column: 1)

  static func field(
    _ id: String, _ name: String, _ kind: FieldKind, _ synonyms: [String] = [],
    paths: [[String]] = [], unit: String? = nil, defaultUnit: String? = nil,
    required: Bool = false, optional: Bool = false, sensitive: Bool = false,
    fillsDown: Bool = false, blankMeans: String? = nil, ignored: Bool = false,
    derivation: FieldDerivation? = nil, placeholders: FieldPlaceholders = FieldPlaceholders()
  ) -> FieldDefinition {
    FieldDefinition(
      id: id, name: name, kind: kind, synonyms: synonyms, paths: paths, unit: unit,
      defaultUnit: defaultUnit, isRequired: required, isOptionalColumn: optional,
      isSensitive: sensitive, fillsDown: fillsDown, blankMeans: blankMeans, isIgnored: ignored,
      derivation: derivation, placeholders: placeholders, source: source, place: place)
  }

  static let subject = [
    field("school_code", "学校标识码", .schoolCode, ["学校代码", "学校(机构)标识码"], optional: true),
    field("school_name", "学校名称", .text, ["学校", "单位名称", "填报单位"], optional: true),
  ]

  static let serial = field("seq", "序号", .integer, ["编号"], optional: true, ignored: true)

  static let school = form(
    "school", "学校基本情况", titles: ["学校基本情况", "基本情况表"], layouts: [.labelValue, .list],
    isOnePerSchool: true,
    [
      field("school_code", "学校标识码", .schoolCode, ["学校代码", "学校(机构)标识码"], required: true),
      field("school_name", "学校名称", .text, ["单位名称", "学校全称"], required: true),
      field("school_type", "办学类型", .code(list: "school_type"), ["学校类型"], required: true),
      field("students", "在校学生数", .integer, ["在校生数", "学生总数"], unit: "人", required: true),
      field("staff", "教职工数", .integer, ["教职工", "教职工总数"], unit: "人"),
      field("teachers", "专任教师数", .integer, ["专任教师", "教师数"], unit: "人"),
      field("pupil_teacher", "生师比", .number),
      field("teacher_pupil", "师生比", .number),
      field("land_area", "占地面积", .number, ["校园占地面积"], unit: "㎡"),
      field("floor_area", "校舍建筑面积", .number, ["建筑面积"], unit: "㎡"),
      field("teaching_area", "教学用房面积", .number, ["教学用房"], unit: "㎡"),
      field("teaching_support_area", "教学及辅助用房面积", .number, ["教学及辅助用房"], unit: "㎡"),
      field("equipment", "教学仪器设备资产值", .number, ["仪器设备值"], unit: "元"),
      field("founded", "建校年份", .integer),
    ])

  static let classes = form(
    "classes", "班级台账", titles: ["班级台账", "班额台账"], layouts: [.list], isOnePerSchool: false,
    [
      serial,
      field("grade", "年级", .code(list: "grade"), ["所在年级"], required: true, fillsDown: true),
      field(
        "stage", "学段", .code(list: "stage"), derivation: .init(field: "grade", attribute: "stage")),
      field("class", "班号", .text, ["班级", "班级名称"], required: true),
      field("pupils", "学生数", .integer, ["班额", "班级人数"], unit: "人", required: true),
      field("boys", "男生数", .integer, ["男生", "其中男生"], paths: [["学生情况", "男"]], unit: "人"),
      field("girls", "女生数", .integer, ["女生"], paths: [["学生情况", "女"]], unit: "人"),
      field("head", "班主任", .personName, optional: true),
    ] + subject)

  static let teachers = form(
    "teachers", "教师花名册", titles: ["教师花名册", "教师名册"], layouts: [.list], isOnePerSchool: false,
    [
      serial,
      field("name", "姓名", .personName, ["教师姓名"], required: true),
      field("id_no", "身份证件号", .identityNumber, ["身份证号"], required: true, sensitive: true),
      field("gender", "性别", .code(list: "gender"), required: true),
      field("birth", "出生日期", .date, ["出生年月"]),
      field("start", "参加工作时间", .month, ["参加工作年月"]),
      field("first_degree", "第一学历", .code(list: "degree"), paths: [["第一学历", "学历"]]),
      field("first_school", "第一学历毕业院校", .text, optional: true),
      field(
        "degree", "最高学历", .code(list: "degree"), ["学历"], paths: [["最高学历", "学历"]], required: true),
      field("major", "最高学历专业", .text, ["所学专业"], optional: true),
      field("subject", "任教学科", .code(list: "subject"), ["学科"], required: true),
      field("backbone", "是否骨干", .yesNo, ["骨干教师"], required: true, blankMeans: "否"),
      field("hours", "培训学时", .integer, unit: "学时"),
    ] + subject)

  static let rooms = form(
    "rooms", "校舍与功能室", titles: ["校舍与功能室", "用房情况"], layouts: [.list], isOnePerSchool: false,
    [
      serial,
      field("building", "楼栋", .text, required: true, fillsDown: true),
      field("room", "房间号", .text, required: true),
      field("category", "用房类别", .code(list: "room"), ["类别"], required: true),
      field("area", "使用面积", .number, ["面积"], unit: "㎡", required: true),
      field("cost", "造价", .number, unit: "元"),
      field("share", "使用率", .number),
      field(
        "seats", "座位数", .integer, unit: "个",
        placeholders: FieldPlaceholders(
          zero: ["无", "没有"], notApplicable: ["-1", "*"], unknown: ["未统计", "999"])),
    ] + subject)

  static let roster = form(
    "roster", "学校名册", titles: ["学校名册"], layouts: [.list], isOnePerSchool: true,
    [
      field("school_code", "学校标识码", .schoolCode, ["学校代码"], required: true),
      field("school_name", "学校名称", .text, required: true),
      field("county_code", "县区代码", .text, ["区县代码"]),
      field("county_name", "县区名称", .text, ["区县名称"]),
    ])

  static func form(
    _ id: String, _ name: String, titles: [String], layouts: [FormLayout], isOnePerSchool: Bool,
    _ fields: [FieldDefinition]
  ) -> FormDefinition {
    FormDefinition(
      id: id, name: name, titles: titles, layouts: layouts, isOnePerSchool: isOnePerSchool,
      isRequired: true, key: [], fields: fields, source: source, place: place)
  }

  static func list(_ id: String, _ entries: [(String, String, [String], [String: String])])
    -> CodeList
  {
    CodeList(
      id: id,
      entries: entries.map {
        CodeEntry(code: $0.0, name: $0.1, aliases: $0.2, attributes: $0.3)
      }, source: source, place: place)
  }

  static let codeLists = [
    list(
      "school_type",
      [
        ("211", "小学", ["完全小学"], [:]), ("311", "初级中学", ["初中"], [:]),
        ("312", "九年一贯制学校", ["九年制学校"], [:]),
      ]),
    list(
      "grade",
      [
        ("01", "一年级", ["1年级"], ["stage": "小学"]), ("02", "二年级", ["2年级"], ["stage": "小学"]),
        ("07", "七年级", ["初一"], ["stage": "初中"]),
      ]),
    list("stage", [("", "小学", [], [:]), ("", "初中", [], [:])]),
    list("gender", [("1", "男", ["男性"], [:]), ("2", "女", ["女性"], [:])]),
    list("degree", [("", "专科", ["大专"], [:]), ("", "本科", ["大学本科"], [:]), ("", "硕士", [], [:])]),
    list("subject", [("", "语文", [], [:]), ("", "数学", ["數學科"], [:]), ("", "体育", ["体育与健康"], [:])]),
    list("room", [("", "教学及辅助用房", ["教辅用房"], [:]), ("", "生活用房", [], [:])]),
  ]

  static let units = UnitTable(units: [
    unit("人", ["名"], "人"), unit("万人", [], "人", ExactNumber(10_000)),
    unit("㎡", ["平方米", "m²", "平米"], "㎡"), unit("亩", [], "㎡", ExactNumber(2_000, over: 3)),
    unit("公顷", [], "㎡", ExactNumber(10_000)),
    unit("元", [], "元"), unit("千元", [], "元", ExactNumber(1_000)),
    unit("万元", [], "元", ExactNumber(10_000)),
    unit("班", [], "班"), unit("台", [], "台"), unit("间", [], "间"), unit("学时", [], "学时"),
  ])

  static func unit(
    _ name: String, _ aliases: [String], _ canonical: String, _ factor: ExactNumber = .one
  ) -> UnitDefinition {
    UnitDefinition(name: name, aliases: aliases, canonical: canonical, factor: factor)
  }

  static let vocabulary = LayoutVocabulary(
    totals: ["合计", "总计", "小计"], notes: ["注：", "填表说明", "说明："],
    signatures: ["填表人", "审核人", "学校公章"], instructionSheets: ["填表说明", "字典"],
    unitNotes: ["单位：", "面积单位："], notApplicable: ["/", "无", "不适用"],
    unknown: ["不详", "待核"], yes: ["是", "Y", "√", "有"], no: ["否", "N", "×", "无"],
    weakHeaders: ["合计", "面积", "人数", "类别"],
    headerInstructions: ["填", "如", "必", "选", "yyyy", "*位"],
    captions: FormCaptionWords(
      labels: ["填报项目", "指标名称", "采集项目", "项目"], values: ["填报值", "指标值", "数值", "本年实际", "本年"],
      labelsOrValues: ["内容", "填报内容"], otherValues: ["上年", "上年实际"],
      units: ["单位", "计量单位"], serials: ["序号", "代码"], remarks: ["类别", "是否必填", "备注"]),
    parts: HeaderWordParts(
      prefixes: ["本校", "现有"], subjects: ["教师"], quantityEndings: ["数", "总数"],
      nameEndings: ["名"], sentenceWords: ["共有", "现有", "其中", "本校"],
      schoolEndings: ["小学", "学校"], schoolKinds: ["城区"], townEndings: ["镇"]))

  static func make(forms: [FormDefinition] = [school, classes, teachers, rooms]) -> DefinitionSet {
    let limits = StageLimits(byStage: [:], source: source)
    return DefinitionSet(
      id: "test", name: BilingualText(chinese: "测试", english: "test"), version: "1",
      source: source, digest: "", forms: forms, rosterForm: roster,
      codeLists: Dictionary(uniqueKeysWithValues: codeLists.map { ($0.id, $0) }), units: units,
      rules: [], inputs: [], indicators: [],
      standard: StandardDefinition(
        stages: [], pupilsInput: "", schoolTypeList: "", exclusions: [], thresholds: [:],
        schoolVerdict: SchoolVerdictDefinition(required: 6, floorShare: .one, source: source),
        variation: VariationDefinition(limits: limits, digits: 3, source: source),
        classSize: ClassSizeDefinition(
          form: "", gradeField: "", classField: "", pupilsField: "", stageField: "", limits: [:],
          bands: [], source: source), splitSource: source),
      messages: MessageTable(sentences: [:]), vocabulary: vocabulary)
  }
}
