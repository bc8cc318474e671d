// SPDX-License-Identifier: Apache-2.0
// AggregateFunctions: sums, means, extremes and counts over values and whole columns.

import DataModel

enum AggregateFunctions {
  static let all: [FormulaFunction] = [
    sum, average, minimum, maximum, count, countFilled, countBlank, rows, sumOfProducts,
  ]

  private static let values = [FormulaParameter("values", .quantity)]

  private static let sum = FormulaFunction(
    name: "SUM", parameters: values, repeatingCount: 1, result: .quantity,
    chinese: "合计；有缺失值则结果缺失", english: "The sum; missing as soon as one value is missing."
  ) { calculator, arguments throws(MissingValue) in
    .finite(NumberMath.sum(try numbers(calculator, arguments)))
  }

  private static let average = FormulaFunction(
    name: "AVERAGE", parameters: values, repeatingCount: 1, result: .quantity,
    chinese: "算术平均；有缺失值则结果缺失",
    english: "The plain mean; missing as soon as one value is missing, undefined without values."
  ) { calculator, arguments throws(MissingValue) in
    let numbers = try numbers(calculator, arguments)
    return .finite(NumberMath.sum(numbers).divided(by: ExactNumber(numbers.count)))
  }

  private static let minimum = FormulaFunction(
    name: "MIN", parameters: values, repeatingCount: 1, result: .quantity,
    chinese: "最小值；有缺失值则结果缺失",
    english: "The smallest; missing as soon as one value is missing, undefined without values."
  ) { calculator, arguments throws(MissingValue) in
    .finite(try numbers(calculator, arguments).min())
  }

  private static let maximum = FormulaFunction(
    name: "MAX", parameters: values, repeatingCount: 1, result: .quantity,
    chinese: "最大值；有缺失值则结果缺失",
    english: "The largest; missing as soon as one value is missing, undefined without values."
  ) { calculator, arguments throws(MissingValue) in
    .finite(try numbers(calculator, arguments).max())
  }

  /// All numbers of all arguments, or the first reason why one is missing.
  private static func numbers(
    _ calculator: FormulaCalculator, _ arguments: FormulaArguments
  ) throws(MissingValue) -> [ExactNumber] {
    var numbers: [ExactNumber] = []
    try calculator.visit(arguments) { value throws(MissingValue) in
      numbers.append(try value.asNumber())
    }
    return numbers
  }

  private static let anything = [FormulaParameter("values", .anything)]

  private static let count = FormulaFunction(
    name: "COUNT", parameters: anything, repeatingCount: 1, result: .number,
    chinese: "数值的个数（缺失的不计）", english: "How many values are there and numbers."
  ) { calculator, arguments throws(MissingValue) in
    try counted(calculator, arguments) { $0.number != nil }
  }

  private static let countFilled = FormulaFunction(
    name: "COUNTA", parameters: anything, repeatingCount: 1, result: .number,
    chinese: "不缺失的值的个数", english: "How many values are there."
  ) { calculator, arguments throws(MissingValue) in
    try counted(calculator, arguments) { !$0.isMissing }
  }

  private static let countBlank = FormulaFunction(
    name: "COUNTBLANK", parameters: [FormulaParameter("column", .anything)], result: .number,
    chinese: "缺失值的个数", english: "How many values are missing."
  ) { calculator, arguments throws(MissingValue) in
    try counted(calculator, arguments) { $0.isMissing }
  }

  private static func counted(
    _ calculator: FormulaCalculator, _ arguments: FormulaArguments,
    where holds: (FieldValue) -> Bool
  ) throws(MissingValue) -> FieldValue {
    var count = 0
    try calculator.visit(arguments) { value throws(MissingValue) in
      if holds(value) { count += 1 }
    }
    return .number(ExactNumber(count))
  }

  private static let rows = FormulaFunction(
    name: "ROWS", parameters: [FormulaParameter("column", .column)], result: .number,
    chinese: "行数", english: "How many rows the column has, filled or not."
  ) { calculator, arguments throws(MissingValue) in
    .number(ExactNumber(calculator.column(arguments, 0)?.count ?? 1))
  }

  private static let sumOfProducts = FormulaFunction(
    name: "SUMPRODUCT",
    parameters: [
      FormulaParameter("first", .numberColumn), FormulaParameter("second", .numberColumn),
    ],
    result: .number, chinese: "两列逐行相乘后合计；有缺失值则结果缺失",
    english: "The sum of the products of two columns, row by row; missing as soon as one value is."
  ) { calculator, arguments throws(MissingValue) in
    let first = calculator.column(arguments, 0) ?? []
    let second = calculator.column(arguments, 1) ?? []
    guard first.count == second.count else { throw MissingValue(.unreadable) }
    var products: [ExactNumber] = []
    for (left, right) in zip(first, second) {
      products.append(try left.asNumber() * right.asNumber())
    }
    return .finite(NumberMath.sum(products))
  }
}
