// SPDX-License-Identifier: Apache-2.0
// OperatorChecker: what each operator takes, what it gives, and the spellings of "blank" and "yes".

import DataModel

extension FormulaChecker {
  mutating func binary(
    _ operation: FormulaOperator, _ left: CheckedNode, _ right: CheckedNode, at offset: Int
  ) -> CheckedNode {
    if operation.isComparison { return comparison(operation, left, right, at: offset) }
    let type: FormulaType
    switch operation {
    case .concatenate: type = .text
    case .add, .subtract: type = sum(operation, left, right, at: offset)
    default:
      require(left, to: left.type.isNumber, be: .number(unit: nil))
      require(right, to: right.type.isNumber, be: .number(unit: nil))
      type = .number(unit: nil)
    }
    return CheckedNode(.binary(operation, left, right), type, at: offset)
  }

  /// Numbers of one unit; or dates: later − earlier = days, date ± days = date.
  private mutating func sum(
    _ operation: FormulaOperator, _ left: CheckedNode, _ right: CheckedNode, at offset: Int
  ) -> FormulaType {
    switch (left.type, right.type) {
    case (.number(let first), .number(let second)):
      return .number(unit: commonUnit(first, second, at: offset))
    case (.date, .date) where operation == .subtract: return .number(unit: nil)
    case (.date, .number): return .date
    case (.number, .date) where operation == .add: return .date
    case (.unknown, .number(let unit)), (.number(let unit), .unknown): return .number(unit: unit)
    case (.unknown, _), (_, .unknown): return .unknown
    default:
      let wrong = left.type.isNumber ? right : left
      require(wrong, to: false, be: .number(unit: nil))
      return .number(unit: nil)
    }
  }

  private mutating func comparison(
    _ operation: FormulaOperator, _ left: CheckedNode, _ right: CheckedNode, at offset: Int
  ) -> CheckedNode {
    let isEquality = operation == .equal || operation == .notEqual
    if isEquality, let tested = blankTested(left, right) {
      let kind = CheckedNode.Kind.blankTest(tested, isBlank: operation == .equal)
      return CheckedNode(kind, .yesNo, at: offset)
    }
    let (first, second) = (truth(left, beside: right), truth(right, beside: left))
    let result = CheckedNode(.binary(operation, first, second), .yesNo, at: offset)
    switch (first.type, second.type) {
    case (.number(let one), .number(let other)): _ = commonUnit(one, other, at: offset)
    case (.date, .date), (.unknown, _), (_, .unknown): break
    case (.text, .text), (.yesNo, .yesNo):
      if !isEquality {
        report(
          .type, at: offset, "\(first.type.chineseName)没有大小之分，只能用 = 或 <> 比较",
          "\(first.type.englishName) has no order; compare it with = or <>")
      }
    default:
      report(
        .type, at: offset, "不能比较\(first.type.chineseName)与\(second.type.chineseName)",
        "\(first.type.englishName) cannot be compared with \(second.type.englishName)")
    }
    return result
  }

  /// `x=""` asks whether x is missing, as people write it in Excel.
  private func blankTested(_ left: CheckedNode, _ right: CheckedNode) -> CheckedNode? {
    if right.constant == .text("") { return left }
    return left.constant == .text("") ? right : nil
  }

  /// `"是"` beside a yes/no value is that value.
  private func truth(_ node: CheckedNode, beside other: CheckedNode) -> CheckedNode {
    guard other.type == .yesNo, case .text(let text)? = node.constant else { return node }
    let value: Bool
    switch text.uppercased() {
    case "是", "TRUE": value = true
    case "否", "FALSE": value = false
    default: return node
    }
    return CheckedNode(.constant(.yesNo(value)), .yesNo, at: node.offset)
  }
}
