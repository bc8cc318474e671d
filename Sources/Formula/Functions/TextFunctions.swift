// SPDX-License-Identifier: Apache-2.0
// TextFunctions: parts, lengths and joins of texts.

import DataModel

enum TextFunctions {
  static let all: [FormulaFunction] = [left, right, middle, length, join, toNumber, isExact]

  private static let left = FormulaFunction(
    name: "LEFT",
    parameters: [FormulaParameter("text", .text), FormulaParameter("count", .number)],
    optionalCount: 1, result: .text, chinese: "开头的若干字符",
    english: "The first `count` characters (1 when not given)."
  ) { calculator, arguments throws(MissingValue) in
    let text = try calculator.text(arguments, 0)
    return .text(String(text.prefix(try count(calculator, arguments, 1))))
  }

  private static let right = FormulaFunction(
    name: "RIGHT",
    parameters: [FormulaParameter("text", .text), FormulaParameter("count", .number)],
    optionalCount: 1, result: .text, chinese: "结尾的若干字符",
    english: "The last `count` characters (1 when not given)."
  ) { calculator, arguments throws(MissingValue) in
    let text = try calculator.text(arguments, 0)
    return .text(String(text.suffix(try count(calculator, arguments, 1))))
  }

  private static let middle = FormulaFunction(
    name: "MID",
    parameters: [
      FormulaParameter("text", .text), FormulaParameter("start", .number),
      FormulaParameter("count", .number),
    ],
    result: .text, chinese: "从第几个字符起的若干字符",
    english: "`count` characters from the `start`-th on; the first is 1."
  ) { calculator, arguments throws(MissingValue) in
    let text = try calculator.text(arguments, 0)
    let start = try calculator.whole(arguments, 1)
    guard start >= 1 else { throw MissingValue(.undefined) }
    let length = try count(calculator, arguments, 2)
    return .text(String(text.dropFirst(start - 1).prefix(length)))
  }

  private static func count(
    _ calculator: FormulaCalculator, _ arguments: FormulaArguments, _ index: Int
  ) throws(MissingValue) -> Int {
    guard index < arguments.count else { return 1 }
    let count = try calculator.whole(arguments, index)
    guard count >= 0 else { throw MissingValue(.undefined) }
    return count
  }

  private static let length = FormulaFunction(
    name: "LEN", parameters: [FormulaParameter("text", .text)], result: .number,
    chinese: "字符数", english: "How many characters the text has."
  ) { calculator, arguments throws(MissingValue) in
    .number(ExactNumber(try calculator.text(arguments, 0).count))
  }

  private static let join = FormulaFunction(
    name: "CONCAT", parameters: [FormulaParameter("text", .text)], repeatingCount: 1,
    result: .text, chinese: "连接文本，同 &", english: "The texts joined, as `&`.",
    isNewInExcel: true
  ) { calculator, arguments throws(MissingValue) in
    var text = ""
    for index in 0..<arguments.count { text += try calculator.text(arguments, index) }
    return .text(text)
  }

  private static let toNumber = FormulaFunction(
    name: "VALUE", parameters: [FormulaParameter("text", .text)], result: .number,
    chinese: "把文本读成数值", english: "The number that the text writes out."
  ) { calculator, arguments throws(MissingValue) in
    guard let number = ExactNumber(decimal: try calculator.text(arguments, 0)) else {
      throw MissingValue(.unreadable)
    }
    return .number(number)
  }

  private static let isExact = FormulaFunction(
    name: "EXACT",
    parameters: [FormulaParameter("first", .text), FormulaParameter("second", .text)],
    result: .condition, chinese: "两个文本是否完全相同",
    english: "Whether two texts are the same, letter case included."
  ) { calculator, arguments throws(MissingValue) in
    .yesNo(try calculator.text(arguments, 0) == calculator.text(arguments, 1))
  }
}
