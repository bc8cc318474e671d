// SPDX-License-Identifier: Apache-2.0
// FormulaType: what kind of value a part of a formula gives, with its unit.

/// The type of a field or of a part of a formula.
package indirect enum FormulaType: Hashable, Sendable {
  /// A number. `unit`: nil = not known, takes any; "" = a pure number, not to be mixed with units.
  case number(unit: String?)
  /// Free text, and the name of a code.
  case text
  case yesNo
  case date
  /// Many values of one type.
  case column(of: FormulaType)
  /// Anything: the check is left to the calculation.
  case unknown

  /// The type of one value: a column's element, everything else itself.
  var element: FormulaType {
    if case .column(let element) = self { element.element } else { self }
  }

  var isColumn: Bool {
    if case .column = self { true } else { false }
  }

  var isNumber: Bool {
    switch self {
    case .number, .unknown: true
    case .text, .yesNo, .date, .column: false
    }
  }

  var isYesNo: Bool { self == .yesNo || self == .unknown }

  var unit: String? {
    if case .number(let unit) = self { unit } else { nil }
  }

  var chineseName: String {
    switch self {
    case .number: "数值"
    case .text: "文本"
    case .yesNo: "是/否"
    case .date: "日期"
    case .column: "一列"
    case .unknown: "任意值"
    }
  }

  var englishName: String {
    switch self {
    case .number: "a number"
    case .text: "a text"
    case .yesNo: "yes/no"
    case .date: "a date"
    case .column: "a column"
    case .unknown: "any value"
    }
  }
}
