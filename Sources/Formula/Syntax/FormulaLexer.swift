// SPDX-License-Identifier: Apache-2.0
// FormulaLexer: splits the text of a formula into numbers, texts, names and signs.

import DataModel

/// A piece of a formula.
struct FormulaToken: Hashable {
  enum Kind: Hashable {
    case number(ExactNumber)
    case text(String)
    case name(String)
    /// `[…]`: a name that may hold any character.
    case bracketed(String)
    case operation(FormulaOperator)
    case percent
    case open
    case close
    case openBrace
    case closeBrace
    case comma
    case end
  }

  var kind: Kind
  var offset: Int
}

/// Reads tokens from left to right.
///
/// Full-width signs count as their ASCII forms: people type formulas with a Chinese keyboard. A full-width
/// bracket right after a Chinese name belongs to the name (`面积（㎡）`), since no function has such a name.
struct FormulaLexer {
  /// Excel's own limit.
  static let characterLimit = 8192

  private let characters: [Character]
  private var position = 0

  static func tokens(of text: String) throws(FormulaError) -> [FormulaToken] {
    // The limit is checked on bytes first so that a huge text is never split into characters.
    guard text.utf8.count <= characterLimit * 4 else { throw tooLong }
    var lexer = FormulaLexer(characters: Array(text))
    guard lexer.characters.count <= characterLimit else { throw tooLong }
    var tokens: [FormulaToken] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private init(characters: [Character]) {
    self.characters = characters
  }

  private static let tooLong = FormulaError(
    .tooLarge, at: characterLimit,
    chinese: "公式超过 \(characterLimit) 个字符",
    english: "the formula is longer than \(characterLimit) characters")

  private func peek(_ ahead: Int = 0) -> Character? {
    position + ahead < characters.count ? characters[position + ahead] : nil
  }

  private mutating func next() throws(FormulaError) -> FormulaToken {
    while let character = peek(), character.isWhitespace { position += 1 }
    let start = position
    guard let character = peek() else { return FormulaToken(kind: .end, offset: start) }
    if character == "[" || character == "［" {
      return FormulaToken(kind: .bracketed(try bracketedName()), offset: start)
    }
    if Self.isQuote(character) {
      return FormulaToken(kind: .text(try quotedText()), offset: start)
    }
    if Self.ascii(character) == "." || Self.isNameCharacter(character) {
      return FormulaToken(kind: try numberOrName(), offset: start)
    }
    if let kind = sign() { return FormulaToken(kind: kind, offset: start) }
    throw FormulaError(
      .syntax, at: start,
      chinese: "公式中不能有“\(character)”；含特殊字符的字段名请写成 [字段名]",
      english: "'\(character)' has no place here; write a name with such characters as [name]")
  }

  // MARK: - Signs

  private mutating func sign() -> FormulaToken.Kind? {
    guard let first = peek() else { return nil }
    if let second = peek(1), let pair = Self.pair(Self.ascii(first), Self.ascii(second)) {
      position += 2
      return .operation(pair)
    }
    let kind: FormulaToken.Kind? =
      switch Self.ascii(first) {
      case "(": .open
      case ")": .close
      case "{": .openBrace
      case "}": .closeBrace
      case ",", ";": .comma
      case "%": .percent
      case "≤": .operation(.lessOrEqual)
      case "≥": .operation(.greaterOrEqual)
      case "≠": .operation(.notEqual)
      case "×": .operation(.multiply)
      case "÷": .operation(.divide)
      case let other: FormulaOperator(rawValue: String(other)).map { .operation($0) }
      }
    if kind != nil { position += 1 }
    return kind
  }

  private static func pair(_ first: Character, _ second: Character) -> FormulaOperator? {
    switch (first, second) {
    case ("<", ">"): .notEqual
    case ("<", "="): .lessOrEqual
    case (">", "="): .greaterOrEqual
    default: nil
    }
  }

  /// The ASCII form of a full-width sign or digit (U+FF01…U+FF5E).
  private static func ascii(_ character: Character) -> Character {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
      (0xFF01...0xFF5E).contains(scalar.value),
      let narrow = Unicode.Scalar(scalar.value - 0xFEE0)
    else { return character }
    return Character(narrow)
  }

  // MARK: - Texts

  private static func isQuote(_ character: Character) -> Bool {
    character == "\"" || character == "“" || character == "”" || character == "＂"
  }

  /// A text ends with the kind of quote it began with; a doubled ASCII quote is one quote.
  private mutating func quotedText() throws(FormulaError) -> String {
    let start = position
    let isStraight = peek() == "\""
    position += 1
    var text = ""
    while let character = peek() {
      position += 1
      guard Self.isQuote(character), isStraight == (character == "\"") else {
        text.append(character)
        continue
      }
      guard isStraight, peek() == "\"" else { return text }
      text.append("\"")
      position += 1
    }
    throw FormulaError(
      .syntax, at: start, chinese: "文本缺少结束引号", english: "the text has no closing quote")
  }

  // MARK: - Names and numbers

  private static func isNameCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "·"
      || character == "、"
  }

  /// Excel's escape: `'` before one of `[ ] # '` stands for that character.
  private mutating func bracketedName() throws(FormulaError) -> String {
    let start = position
    position += 1
    var name = ""
    while let character = peek() {
      position += 1
      if character == "]" || character == "］" {
        guard !name.isEmpty else { break }
        return name
      }
      if character == "'", let escaped = peek(), "[]#'".contains(escaped) {
        name.append(escaped)
        position += 1
      } else {
        name.append(character)
      }
    }
    throw FormulaError(
      .syntax, at: start, chinese: "[ ] 中应为字段名，且要有结束的 ]",
      english: "[ ] must hold a name and be closed")
  }

  private mutating func numberOrName() throws(FormulaError) -> FormulaToken.Kind {
    let start = position
    if let number = try number() { return .number(number) }
    position = start
    while let character = peek(),
      Self.isNameCharacter(character) || (character == "." && peek(1)?.isLetter == true)
    {
      position += 1
    }
    var name = String(characters[start..<position])
    let isChinese = name.contains { !$0.isASCII }
    if isChinese, peek() == "（",
      let length = characters[position...].firstIndex(of: "）").map({ $0 - position + 1 })
    {
      name += String(characters[position..<position + length])
      position += length
      while let character = peek(), Self.isNameCharacter(character) {
        name.append(character)
        position += 1
      }
    }
    return .name(name)
  }

  /// Digits with a point and an exponent; nil when a name such as `2024年人数` begins here.
  private mutating func number() throws(FormulaError) -> ExactNumber? {
    let start = position
    var text = digits()
    if let point = peek(), Self.ascii(point) == "." {
      position += 1
      text += "." + digits()
    }
    guard text != "", text != "." else {
      guard text == "." else { return nil }
      throw badNumber(at: start)
    }
    let mark = position
    if let letter = peek(), letter == "e" || letter == "E" {
      position += 1
      var exponent = "e"
      if let sign = peek(), sign == "+" || sign == "-" {
        exponent.append(sign)
        position += 1
      }
      let power = digits()
      if power.isEmpty { position = mark } else { text += exponent + String(power.prefix(4)) }
    }
    if let following = peek(), following == "." || Self.isNameCharacter(following) {
      if !text.contains(".") { return nil }
      throw badNumber(at: start)
    }
    guard let value = ExactNumber(decimal: text) else { throw badNumber(at: start) }
    return value
  }

  private mutating func digits() -> String {
    var text = ""
    while let character = peek() {
      let narrow = Self.ascii(character)
      guard narrow >= "0", narrow <= "9", narrow.isASCII else { break }
      text.append(narrow)
      position += 1
    }
    return text
  }

  private func badNumber(at offset: Int) -> FormulaError {
    FormulaError(.syntax, at: offset, chinese: "不是数字", english: "this is not a number")
  }
}
