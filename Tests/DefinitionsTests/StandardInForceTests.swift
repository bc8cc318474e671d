// SPDX-License-Identifier: Apache-2.0
// StandardInForceTests: what of a standard holds in which year.

import DataModel
import Definitions
import Testing

@Suite struct StandardInForceTests {
  private static let source = DefinitionSource(document: "办法", clause: "示例", confirmed: true)

  private static func variant(
    _ id: String, from: Int? = nil, until: Int? = nil, _ primary: Int?, _ junior: Int? = nil
  ) -> LimitVariant {
    var numbers: [String: ExactNumber] = [:]
    numbers["小学"] = primary.map { ExactNumber($0) }
    numbers["初中"] = junior.map { ExactNumber($0) }
    return LimitVariant(
      id: id, years: CodeValidity(from: from, until: until), byStage: numbers, source: source)
  }

  private static let limits = StageLimits(
    byStage: ["小学": ExactNumber(1), "初中": ExactNumber(10)], source: source,
    variants: [
      variant("early", until: 2019, 2), variant("middle", from: 2018, until: 2021, 3, 30),
      variant("late", from: 2021, nil, 40),
    ])

  @Test(arguments: [
    (2017, 2, 10), (2018, 2, 30), (2019, 2, 30), (2020, 3, 30), (2021, 3, 30), (2022, 1, 40),
  ]) func `the first switch in force gives the number of each stage it names`(
    year: Int, primary: Int, junior: Int
  ) {
    let found = Self.limits.inForce(in: year)
    #expect(found.byStage == ["小学": ExactNumber(primary), "初中": ExactNumber(junior)])
    #expect(found.variants.isEmpty)
  }

  @Test func `a verdict keeps what its switch does not say`() {
    let verdict = SchoolVerdictDefinition(
      required: 6, floorShare: .one, source: Self.source,
      variants: [
        SchoolVerdictVariant(
          id: "later", years: CodeValidity(from: 2030), required: 7, source: Self.source)
      ])
    #expect(verdict.inForce(in: 2029).required == 6)
    #expect(verdict.inForce(in: 2030).required == 7)
    #expect(verdict.inForce(in: 2030).floorShare == .one)
    #expect(verdict.inForce(in: 2030).indicators == nil)
  }

  @Test(arguments: [(2018, 0), (2019, 2), (2022, 2), (2023, 0)])
  func `the concessions of the transition end with it, and so does what only they read`(
    year: Int, count: Int
  ) throws {
    let tests = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    let set = try DefinitionLoader.load(
      pipelineFolder: tests.joined(separator: "/") + "/Pipelines/quality-balance-2017")
    let found = set.inForce(in: year)
    #expect(found.standard.concessions.count == count)
    let dormant = found.dormantInputs.sorted().map { set.inputs[$0].id }
    let own = ["visiting_arts_teachers", "dense_centre", "substitute_sports_area"]
    #expect(dormant == (count == 0 ? own : []))
    // Asked again for another year, it says what the whole would say.
    #expect(found.inForce(in: 2020).standard.concessions.count == 2)
  }
}
