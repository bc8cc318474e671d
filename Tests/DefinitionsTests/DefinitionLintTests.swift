// SPDX-License-Identifier: Apache-2.0
// DefinitionLintTests: examples are run, missing ones asked for, unconfirmed clauses listed.

import DataModel
import Definitions
import Testing

@Suite struct DefinitionLintTests {
  typealias Spoilt = DefinitionLoaderTests.Spoilt

  @Test func `the miniature lints clean and says how many examples it ran`() throws {
    let report = try MiniaturePipeline().lint()
    #expect(report.errors.map { $0.text(.english) } == [])
    #expect(report.exampleCount == 9)
    #expect(report.unconfirmed.isEmpty)
  }

  static let spoilt: [Spoilt] = [
    Spoilt(
      "mini/rules.yaml", "{男生数: 20, 学生数: 20}", "{男生数: 22, 学生数: 20}",
      "mini/rules.yaml:10:9: the example of boys-are-pupils should give pass and gives fail"),
    Spoilt(
      "mini/rules.yaml", "      - {given: {男生数: 21}, expect: undecided}", "",
      "mini/rules.yaml:2:5: the rule boys-are-pupils has no example that gives undecided"),
    Spoilt(
      "mini/rules.yaml", "{男生数: 20, 学生数: 20}", "{男生: 20, 学生数: 20}",
      "mini/rules.yaml:10:9: the example names something unknown: 男生; did you mean 男生数?"),
    Spoilt(
      "mini/rules.yaml", "{男生数: 20, 学生数: 20}", "{男生数: 二十, 学生数: 20}",
      "mini/rules.yaml:10:9: the example's value of 男生数 has the wrong type: 二十"),
    Spoilt(
      "mini/indicators.yaml", "value: 7}", "value: 8}",
      "mini/indicators.yaml:9:9: the example of pupils should give 8 and gives 7"),
    Spoilt(
      "mini/indicators.yaml", "{form: classes, given", "{form: rooms, given",
      "mini/indicators.yaml:9:9: the input pupils has no way over rooms"),
    Spoilt(
      "mini/indicators.yaml", "{form: classes, formula: \"SUMIFS",
      "{form: classes, when: '学段=\"初中\"', formula: \"SUMIFS",
      "mini/indicators.yaml:9:9: the example of pupils should give 7 and gives undecided"),
    Spoilt(
      "mini/indicators.yaml", "      - {form: classes, formula: \"SUM(班级台账[教室面积])\"}",
      "      - {form: classes, formula: \"SUM(班级台账[教室面积])\"}\n"
        + "      - {form: classes, formula: \"SUM(班级台账[教室面积])*2\"}",
      "mini/indicators.yaml:10:5: the input area has no example for its way 2 over classes"),
    Spoilt(
      "mini/indicators.yaml", "value: 4.5, status: met", "value: 4.6, status: met",
      "mini/indicators.yaml:30:9: the example of R1 should give 4.6 and gives 4.5"),
    Spoilt(
      "mini/indicators.yaml", "value: 3.825, status: floor", "value: 3.825, status: below",
      "mini/indicators.yaml:31:9: the example of R1 should give below and gives floor"),
    Spoilt(
      "mini/indicators.yaml", "shortfall: 0}", "shortfall: 1}",
      "mini/indicators.yaml:30:9: the example of R1 should give 1 and gives 0"),
    Spoilt(
      "mini/indicators.yaml", "stage: 小学, given: {面积: 4500", "stage: 初中, given: {面积: 4500",
      "mini/indicators.yaml:30:9: there is no threshold for 初中"),
  ]

  @Test(arguments: spoilt)
  func `an example that does not hold is told`(_ spoilt: Spoilt) throws {
    var pipeline = MiniaturePipeline()
    pipeline.replace(spoilt.old, in: spoilt.file, with: spoilt.new)
    let errors = try pipeline.lint().errors.map { $0.text(.english) }
    #expect(errors.contains { $0.hasPrefix(spoilt.error) }, "\(errors.joined(separator: "\n"))")
  }

  @Test func `an unconfirmed clause is listed with its mark`() throws {
    var pipeline = MiniaturePipeline()
    pipeline.replace("confirmed: true", in: "mini/rules.yaml", with: "confirmed: false")
    let items = try pipeline.lint().unconfirmed
    #expect(items.map(\.item) == ["规则 boys-are-pupils"])
    #expect(items.first?.source.label == "示例办法 第一条〔未核实〕")
  }
}
