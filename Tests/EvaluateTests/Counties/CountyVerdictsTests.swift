// SPDX-License-Identifier: Apache-2.0
// CountyVerdictsTests: what schools and disparities mean for the county.

import DataModel
import Evaluate
import Testing

@Suite struct CountyVerdictsTests {
  private static func school(_ number: Int, area: String, sports: String = "375", teachers: Int = 3)
    -> Submission
  {
    let people = (0..<teachers).map { _ in "? | 小学 | 本科" }.joined(separator: "\n")
    return SampleTables.school(
      code: "219900000\(number)",
      [
        SampleTables.table(
          "classes",
          """
          年级 | 班号 | 学段 | 学生数
          一年级 | 1班 | 小学 | 50
          """),
        SampleTables.table(
          "rooms", sheet: 1,
          """
          房间号 | 用房类别 | 使用面积
          1 | 教学 | \(area)
          2 | 场馆 | \(sports)
          """),
        SampleTables.table("teachers", sheet: 2, "身份证件号 | 任教学段 | 最高学历\n" + people),
      ])
  }

  @Test(arguments: [
    (["225"], Verdict.pass), (["225", "225"], .pass), (["225", "100"], .fail),
    (["225", "?"], .undecided),
    (["?", "100"], .fail), (["225", "5000"], .fail),
  ]) func `resources hold when every school passes and no disparity is above`(
    areas: [String], expected: Verdict
  ) {
    let result = SampleTables.evaluate(
      areas.enumerated().map { Self.school($0 + 1, area: $1) })
    #expect(result.countyVerdicts.map(\.resources) == [expected])
    #expect(result.countyVerdicts[0].verdict == (expected == .fail ? .fail : .undecided))
  }

  @Test func `a pipeline without items leaves the county undecided and says so`() {
    let verdict = SampleTables.evaluate([Self.school(1, area: "225")]).countyVerdicts[0]
    #expect(
      [verdict.government, verdict.quality, verdict.satisfaction, verdict.veto]
        == [.undecided, .undecided, .undecided, .undecided])
    #expect(verdict.reason.contains("本流程未作规定"))
  }

  @Test func `a school that handed in nothing keeps the county from passing`() {
    let roster = SampleTables.roster(
      """
      学校代码 | 学校名称 | 区县代码 | 办学类型
      2199000001 | 学校01 | 990121 | 小学
      2199000002 | 学校02 | 990121 | 小学
      """)
    let result = SampleTables.evaluate([Self.school(1, area: "225")], roster: roster)
    #expect(result.countyVerdicts[0].resources == .undecided)
    #expect(result.submissionResults.map(\.status) == [.accepted, .notSubmitted])
  }
}
