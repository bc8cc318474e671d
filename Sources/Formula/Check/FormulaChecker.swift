// SPDX-License-Identifier: Apache-2.0
// FormulaChecker: resolves names and checks types and units, collecting every mistake.

import DataModel

/// Turns a written formula into a checked one.
///
/// After a mistake the part counts as `.unknown`, so that one mistake is reported once.
struct FormulaChecker {
  let vocabulary: any FormulaVocabulary
  var errors: [FormulaError] = []

  init(vocabulary: any FormulaVocabulary) {
    self.vocabulary = vocabulary
  }

  mutating func report(
    _ kind: FormulaError.Kind, at offset: Int, _ chinese: String, _ english: String
  ) {
    errors.append(FormulaError(kind, at: offset, chinese: chinese, english: english))
  }

  /// Checks a part that must be one value.
  mutating func scalar(_ node: FormulaNode) -> CheckedNode {
    var checked = part(node)
    if checked.type.isColumn {
      report(
        .type, at: node.offset, "此处应为单个值，而这是一列；请用 SUM、COUNTIFS 等函数汇总",
        "one value is needed here, this is a column; use SUM, COUNTIFS or the like")
      checked.type = .unknown
    }
    return checked
  }

  /// Checks a part that may be a column.
  mutating func part(_ node: FormulaNode) -> CheckedNode {
    let offset = node.offset
    switch node.kind {
    case .number(let value):
      return CheckedNode(.constant(.number(value)), .number(unit: nil), at: offset)
    case .text(let text): return CheckedNode(.constant(.text(text)), .text, at: offset)
    case .yesNo(let truth): return CheckedNode(.constant(.yesNo(truth)), .yesNo, at: offset)
    case .field(let name): return field(name, at: offset)
    case .column(let table, let name): return column(table, name, at: offset)
    case .negate(let operand):
      let checked = number(operand)
      return CheckedNode(.negate(checked), .number(unit: checked.type.unit), at: offset)
    case .percent(let operand):
      return CheckedNode(.percent(number(operand)), .number(unit: nil), at: offset)
    case .binary(let operation, let left, let right):
      return binary(operation, scalar(left), scalar(right), at: offset)
    case .call(let name, let arguments):
      return call(name, arguments, at: offset, mayHaveAlternatives: false)
    case .array:
      report(
        .type, at: offset, "{ } 只能作为 COUNTIFS、SUMIFS 的条件",
        "{ } may only be a criterion of COUNTIFS or SUMIFS")
      return CheckedNode(.constant(.missing(.undefined)), .unknown, at: offset)
    }
  }

  mutating func number(_ node: FormulaNode) -> CheckedNode {
    let checked = scalar(node)
    require(checked, to: checked.type.isNumber, be: .number(unit: nil))
    return checked
  }

  mutating func require(_ node: CheckedNode, to holds: Bool, be wanted: FormulaType) {
    guard !holds else { return }
    report(
      .type, at: node.offset, "此处应为\(wanted.chineseName)，而这是\(node.type.chineseName)",
      "\(wanted.englishName) is needed here, this is \(node.type.englishName)")
  }

  // MARK: - Names

  private mutating func field(_ name: String, at offset: Int) -> CheckedNode {
    guard let symbol = vocabulary.field(named: name) else {
      return unknownField(
        name, NameSuggestion.nearest(to: name, among: vocabulary.fieldNames), at: offset)
    }
    let kind: CheckedNode.Kind =
      symbol.type.isColumn ? .column(symbol.slot, table: nil) : .field(symbol.slot)
    return CheckedNode(kind, symbol.type, at: offset)
  }

  private mutating func column(_ table: String, _ name: String, at offset: Int) -> CheckedNode {
    if let symbol = vocabulary.column(table: table, field: name) {
      let type: FormulaType = symbol.type.isColumn ? symbol.type : .column(of: symbol.type)
      return CheckedNode(.column(symbol.slot, table: table), type, at: offset)
    }
    let names = vocabulary.fieldNames(ofTable: table)
    if names.isEmpty {
      let nearest = NameSuggestion.nearest(to: table, among: vocabulary.tableNames)
      return unknownField(table, nearest, at: offset, isTable: true)
    }
    let nearest = NameSuggestion.nearest(to: name, among: names)
    return unknownField("\(table)[\(name)]", nearest.map { "\(table)[\($0)]" }, at: offset)
  }

  private mutating func unknownField(
    _ name: String, _ nearest: String?, at offset: Int, isTable: Bool = false
  ) -> CheckedNode {
    report(
      .unknownField, at: offset,
      "没有名为“\(name)”的\(isTable ? "表" : "字段")" + (nearest.map { "，是否指“\($0)”？" } ?? ""),
      "there is no \(isTable ? "table" : "field") '\(name)'"
        + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
    return CheckedNode(.constant(.missing(.undefined)), .unknown, at: offset)
  }

  // MARK: - Units

  /// The unit of both; reports ㎡ + 元.
  mutating func commonUnit(_ left: String?, _ right: String?, at offset: Int) -> String? {
    guard let left, let right else { return left ?? right }
    if left != right {
      report(
        .unit, at: offset, "单位不同：\(Self.shown(left, "无单位")) 与 \(Self.shown(right, "无单位"))",
        "different units: \(Self.shown(left, "none")) and \(Self.shown(right, "none"))")
    }
    return left
  }

  private static func shown(_ unit: String, _ none: String) -> String {
    unit.isEmpty ? none : unit
  }

  /// The type that two values share which may stand at the same place.
  mutating func commonType(
    _ left: FormulaType, _ right: FormulaType, at offset: Int
  ) -> FormulaType {
    switch (left, right) {
    case (.number(let first), .number(let second)):
      return .number(unit: commonUnit(first, second, at: offset))
    case (.unknown, let known), (let known, .unknown): return known
    case _ where left == right: return left
    default:
      report(
        .type, at: offset, "各分支类型不同：\(left.chineseName)与\(right.chineseName)",
        "the branches differ in type: \(left.englishName) and \(right.englishName)")
      return .unknown
    }
  }
}
