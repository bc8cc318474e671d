// SPDX-License-Identifier: Apache-2.0
// DateFunctions: parts of dates, and dates from parts.

import DataModel

enum DateFunctions {
  static let all: [FormulaFunction] = [year, month, day, date]

  private static let oneDate = [FormulaParameter("date", .date)]

  private static let year = FormulaFunction(
    name: "YEAR", parameters: oneDate, result: .number, chinese: "年份",
    english: "The year of the date."
  ) { calculator, arguments throws(MissingValue) in
    .number(ExactNumber(try calculator.date(arguments, 0).year))
  }

  private static let month = FormulaFunction(
    name: "MONTH", parameters: oneDate, result: .number, chinese: "月份",
    english: "The month of the date, 1 to 12."
  ) { calculator, arguments throws(MissingValue) in
    .number(ExactNumber(try calculator.date(arguments, 0).month))
  }

  private static let day = FormulaFunction(
    name: "DAY", parameters: oneDate, result: .number, chinese: "日",
    english: "The day of the month, 1 to 31."
  ) { calculator, arguments throws(MissingValue) in
    .number(ExactNumber(try calculator.date(arguments, 0).day))
  }

  private static let date = FormulaFunction(
    name: "DATE",
    parameters: [
      FormulaParameter("year", .number), FormulaParameter("month", .number),
      FormulaParameter("day", .number),
    ],
    result: .date, chinese: "由年、月、日组成日期；不存在的日期无结果",
    english: "The date; undefined when there is no such day (Excel would roll over)."
  ) { calculator, arguments throws(MissingValue) in
    let year = try calculator.whole(arguments, 0)
    let month = try calculator.whole(arguments, 1)
    let day = try calculator.whole(arguments, 2)
    guard let date = CivilDate(year: year, month: month, day: day) else {
      throw MissingValue(.undefined)
    }
    return .date(date)
  }
}
