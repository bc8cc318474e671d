// SPDX-License-Identifier: Apache-2.0
// OptionMark: the number, letter or code that stands beside an answer chosen from several.

/// Tells an answer from the mark that numbers it; all texts are folded.
enum OptionMark {
  private static let separators = ".-_:、/|"

  /// `211-小学`, `1男`, `(1)男`, `a类-男` and `小学(211)` in mark and word; nil for other shapes.
  static func split(_ key: String) -> (mark: String, word: String)? {
    let head = key.prefix(while: isMark)
    if !head.isEmpty {
      let rest = withoutKind(key[head.endIndex...], behind: head)
      return pair(head, rest.drop { separators.contains($0) })
    }
    if key.first == "(", let close = key.firstIndex(of: ")") {
      let inside = key[..<close].dropFirst()
      guard inside.count <= 3, inside.allSatisfy(isMark) else { return nil }
      return pair(inside, key[key.index(after: close)...].drop { separators.contains($0) })
    }
    guard key.last == ")", let open = key.lastIndex(of: "("), open > key.startIndex else {
      return nil
    }
    let inside = key[key.index(after: open)...].dropLast()
    return inside.allSatisfy(isMark) ? pair(inside, key[..<open]) : nil
  }

  /// `2` of `02`; nil for a text that is no number or begins with no zero.
  static func withoutZeros(_ key: String) -> String? {
    guard key.utf8.first == UInt8(ascii: "0"), key.utf8.count <= 8,
      key.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    let short = key.drop { $0 == "0" }
    return short.isEmpty ? nil : String(short)
  }

  /// `-教学用房` of `类-教学用房` behind a letter: a class is named by its letter there.
  private static func withoutKind(_ rest: Substring, behind mark: Substring) -> Substring {
    guard mark.count == 1, mark.first?.isLetter == true, rest.first == "类",
      let next = rest.dropFirst().first, separators.contains(next)
    else { return rest }
    return rest.dropFirst()
  }

  private static func pair(_ mark: Substring, _ word: Substring) -> (mark: String, word: String)? {
    mark.isEmpty || word.isEmpty ? nil : (String(mark), String(word))
  }

  private static func isMark(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber)
  }
}
