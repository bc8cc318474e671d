// SPDX-License-Identifier: Apache-2.0
// LogicFunctions: choices, three-valued AND and OR, tests for missing values.

import DataModel

enum LogicFunctions {
  static let all: [FormulaFunction] = [
    choose, chooseFirst, and, or, not, ifMissing, isBlank, isNumber,
  ]

  private static let choose = FormulaFunction(
    name: "IF",
    parameters: [
      FormulaParameter("condition", .condition), FormulaParameter("then", .branch),
      FormulaParameter("else", .branch),
    ],
    result: .branch, chinese: "条件成立取第二项，否则取第三项；条件缺失则结果缺失",
    english:
      "The second argument where the condition holds, else the third; missing where unknown."
  ) { calculator, arguments throws(MissingValue) in
    calculator.value(arguments, try calculator.condition(arguments, 0) ? 1 : 2)
  }

  private static let chooseFirst = FormulaFunction(
    name: "IFS",
    parameters: [FormulaParameter("condition", .condition), FormulaParameter("value", .branch)],
    repeatingCount: 2, result: .branch, chinese: "第一个成立的条件所对应的值；都不成立则无结果",
    english: "The value after the first condition that holds; undefined when none does.",
    isNewInExcel: true
  ) { calculator, arguments throws(MissingValue) in
    for index in stride(from: 0, to: arguments.count, by: 2)
    where try calculator.condition(arguments, index) {
      return calculator.value(arguments, index + 1)
    }
    return .missing(.undefined)
  }

  private static let and = FormulaFunction(
    name: "AND", parameters: [FormulaParameter("condition", .condition)], repeatingCount: 1,
    result: .condition, chinese: "全部成立；有一项不成立即为否，否则有缺失则缺失",
    english: "All hold. One FALSE decides, whatever is missing; else a missing one leaves it open."
  ) { calculator, arguments throws(MissingValue) in
    decided(calculator, arguments, by: false)
  }

  private static let or = FormulaFunction(
    name: "OR", parameters: [FormulaParameter("condition", .condition)], repeatingCount: 1,
    result: .condition, chinese: "至少一项成立；有一项成立即为是，否则有缺失则缺失",
    english: "One holds. One TRUE decides, whatever is missing; else a missing one leaves it open."
  ) { calculator, arguments throws(MissingValue) in
    decided(calculator, arguments, by: true)
  }

  /// Three-valued: one `decisive` answer settles it, a missing one keeps it open.
  private static func decided(
    _ calculator: FormulaCalculator, _ arguments: FormulaArguments, by decisive: Bool
  ) -> FieldValue {
    var open: MissingReason?
    for index in 0..<arguments.count {
      switch calculator.value(arguments, index) {
      case .yesNo(let truth): if truth == decisive { return .yesNo(decisive) }
      case .missing(let reason): open = open ?? reason
      case .number, .text, .date: open = open ?? .unreadable
      }
    }
    return open.map { .missing($0) } ?? .yesNo(!decisive)
  }

  private static let not = FormulaFunction(
    name: "NOT", parameters: [FormulaParameter("condition", .condition)], result: .condition,
    chinese: "不成立", english: "The opposite; missing stays missing."
  ) { calculator, arguments throws(MissingValue) in
    .yesNo(!(try calculator.condition(arguments, 0)))
  }

  private static let ifMissing = FormulaFunction(
    name: "IFERROR",
    parameters: [FormulaParameter("value", .branch), FormulaParameter("otherwise", .branch)],
    result: .branch, chinese: "第一项；缺失或无结果时取第二项",
    english: "The first argument, or the second where the first is missing or undefined."
  ) { calculator, arguments throws(MissingValue) in
    let value = calculator.value(arguments, 0)
    return value.isMissing ? calculator.value(arguments, 1) : value
  }

  private static let isBlank = FormulaFunction(
    name: "ISBLANK", parameters: [FormulaParameter("value", .scalar)], result: .condition,
    chinese: "值是否缺失（任何原因）", english: "Whether the value is missing, for whatever reason.",
    render: renderedBlankTest
  ) { calculator, arguments throws(MissingValue) in
    .yesNo(calculator.value(arguments, 0).isMissing)
  }

  @Sendable private static func renderedBlankTest(_ arguments: [ExcelText]) -> ExcelText {
    ExcelText.blankTest(arguments[0], isBlank: true)
  }

  private static let isNumber = FormulaFunction(
    name: "ISNUMBER", parameters: [FormulaParameter("value", .scalar)], result: .condition,
    chinese: "值是否为数值", english: "Whether the value is there and a number."
  ) { calculator, arguments throws(MissingValue) in
    .yesNo(calculator.value(arguments, 0).number != nil)
  }
}
