// SPDX-License-Identifier: Apache-2.0
// YesNoChoice: answers of more than one word: 是（县级）, ☑是 □否.

/// Reads an answer with a remark behind it, and a pair of boxes of which one is ticked.
enum YesNoChoice {
  private static let ticked: Set<Character> = ["√", "✓", "✔", "☑", "■", "●", "✅", "☒", "v"]
  private static let open: Set<Character> = ["□", "☐", "○", "〇"]
  private static let longest = 120

  /// The answer of a folded text; nil when it is none, or both.
  ///
  /// `word` reads the single words yes and no.
  static func answer(_ key: String, _ word: (String) -> Bool?) -> Bool? {
    guard key.utf8.count <= longest else { return nil }
    return ticked(key, word) ?? remarked(key, word) ?? numbered(key, word)
  }

  /// `1.是`, `2否` and `(b)否`: the number of an option, which must not say the contrary itself.
  private static func numbered(_ key: String, _ word: (String) -> Bool?) -> Bool? {
    guard let split = OptionMark.split(key), split.mark.count <= 2, !key.hasSuffix(")"),
      let answer = word(split.word)
    else { return nil }
    let own = split.mark == "1" ? true : split.mark == "0" ? false : word(split.mark)
    return own == nil || own == answer ? answer : nil
  }

  /// 是（县级） is yes: what stands in the bracket tells more, unless it is an answer itself.
  private static func remarked(_ key: String, _ word: (String) -> Bool?) -> Bool? {
    guard key.last == ")", let open = key.firstIndex(of: "("), open > key.startIndex else {
      return nil
    }
    let inside = String(key[key.index(after: open)...].dropLast())
    guard !inside.isEmpty, !inside.contains("/"), word(inside) == nil else { return nil }
    return word(String(key[..<open]))
  }

  /// `☑是□否` and `是√否□`: the word beside the one tick, where every word has a box.
  private static func ticked(_ key: String, _ word: (String) -> Bool?) -> Bool? {
    guard key.contains(where: ticked.contains) else { return nil }
    let bare = key.filter { !"()/、,".contains($0) }
    let isBox = { (character: Character) in
      ticked.contains(character) || open.contains(character)
    }
    guard bare.first.map(isBox) != bare.last.map(isBox) else { return nil }
    let boxes = bare.filter(isBox)
    let words = bare.split(whereSeparator: isBox).map { word(String($0)) }
    guard boxes.count == words.count, words.count == 2, boxes.count(where: ticked.contains) == 1,
      let first = words[0], let second = words[1], first != second
    else { return nil }
    return ticked.contains(boxes[boxes.startIndex]) ? first : second
  }
}
