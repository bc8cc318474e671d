// SPDX-License-Identifier: Apache-2.0
// EvaluationTable: the tables of the evaluation itself that the items of a county may read.

package import Formula

/// What the evaluation knows of a county's schools, as tables: `学段部[在校生数]`, `超限班级[状态]`.
///
/// An undecided figure or verdict is missing, so that a count over it is undecided too.
package enum EvaluationTable: Int, CaseIterable, Sendable {
  /// Every school of the county, in scope or not.
  case schools
  /// Every judged part that a school handed in, and one without figures for each that should have.
  case parts
  /// Each indicator's 差异系数.
  case disparities
  /// Classes over their limit, with those of the previous run that no longer are.
  case oversizeClasses
  /// Lines of the declared ledgers, with those of the previous run that were lost.
  case ledgers

  package var name: String {
    switch self {
    case .schools: "学校"
    case .parts: "学段部"
    case .disparities: "差异系数"
    case .oversizeClasses: "超限班级"
    case .ledgers: "台账"
    }
  }

  /// Form number of its slots.
  package var scope: Int { FieldSlot.resultScope + rawValue }

  package init?(scope: Int) {
    self.init(rawValue: scope - FieldSlot.resultScope)
  }

  /// Names and types of its own columns; those of `parts` go on with inputs and indicators.
  package var columns: [(name: String, type: FormulaType)] {
    switch self {
    case .schools:
      [
        ("学校代码", .text), ("学校名称", .text), ("办学类型", .text), ("城乡类型", .text), ("举办者", .text),
        ("纳入评估", .yesNo), ("已报送", .yesNo), ("在校生数", .number(unit: "人")),
      ]
    case .parts:
      [
        ("学校代码", .text), ("学校名称", .text), ("办学类型", .text), ("城乡类型", .text), ("举办者", .text),
        ("学段", .text), ("纳入评估", .yesNo), ("达标", .yesNo), ("达标项数", .number(unit: "")),
      ]
    case .disparities:
      [("学段", .text), ("指标", .text), ("差异系数", .number(unit: "")), ("符合", .yesNo)]
    case .oversizeClasses:
      [
        ("学校代码", .text), ("学校名称", .text), ("学段", .text), ("年级", .text), ("班级", .text),
        ("学生数", .number(unit: "人")), ("班额上限", .number(unit: "人")), ("状态", .text),
      ]
    case .ledgers:
      [("台账", .text), ("学校代码", .text), ("学校名称", .text), ("记录", .text), ("状态", .text)]
    }
  }
}
