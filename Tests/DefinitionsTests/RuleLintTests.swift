// SPDX-License-Identifier: Apache-2.0
// RuleLintTests: contradictions among rules, rules that never speak, fields without a rule.

import DataModel
import Definitions
import Testing

@Suite struct RuleLintTests {
  /// The mistakes in English once a rule with this formula, with no examples, is added.
  private func errors(_ formula: String, more: String = "") throws -> [String] {
    var pipeline = MiniaturePipeline()
    let rules = try #require(pipeline.files["mini/rules.yaml"])
    pipeline.files["mini/rules.yaml"] = rules + "\n" + Self.rule("added", formula) + more
    return try pipeline.lint().errors.map { $0.text(.english) }
      .filter { !$0.contains("no example that gives") }
  }

  private static func rule(_ id: String, _ formula: String) -> String {
    """
      - id: \(id)
        form: classes
        formula: '\(formula)'
        severity: must_correct
        field: students
        message: {zh: 不对, en: wrong}
        source: {document: law, clause: 第一条, confirmed: true}

    """
  }

  @Test(arguments: [
    "学生数 >= 1", "学生数 <= 120", "OR(学生数 > 5, 学生数 < 200)", "ROWS(班级台账[学生数]) >= 0",
    "ABS(学生数 - 60) <= 60", "NOT(学生数 > 120)", "学生数 <> 0", "IF(男生数 > 3, 学生数 > 0, 学生数 < 121)",
    "SUM(班级台账[学生数]) >= 0", "学生数 * 2 <= 240",
  ])
  func `a rule that holds for all values its fields allow never speaks`(formula: String) throws {
    let errors = try errors(formula)
    #expect(errors.count == 1)
    #expect(errors.first?.hasSuffix("so it never speaks") == true)
  }

  @Test(arguments: ["学生数 > 120", "学生数 = 0", "AND(男生数 > 3, 学生数 < 1)", "学生数 - 200 > 0"])
  func `a rule that holds for no value its fields allow is told`(formula: String) throws {
    let errors = try errors(formula)
    #expect(errors.contains { $0.hasSuffix("holds for no value that its fields allow") })
  }

  @Test(arguments: [
    "学生数 >= 2", "学生数 <= 119", "男生数 >= 0", "男生数 + 1 <= 学生数 * 3", "学生数 / 男生数 >= 0",
    "IF(男生数 > 3, 学生数 > 0, 学生数 < 100)", #"年级 = "一年级""#, "学生数 = 学生数", "ABS(学生数 - 60) <= 59",
  ])
  func `a rule that may speak is left alone`(formula: String) throws {
    #expect(try errors(formula) == [])
  }

  @Test func `ranges that exclude each other are told`() throws {
    let low = Self.rule("low", "AND(男生数 >= 0, 学生数 <= 20)")
    let errors = try errors("30 <= 学生数", more: low)
    #expect(errors.count == 1)
    #expect(
      errors.first?.hasSuffix("the rules low and added exclude each other for students") == true)
  }

  @Test func `rules of different years do not exclude each other`() throws {
    let low = Self.rule("low", "学生数 <= 20") + "    until: 2020\n"
    var pipeline = MiniaturePipeline()
    let rules = try #require(pipeline.files["mini/rules.yaml"])
    pipeline.files["mini/rules.yaml"] =
      rules + "\n" + low + Self.rule("high", "学生数 >= 30") + "    from: 2021\n"
    let errors = try pipeline.lint().errors.map { $0.text(.english) }
    #expect(!errors.contains { $0.contains("exclude each other") })
  }

  @Test func `ranges that only touch have a number in common`() throws {
    #expect(try errors("学生数 >= 20", more: Self.rule("low", "学生数 <= 20")) == [])
  }

  @Test func `a required field cannot be asked to be blank`() throws {
    var pipeline = MiniaturePipeline()
    pipeline.replace(
      "name: 班号, type: text", in: "mini/forms/classes.yaml",
      with: "name: 班号, type: text, required: true")
    let rules = try #require(pipeline.files["mini/rules.yaml"])
    pipeline.files["mini/rules.yaml"] = rules + "\n" + Self.rule("added", "ISBLANK(班号)")
    let errors = try pipeline.lint().errors.map { $0.text(.english) }
    #expect(errors.contains { $0.hasSuffix("wants class_no to be blank, which is required") })
  }

  @Test(arguments: [#"年级 = "一年纪""#, #"COUNTIFS(班级台账[年级], "一年纪") < 男生数"#])
  func `a word that the code list lacks is told with the nearest`(formula: String) throws {
    let errors = try errors(formula)
    #expect(errors.count == 1)
    #expect(errors.first?.contains("has no 一年纪; did you mean 一年级?") == true)
  }

  @Test func `a check of codes needs a field of codes`() throws {
    var pipeline = MiniaturePipeline()
    let rules = try #require(pipeline.files["mini/rules.yaml"])
    let rule = Self.rule("added", "x").replacing(
      "formula: 'x'", with: "school_code_shape: class_no")
    pipeline.files["mini/rules.yaml"] = rules + "\n" + rule
    let errors = try pipeline.lint().errors.map { $0.text(.english) }
    #expect(errors.map { $0.contains("needs class_no to be of type school_code") } == [true])
  }

  @Test func `fields that nothing is claimed of are listed by form`() throws {
    #expect(
      try MiniaturePipeline().lint().uncovered == [
        UncoveredFields(form: "班级台账", fields: ["学段", "教室面积"])
      ])
  }

  @Test func `a declared blank is zero, and only a blank`() throws {
    var pipeline = MiniaturePipeline()
    pipeline.replace(
      "    formula: 男生数 <= 学生数\n", in: "mini/rules.yaml",
      with: "    formula: 男生数 <= 学生数\n    missing: {学生数: zero}\n")
    let errors = try pipeline.lint().errors.map { $0.text(.english) }
    #expect(errors.count == 1, "the example of undecided now fails: \(errors)")
    #expect(errors.first?.contains("should give undecided and gives fail") == true)
  }

  @Test func `a skipped blank lets the rule pass`() throws {
    var pipeline = MiniaturePipeline()
    pipeline.replace(
      "    formula: 男生数 <= 学生数\n", in: "mini/rules.yaml",
      with: "    formula: 男生数 <= 学生数\n    missing: {学生数: skip}\n")
    pipeline.replace(
      "{男生数: 21}, expect: undecided", in: "mini/rules.yaml", with: "{男生数: 21}, expect: pass")
    #expect(try pipeline.lint().errors.map { $0.text(.english) } == [])
  }

  @Test func `a policy for a name that the formula has not is told`() throws {
    var pipeline = MiniaturePipeline()
    pipeline.replace(
      "    formula: 男生数 <= 学生数\n", in: "mini/rules.yaml",
      with: "    formula: 男生数 <= 学生数\n    missing: {教室面积: zero}\n")
    #expect(
      try pipeline.errors().map { $0.contains("missing names values of the formula") } == [true])
  }
}
