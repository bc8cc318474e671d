// SPDX-License-Identifier: Apache-2.0
// ExcelGuard: keeps a rendered formula blank while an input it cannot do without is missing.

import DataModel

extension CheckedFormula {
  /// `IF(COUNT(D7,E7)<2,"",IFERROR(D7/E7,""))`: as `rendered`, but blank where our value is missing.
  ///
  /// Excel takes an empty cell for zero, and SUM passes over it; here missing is never zero. Blank means that
  /// an input is missing without which the value cannot be known, or that the result is undefined. One
  /// thing is not looked at: missing values in the columns of COUNTIFS, SUMIFS and their kin, where
  /// Excel may show a value although ours is missing.
  package func renderedOrBlank(_ addresses: some FormulaAddresses) -> String {
    let renderer = ExcelRenderer(addresses: addresses, isGuarded: true)
    let formula = "IFERROR(\(renderer.condition(root).text),\"\")"
    guard let test = NeededInputs(of: root).test(addresses) else { return formula }
    return "IF(\(test),\"\",\(formula))"
  }
}

extension ExcelRenderer {
  /// A part that may not be reached: #N/A instead of a value taken from empty cells.
  func guarded(_ node: CheckedNode) -> ExcelText {
    let text = condition(node)
    guard let test = NeededInputs(of: node).test(addresses) else { return text }
    return ExcelText("IF(\(test),NA(),\(text.text))")
  }

  /// AND and OR over parts that may be #N/A: one part that decides, decides all the same.
  ///
  /// nil for another function, and where no part can be #N/A.
  static func threeValued(_ function: FormulaFunction, _ arguments: [ExcelText]) -> ExcelText? {
    guard function.name == "AND" || function.name == "OR",
      arguments.contains(where: { $0.text.contains("NA()") })
    else { return nil }
    let all = "\(function.name)(\(arguments.map(\.text).joined(separator: ",")))"
    let decisive = arguments.map { argument in
      let test = function.name == "AND" ? "NOT(\(argument.text))" : argument.text
      return "IFERROR(\(test),FALSE)"
    }
    let result = function.name == "AND" ? "FALSE" : "TRUE"
    return ExcelText("IF(OR(\(decisive.joined(separator: ","))),\(result),\(all))")
  }
}

/// The cells and ranges without which a formula has no value.
private struct NeededInputs {
  /// Excel's limit is 255 arguments.
  private static let argumentLimit = 250

  private var numberCells: [Int] = []
  private var textCells: [Int] = []
  private var numberRanges: [Int] = []

  init(of node: CheckedNode) {
    collect(node)
  }

  private mutating func collect(_ node: CheckedNode) {
    switch node.kind {
    case .constant, .alternatives, .blankTest: break
    case .field(let slot): addCell(slot, isNumeric: node.type.isNumber || node.type == .date)
    case .column(let slot, _):
      if !numberRanges.contains(slot) { numberRanges.append(slot) }
    case .negate(let operand), .percent(let operand): collect(operand)
    case .binary(_, let left, let right):
      collect(left)
      collect(right)
    case .call(let function, let arguments):
      for argument in arguments.prefix(function.strictCount ?? arguments.count) {
        collect(argument)
      }
    }
  }

  /// Dates are numbers in a sheet; yes and no are texts.
  private mutating func addCell(_ slot: Int, isNumeric: Bool) {
    if isNumeric {
      if !numberCells.contains(slot) { numberCells.append(slot) }
    } else if !textCells.contains(slot) {
      textCells.append(slot)
    }
  }

  /// The condition that an input is missing; nil when none is needed.
  func test(_ addresses: any FormulaAddresses) -> String? {
    let tests = tests(addresses)
    return tests.count > 1 ? "OR(\(tests.joined(separator: ",")))" : tests.first
  }

  private func tests(_ addresses: any FormulaAddresses) -> [String] {
    var tests: [String] = []
    for start in stride(from: 0, to: numberCells.count, by: Self.argumentLimit) {
      let cells = numberCells.dropFirst(start).prefix(Self.argumentLimit)
      let list = cells.map { addresses.cell($0) }.joined(separator: ",")
      tests.append("COUNT(\(list))<\(cells.count)")
    }
    tests += textCells.map { "\(addresses.cell($0))=\"\"" }
    tests += numberRanges.map { slot in
      let range = addresses.range(slot)
      return "COUNT(\(range))<ROWS(\(range))"
    }
    return tests
  }
}
