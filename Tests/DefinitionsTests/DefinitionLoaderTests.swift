// SPDX-License-Identifier: Apache-2.0
// DefinitionLoaderTests: every kind of mistake in a declaration is told at its file, line and column.

import DataModel
import Definitions
import Testing

@Suite struct DefinitionLoaderTests {
  /// One place of the miniature spoilt, and what must be said of it.
  struct Spoilt: Sendable, CustomTestStringConvertible {
    var file: String
    var old: String
    var new: String
    var error: String

    init(_ file: String, _ old: String, _ new: String, _ error: String) {
      self.file = file
      self.old = old
      self.new = new
      self.error = error
    }

    var testDescription: String { error }
  }

  static let spoilt: [Spoilt] = [
    Spoilt(
      "mini/indicators.yaml", "{form: classes, formula: \"SUMIFS",
      "{form: classes, when: 学段段=1, formula: \"SUMIFS", "mini/indicators.yaml:7:31"),
    Spoilt(
      "mini/forms/classes.yaml", "titles:", "title:",
      "mini/forms/classes.yaml:3:1: unknown key title; did you mean titles?"),
    Spoilt(
      "mini/forms/classes.yaml", "name: 班级台账", "nane: 班级台账",
      "mini/forms/classes.yaml:1:1: name is missing"),
    Spoilt(
      "mini/forms/classes.yaml", "type: integer", "type: integr",
      "mini/forms/classes.yaml:11:37: type must be one of text, integer, number, code, date, month, "
        + "person_name, yes_no, identity_number, school_code; did you mean integer?"),
    Spoilt(
      "mini/forms/classes.yaml", "min: 1,", "min: one,",
      "mini/forms/classes.yaml:11:60: min must be a number or a fraction"),
    Spoilt(
      "mini/forms/classes.yaml", "titles: [班级台账]", "titles: 班级台账",
      "mini/forms/classes.yaml:3:9: titles must be a list"),
    Spoilt(
      "mini/forms/classes.yaml", "layouts: [list]", "layouts: [grid]",
      "mini/forms/classes.yaml:4:10: there is no layout grid"),
    Spoilt(
      "mini/forms/classes.yaml", "id: classes", "id: klass",
      "mini/forms/classes.yaml:1:1: the id must be the file's name: classes"),
    Spoilt(
      "mini/pipeline.yaml", "forms: [classes]", "forms: [classes",
      "mini/pipeline.yaml:5:7: YAML syntax error: did not find expected ',' or ']'"),
    Spoilt(
      "mini/pipeline.yaml", "forms: [classes]", "forms: [classes, teachers]",
      "mini/forms/teachers.yaml:1:1: forms/teachers.yaml is missing"),
    Spoilt(
      "mini/pipeline.yaml", "version: \"1\"", "version: \"1\"\nversion: \"2\"",
      "mini/pipeline.yaml:2:1: duplicate keys: version"),
    Spoilt(
      "mini/pipeline.yaml", "name: {zh: 示例, en: Example}", "name: {zh: 示例}",
      "mini/pipeline.yaml:1:7: en is missing"),
    Spoilt(
      "mini/pipeline.yaml", "document: law", "document: lw",
      "mini/pipeline.yaml:3:20: documents.yaml has no document lw; did you mean law?"),
    Spoilt(
      "mini/pipeline.yaml", ", confirmed: true", "",
      "mini/pipeline.yaml:3:9: confirmed is missing"),
    Spoilt(
      "mini/pipeline.yaml", "confirmed: true", "confirmed: maybe",
      "mini/pipeline.yaml:3:49: confirmed must be true or false"),
    Spoilt(
      "mini/rules.yaml", "    source: {document: law, clause: 第一条, confirmed: true}\n", "",
      "mini/rules.yaml:2:5: source is missing: the document and clause this rests on"),
    Spoilt(
      "mini/rules.yaml", "男生数 <= 学生数", "男生数 <= 学生书",
      "mini/rules.yaml:4:21: formula: there is no field '学生书'; did you mean '学生数'?"),
    Spoilt(
      "mini/rules.yaml", "男生数 <= 学生数", "男生数 + 学生数",
      "mini/rules.yaml:4:18: formula: yes/no is needed here, this is a number"),
    Spoilt(
      "mini/rules.yaml", "formula: 男生数 <= 学生数", "unique_in_school: [boy]",
      "mini/rules.yaml:4:23: the form classes has no field boy; did you mean boys?"),
    Spoilt(
      "mini/rules.yaml", "    formula: 男生数 <= 学生数\n", "",
      "mini/rules.yaml:2:5: exactly one of formula, unique_in_school, unique_across_schools, "
        + "identity_check_digit, school_code_shape, peers, last_year is needed"),
    Spoilt(
      "mini/rules.yaml", "form: classes", "form: klasses",
      "mini/rules.yaml:3:11: there is no form klasses; did you mean classes?"),
    Spoilt(
      "mini/rules.yaml", "must_correct", "must_be_right",
      "mini/rules.yaml:5:15: severity must be one of must_correct, must_explain, note"),
    Spoilt(
      "mini/indicators.yaml", "numerator: 面积", "numerator: 面集",
      "mini/indicators.yaml:22:16: formula: there is no field '面集'; did you mean '面积'?"),
    Spoilt(
      "mini/indicators.yaml", "per: 1", "per: 0", "mini/indicators.yaml:24:10: per must be positive"
    ),
    Spoilt(
      "Shared/units.yaml", "2000/3", "2000/0",
      "Shared/units.yaml:5:37: factor must be a number or a fraction"),
    Spoilt(
      "Shared/units.yaml", "[名]", "[㎡]", "Shared/units.yaml:1:1: the unit ㎡ is declared twice"),
    Spoilt(
      "Shared/layout.yaml", "notes: [注：]\n", "", "Shared/layout.yaml:1:1: notes is missing"),
    Spoilt(
      "Shared/messages.en.yaml", "value-is-given", "value-given",
      "Shared/messages.en.yaml:1:1: the sentence of value-is-given is missing"),
    Spoilt(
      "Shared/codes/codes.yaml", "id: grade", "id: degree",
      "Shared/codes/codes.yaml:3:5: codes/degree.csv is missing"),
    Spoilt(
      "Shared/codes/school_type.csv", "完小;村小", "完小;小学校\n212,村小,完小",
      "Shared/codes/school_type.csv:2:1: 4 columns without quotes are expected"),
    Spoilt(
      "Shared/codes/grade.csv", "1年级,小学\n", "1年级,小学\n,二年级,1 年级,小学\n",
      "Shared/codes/grade.csv:3:1: 1年级 stands for both 一年级 and 二年级"),
  ]

  @Test(arguments: spoilt)
  func `a mistake is told at its place`(_ spoilt: Spoilt) throws {
    var pipeline = MiniaturePipeline()
    pipeline.replace(spoilt.old, in: spoilt.file, with: spoilt.new)
    let errors = try pipeline.errors()
    #expect(errors.contains { $0.hasPrefix(spoilt.error) }, "\(errors.joined(separator: "\n"))")
  }

  @Test func `the miniature itself loads`() throws {
    #expect(try MiniaturePipeline().errors() == [])
  }

  @Test func `all mistakes of all files are told at once in file order`() throws {
    var pipeline = MiniaturePipeline()
    pipeline.replace("titles:", in: "mini/forms/classes.yaml", with: "title:")
    pipeline.replace("must_correct", in: "mini/rules.yaml", with: "wrong")
    pipeline.replace("男生数 <= 学生数", in: "mini/rules.yaml", with: "男生 <= 学生")
    let places = try pipeline.errors().map { $0.split(separator: ": ")[0] }
    #expect(
      places == [
        "mini/forms/classes.yaml:3:1", "mini/rules.yaml:4:14", "mini/rules.yaml:4:20",
        "mini/rules.yaml:5:15",
      ])
  }

  @Test func `a file that would not be read is an error`() throws {
    var pipeline = MiniaturePipeline()
    pipeline.files["mini/rule.yaml"] = "rules: []\n"
    pipeline.files["mini/forms/old.yaml"] = "id: old\n"
    pipeline.files["mini/standard.yml"] = "stages: []\n"
    let errors = try pipeline.errors()
    #expect(errors.contains("mini/rule.yaml:1:1: unknown file; did you mean rules.yaml?"))
    #expect(errors.contains("mini/forms/old.yaml:1:1: pipeline.yaml does not list this form"))
    #expect(errors.contains("mini/standard.yml:1:1: the file name must end in .yaml"))
  }

  @Test func `a pipeline that is not there is one clear error`() throws {
    #expect(
      try MiniaturePipeline().errors("nothing") == [
        "nothing/pipeline.yaml:1:1: there is no such pipeline"
      ])
  }

  @Test func `an error reads in Chinese too`() throws {
    var pipeline = MiniaturePipeline()
    pipeline.replace("titles:", in: "mini/forms/classes.yaml", with: "title:")
    let report = try pipeline.lint()
    #expect(
      report.errors.first?.text(.chinese)
        == "mini/forms/classes.yaml:3:1: 未知的键 title，是否应为 titles？")
  }

  @Test func `values arrive as declared`() throws {
    let set = try MiniaturePipeline().load()
    let form = try #require(set.form("classes"))
    #expect(form.fields.map(\.id).last == "school_code")
    #expect(form.fields[0].kind == .code(list: "grade"))
    #expect(form.fields[1].derivation == FieldDerivation(field: "grade", attribute: "stage"))
    #expect(form.fields[3].maximum == ExactNumber(120))
    #expect(form.fields[4].paths == [["学生情况", "男"]])
    #expect(set.codeLists["school_type"]?.entry(named: "小学")?.aliases == ["完小", "村小"])
    #expect(set.units.factor(from: "亩", to: "㎡") == ExactNumber(2000, over: 3))
    #expect(set.units.factor(from: "个", to: "人") == .one)
    #expect(set.units.factor(from: "亩", to: "人") == nil)
    #expect(set.rules[0].place.description == "mini/rules.yaml:2:5")
    #expect(set.digest.count == 64)
  }

  @Test func `the digest changes with any file and with nothing else`() throws {
    var pipeline = MiniaturePipeline()
    let digest = try pipeline.load().digest
    #expect(try pipeline.load().digest == digest)
    pipeline.replace("请填写", in: "Shared/messages.zh.yaml", with: "请补填")
    #expect(try pipeline.load().digest != digest)
  }

  @Test func `code lists may end their lines as Windows does and begin with a mark`() throws {
    var pipeline = MiniaturePipeline()
    pipeline.files["Shared/codes/grade.csv"] =
      "\u{FEFF}code,name,aliases,stage\r\n,一年级,1年级,小学\r\n"
    let entries = try #require(try pipeline.load().codeLists["grade"]?.entries)
    #expect(entries.map(\.name) == ["一年级"])
    #expect(entries[0].attributes == ["stage": "小学"])
  }

  @Test func `available pipelines are those with a pipeline file`() throws {
    let summaries = try MiniaturePipeline().inFolder { DefinitionLoader.available(in: $0) }
    #expect(
      summaries == [
        PipelineSummary(
          id: "mini", name: BilingualText(chinese: "示例", english: "Example"), version: "1")
      ])
  }
}
