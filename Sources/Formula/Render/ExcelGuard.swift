// SPDX-License-Identifier: Apache-2.0
// ExcelGuard: keeps a rendered formula blank while an input it cannot do without is missing.

import DataModel

extension CheckedFormula {
  /// `IF(COUNT(D7,E7)<2,"",IFERROR(D7/E7,""))`: as `rendered`, but blank where our value is missing.
  ///
  /// Excel takes an empty cell for zero, and SUM passes over it; here missing is never zero. Blank means that
  /// an input is missing without which the value cannot be known, or that the result is undefined. Inputs
  /// that matter only sometimes (a branch of IF, a criterion's column) are not looked at: where one of
  /// those is missing, Excel may show a value although ours is missing.
  package func renderedOrBlank(_ addresses: some FormulaAddresses) -> String {
    let formula = "IFERROR(\(rendered(addresses)),\"\")"
    var needed = NeededInputs()
    needed.collect(root)
    let tests = needed.tests(addresses)
    switch tests.count {
    case 0: return formula
    case 1: return "IF(\(tests[0]),\"\",\(formula))"
    default: return "IF(OR(\(tests.joined(separator: ","))),\"\",\(formula))"
    }
  }
}

/// The cells and ranges without which a formula has no value.
private struct NeededInputs {
  /// Excel's limit is 255 arguments.
  private static let argumentLimit = 250

  private var numberCells: [Int] = []
  private var textCells: [Int] = []
  private var numberRanges: [Int] = []

  mutating func collect(_ node: CheckedNode) {
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

  /// Conditions of which each says that an input is missing.
  func tests(_ addresses: some FormulaAddresses) -> [String] {
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
