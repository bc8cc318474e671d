// SPDX-License-Identifier: Apache-2.0
// VariationSharesTests: which schools drive a disparity, and what it would be without their gap.

import DataModel
import Evaluate
import Testing

@Suite struct VariationSharesTests {
  private func members(_ schools: [(Int, String)], threshold: String?) -> [SpreadMember] {
    schools.map { pupils, amount in
      let value = SampleDefinitions.number(amount).divided(by: ExactNumber(pupils))
      return SpreadMember(
        weight: ExactNumber(pupils), value: required(value, "pupils"),
        threshold: threshold.map(SampleDefinitions.number))
    }
  }

  private static let published = [(45, "279"), (37, "137"), (89, "935"), (76, "160"), (55, "402")]

  /// Oracle O1 prints the terms 0.003, 0.85, 5.13, 4.50 and 0.17 of 10.65.
  @Test func `the shares of the published example are its printed terms`() {
    let shares = VariationShares.shares(members(Self.published, threshold: nil))
    let printed = [0.003, 0.85, 5.13, 4.50, 0.17]
    for (share, term) in zip(shares, printed) {
      #expect(abs((share.share ?? -1) - term / 10.65) < 0.001)
    }
    #expect(shares.map(\.rank) == [5, 3, 1, 2, 4])
    #expect(abs(shares.compactMap(\.share).reduce(0, +) - 1) < 1e-15)
    #expect(shares.allSatisfy { $0.variationIfThreshold == nil })
  }

  @Test func `the CV with one school at the threshold is that of the changed county`() throws {
    let shares = VariationShares.shares(members(Self.published, threshold: "5"))
    #expect(shares.map { $0.variationIfThreshold != nil } == [false, true, false, true, false])
    let raised = Disparity(
      values: [(45, "279"), (37, "185"), (89, "935"), (76, "160"), (55, "402")].map {
        (pupils: ExactNumber($0.0), amount: SampleDefinitions.number($0.1))
      })
    let expected = try #require(raised.variation)
    #expect(abs(try #require(shares[1].variationIfThreshold) - expected) < 1e-15)
  }

  @Test func `a value exactly at the threshold has nothing to reach`() {
    let shares = VariationShares.shares(members([(10, "42"), (20, "100")], threshold: "4.2"))
    #expect(shares[0].variationIfThreshold == nil)
  }

  @Test func `equal values have no shares and no ranks`() {
    let shares = VariationShares.shares(members([(3, "0.3"), (7, "0.7")], threshold: "1"))
    #expect(shares.allSatisfy { $0.share == nil && $0.rank == nil })
    #expect(shares.allSatisfy { $0.variationIfThreshold != nil })
  }

  @Test func `the last school below the rest takes the disparity to exactly 0`() {
    let shares = VariationShares.shares(members([(3, "0.3"), (7, "1.4")], threshold: "0.2"))
    #expect(shares[0].variationIfThreshold == 0)
  }

  @Test func `equal shares keep their order, and one school has none`() {
    let pair = VariationShares.shares(members([(10, "10"), (10, "30")], threshold: nil))
    #expect(pair.map(\.rank) == [1, 2])
    #expect(pair.map(\.share) == [0.5, 0.5])
    #expect(VariationShares.shares(members([(10, "10")], threshold: nil)).map(\.rank) == [nil])
    #expect(VariationShares.shares([]).isEmpty)
  }

  @Test func `all at zero has no CV, raised or not`() {
    let shares = VariationShares.shares(members([(10, "0"), (10, "0")], threshold: "0"))
    #expect(shares.allSatisfy { $0.variationIfThreshold == nil && $0.share == nil })
  }
}
