// SPDX-License-Identifier: Apache-2.0
// Trends: every indicator, mean and 差异系数 over the years that a run was given.

package import DataModel
import Definitions

/// Figures over the years.
package enum Trends {
  /// `value − earlier` and that in percent of `earlier`; the latter nil where it is 0.
  ///
  /// The change of a share in percent is one in percentage points. Published figures: oracle O5.
  package static func change(
    from earlier: ExactNumber, to value: ExactNumber
  ) -> (change: ExactNumber, percent: ExactNumber?) {
    let change = value - earlier
    return (change, (change * ExactNumber(100)).divided(by: earlier))
  }

  /// All figures of all years; empty without an earlier year.
  ///
  /// Counties before schools; by code, stage, indicator, measure and year. A figure that is missing in a
  /// year has no row for it, and the next one is compared with the last that is known.
  static func evaluate(
    _ evaluation: Evaluation, earlier: [EarlierYear], plan: EvaluationPlan
  ) -> [TrendFigure] {
    guard !earlier.isEmpty else { return [] }
    var years = earlier.map { ($0.year, $0.figures) }
    years.append((evaluation.year, figures(evaluation)))
    years.sort { $0.0 < $1.0 }
    let counties = Dictionary(
      evaluation.schools.map { ($0.code, evaluation.counties[$0.county].code) },
      uniquingKeysWith: { first, _ in first })
    var byOwner: [TrendSubject: [(Int, ExactNumber)]] = [:]
    for (year, figures) in years {
      for (subject, value) in figures {
        var subject = subject
        // A county that was renamed since keeps the figures of its schools.
        if let now = counties[subject.schoolCode] { subject.countyCode = now }
        byOwner[subject, default: []].append((year, value))
      }
    }
    let order = TrendOrder(plan)
    return byOwner.keys.sorted(by: order.isBefore).flatMap { subject in
      rows(subject, byOwner[subject] ?? [])
    }
  }

  private static func rows(
    _ subject: TrendSubject, _ values: [(year: Int, value: ExactNumber)]
  ) -> [TrendFigure] {
    var last: ExactNumber?
    return values.map { year, value in
      let change = last.map { self.change(from: $0, to: value) }
      last = value
      return TrendFigure(
        subject: subject, year: year, value: value, change: change?.change,
        changePercent: change.flatMap(\.percent))
    }
  }

  /// As the tables print them, so that a year compares with itself as equal.
  private static func figures(_ evaluation: Evaluation) -> [TrendSubject: ExactNumber] {
    var result: [TrendSubject: ExactNumber] = [:]
    for part in evaluation.parts {
      let school = evaluation.schools[part.school]
      for indicator in part.indicators {
        guard let value = indicator.value.number?.doubleValue, value.isFinite else { continue }
        var subject = TrendSubject(
          countyCode: evaluation.counties[school.county].code, schoolCode: school.code,
          stage: part.stage, indicator: indicator.indicator, measure: .value)
        subject.campus = school.campus
        result[subject] = ExactNumber(decimalOf: value)
      }
    }
    for county in evaluation.countyIndicators + evaluation.countyComposites {
      let pairs: [(TrendSubject.Measure, Double?)] = [
        (.mean, county.mean), (.variation, county.variation),
      ]
      for (measure, value) in pairs {
        guard let value, value.isFinite else { continue }
        let subject = TrendSubject(
          countyCode: evaluation.counties[county.county].code, schoolCode: "",
          stage: county.stage, indicator: county.indicator, measure: measure)
        result[subject] = ExactNumber(decimalOf: value)
      }
    }
    for (subject, share) in PassShares(evaluation).figures { result[subject] = share }
    return result
  }
}

/// The order of the rows.
private struct TrendOrder {
  private let stages: [String: Int]
  private let indicators: [String: Int]

  init(_ plan: EvaluationPlan) {
    stages = Dictionary(
      plan.definitions.standard.stages.enumerated().map { ($1.id, $0) },
      uniquingKeysWith: { first, _ in first })
    indicators = Dictionary(
      plan.indicators.enumerated().map { ($1.definition.id, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  func isBefore(_ left: TrendSubject, _ right: TrendSubject) -> Bool {
    let levels = (left.schoolCode.isEmpty ? 0 : 1, right.schoolCode.isEmpty ? 0 : 1)
    if levels.0 != levels.1 { return levels.0 < levels.1 }
    let codes = (left.countyCode + left.schoolCode, right.countyCode + right.schoolCode)
    if codes.0 != codes.1 { return codes.0 < codes.1 }
    if left.campus != right.campus { return left.campus < right.campus }
    let first = (place(left.stage, in: stages), place(left.indicator, in: indicators))
    let second = (place(right.stage, in: stages), place(right.indicator, in: indicators))
    if first != second { return first < second }
    let rest = (left.stage + left.indicator, right.stage + right.indicator)
    if rest.0 != rest.1 { return rest.0 < rest.1 }
    return left.measure.rawValue > right.measure.rawValue
  }

  /// What this pipeline does not know comes last.
  private func place(_ name: String, in places: [String: Int]) -> Int {
    places[name] ?? places.count
  }
}
