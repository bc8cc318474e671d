// SPDX-License-Identifier: Apache-2.0
// StandardVerdictTests: "at least six of seven, and the rest at 85 %".

import DataModel
import Definitions
import Evaluate
import Testing

@Suite struct StandardVerdictTests {
  /// `m` met, `f` at the floor, `b` below, `u` undecided.
  private func verdict(_ marks: String) -> (verdict: Verdict, reason: String) {
    let indicators = marks.enumerated().map { index, mark -> IndicatorResult in
      let status: IndicatorStatus =
        switch mark {
        case "m": .met
        case "f": .floor
        case "b": .below
        default: .undecided
        }
      return IndicatorResult(
        indicator: "R\(index + 1)", numerator: .missing(.blank), denominator: .missing(.blank),
        value: .missing(.blank), threshold: nil, floor: nil, status: status)
    }
    let rule = SchoolVerdictDefinition(
      required: 6, floorShare: SampleDefinitions.number("0.85"), source: SampleForms.source)
    return StandardVerdict.judge(indicators, rule: rule, definitions: [])
  }

  @Test(arguments: [
    ("mmmmmmm", Verdict.pass), ("mmmmmmf", .pass), ("fmmmmmm", .pass),
    ("mmmmmmb", .fail), ("mmmmmff", .fail), ("bmmmmmu", .fail), ("ffmmmmu", .fail),
    ("buuuuuu", .fail), ("mmmmmmu", .undecided), ("mmmmmfu", .undecided),
    ("uuuuuuu", .undecided),
  ]) func `failing is certain before everything is known, passing is not`(
    marks: String, expected: Verdict
  ) {
    #expect(verdict(marks).verdict == expected)
  }

  @Test func `the reason names what failed and what is unknown`() {
    #expect(
      verdict("bfmmmmu").reason
        == "7项指标中4项达标，应至少6项；低于底线1项：R1；未达标但不低于底线1项：R2；无法判定1项：R7")
    #expect(verdict("mmmmmmm").reason == "7项指标全部达标")
    #expect(verdict("mmmmmmu").reason == "7项指标中6项达标，应至少6项；无法判定1项：R7")
  }
}
