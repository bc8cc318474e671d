// SPDX-License-Identifier: Apache-2.0
// BalanceOracleTests: the published 差异系数, split of a nine-year school, and thresholds (O1, O2, O13).

import DataModel
import Definitions
import Evaluate
import TestSupport
import Testing

@Suite("Published balance figures") struct BalanceOracleTests {
  /// O1 (777doc.com 2019910, 县域义务教育校际均衡指标计算方法): pupils, books, books per pupil as printed, and
  /// the term of the deviation as printed.
  private static let schools = [
    (45, 279, "6.20", "0.003"), (37, 137, "3.70", "0.85"), (89, 935, "10.51", "5.13"),
    (76, 160, "2.11", "4.50"), (55, 402, "7.31", "0.17"),
  ]

  private static var disparity: Disparity {
    Disparity(values: schools.map { (ExactNumber($0.0), ExactNumber($0.1)) })
  }

  @Test func `the mean, the deviation and the coefficient of five schools come out`() throws {
    let result = Self.disparity
    #expect(abs(try #require(result.mean) - 1913.0 / 302) < 1e-14)
    #expect(abs(try #require(result.deviation) - 3.263861) < 5e-7)
    #expect(abs(try #require(result.variation) - 0.515257) < 5e-7)
    // As the source prints them.
    #expect(abs(try #require(result.mean) - 6.33) < 0.005)
    #expect(abs(try #require(result.deviation) - 3.26) < 0.005)
    #expect(abs(try #require(result.variation) - 0.52) < 0.005)
  }

  @Test func `every term of the published table comes out`() throws {
    let mean = try #require(Self.disparity.mean)
    var sum = 0.0
    for (pupils, books, perPupil, printed) in Self.schools {
      let value = Double(books) / Double(pupils)
      let term = Double(pupils) / 302 * (value - mean) * (value - mean)
      sum += term
      #expect(abs(value - (Double(perPupil) ?? 0)) < 0.0051)
      #expect(abs(term - (Double(printed) ?? 0)) < 0.0075)
    }
    #expect(abs(sum - 10.65) < 0.005)
    #expect(abs(sum.squareRoot() - (try #require(Self.disparity.deviation))) < 1e-12)
  }

  @Test func `the two unweighted formulas give other figures`() throws {
    let found = try #require(Self.disparity.variation)
    #expect(abs(found - 0.4888) > 0.02)
    #expect(abs(found - 0.5465) > 0.02)
  }

  /// O2 (dyhzdl.cn, 测算均衡系数拆分公式): 166 primary and 210 junior pupils share 23 226 books; the source
  /// rounds the per-pupil figure before it multiplies, so one book is uncertain.
  @Test func `a nine-year school is split as published`() throws {
    let weights = ["小学": "1", "初中": "1.1"]
    let stages = try [("小学", 166), ("初中", 210)].map { id, pupils in
      let weight = try #require(ExactNumber(decimal: weights[id] ?? ""))
      return StagePupils(
        stage: StageDefinition(id: id, weight: weight, isJudged: true),
        pupils: .number(ExactNumber(pupils)))
    }
    #expect(Apportionment.total(stages) == .number(ExactNumber(397)))
    let books = stages.indices.compactMap {
      Apportionment.share(of: .number(ExactNumber(23226)), for: $0, in: stages).number
    }
    try #require(books.count == 2)
    #expect(abs(books[0].doubleValue - 9711) <= 1)
    #expect(abs(books[1].doubleValue - 13515) <= 1)
    #expect(books[0] + books[1] == ExactNumber(23226))
    #expect(abs(books[0].doubleValue / 166 - 58.5) < 0.005)
  }

  /// O13 (the configuration of a public program): thresholds of R1 to R7 and 85 % of them, 小学 then 初中.
  private static let thresholds = [
    ("R1", ["4.2", "3.57", "5.3", "4.505"]), ("R2", ["1", "0.85", "1", "0.85"]),
    ("R3", ["0.9", "0.765", "0.9", "0.765"]), ("R4", ["4.5", "3.825", "5.8", "4.93"]),
    ("R5", ["7.5", "6.375", "10.2", "8.67"]), ("R6", ["2000", "1700", "2500", "2125"]),
    ("R7", ["2.3", "1.955", "2.4", "2.04"]),
  ]

  @Test func `the fourteen thresholds and their floors are declared exactly so`() throws {
    let set = try LoadedPipelines.named("quality-balance-2017")
    let share = set.standard.schoolVerdict.floorShare
    for (id, numbers) in Self.thresholds {
      let limits = try #require(set.standard.thresholds[id]?.byStage)
      for (position, stage) in ["小学", "初中"].enumerated() {
        let threshold = try #require(limits[stage])
        #expect(.number(threshold) == FieldValue.printed(numbers[2 * position]))
        #expect(.number(threshold * share) == FieldValue.printed(numbers[2 * position + 1]))
      }
    }
  }
}
