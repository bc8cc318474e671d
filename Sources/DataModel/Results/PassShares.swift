// SPDX-License-Identifier: Apache-2.0
// PassShares: of a county's school parts of a stage, the percentage that passes.

/// Counts verdicts, of this year's parts or of an earlier output's.
package struct PassShares: Sendable {
  private struct Place: Hashable {
    let countyCode: String
    let stage: String
  }

  private var counts: [Place: (passing: Int, all: Int)] = [:]

  package init() {}

  package init(_ evaluation: Evaluation) {
    for part in evaluation.parts {
      let school = evaluation.schools[part.school]
      add(part.verdict, countyCode: evaluation.counties[school.county].code, stage: part.stage)
    }
  }

  /// What is excluded is nobody's share.
  package mutating func add(_ verdict: Verdict, countyCode: String, stage: String) {
    guard verdict != .excluded else { return }
    let place = Place(countyCode: countyCode, stage: stage)
    counts[place, default: (0, 0)].all += 1
    if verdict == .pass { counts[place]?.passing += 1 }
  }

  /// In percent, by subject.
  package var figures: [TrendSubject: ExactNumber] {
    var result: [TrendSubject: ExactNumber] = [:]
    for (place, count) in counts {
      let percent = ExactNumber(count.passing * 100).divided(by: ExactNumber(count.all))
      let subject = TrendSubject(
        countyCode: place.countyCode, schoolCode: "", stage: place.stage, indicator: "",
        measure: .passShare)
      result[subject] = percent.map { ExactNumber(decimalOf: $0.doubleValue) }
    }
    return result
  }
}
