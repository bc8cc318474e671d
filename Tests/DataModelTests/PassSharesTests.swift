// SPDX-License-Identifier: Apache-2.0
// PassSharesTests: what part of a county's school parts passes.

import DataModel
import Testing

@Suite struct PassSharesTests {
  private func shares(_ verdicts: [Verdict]) -> [String] {
    var shares = PassShares()
    for verdict in verdicts { shares.add(verdict, countyCode: "990121", stage: "小学") }
    return shares.figures.map { "\($0.key.measure.rawValue) \($0.value.text)" }
  }

  @Test(
    arguments: [
      ([.pass, .pass, .fail, .undecided], "50"), ([.pass, .excluded], "100"), ([.fail], "0"),
      ([.undecided, .excluded], "0"),
    ] as [([Verdict], String)])
  func `what is undecided has not passed, what is excluded is not counted`(
    verdicts: [Verdict], percent: String
  ) {
    #expect(shares(verdicts) == ["pass_share \(percent)"])
  }

  @Test(arguments: [[], [.excluded, .excluded]] as [[Verdict]])
  func `where nothing is judged there is no share`(verdicts: [Verdict]) {
    #expect(shares(verdicts).isEmpty)
  }

  @Test func `counties and stages are counted apart`() {
    var shares = PassShares()
    shares.add(.pass, countyCode: "990121", stage: "小学")
    shares.add(.fail, countyCode: "990121", stage: "初中")
    shares.add(.fail, countyCode: "990122", stage: "小学")
    let told = shares.figures.map { "\($0.key.countyCode) \($0.key.stage) \($0.value.text)" }
    #expect(told.sorted() == ["990121 初中 0", "990121 小学 100", "990122 小学 0"])
  }
}
