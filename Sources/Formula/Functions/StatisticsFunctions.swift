// SPDX-License-Identifier: Apache-2.0
// StatisticsFunctions: the weighted mean, standard deviation and coefficient of variation.

import DataModel

/// The disparity measures of the county reports: schools weighted by their pupils, population form.
///
/// Rows without a value are left out, with their weight: a school that is undecided says nothing about
/// disparity. A weight that is missing where there is a value makes the result missing.
enum StatisticsFunctions {
  static let all: [FormulaFunction] = [mean, deviation, variation]

  private static let valuesAndWeights = [
    FormulaParameter("values", .numberColumn), FormulaParameter("weights", .numberColumn),
  ]

  private static let mean = FormulaFunction(
    name: "WEIGHTEDMEAN", parameters: valuesAndWeights, result: .unitOf(0),
    chinese: "加权平均；没有值的行不计",
    english: "The mean weighted by `weights`; rows without a value are left out.",
    render: renderedMean
  ) { calculator, arguments throws(MissingValue) in
    .number(try WeightedSample(calculator, arguments).mean())
  }

  private static let deviation = FormulaFunction(
    name: "WEIGHTEDSTDEV", parameters: valuesAndWeights, result: .unitOf(0),
    chinese: "加权标准差（总体）；没有值的行不计",
    english: "The weighted population standard deviation √(Σ(n/N)(x−x̄)²), over rows with a value.",
    needsArrayEntry: true, render: renderedDeviation
  ) { calculator, arguments throws(MissingValue) in
    .finite(ExactNumber(approximate: try WeightedSample(calculator, arguments).deviation()))
  }

  private static let variation = FormulaFunction(
    name: "WEIGHTEDCV", parameters: valuesAndWeights, result: .number,
    chinese: "加权差异系数 = 加权标准差 ÷ 加权平均；平均为零无结果",
    english: "WEIGHTEDSTDEV divided by WEIGHTEDMEAN; undefined when the mean is zero.",
    needsArrayEntry: true,
    render: renderedVariation
  ) { calculator, arguments throws(MissingValue) in
    let sample = try WeightedSample(calculator, arguments)
    let mean = try sample.mean()
    guard !mean.isZero else { throw MissingValue(.undefined) }
    return .finite(ExactNumber(approximate: try sample.deviation() / mean.doubleValue))
  }

  @Sendable private static func renderedMean(_ arguments: [ExcelText]) -> ExcelText {
    ExcelText(meanText(arguments), precedence: 4)
  }

  @Sendable private static func renderedDeviation(_ arguments: [ExcelText]) -> ExcelText {
    ExcelText(deviationText(arguments))
  }

  @Sendable private static func renderedVariation(_ arguments: [ExcelText]) -> ExcelText {
    ExcelText("\(deviationText(arguments))/(\(meanText(arguments)))", precedence: 4)
  }

  /// SUMPRODUCT takes a cell that holds a text for zero, so this needs no array entry.
  private static func meanText(_ arguments: [ExcelText]) -> String {
    let (values, weights) = (arguments[0].text, arguments[1].text)
    return "SUMPRODUCT(\(values),\(weights))/SUMPRODUCT(--ISNUMBER(\(values)),\(weights))"
  }

  private static func deviationText(_ arguments: [ExcelText]) -> String {
    let (values, weights) = (arguments[0].text, arguments[1].text)
    return "SQRT(SUM(IF(ISNUMBER(\(values)),\(weights)*(\(values)-\(meanText(arguments)))^2,0))"
      + "/SUMPRODUCT(--ISNUMBER(\(values)),\(weights)))"
  }
}

/// The rows that have a value, with their weights.
private struct WeightedSample {
  private var values: [ExactNumber] = []
  private var weights: [ExactNumber] = []
  private let totalWeight: ExactNumber

  /// Undefined without a row that counts; a negative weight is no weight.
  init(
    _ calculator: FormulaCalculator, _ arguments: FormulaArguments
  ) throws(MissingValue) {
    let column = calculator.column(arguments, 0) ?? []
    let weightColumn = calculator.column(arguments, 1) ?? []
    guard column.count == weightColumn.count else { throw MissingValue(.unreadable) }
    for (value, weight) in zip(column, weightColumn) where !value.isMissing {
      let number = try weight.asNumber()
      guard !number.isNegative else { throw MissingValue(.undefined) }
      values.append(try value.asNumber())
      weights.append(number)
    }
    totalWeight = NumberMath.sum(weights)
    guard !totalWeight.isZero, totalWeight.doubleValue.isFinite else {
      throw MissingValue(.undefined)
    }
  }

  func mean() throws(MissingValue) -> ExactNumber {
    guard let mean = NumberMath.sum(zip(values, weights).map { $0 * $1 }).divided(by: totalWeight),
      mean.isExact || mean.doubleValue.isFinite
    else { throw MissingValue(.undefined) }
    return mean
  }

  /// Works on distances from the first value, taken exactly: equal values give exactly 0, and large
  /// values that differ little lose no digits.
  func deviation() throws(MissingValue) -> Double {
    guard let origin = values.first else { throw MissingValue(.undefined) }
    let distances = values.map { ($0 - origin).doubleValue }
    let shares = weights.map { $0.doubleValue / totalWeight.doubleValue }
    var center = CompensatedSum()
    for (distance, share) in zip(distances, shares) { center.add(distance * share) }
    var variance = CompensatedSum()
    for (distance, share) in zip(distances, shares) {
      let offset = distance - center.total
      variance.add(share * offset * offset)
    }
    return variance.total.squareRoot()
  }
}
