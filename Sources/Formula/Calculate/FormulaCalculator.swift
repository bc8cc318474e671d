// SPDX-License-Identifier: Apache-2.0
// FormulaCalculator: backend one, computes a formula's value; missing where an input is missing.

import DataModel

/// Ends the calculation of a function: it has no result, for this reason.
struct MissingValue: Error {
  var reason: MissingReason

  init(_ reason: MissingReason) {
    self.reason = reason
  }
}

/// Calculates one program in one context.
struct FormulaCalculator {
  let program: FormulaProgram
  let context: any FormulaContext

  func value(_ index: Int) -> FieldValue {
    let step = program.steps[index]
    switch step.operation {
    case .constant: return program.constants[step.first]
    case .field: return context.value(step.first)
    // A column or a criterion has no single value; the checker lets neither get here.
    case .column, .criteria: return .missing(.unreadable)
    case .negate: return mapNumber(step.first) { -$0 }
    case .percent:
      return mapNumber(step.first) { $0 * ExactNumber(1, over: 100) }
    case .isBlank: return .yesNo(value(step.first).isMissing)
    case .isFilled: return .yesNo(!value(step.first).isMissing)
    case .add, .subtract, .multiply, .divide, .power: return arithmetic(step)
    case .concatenate: return concatenation(value(step.first), value(step.second))
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return comparison(step.operation, value(step.first), value(step.second))
    case .call:
      do {
        let arguments = FormulaArguments(start: step.second, count: step.count)
        return try program.functions[step.first](self, arguments)
      } catch {
        return .missing(error.reason)
      }
    }
  }

  // MARK: - Arguments of calls

  func value(_ arguments: FormulaArguments, _ index: Int) -> FieldValue {
    value(program.arguments[arguments.start + index])
  }

  /// The argument as a number.
  func number(
    _ arguments: FormulaArguments, _ index: Int
  ) throws(MissingValue) -> ExactNumber {
    try value(arguments, index).asNumber()
  }

  /// The argument as a whole number, cut off toward zero as Excel does.
  func whole(_ arguments: FormulaArguments, _ index: Int) throws(MissingValue) -> Int {
    let number = try number(arguments, index)
    let cut = number.isNegative ? number.roundedUp : number.roundedDown
    guard abs(cut.doubleValue) <= 1_000_000_000 else { throw MissingValue(.undefined) }
    return Int(cut.doubleValue)
  }

  /// The argument as its output prints it: Excel's text functions take numbers too.
  func text(_ arguments: FormulaArguments, _ index: Int) throws(MissingValue) -> String {
    let value = value(arguments, index)
    if case .missing(let reason) = value { throw MissingValue(reason) }
    return value.outputText
  }

  func date(_ arguments: FormulaArguments, _ index: Int) throws(MissingValue) -> CivilDate {
    switch value(arguments, index) {
    case .date(let date): return date
    case .missing(let reason): throw MissingValue(reason)
    case .number, .text, .yesNo: throw MissingValue(.unreadable)
    }
  }

  func condition(_ arguments: FormulaArguments, _ index: Int) throws(MissingValue) -> Bool {
    switch value(arguments, index) {
    case .yesNo(let truth): return truth
    case .missing(let reason): throw MissingValue(reason)
    case .number, .text, .date: throw MissingValue(.unreadable)
    }
  }

  /// The values of a column argument; nil when the argument is one value.
  func column(_ arguments: FormulaArguments, _ index: Int) -> [FieldValue]? {
    let step = program.steps[program.arguments[arguments.start + index]]
    guard step.operation == .column else { return nil }
    return context.column(step.first)
  }

  /// The alternatives of a criterion argument: more than one for `{"体育","音乐"}`.
  func criteria(_ arguments: FormulaArguments, _ index: Int) -> ArraySlice<Criterion> {
    let position = program.arguments[arguments.start + index]
    let step = program.steps[position]
    guard step.operation == .criteria else { return [Criterion(value(position))] }
    return program.criteria[step.first..<step.first + step.second]
  }

  /// Gives every value of every argument, those of columns too.
  func visit(
    _ arguments: FormulaArguments, _ body: (FieldValue) throws(MissingValue) -> Void
  ) throws(MissingValue) {
    for index in 0..<arguments.count {
      if let column = column(arguments, index) {
        for value in column { try body(value) }
      } else {
        try body(value(arguments, index))
      }
    }
  }

  // MARK: - Operators

  private func mapNumber(
    _ index: Int, _ transform: (ExactNumber) -> ExactNumber
  ) -> FieldValue {
    switch value(index) {
    case .number(let number): .number(transform(number))
    case .missing(let reason): .missing(reason)
    case .text, .date, .yesNo: .missing(.unreadable)
    }
  }

  private func arithmetic(_ step: FormulaStep) -> FieldValue {
    let left = value(step.first)
    let right = value(step.second)
    guard case .number(let first) = left, case .number(let second) = right else {
      return Self.dateArithmetic(step.operation, left, right)
    }
    switch step.operation {
    case .add: return .finite(first + second)
    case .subtract: return .finite(first - second)
    case .multiply: return .finite(first * second)
    case .divide: return .finite(first.divided(by: second))
    default: return .finite(NumberMath.power(first, second))
    }
  }

  /// Days between two dates, a date some days later or earlier; everything else has no result.
  private static func dateArithmetic(
    _ operation: FormulaStep.Operation, _ left: FieldValue, _ right: FieldValue
  ) -> FieldValue {
    if let missing = firstMissing(left, right) { return missing }
    switch (left, right) {
    case (.date(let later), .date(let earlier)) where operation == .subtract:
      return .number(ExactNumber(later.daysSince1970 - earlier.daysSince1970))
    case (.date(let date), .number(let days)) where operation == .add || operation == .subtract:
      return shifted(date, by: operation == .add ? days : -days)
    case (.number(let days), .date(let date)) where operation == .add:
      return shifted(date, by: days)
    default: return .missing(.unreadable)
    }
  }

  private static func shifted(_ date: CivilDate, by days: ExactNumber) -> FieldValue {
    let whole = days.roundedDown.doubleValue
    guard abs(whole) < 10_000_000,
      let result = CivilDate(daysSince1970: date.daysSince1970 + Int(whole))
    else { return .missing(.undefined) }
    return .date(result)
  }

  private static func firstMissing(_ left: FieldValue, _ right: FieldValue) -> FieldValue? {
    left.isMissing ? left : right.isMissing ? right : nil
  }

  private func concatenation(_ left: FieldValue, _ right: FieldValue) -> FieldValue {
    Self.firstMissing(left, right) ?? .text(left.outputText + right.outputText)
  }

  private func comparison(
    _ operation: FormulaStep.Operation, _ left: FieldValue, _ right: FieldValue
  ) -> FieldValue {
    switch (left, right) {
    case (.number(let first), .number(let second)):
      return .yesNo(Self.compare(operation, first, second))
    case (.date(let first), .date(let second)):
      return .yesNo(Self.compare(operation, first, second))
    case (.text(let first), .text(let second)):
      return Self.equality(operation, first.hasSameBytes(as: second))
    case (.yesNo(let first), .yesNo(let second)):
      return Self.equality(operation, first == second)
    case (.missing, _): return left
    case (_, .missing): return right
    default: return .missing(.unreadable)
    }
  }

  private static func compare<Value: Comparable>(
    _ operation: FormulaStep.Operation, _ left: Value, _ right: Value
  ) -> Bool {
    switch operation {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: !(right < left)
    case .greater: right < left
    default: !(left < right)
    }
  }

  /// Texts have no order here: Excel's depends on the computer's language.
  private static func equality(
    _ operation: FormulaStep.Operation, _ isEqual: Bool
  ) -> FieldValue {
    switch operation {
    case .equal: .yesNo(isEqual)
    case .notEqual: .yesNo(!isEqual)
    default: .missing(.unreadable)
    }
  }
}

extension FieldValue {
  /// The number, or the reason why there is none.
  func asNumber() throws(MissingValue) -> ExactNumber {
    switch self {
    case .number(let number): return number
    case .missing(let reason): throw MissingValue(reason)
    case .text, .date, .yesNo: throw MissingValue(.unreadable)
    }
  }

  /// The number; undefined when there is none or it is beyond what a Double holds.
  static func finite(_ number: ExactNumber?) -> FieldValue {
    guard let number, number.isExact || number.doubleValue.isFinite else {
      return .missing(.undefined)
    }
    return .number(number)
  }
}
