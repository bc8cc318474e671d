// SPDX-License-Identifier: Apache-2.0
// MathFunctions: rounding, roots, powers and remainders of single numbers.

import DataModel

enum MathFunctions {
  static let all: [FormulaFunction] = [
    round, roundUp, roundDown, wholePart, absolute, squareRoot, power, remainder,
  ]

  private static let numberAndDigits = [
    FormulaParameter("number", .number), FormulaParameter("digits", .number),
  ]

  private static let round = FormulaFunction(
    name: "ROUND", parameters: numberAndDigits, result: .unitOf(0),
    chinese: "四舍五入到指定的小数位数", english: "Rounds half away from zero to `digits` decimals."
  ) { calculator, arguments throws(MissingValue) in
    .finite(
      try calculator.number(arguments, 0).rounded(digits: try calculator.whole(arguments, 1)))
  }

  private static let roundUp = FormulaFunction(
    name: "ROUNDUP", parameters: numberAndDigits, result: .unitOf(0),
    chinese: "向远离零的方向舍入", english: "Rounds away from zero to `digits` decimals."
  ) { calculator, arguments throws(MissingValue) in
    .finite(
      NumberMath.rounded(
        try calculator.number(arguments, 0), digits: try calculator.whole(arguments, 1),
        away: true))
  }

  private static let roundDown = FormulaFunction(
    name: "ROUNDDOWN", parameters: numberAndDigits, result: .unitOf(0),
    chinese: "向零的方向舍入", english: "Rounds toward zero to `digits` decimals."
  ) { calculator, arguments throws(MissingValue) in
    .finite(
      NumberMath.rounded(
        try calculator.number(arguments, 0), digits: try calculator.whole(arguments, 1),
        away: false))
  }

  private static let wholePart = FormulaFunction(
    name: "INT", parameters: [FormulaParameter("number", .number)], result: .unitOf(0),
    chinese: "不大于该数的最大整数", english: "The largest whole number that is not above the number."
  ) { calculator, arguments throws(MissingValue) in
    .finite(try calculator.number(arguments, 0).roundedDown)
  }

  private static let absolute = FormulaFunction(
    name: "ABS", parameters: [FormulaParameter("number", .number)], result: .unitOf(0),
    chinese: "绝对值", english: "The number without its sign."
  ) { calculator, arguments throws(MissingValue) in
    let number = try calculator.number(arguments, 0)
    return .number(number.isNegative ? -number : number)
  }

  private static let squareRoot = FormulaFunction(
    name: "SQRT", parameters: [FormulaParameter("number", .number)], result: .number,
    chinese: "平方根；负数无结果", english: "The square root; undefined below zero."
  ) { calculator, arguments throws(MissingValue) in
    .finite(NumberMath.squareRoot(try calculator.number(arguments, 0)))
  }

  private static let power = FormulaFunction(
    name: "POWER",
    parameters: [FormulaParameter("base", .number), FormulaParameter("exponent", .number)],
    result: .number, chinese: "乘幂，同 ^", english: "`base` to the power `exponent`, as `^`."
  ) { calculator, arguments throws(MissingValue) in
    .finite(
      NumberMath.power(
        try calculator.number(arguments, 0), try calculator.number(arguments, 1)))
  }

  private static let remainder = FormulaFunction(
    name: "MOD",
    parameters: [FormulaParameter("number", .number), FormulaParameter("divisor", .number)],
    result: .number, chinese: "余数，符号同除数；除数为零无结果",
    english: "The remainder, with the divisor's sign; undefined for divisor zero."
  ) { calculator, arguments throws(MissingValue) in
    let number = try calculator.number(arguments, 0)
    let divisor = try calculator.number(arguments, 1)
    guard let quotient = number.divided(by: divisor) else { throw MissingValue(.undefined) }
    return .finite(number - divisor * quotient.roundedDown)
  }
}
