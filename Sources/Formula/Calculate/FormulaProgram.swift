// SPDX-License-Identifier: Apache-2.0
// FormulaProgram: a checked formula as a flat list of steps, quick to calculate a million times.

package import DataModel

/// Where the values of a formula come from.
///
/// Slots are those of the vocabulary the formula was checked with: no name is looked up while calculating.
/// A class or a struct of up to three words is passed without any allocation.
package protocol FormulaContext {
  func value(_ slot: Int) -> FieldValue
  func column(_ slot: Int) -> [FieldValue]
}

/// The arguments of one call: a range in the program's argument list.
struct FormulaArguments {
  var start: Int
  var count: Int
}

/// One step; what the numbers mean depends on the operation.
struct FormulaStep: Sendable {
  enum Operation: Sendable {
    /// `first`: index of the constant.
    case constant
    /// `first`: slot.
    case field
    /// `first`: slot.
    case column
    /// `first`: start in the criteria, `second`: how many alternatives.
    case criteria
    /// `first`: step.
    case negate, percent, isBlank, isFilled
    /// `first`, `second`: steps.
    case add, subtract, multiply, divide, power, concatenate
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    /// `first`: function, `second`: start in the arguments, `count`.
    case call
  }

  var operation: Operation
  var first = 0
  var second = 0
  var count = 0
}

/// The steps of one formula; immutable, so many threads may calculate with it.
final class FormulaProgram: Sendable {
  let steps: [FormulaStep]
  let constants: [FieldValue]
  let criteria: [Criterion]
  let arguments: [Int]
  let functions: [FormulaFunction.Calculation]
  let root: Int

  init(_ node: CheckedNode) {
    var builder = FormulaProgramBuilder()
    root = builder.add(node)
    steps = builder.steps
    constants = builder.constants
    criteria = builder.criteria
    arguments = builder.arguments
    functions = builder.functions
  }
}

/// Flattens a checked tree, operands before what uses them.
private struct FormulaProgramBuilder {
  var steps: [FormulaStep] = []
  var constants: [FieldValue] = []
  var criteria: [Criterion] = []
  var arguments: [Int] = []
  var functions: [FormulaFunction.Calculation] = []

  /// The index of the step that gives the node's value.
  mutating func add(_ node: CheckedNode) -> Int {
    let step: FormulaStep
    switch node.kind {
    case .constant(let value):
      constants.append(value)
      step = FormulaStep(operation: .constant, first: constants.count - 1)
    case .field(let slot): step = FormulaStep(operation: .field, first: slot)
    case .column(let slot, _): step = FormulaStep(operation: .column, first: slot)
    case .negate(let operand): step = FormulaStep(operation: .negate, first: add(operand))
    case .percent(let operand): step = FormulaStep(operation: .percent, first: add(operand))
    case .blankTest(let operand, let isBlank):
      step = FormulaStep(operation: isBlank ? .isBlank : .isFilled, first: add(operand))
    case .binary(let operation, let left, let right):
      let first = add(left)
      step = FormulaStep(operation: Self.operation(operation), first: first, second: add(right))
    case .alternatives(let values):
      criteria += values.map { Criterion($0) }
      step = FormulaStep(
        operation: .criteria, first: criteria.count - values.count, second: values.count)
    case .call(let function, let operands):
      let indices = operands.map { add($0) }
      arguments += indices
      functions.append(function.calculate)
      step = FormulaStep(
        operation: .call, first: functions.count - 1, second: arguments.count - indices.count,
        count: indices.count)
    }
    steps.append(step)
    return steps.count - 1
  }

  private static func operation(_ operation: FormulaOperator) -> FormulaStep.Operation {
    switch operation {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .concatenate: .concatenate
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .power: .power
    }
  }
}
