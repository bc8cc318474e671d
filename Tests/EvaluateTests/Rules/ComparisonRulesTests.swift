// SPDX-License-Identifier: Apache-2.0
// ComparisonRulesTests: indicators beside those of like schools and of an earlier year.

import DataModel
import Definitions
import Evaluate
import Testing

@Suite struct ComparisonRulesTests {
  private func rule(_ id: String, _ kind: RuleKind) -> RuleDefinition {
    RuleDefinition(
      id: id, form: "basic", kind: kind, severity: .mustExplain, field: "school_code",
      message: BilingualText(chinese: "", english: ""), source: SampleForms.source,
      place: SampleForms.place)
  }

  /// Schools of a hundred pupils with these teaching areas.
  private func evaluate(
    _ areas: [Int], urbanRural: String = "城区", rule: RuleDefinition, earlier: [EarlierYear] = []
  ) -> [Finding] {
    var set = SampleDefinitions.set
    set.rules = [rule]
    let submissions = areas.enumerated().map { index, area in
      let code = "21990000\(index + 10)"
      return SampleTables.submission(
        "990121_示例县01/\(code).xlsx",
        [
          SampleTables.table(
            "basic",
            """
            学校代码 | 学校名称 | 办学类型 | 城乡类型
            \(code) | 学校\(index) | 小学 | \(urbanRural)
            """),
          SampleTables.table(
            "classes", sheet: 1,
            """
            年级 | 班号 | 学段 | 学生数
            一年级 | 1班 | 小学 | 100
            """),
          SampleTables.table(
            "rooms", sheet: 2,
            """
            房间号 | 用房类别 | 使用面积
            101 | 教学 | \(area)
            """),
        ])
    }
    return Evaluator(definitions: set).evaluate(
      submissions: submissions, roster: nil, year: 2025, previousLedger: nil, earlier: earlier
    ).findings(rule.id)
  }

  private static let usual = [400, 410, 420, 430, 440, 450, 460]

  private func peers(fewest: Int = 8, limit: String = "5", indicators: [String] = ["R4"])
    -> RuleDefinition
  {
    rule(
      "like-peers",
      .peers(
        PeerComparison(
          indicators: indicators, limit: SampleDefinitions.number(limit), fewest: fewest)))
  }

  @Test func `a part far from its peers is told`() throws {
    let found = evaluate(Self.usual + [4_300], rule: peers())
    let finding = try #require(found.first)
    #expect(found.count == 1)
    #expect(finding.schoolCode == "2199000017")
    #expect(finding.value == "43")
    #expect(finding.facts["expected"] == "4.35")
    #expect((finding.facts["count"], finding.facts["direction"]) == ("8", "高"))
    #expect(finding.place.range?.description == "C2")
  }

  @Test func `the limit is on the modified z-score`() {
    // Median 4.35, median deviation 0.2: 0.6745 × (5.8 − 4.35) ÷ 0.2 = 4.89.
    #expect(evaluate(Self.usual + [580], rule: peers(limit: "4.88")).count == 1)
    #expect(evaluate(Self.usual + [580], rule: peers(limit: "4.9")).isEmpty)
  }

  @Test func `groups that are too small are not compared`() {
    #expect(evaluate(Self.usual + [4_300], rule: peers(fewest: 9)).isEmpty)
    #expect(evaluate(Self.usual + [4_300], urbanRural: "", rule: peers()).isEmpty)
  }

  @Test func `values that are all the same are not compared`() {
    let same = Array(repeating: 400, count: 9) + [4_000]
    #expect(evaluate(same, rule: peers()).isEmpty)
  }

  @Test func `only the named indicators are compared`() {
    #expect(evaluate(Self.usual + [4_300], rule: peers(indicators: ["R5"])).isEmpty)
    #expect(evaluate(Self.usual + [4_300], rule: peers(indicators: [])).count == 1)
  }

  private func year(_ year: Int, _ value: String) -> EarlierYear {
    let subject = TrendSubject(
      countyCode: "990120", schoolCode: "2199000010", stage: "小学", indicator: "R4",
      measure: .value)
    return EarlierYear(
      year: year, ledger: [], figures: [subject: SampleDefinitions.number(value)], grades: nil)
  }

  private var lastYear: RuleDefinition {
    rule(
      "like-last-year",
      .lastYear(YearComparison(indicators: [], most: SampleDefinitions.number("50"))))
  }

  @Test func `a change beyond the limit must be explained`() throws {
    let found = evaluate([601], rule: lastYear, earlier: [year(2024, "4")])
    let finding = try #require(found.first)
    #expect((finding.facts["expected"], finding.facts["percent"]) == ("4", "50.25"))
    #expect((finding.facts["year"], finding.facts["direction"]) == ("2024", "增加"))
  }

  @Test func `a change of just the limit need not`() {
    #expect(evaluate([600], rule: lastYear, earlier: [year(2024, "4")]).isEmpty)
    #expect(evaluate([200], rule: lastYear, earlier: [year(2024, "4")]).isEmpty)
    #expect(evaluate([199], rule: lastYear, earlier: [year(2024, "4")]).count == 1)
  }

  @Test func `the last earlier year counts, and no year at all says nothing`() {
    let years = [year(2024, "4"), year(2023, "40")]
    #expect(evaluate([400], rule: lastYear, earlier: years).isEmpty)
    #expect(evaluate([400], rule: lastYear).isEmpty)
    #expect(evaluate([400], rule: lastYear, earlier: [year(2025, "1")]).isEmpty)
    #expect(evaluate([400], rule: lastYear, earlier: [year(2024, "0")]).isEmpty)
  }
}
