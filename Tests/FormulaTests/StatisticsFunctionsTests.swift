// SPDX-License-Identifier: Apache-2.0
// StatisticsFunctionsTests: the weighted measures against a published example and their edge cases.

import DataModel
import Formula
import Testing

@Suite struct `Weighted measures` {
  /// One county: values and weights in two columns of the table 校.
  private func county(_ rows: [(FieldValue, FieldValue)]) -> TestSchool {
    TestSchool()
      .column("校", "值", .number(unit: nil), rows.map(\.0))
      .column("校", "人", .number(unit: "人"), rows.map(\.1))
  }

  /// Pupils `n` and amount `b` of five schools; the value of a school is b ÷ n.
  private static let published = [(45, 279), (37, 137), (89, 935), (76, 160), (55, 402)].map {
    pupils, amount in
    (FieldValue.number(ExactNumber(amount, over: pupils)), FieldValue.whole(pupils))
  }

  @Test(arguments: [
    ("WEIGHTEDMEAN", 6.334437), ("WEIGHTEDSTDEV", 3.263861), ("WEIGHTEDCV", 0.515257),
  ])
  func `the published example comes out`(function: String, expected: Double) throws {
    let result = try county(Self.published).calculate("\(function)(校[值],校[人])")
    let value = try #require(result.number).doubleValue
    #expect(abs(value - expected) < 1e-6, "\(value)")
  }

  @Test func `the weighted mean is the total of amounts by the total of pupils, exactly`() throws {
    let mean = try county(Self.published).calculate("WEIGHTEDMEAN(校[值],校[人])")
    #expect(mean == .number(ExactNumber(1913, over: 302)))
  }

  @Test(arguments: ["0.1", "7", "1000000000000000", "0.3333333333333333", "-2"])
  func `equal values have a coefficient of exactly zero`(text: String) throws {
    let rows = (1...50).map { (FieldValue.decimal(text), FieldValue.whole($0 * 37)) }
    #expect(try county(rows).calculate("WEIGHTEDCV(校[值],校[人])") == .whole(0))
  }

  @Test func `large values that differ little lose no digits`() throws {
    let rows = [1_000_000_000_001, 1_000_000_000_003].map {
      (FieldValue.whole($0), FieldValue.whole(5))
    }
    #expect(try county(rows).calculate("WEIGHTEDSTDEV(校[值],校[人])") == .whole(1))
  }

  @Test func `a row without a value is left out with its weight`() throws {
    let blank: [(FieldValue, FieldValue)] = [
      (.missing(.blank), .whole(900)), (.missing(.notOnForm), .missing(.blank)),
    ]
    for function in ["WEIGHTEDMEAN", "WEIGHTEDSTDEV", "WEIGHTEDCV"] {
      let formula = "\(function)(校[值],校[人])"
      #expect(
        try county(Self.published + blank).calculate(formula)
          == county(Self.published).calculate(formula))
    }
  }

  @Test func `one school has no disparity`() throws {
    let school = county([(.whole(4), .whole(30))])
    #expect(try school.calculate("WEIGHTEDCV(校[值],校[人])") == .whole(0))
  }

  private static let hopeless: [([(FieldValue, FieldValue)], MissingReason)] = [
    ([], .undefined), ([(.missing(.blank), .whole(1))], .undefined),
    ([(.whole(1), .whole(0))], .undefined), ([(.whole(1), .missing(.notSubmitted))], .notSubmitted),
    ([(.whole(1), .whole(-1)), (.whole(2), .whole(5))], .undefined),
    ([(.text("x"), .whole(1))], .unreadable),
  ]

  @Test(arguments: hopeless)
  func `without known weights and values nothing comes out`(
    rows: [(FieldValue, FieldValue)], reason: MissingReason
  ) throws {
    for function in ["WEIGHTEDMEAN", "WEIGHTEDSTDEV", "WEIGHTEDCV"] {
      #expect(try county(rows).calculate("\(function)(校[值],校[人])") == .missing(reason))
    }
  }

  @Test func `a mean of zero leaves the coefficient undefined and not zero`() throws {
    let school = county([(.whole(0), .whole(5)), (.whole(0), .whole(9))])
    #expect(try school.calculate("WEIGHTEDCV(校[值],校[人])") == .missing(.undefined))
    #expect(try school.calculate("WEIGHTEDSTDEV(校[值],校[人])") == .whole(0))
  }
}
