// SPDX-License-Identifier: Apache-2.0
// FillInSentence: the blanks of a sentence such as 共有教学班＿12＿个，在校学生＿＿＿人.

/// Finds what was filled into a sentence, with the words around it.
package enum FillInSentence {
  /// One blank of a sentence.
  package struct Blank: Hashable, Sendable {
    /// The words since the last comma or blank.
    package var before: String
    /// What was filled in; "" where nothing was.
    package var value: String
    /// The words up to the next comma or blank.
    package var after: String
    /// Drawn as a blank, not only a number among words.
    package var isDrawn: Bool
  }

  private static let longestSentence = 1_500
  private static let stops = ScalarSet(",，。;；、\n".unicodeScalars)

  /// The blanks of a text; empty for a text with none drawn and fewer than two numbers.
  package static func blanks(_ text: String) -> [Blank] {
    guard mayHaveBlanks(text) else { return [] }
    let characters = Array(TextFolding.compatible(text).unicodeScalars)
    var found: [Blank] = []
    var index = 0
    var start = 0
    var openBlank = false
    while index < characters.count {
      guard let blank = blank(characters, at: index) else {
        if stops.contains(characters[index]) || isClause(characters, at: index) {
          if openBlank { close(&found, characters[start..<index]) }
          openBlank = false
          start = index + 1
        }
        index += 1
        continue
      }
      if openBlank { close(&found, characters[start..<index]) }
      let before = openBlank ? "" : string(characters[start..<index])
      found.append(
        Blank(before: before, value: blank.value, after: "", isDrawn: blank.isDrawn))
      index = blank.end
      start = index
      openBlank = true
    }
    if openBlank { close(&found, characters[start...]) }
    share(&found)
    return found.contains(where: \.isDrawn) || found.count >= 2 ? found : []
  }

  /// False for most texts without a drawn blank and with fewer than two numbers, told by their bytes.
  private static func mayHoldTwo(_ text: String) -> Bool {
    text.withBytes { bytes in
      var numbers = 0
      var last: UInt8 = 0
      for byte in bytes {
        switch byte {
        case 0x30...0x39: if !(0x30...0x39).contains(last) { numbers += 1 }
        // Brackets and lines; the first bytes of what may be one in another width, or a digit.
        case 0x28, 0x5F, 0xC2, 0xE1, 0xE2, 0xEA...0xFF: return true
        case 0x88...0x8F: if last == 0xE3 { return true }
        default: break
        }
        last = byte
      }
      return numbers >= 2
    }
  }

  /// False for most texts without blanks.
  static func mayHaveBlanks(_ text: String) -> Bool {
    text.utf8.count <= longestSentence && mayHoldTwo(text) && holdsWordsAndMarks(text)
  }

  /// No text has more blanks; 3 where it may hold drawn ones.
  package static func mostBlanks(_ text: String) -> Int {
    guard mayHaveBlanks(text) else { return 0 }
    return text.withBytes { bytes in
      var numbers = 0
      for place in bytes.indices {
        switch bytes[place] {
        case 0x30...0x39:
          let next = place + 1 < bytes.count ? bytes[place + 1] : 0
          if !(0x30...0x39).contains(next), !FirstNumber.isTime(bytes, at: place + 1) {
            numbers += 1
          }
        case 0x28, 0x5F, 0xC2, 0xE1, 0xE2, 0xEA...0xFF: return 3
        case 0x88...0x8F: if place > 0, bytes[place - 1] == 0xE3 { return 3 }
        default: break
        }
      }
      return min(numbers, 3)
    }
  }

  private static func holdsWordsAndMarks(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    return scalars.contains { $0.value >= 0x4E00 && $0.value < 0xA000 }
      && scalars.contains { scalar in
        scalar == "_" || scalar == "＿" || scalar == "(" || scalar == "（"
          || (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
      }
  }

  /// The brackets of （其中寄宿生 30 人）: what stands in them is a part of its own.
  private static func isClause(_ characters: [Unicode.Scalar], at index: Int) -> Bool {
    switch characters[index] {
    case "(":
      guard let end = characters[index...].prefix(40).firstIndex(of: ")") else { return false }
      return characters[index..<end].contains(where: isDigit)
    case ")":
      guard let start = characters[..<index].suffix(40).lastIndex(of: "(") else { return false }
      return characters[start..<index].contains(where: isDigit)
    default: return false
    }
  }

  private static func close(_ found: inout [Blank], _ words: ArraySlice<Unicode.Scalar>) {
    guard let last = found.indices.last else { return }
    found[last].after = TextFolding.withoutSpaces(string(words))
  }

  /// Words between two blanks belong to the left one as its unit and to the right one as its name.
  private static func share(_ found: inout [Blank]) {
    for index in found.indices {
      found[index].before = TextFolding.withoutSpaces(found[index].before)
      if index > 0, found[index].before.isEmpty { found[index].before = found[index - 1].after }
    }
  }

  private static func blank(
    _ characters: [Unicode.Scalar], at index: Int
  ) -> (value: String, end: Int, isDrawn: Bool)? {
    switch characters[index] {
    case "_": underscored(characters, at: index)
    case "(": bracketed(characters, at: index)
    case "0"..."9": plainNumber(characters, at: index)
    default: nil
    }
  }

  /// `＿＿＿`, `＿12＿`, `＿12`.
  private static func underscored(
    _ characters: [Unicode.Scalar], at index: Int
  ) -> (value: String, end: Int, isDrawn: Bool)? {
    let run = characters[index...].prefix { $0 == "_" }
    let rest = characters[run.endIndex...]
    let content = rest.prefix { $0 != "_" && !stops.contains($0) && $0 != ")" }
    let value = TextFolding.trimmed(string(content))
    let isClosed = content.endIndex < characters.count && characters[content.endIndex] == "_"
    if isClosed, isNumber(value) || (run.count <= 2 && isName(value)) {
      let close = characters[content.endIndex...].prefix { $0 == "_" }
      return (value, close.endIndex, true)
    }
    let digits = rest.prefix { isDigit($0) || $0 == "." || $0 == " " }
    if isNumber(TextFolding.trimmed(string(digits))) {
      return (TextFolding.trimmed(string(digits)), digits.endIndex, true)
    }
    return run.count >= 2 ? ("", run.endIndex, true) : nil
  }

  /// `（30）` and `（　）` behind a word; `(1)` at the front is a serial number.
  private static func bracketed(
    _ characters: [Unicode.Scalar], at index: Int
  ) -> (value: String, end: Int, isDrawn: Bool)? {
    guard index > 0, !stops.contains(characters[index - 1]),
      let close = characters[index...].prefix(24).firstIndex(of: ")")
    else { return nil }
    let content = characters[(index + 1)..<close]
    let value = TextFolding.trimmed(string(content.filter { $0 != "_" }[...]))
    guard value.isEmpty || isNumber(value) else { return nil }
    return (value, close + 1, true)
  }

  private static func plainNumber(
    _ characters: [Unicode.Scalar], at index: Int
  ) -> (value: String, end: Int, isDrawn: Bool)? {
    let run = characters[index...].prefix { isDigit($0) || $0 == "." || $0 == "," }
    let text = string(run)
    let value = text.hasSuffix(",") || text.hasSuffix(".") ? String(text.dropLast()) : text
    let end = index + value.utf8.count
    // 2025年9月1日 is a day, and 1. at the front a serial number.
    if end < characters.count, "年月日学".unicodeScalars.contains(characters[end]) { return nil }
    if index == 0, end < characters.count, ".、)".unicodeScalars.contains(characters[end]) {
      return nil
    }
    return (value, end, false)
  }

  private static func isDigit(_ character: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(character.value)
  }

  private static func string(_ characters: ArraySlice<Unicode.Scalar>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(characters.count * 3)
    for character in characters { TextFolding.append(character, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isNumber(_ text: String) -> Bool {
    text.unicodeScalars.contains(where: isDigit)
      && text.unicodeScalars.allSatisfy { isDigit($0) || ".,-% ".unicodeScalars.contains($0) }
  }

  private static func isName(_ text: String) -> Bool {
    (2...20).contains(text.count) && !"个人名所间台册套元亩%平班".contains(text.first ?? " ")
  }
}
