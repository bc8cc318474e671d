// SPDX-License-Identifier: Apache-2.0
// EvaluationGroundTests: shares and counties may be computed in any order.

import DataModel
import Evaluate
import Testing

@Suite struct EvaluationGroundTests {
  /// Forty schools of two counties, every third with a class that is too big.
  private static let submissions = (1...40).map { number -> Submission in
    let code = "21990000" + (number < 10 ? "0\(number)" : "\(number)")
    return SampleTables.submission(
      "99012\(1 + number % 2)_示例县0\(1 + number % 2)/\(code).xlsx",
      [
        SampleTables.table(
          "basic",
          """
          学校代码 | 学校名称 | 办学类型
          \(code) | 学校\(number) | 小学
          """),
        SampleTables.table(
          "classes", sheet: 1,
          """
          学校代码 | 年级 | 学段 | 班号 | 学生数
          \(code) | 一年级 | 小学 | 1班 | \(number % 3 == 0 ? 50 : 40)
          """),
      ])
  }

  private func ground() -> EvaluationGround {
    Evaluator(definitions: SampleDefinitions.set).ground(
      submissions: Self.submissions, roster: nil, year: 2025, previousLedger: nil, earlier: [])
  }

  @Test func `the order in which shares and counties are computed changes nothing`() {
    let ground = ground()
    #expect(ground.shares.count > 1)
    let shares = Array(ground.shares.reversed().map { ground.share($0) }.reversed())
    let judging = CountyJudging(ground, shares)
    let counties = Array(judging.counties.reversed().map { judging.judge($0) }.reversed())
    let other = judging.evaluation(counties)
    let usual = SampleTables.evaluate(Self.submissions)
    #expect(other.parts == usual.parts)
    #expect(other.schools == usual.schools)
    #expect(other.findings == usual.findings)
    #expect(other.ledger == usual.ledger)
    #expect(other.grades == usual.grades)
    #expect(other.countyIndicators == usual.countyIndicators)
    #expect(other.countyVerdicts == usual.countyVerdicts)
  }

  @Test func `every school is in one share, and each class in the ledger once`() {
    let result = SampleTables.evaluate(Self.submissions)
    #expect(result.schools.count == 40)
    #expect(result.parts.map(\.school) == Array(0..<40))
    #expect(result.ledger.count == 13)
  }
}
