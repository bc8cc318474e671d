// SPDX-License-Identifier: Apache-2.0
// FormulaParser: builds the tree of a formula with Excel's precedences.

import DataModel

/// A formula that follows the grammar; its names are not looked up yet.
package struct FormulaSyntax: Hashable, Sendable {
  package let text: String
  package let root: FormulaNode

  /// A leading `=` is allowed and means nothing.
  package init(parsing text: String) throws(FormulaError) {
    var parser = FormulaParser(tokens: try FormulaLexer.tokens(of: text))
    self.text = text
    root = try parser.formula()
  }
}

/// Precedence climbing over the tokens.
///
/// Nesting is bounded here, and with it the recursion of everything that walks the tree later.
struct FormulaParser {
  /// Brackets, calls and signs inside one another (Excel allows 64 functions).
  static let nestingLimit = 64
  /// Height of the tree, which a long chain `a+b+c…` reaches without any bracket.
  static let depthLimit = 256

  private let tokens: [FormulaToken]
  private var position = 0
  private var nesting = 0

  init(tokens: [FormulaToken]) {
    self.tokens = tokens
  }

  /// The last token is `.end` and is never passed.
  private var current: FormulaToken { tokens[min(position, tokens.count - 1)] }

  private mutating func advance() { position += 1 }

  private mutating func take(_ kind: FormulaToken.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  mutating func formula() throws(FormulaError) -> FormulaNode {
    _ = take(.operation(.equal))
    let root = try expression(minimum: 1)
    guard current.kind == .end else {
      throw FormulaError(
        .syntax, at: current.offset, chinese: "此处缺少运算符，或多了一个符号",
        english: "an operator is missing before this, or this is one sign too many")
    }
    return root
  }

  private mutating func expression(minimum: Int) throws(FormulaError) -> FormulaNode {
    var left = try operand()
    while case .operation(let operation) = current.kind, operation.precedence >= minimum {
      let offset = current.offset
      advance()
      let right = try expression(minimum: operation.precedence + 1)
      left = try node(.binary(operation, left, right), at: offset)
    }
    return left
  }

  private func node(_ kind: FormulaNode.Kind, at offset: Int) throws(FormulaError) -> FormulaNode {
    let node = FormulaNode(kind, at: offset)
    guard node.depth <= Self.depthLimit else { throw tooDeep(offset) }
    return node
  }

  private func tooDeep(_ offset: Int) -> FormulaError {
    FormulaError(
      .tooLarge, at: offset, chinese: "公式嵌套过深，请拆分",
      english: "the formula is nested too deeply; split it")
  }

  /// Signs, then what they apply to, then percent signs: `-5%` is −(5%), `-2^2` is (−2)^2.
  private mutating func operand() throws(FormulaError) -> FormulaNode {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Self.nestingLimit else { throw tooDeep(current.offset) }
    let offset = current.offset
    if take(.operation(.add)) { return try operand() }
    if take(.operation(.subtract)) { return try node(.negate(try operand()), at: offset) }
    var result = try primary()
    while current.kind == .percent {
      result = try node(.percent(result), at: current.offset)
      advance()
    }
    return result
  }

  private mutating func primary() throws(FormulaError) -> FormulaNode {
    let token = current
    switch token.kind {
    case .number(let value):
      advance()
      return FormulaNode(.number(value), at: token.offset)
    case .text(let text):
      advance()
      return FormulaNode(.text(text), at: token.offset)
    case .name(let name):
      advance()
      return try named(name, at: token.offset)
    case .bracketed(let name):
      advance()
      return fieldOrColumn(name, at: token.offset)
    case .open:
      advance()
      let inner = try expression(minimum: 1)
      guard take(.close) else { throw unclosed(token.offset) }
      return inner
    case .openBrace:
      advance()
      return try array(at: token.offset)
    case .operation, .percent, .close, .closeBrace, .comma, .end:
      throw FormulaError(
        .syntax, at: token.offset, chinese: "此处应为数值、文本、字段名或函数",
        english: "a value, a field or a function is expected here")
    }
  }

  private func unclosed(_ offset: Int) -> FormulaError {
    FormulaError(.syntax, at: offset, chinese: "括号没有闭合", english: "the bracket is not closed")
  }

  /// A word is a call before `(`, a truth value, or a field.
  private mutating func named(_ name: String, at offset: Int) throws(FormulaError) -> FormulaNode {
    if take(.open) { return try call(name.uppercased(), at: offset) }
    switch name.uppercased() {
    case "TRUE": return FormulaNode(.yesNo(true), at: offset)
    case "FALSE": return FormulaNode(.yesNo(false), at: offset)
    default: return fieldOrColumn(name, at: offset)
    }
  }

  private mutating func fieldOrColumn(_ name: String, at offset: Int) -> FormulaNode {
    guard case .bracketed(let field) = current.kind else {
      return FormulaNode(.field(name), at: offset)
    }
    advance()
    return FormulaNode(.column(table: name, field: field), at: offset)
  }

  private mutating func call(_ name: String, at offset: Int) throws(FormulaError) -> FormulaNode {
    // Excel's own files write TRUE() and prefix newer functions; both are read back.
    let plain = name.hasPrefix("_XLFN.") ? String(name.dropFirst(6)) : name
    if take(.close) {
      switch plain {
      case "TRUE": return FormulaNode(.yesNo(true), at: offset)
      case "FALSE": return FormulaNode(.yesNo(false), at: offset)
      default: return FormulaNode(.call(plain, []), at: offset)
      }
    }
    var arguments: [FormulaNode] = []
    repeat { arguments.append(try expression(minimum: 1)) } while take(.comma)
    guard take(.close) else { throw unclosed(offset) }
    return try node(.call(plain, arguments), at: offset)
  }

  private mutating func array(at offset: Int) throws(FormulaError) -> FormulaNode {
    var items: [FormulaNode] = []
    repeat {
      let item = try operand()
      switch item.kind {
      case .number, .text, .yesNo: items.append(item)
      case .negate(let inner):
        guard case .number(let value) = inner.kind else { throw notConstant(item.offset) }
        items.append(FormulaNode(.number(-value), at: item.offset))
      case .field, .column, .percent, .binary, .call, .array: throw notConstant(item.offset)
      }
    } while take(.comma)
    guard take(.closeBrace) else { throw unclosed(offset) }
    return FormulaNode(.array(items), at: offset)
  }

  private func notConstant(_ offset: Int) -> FormulaError {
    FormulaError(
      .syntax, at: offset, chinese: "{ } 中只能是常量", english: "{ } may hold constants only")
  }
}
