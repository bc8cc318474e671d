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
    for match in filter.matches {
      switch match {
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
    guard values.count == filter.matches.count else { throw MissingValue(.unreadable) }
    var numbers: [ExactNumber] = []
    for (row, match) in filter.matches.enumerated() {
      switch match {
      case .yes: numbers.append(try values[row].asNumber())
      case .no: break
      case .unknown(let reason):
        guard let number = values[row].number, number.isZero else { throw MissingValue(reason) }
      }
    }
    return .finite(NumberMath.sum(numbers))
  }
}

/// What is known of each row after all columns and criteria of one call.
private struct RowFilter {
  private(set) var matches: [RowMatch] = []

  /// Every criterion holds, of alternatives one: a row that meets two of them is still one row.
  init(
    _ calculator: FormulaCalculator, _ arguments: FormulaArguments, from start: Int, to end: Int
  ) throws(MissingValue) {
    for index in stride(from: start, to: end - 1, by: 2) {
      let column = calculator.column(arguments, index) ?? []
      if index == start { matches = Array(repeating: .yes, count: column.count) }
      guard column.count == matches.count else { throw MissingValue(.unreadable) }
      narrow(column, calculator.criteria(arguments, index + 1))
    }
  }

  /// Asks the rows that are not out yet, column by column.
  private mutating func narrow(_ column: [FieldValue], _ alternatives: ArraySlice<Criterion>) {
    if alternatives.count == 1, let only = alternatives.first {
      for row in column.indices where matches[row] != .no { narrow(row, only.match(column[row])) }
    } else {
      for row in column.indices where matches[row] != .no {
        narrow(row, Self.match(column[row], alternatives))
      }
    }
  }

  private mutating func narrow(_ row: Int, _ match: RowMatch) {
    switch match {
    case .yes: break
    case .no: matches[row] = .no
    case .unknown: if matches[row] == .yes { matches[row] = match }
    }
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
