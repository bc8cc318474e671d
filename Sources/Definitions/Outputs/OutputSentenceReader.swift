// SPDX-License-Identifier: Apache-2.0
// OutputSentenceReader: reads sentences with blanks: `共{#primary}所，{在校生数|0}人`.

import DataModel
import Formula

/// Reads the blanks of sentences.
///
/// `{公式}` is a formula, `{公式|1}` one printed with so many decimals, `{@项目}` what was found for an
/// item, `{#块}` the rows of a block, `{#块.列=词}` those whose cell of a column holds a word.
struct OutputSentenceReader {
  let context: DefinitionContext
  let scope: FormulaScope

  func sentence(_ text: String, at place: DefinitionPlace) -> OutputSentence {
    var pieces: [OutputSentence.Piece] = []
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      let inside = rest[rest.index(after: open)...]
      guard let close = Self.end(of: inside) else {
        context.issues.add(place, "“{”没有对应的“}”", "a { has no }")
        return OutputSentence(pieces)
      }
      if let piece = blank(inside[..<close], at: place) { pieces.append(piece) }
      rest = inside[inside.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return OutputSentence(pieces)
  }

  /// The brace that closes a blank; those of `{"体育","音乐"}` and within quotation marks do not.
  private static func end(of text: Substring) -> Substring.Index? {
    var depth = 0
    var isQuoted = false
    for index in text.indices {
      switch text[index] {
      case "\"": isQuoted.toggle()
      case "{" where !isQuoted: depth += 1
      case "}" where !isQuoted:
        if depth == 0 { return index }
        depth -= 1
      default: break
      }
    }
    return nil
  }

  private func blank(_ text: Substring, at place: DefinitionPlace) -> OutputSentence.Piece? {
    if text.hasPrefix("#") { return count(text.dropFirst()) }
    if text.hasPrefix("@") { return .item(String(text.dropFirst())) }
    var formula = text
    var digits: Int?
    if let mark = text.lastIndex(of: "|") {
      formula = text[..<mark]
      guard let number = Int(text[text.index(after: mark)...]), (0...9).contains(number) else {
        context.issues.add(
          place, "“\(text)”的小数位数应为 0 至 9", "the decimals in {\(text)} must be 0 to 9")
        return nil
      }
      digits = number
    }
    do {
      let checked = try CheckedFormula(
        parsing: String(formula), vocabulary: scope, expected: .unknown)
      if case .number = checked.type, digits == nil {
        context.issues.add(
          place, "“\(text)”是数值，应写明小数位数，如 {\(text)|0}",
          "{\(text)} is a number and needs its decimals, such as {\(text)|0}")
      }
      return .formula(checked, digits: digits)
    } catch {
      for error in error.list {
        context.issues.add(
          place, "“\(text)”：\(error.chinese)", "{\(text)}: \(error.english)")
      }
      return nil
    }
  }

  private func count(_ text: Substring) -> OutputSentence.Piece {
    let sides = text.split(separator: "=", maxSplits: 1)
    let names = (sides.first ?? "").split(separator: ".", maxSplits: 1)
    return .count(
      block: String(names.first ?? ""), column: names.count > 1 ? String(names[1]) : nil,
      word: sides.count > 1 ? String(sides[1]) : "")
  }
}
