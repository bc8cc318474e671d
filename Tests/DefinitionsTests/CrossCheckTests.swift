// SPDX-License-Identifier: Apache-2.0
// CrossCheckTests: references between the files of a pipeline must lead somewhere.

import Definitions
import Testing

@Suite struct CrossCheckTests {
  typealias Spoilt = DefinitionLoaderTests.Spoilt

  static let spoilt: [Spoilt] = [
    Spoilt(
      "mini/forms/classes.yaml", "list: grade", "list: grades",
      "mini/forms/classes.yaml:8:5: there is no code list grades; did you mean grade?"),
    Spoilt(
      "mini/forms/classes.yaml", "attribute: stage", "attribute: stag",
      "mini/forms/classes.yaml:9:5: the code list grade has no attribute stag; did you mean stage?"),
    Spoilt(
      "mini/forms/classes.yaml", "derived: {field: grade", "derived: {field: class_no",
      "mini/forms/classes.yaml:9:5: stage: class_no is no coded field of this form"),
    Spoilt(
      "mini/forms/classes.yaml", "key: [grade, class_no]", "key: [grade, class]",
      "mini/forms/classes.yaml:1:1: key names an unknown field: class"),
    Spoilt(
      "mini/forms/classes.yaml", "synonyms: [班级]", "synonyms: [学 生 数（名）]",
      "mini/forms/classes.yaml:11:5: “学生数” names both class_no and students"),
    Spoilt(
      "mini/forms/classes.yaml", "synonyms: [班级]", "synonyms: [计]",
      "mini/forms/classes.yaml:10:5: “计” can never name a field alone"),
    Spoilt(
      "mini/forms/classes.yaml", "synonyms: [班级]", "paths: [学生情况›男]",
      "mini/forms/classes.yaml:12:5: “学生情况›男” names both class_no and boys"),
    Spoilt(
      "mini/forms/classes.yaml", "id: boys", "id: students",
      "mini/forms/classes.yaml:12:5: the field students is declared twice"),
    Spoilt(
      "mini/forms/classes.yaml", "id: class_no", "id: classNo",
      "mini/forms/classes.yaml:10:5: the id classNo may hold small letters, digits and underscores"),
    Spoilt(
      "mini/forms/classes.yaml", "unit: ㎡, default", "unit: 亩, default",
      "mini/forms/classes.yaml:13:5: area: 亩 is no canonical unit"),
    Spoilt(
      "mini/forms/classes.yaml", "default_unit: 亩", "default_unit: 名",
      "mini/forms/classes.yaml:13:5: area: default_unit 名 measures something else"),
    Spoilt(
      "mini/forms/classes.yaml", "max: 120", "max: 0",
      "mini/forms/classes.yaml:11:5: students: max is below min"),
    Spoilt(
      "mini/forms/classes.yaml", "班号, type: text", "班号, type: text, unit: 人",
      "mini/forms/classes.yaml:10:5: class_no: only a numeric field has a unit or a range"),
    Spoilt(
      "mini/rules.yaml", "exceed {学生数}", "exceed {班号}",
      "mini/rules.yaml:2:5: the message of boys-are-pupils has {班号}, which its formula has not"),
    Spoilt(
      "mini/indicators.yaml", "id: area", "id: pupils",
      "mini/indicators.yaml:10:5: the input pupils is already declared at mini/indicators.yaml:2:5"),
    Spoilt(
      "mini/indicators.yaml", "unit: 人", "unit: 名", "mini/indicators.yaml:2:5: 名 is no canonical"),
    Spoilt(
      "mini/standard.yaml", "{id: R1, by", "{id: R2, by",
      "mini/standard.yaml:1:1: indicator R1: the number for 小学 is missing"),
    Spoilt(
      "mini/standard.yaml", "{id: R1, by", "{id: R2, by",
      "mini/standard.yaml:1:1: a threshold names an unknown indicator: R2; did you mean R1?"),
    Spoilt(
      "mini/standard.yaml", "limits: {小学: 0.5}", "limits: {初中: 0.5}",
      "mini/standard.yaml:1:1: variation: the number for 小学 is missing"),
    Spoilt(
      "mini/standard.yaml", "pupils_input: pupils", "pupils_input: pupil",
      "mini/standard.yaml:1:1: pupils_input names an unknown input: pupil"),
    Spoilt(
      "mini/standard.yaml", "school_type_list: school_type", "school_type_list: types",
      "mini/standard.yaml:1:1: there is no code list types"),
    Spoilt(
      "mini/standard.yaml", "floor_share: 0.85", "floor_share: 85",
      "mini/standard.yaml:1:1: school_verdict: the numbers make no sense"),
    Spoilt(
      "mini/standard.yaml", "weight: 1}", "weight: 0}",
      "mini/standard.yaml:1:1: the weight of 小学 must be positive"),
    Spoilt(
      "mini/standard.yaml", "first: 46}", "first: 47}",
      "mini/standard.yaml:1:1: the band 46+ does not join the last"),
    Spoilt(
      "mini/standard.yaml", "first: 46}", "first: 46, last: 50}",
      "mini/standard.yaml:1:1: the last band must be open"),
    Spoilt(
      "mini/standard.yaml", "pupils_field: students", "pupils_field: pupils",
      "mini/standard.yaml:1:1: class_size: the form classes has no field pupils"),
    Spoilt(
      "Shared/codes/school_type.csv", "村小,小学", "村小,小学;初中",
      "Shared/codes/school_type.csv:1:1: 小学 names an unknown stage: 初中"),
  ]

  @Test(arguments: spoilt)
  func `a reference that leads nowhere is told`(_ spoilt: Spoilt) throws {
    var pipeline = MiniaturePipeline()
    pipeline.replace(spoilt.old, in: spoilt.file, with: spoilt.new)
    let errors = try pipeline.errors()
    #expect(errors.contains { $0.hasPrefix(spoilt.error) }, "\(errors.joined(separator: "\n"))")
  }
}
