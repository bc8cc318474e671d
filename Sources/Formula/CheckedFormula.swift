// SPDX-License-Identifier: Apache-2.0
// CheckedFormula: a formula ready to calculate and to render; the face of the module.

package import DataModel

/// A formula whose names, types and units are right.
package struct CheckedFormula: Sendable {
  /// As written.
  package let text: String
  package let type: FormulaType
  /// The scalar slots it reads, each once, in reading order.
  package let fieldSlots: [Int]
  /// The column slots it reads, each once, in reading order.
  package let columnSlots: [Int]
  let root: CheckedNode
  private let program: FormulaProgram

  /// Looks up the names and checks everything.
  ///
  /// `expected`: what the place of the formula asks for, such as `.yesNo` for a rule; nil takes anything
  /// but a column. Throws all mistakes at once.
  package init(
    _ syntax: FormulaSyntax, vocabulary: any FormulaVocabulary, expected: FormulaType? = nil
  ) throws(FormulaErrors) {
    var checker = FormulaChecker(vocabulary: vocabulary)
    let root = checker.scalar(syntax.root)
    if let expected { checker.expect(root, expected) }
    guard checker.errors.isEmpty else {
      throw FormulaErrors(checker.errors.sorted { $0.offset < $1.offset })
    }
    self.init(root, text: syntax.text)
  }

  /// A part of a checked formula, as one of its own; nobody wrote it, so it has no text.
  init(part node: CheckedNode) {
    self.init(node, text: "")
  }

  private init(_ root: CheckedNode, text: String) {
    self.text = text
    type = root.type
    self.root = root
    var fields: [Int] = []
    var columns: [Int] = []
    Self.collectSlots(root, &fields, &columns)
    fieldSlots = fields
    columnSlots = columns
    program = FormulaProgram(root)
  }

  /// Parses and checks in one go.
  package init(
    parsing text: String, vocabulary: any FormulaVocabulary, expected: FormulaType? = nil
  ) throws(FormulaErrors) {
    let syntax: FormulaSyntax
    do { syntax = try FormulaSyntax(parsing: text) } catch { throw FormulaErrors([error]) }
    try self.init(syntax, vocabulary: vocabulary, expected: expected)
  }

  private static func collectSlots(
    _ node: CheckedNode, _ fields: inout [Int], _ columns: inout [Int]
  ) {
    if case .field(let slot) = node.kind, !fields.contains(slot) { fields.append(slot) }
    if case .column(let slot, _) = node.kind, !columns.contains(slot) { columns.append(slot) }
    for child in node.children { collectSlots(child, &fields, &columns) }
  }

  /// The value in this context; `.missing` where it cannot be known or does not exist.
  package func calculate(_ context: some FormulaContext) -> FieldValue {
    FormulaCalculator(program: program, context: context).value(program.root)
  }
}

extension FormulaChecker {
  fileprivate mutating func expect(_ node: CheckedNode, _ expected: FormulaType) {
    switch (node.type, expected) {
    case (.unknown, _), (_, .unknown): break
    case (.number(let unit), .number(let wanted)):
      _ = commonUnit(unit, wanted, at: node.offset)
    default: require(node, to: node.type == expected, be: expected)
    }
  }
}
