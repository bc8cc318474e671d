// SPDX-License-Identifier: Apache-2.0
// ConditionalFunctions: COUNTIFS, SUMIFS and their kin, with rows nobody can decide.

import DataModel

/// Each row matches, does not match, or is unknown because a value it is asked about is missing.
///
/// A row that definitely fails one criterion is out, whatever else is missing in it.
enum ConditionalFunctions {
  static let all: [FormulaFunction] = [countIf, countIfs, sumIf, sumIfs]

  private static let columnAndCriterion = [
    FormulaParameter("column", .column), FormulaParameter("criterion", .criterion),
  ]

  private static let countIf = FormulaFunction(
    name: "COUNTIF", parameters: columnAndCriterion, result: .number,
    chinese: "符合条件的行数；无法判断则结果缺失",
    english: "How many rows meet the criterion; missing when a row cannot be decided."
  ) { calculator, arguments throws(MissingValue) in
    try count(calculator, arguments)
  }

  private static let countIfs = FormulaFunction(
    name: "COUNTIFS", parameters: columnAndCriterion, repeatingCount: 2, result: .number,
    chinese: "同时符合各条件的行数；无法判断则结果缺失",
    english: "How many rows meet all criteria; missing when a row cannot be decided."
  ) { calculator, arguments throws(MissingValue) in
    try count(calculator, arguments)
  }

  private static let sumIf = FormulaFunction(
    name: "SUMIF",
    parameters: columnAndCriterion + [FormulaParameter("values", .numberColumn)],
    optionalCount: 1, result: .number, chinese: "对符合条件的行求和；无法判断则结果缺失",
    english: "The sum over the rows that meet the criterion; missing when it cannot be decided."
  ) { calculator, arguments throws(MissingValue) in
    let values = calculator.column(arguments, arguments.count == 3 ? 2 : 0) ?? []
    return try sum(calculator, arguments, values: values, criteriaFrom: 0, to: 2)
  }

  private static let sumIfs = FormulaFunction(
    name: "SUMIFS",
    parameters: [FormulaParameter("values", .numberColumn)] + columnAndCriterion,
    repeatingCount: 2, result: .unitOf(0), chinese: "对同时符合各条件的行求和；无法判断则结果缺失",
    english: "The sum over the rows that meet all criteria; missing when it cannot be decided."
  ) { calculator, arguments throws(MissingValue) in
    let values = calculator.column(arguments, 0) ?? []
    return try sum(
      calculator, arguments, values: values, criteriaFrom: 1, to: arguments.count)
  }

  private static func count(
    _ calculator: FormulaCalculator, _ arguments: FormulaArguments
  ) throws(MissingValue) -> FieldValue {
    let filter = try RowFilter(calculator, arguments, from: 0, to: arguments.count)
    var count = 0
    for row in 0..<filter.rowCount {
      switch filter.match(row) {
      case .yes: count += 1
      case .no: break
      case .unknown(let reason): throw MissingValue(reason)
      }
    }
    return .number(ExactNumber(count))
  }

  /// An unknown row does not matter where its value is a known zero.
  private static func sum(
    _ calculator: FormulaCalculator, _ arguments: FormulaArguments, values: [FieldValue],
    criteriaFrom start: Int, to end: Int
  ) throws(MissingValue) -> FieldValue {
    let filter = try RowFilter(calculator, arguments, from: start, to: end)
    guard values.count == filter.rowCount else { throw MissingValue(.unreadable) }
    var numbers: [ExactNumber] = []
    for row in 0..<filter.rowCount {
      switch filter.match(row) {
      case .yes: numbers.append(try values[row].asNumber())
      case .no: break
      case .unknown(let reason):
        guard let number = values[row].number, number.isZero else { throw MissingValue(reason) }
      }
    }
    return .finite(NumberMath.sum(numbers))
  }
}

/// The columns and criteria of one call.
private struct RowFilter {
  private var columns: [[FieldValue]] = []
  private var criteria: [ArraySlice<Criterion>] = []
  let rowCount: Int

  init(
    _ calculator: FormulaCalculator, _ arguments: FormulaArguments, from start: Int, to end: Int
  ) throws(MissingValue) {
    for index in stride(from: start, to: end - 1, by: 2) {
      columns.append(calculator.column(arguments, index) ?? [])
      criteria.append(calculator.criteria(arguments, index + 1))
    }
    let count = columns.first?.count ?? 0
    guard columns.allSatisfy({ $0.count == count }) else { throw MissingValue(.unreadable) }
    rowCount = count
  }

  /// Every criterion holds, of alternatives one: a row that meets two of them is still one row.
  func match(_ row: Int) -> RowMatch {
    var unknown: MissingReason?
    for index in columns.indices {
      switch Self.match(columns[index][row], criteria[index]) {
      case .yes: break
      case .no: return .no
      case .unknown(let reason): unknown = unknown ?? reason
      }
    }
    return unknown.map { .unknown($0) } ?? .yes
  }

  private static func match(_ value: FieldValue, _ alternatives: ArraySlice<Criterion>) -> RowMatch
  {
    var result = RowMatch.no
    for criterion in alternatives {
      switch criterion.match(value) {
      case .yes: return .yes
      case .no: break
      case .unknown(let reason): result = .unknown(reason)
      }
    }
    return result
  }
}
