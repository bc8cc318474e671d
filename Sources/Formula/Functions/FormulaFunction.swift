// SPDX-License-Identifier: Apache-2.0
// FormulaFunction: one entry of the function table: parameters, calculation, rendering, description.

import DataModel

/// What a function takes at one place.
struct FormulaParameter: Sendable {
  enum Kind: Sendable {
    /// One number.
    case number
    /// A number or a column of numbers; all such arguments of a call share one unit.
    case quantity
    /// A column of numbers; its unit is its own.
    case numberColumn
    /// Any column.
    case column
    /// A value or a column of any type.
    case anything
    /// One value of any type.
    case scalar
    /// One value that may become the result; all such arguments of a call share one type.
    case branch
    case text
    case condition
    case date
    /// What rows of the column before it must be, as in Excel's COUNTIFS.
    case criterion
  }

  var name: String
  var kind: Kind

  init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

/// What a function gives.
enum FormulaResult: Sendable {
  /// A number whose unit is not known.
  case number
  /// A number in the unit that all quantity arguments share.
  case quantity
  /// A number in the unit of the argument at this index.
  case unitOf(Int)
  /// The type that all branches share.
  case branch
  case text
  case condition
  case date
}

/// A function of the formula language.
///
/// To add one: an entry in a file of this folder, and a row in its test. Everything else (checking,
/// calculation, Excel text, reference page) follows from the entry.
struct FormulaFunction: Sendable {
  typealias Calculation =
    @Sendable (FormulaCalculator, FormulaArguments) throws(MissingValue) -> FieldValue
  typealias Rendering = @Sendable ([ExcelText]) -> ExcelText

  var name: String
  var parameters: [FormulaParameter]
  /// How many of the last parameters may be left out.
  var optionalCount = 0
  /// How many of the last parameters repeat as a group; 0 = none.
  var repeatingCount = 0
  var result: FormulaResult
  var chinese: String
  var english: String
  /// True for functions newer than the xlsx format, which files call `_xlfn.NAME`.
  var isNewInExcel = false
  /// True when the rendered text must be entered as an array formula.
  var needsArrayEntry = false
  /// nil renders as `NAME(arguments)`.
  var render: Rendering?
  var calculate: Calculation

  /// Excel's own limit.
  static let argumentLimit = 255

  var minimumCount: Int { parameters.count - optionalCount }

  /// True when a call may have this many arguments.
  func accepts(count: Int) -> Bool {
    if repeatingCount == 0 { return (minimumCount...parameters.count).contains(count) }
    guard count >= parameters.count, count <= Self.argumentLimit else { return false }
    return (count - parameters.count) % repeatingCount == 0
  }

  /// The parameter an argument belongs to.
  func parameter(at index: Int) -> FormulaParameter {
    guard index >= parameters.count, repeatingCount > 0 else {
      return parameters[min(index, parameters.count - 1)]
    }
    let first = parameters.count - repeatingCount
    return parameters[first + (index - first) % repeatingCount]
  }

  /// `COUNTIFS(column, criterion, …)`.
  var signature: String {
    var words = parameters.enumerated().map { index, parameter in
      index >= minimumCount ? "[\(parameter.name)]" : parameter.name
    }
    if repeatingCount > 0 { words.append("…") }
    return "\(name)(\(words.joined(separator: ", ")))"
  }
}

/// The table of all functions.
enum FormulaFunctionTable {
  static let all: [FormulaFunction] =
    AggregateFunctions.all + ConditionalFunctions.all + StatisticsFunctions.all
    + MathFunctions.all + LogicFunctions.all + TextFunctions.all + DateFunctions.all

  private static let byName = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  static func function(named name: String) -> FormulaFunction? { byName[name] }
}
