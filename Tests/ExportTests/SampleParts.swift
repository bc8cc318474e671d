// SPDX-License-Identifier: Apache-2.0
// SampleParts: the school parts and county figures of the sample, by the standard's arithmetic.

import DataModel
import Definitions

struct SampleParts {
  let definitions: DefinitionSet

  init(_ definitions: DefinitionSet) {
    self.definitions = definitions
  }

  func parts(_ schools: [SampleSchool]) -> [SchoolPartResult] {
    schools.enumerated().flatMap { index, school in
      ["小学", "初中"].filter { school.pupils.keys.contains($0) }
        .map { part(of: school, index, stage: $0) }
    }
  }

  private func weighted(_ stage: String, _ pupils: Int) -> ExactNumber {
    let weight = definitions.standard.stages.first { $0.id == stage }?.weight ?? .one
    return weight * ExactNumber(pupils)
  }

  private static func value(_ number: ExactNumber?) -> FieldValue {
    number.map { .number($0) } ?? .missing(.blank)
  }

  private func part(of school: SampleSchool, _ index: Int, stage: String) -> SchoolPartResult {
    let pupils = school.pupils[stage] ?? nil
    let counts = school.pupils.mapValues { $0 }
    let known = counts.compactMap { stage, count in count.map { weighted(stage, $0) } }
    let total = known.count == counts.count ? known.reduce(.zero, +) : nil
    let own = total == nil ? nil : pupils.map { weighted(stage, $0) }
    let inputs = inputs(of: school, stage, pupils, own, total)
    let indicators = indicators(inputs.map(\.value), stage, school.isInScope)
    var part = SchoolPartResult(
      school: index, stage: stage, isInScope: school.isInScope,
      excludedReason: school.isInScope ? "" : "不足50人的教学点",
      pupils: Self.value(pupils.map { ExactNumber($0) }), weightedPupils: Self.value(own),
      schoolWeightedPupils: Self.value(total), inputs: inputs, indicators: indicators,
      verdict: .excluded, reason: "")
    part.verdict = verdict(part)
    part.reason = part.verdict == .fail ? "有指标未达标" : ""
    return part
  }

  private func inputs(
    of school: SampleSchool, _ stage: String, _ pupils: Int?, _ own: ExactNumber?,
    _ total: ExactNumber?
  ) -> [InputResult] {
    let number = { (text: String?) in text.map { SampleDefinitions.number($0) } }
    let mine = [pupils.map { ExactNumber($0) }] + (school.teachers[stage] ?? []).map(number)
    var results = mine.map {
      InputResult(value: Self.value($0), schoolValue: Self.value($0), lineage: [])
    }
    for text in school.shared {
      let whole = number(text)
      var share = whole
      if school.pupils.count > 1 {
        share = nil
        if let whole, let own, let total { share = (whole * own).divided(by: total) }
      }
      let entry = LineageEntry(
        submission: 0, sheet: "校舍", range: CellRange("C4"), form: "classes", field: "pupils",
        raw: text ?? "", steps: [.spaces, .unitConverted])
      results.append(
        InputResult(value: Self.value(share), schoolValue: Self.value(whole), lineage: [entry]))
    }
    return results
  }

  private func indicators(
    _ inputs: [FieldValue], _ stage: String, _ isInScope: Bool
  ) -> [IndicatorResult] {
    let numbers = inputs.map(\.number)
    let gym = numbers[5]
    let numerators: [ExactNumber?] = [
      numbers[1], numbers[2], numbers[3], sum(numbers[4], gym.map { -$0 }), sum(numbers[6], gym),
      numbers[7], numbers[8],
    ]
    return zip(definitions.indicators, numerators).map { definition, numerator in
      var value: ExactNumber?
      if let numerator, let pupils = numbers[0] {
        value = (numerator * ExactNumber(definition.per)).divided(by: pupils)
      }
      let threshold = definitions.standard.thresholds[definition.id]?.byStage[stage] ?? .zero
      let floor = threshold * SampleDefinitions.number("0.85")
      return IndicatorResult(
        indicator: definition.id, numerator: Self.value(numerator),
        denominator: Self.value(numbers[0]), value: Self.value(value), threshold: threshold,
        floor: floor, status: Self.status(value, threshold, floor, isInScope))
    }
  }

  private func sum(_ left: ExactNumber?, _ right: ExactNumber?) -> ExactNumber? {
    guard let left, let right else { return nil }
    return left + right
  }

  private static func status(
    _ value: ExactNumber?, _ threshold: ExactNumber, _ floor: ExactNumber, _ isInScope: Bool
  ) -> IndicatorStatus {
    guard isInScope else { return .excluded }
    guard let value else { return .undecided }
    return value >= threshold ? .met : value >= floor ? .floor : .below
  }

  private func verdict(_ part: SchoolPartResult) -> Verdict {
    guard part.isInScope else { return .excluded }
    if part.count(.below) > 0 || part.count(.floor) > 1 { return .fail }
    return part.count(.undecided) > 0 ? .undecided : .pass
  }

  func countyIndicators(
    _ parts: [SchoolPartResult], _ schools: [SampleSchool]
  ) -> [CountyIndicatorResult] {
    SampleEvaluation.counties.indices.flatMap { county in
      ["小学", "初中"].flatMap { stage in
        definitions.indicators.indices.compactMap { indicator in
          let mine = parts.filter {
            $0.isInScope && $0.stage == stage && schools[$0.school].county == county
          }
          return mine.isEmpty ? nil : figures(mine, county, stage, indicator)
        }
      }
    }
  }

  private func figures(
    _ parts: [SchoolPartResult], _ county: Int, _ stage: String, _ indicator: Int
  ) -> CountyIndicatorResult {
    let pairs = parts.compactMap { part -> (Double, Double)? in
      guard let value = part.indicators[indicator].value.number, let pupils = part.pupils.number
      else { return nil }
      return (value.doubleValue, pupils.doubleValue)
    }
    let total = pairs.reduce(0) { $0 + $1.1 }
    let mean = total == 0 ? nil : pairs.reduce(0) { $0 + $1.0 * $1.1 } / total
    let deviation = mean.map { mean in
      (pairs.reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) } / total).squareRoot()
    }
    let variation = mean.flatMap { mean in mean == 0 ? nil : deviation.map { $0 / mean } }
    let limit = stage == "小学" ? 0.5 : 0.45
    let undecided = parts.count - pairs.count
    let status: CountyStatus =
      undecided > 0 ? .undecided : variation.map { $0 <= limit ? .met : .above } ?? .undecided
    return CountyIndicatorResult(
      county: county, stage: stage, indicator: "R\(indicator + 1)", parts: parts.count,
      undecided: undecided, pupils: ExactNumber(Int(total)), mean: mean, deviation: deviation,
      variation: variation, limit: limit, status: status)
  }
}
