// SPDX-License-Identifier: Apache-2.0
// InexactNumber: knows texts that hold a number and yet do not say which: 约120, 30-35, (12).

/// Why a text with a number in it is not one number.
///
/// Only texts that were refused come here, so it may take its time.
struct InexactNumber: Hashable, Sendable {
  var facts: [String: String]
  var suggestion = ""

  private static let longest = 60
  private static let before = [
    "约", "大约", "大概", "近", "将近", "接近", "估计", "预计", "不足", "超过", "超", "至少", "至多", "不少于", "不超过", "不到",
  ]
  private static let after = ["左右", "上下", "以上", "以下", "以内", "之间"]
  private static let inside: Set<Character> = ["余", "多", "几"]
  private static let bounds: Set<Character> = [">", "<", "≥", "≤", "≈", "~", "＞", "＜"]
  private static let joins: Set<Character> = ["-", "—", "–", "―", "~", "～", "〜", "至", "到"]

  /// `①35`, `35²`: folded, the mark of a footnote would be a digit of the number.
  static func hasNoteMark(_ text: String) -> Bool {
    var isAfterDigit = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x2460...0x249B, 0x24EA...0x24FF, 0x2776...0x2793, 0x3251...0x325F, 0x32B1...0x32BF:
        return true
      case 0xB2, 0xB3, 0xB9, 0x2070, 0x2074...0x2079, 0x2080...0x2089:
        if isAfterDigit { return true }
      default: isAfterDigit = scalar.properties.numericType == .decimal
      }
    }
    return false
  }

  static let noteMarkFacts = [
    "reason": "带圈或上标的数字可能是注释的序号",
    "reason_en": "a circled or raised digit may be the mark of a footnote",
  ]

  /// What keeps the folded text from being one number; nil when it holds no number at all.
  static func doubt(_ text: String) -> InexactNumber? {
    let word = TextFolding.word(text)
    guard word.utf8.count <= longest, word.contains(where: isDigit) else { return nil }
    if isRange(word) {
      return InexactNumber(facts: ["reason": "这是一个范围", "reason_en": "this is a range"])
    }
    if isApproximate(word) {
      return InexactNumber(facts: ["reason": "这是约数", "reason_en": "this is an approximate number"])
    }
    guard let inner = bracketed(word) else { return nil }
    return InexactNumber(
      facts: [
        "reason": "括号中的数可能是负数，也可能是注",
        "reason_en": "a number in brackets may be negative or a remark",
      ],
      suggestion: "\(inner) 或 -\(inner)")
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII ? character.isNumber : "〇零一二两三四五六七八九十百千万".contains(character)
  }

  private static func isRange(_ word: String) -> Bool {
    guard let join = word.dropFirst().firstIndex(where: { joins.contains($0) }) else {
      return false
    }
    let tail = word[word.index(after: join)...].drop { joins.contains($0) }
    guard let last = word[..<join].last, let first = tail.first else { return false }
    // 人, ㎡ or % may stand on either side; a second join makes it a date or a telephone number.
    let isSingle = !tail.contains { joins.contains($0) }
    return isSingle && isDigit(first) && word[..<join].contains(where: isDigit)
      && (isDigit(last) || !last.isASCII || last == "%" || last.isLetter)
  }

  private static func isApproximate(_ word: String) -> Bool {
    if let first = word.first, bounds.contains(first) { return true }
    if before.contains(where: { word.hasPrefix($0) }) { return true }
    if after.contains(where: { word.contains($0) }) { return true }
    var previous: Character?
    for character in word {
      if inside.contains(character), let before = previous, isDigit(before) { return true }
      previous = character
    }
    return word.last == "+"
  }

  /// `12` of `(12)`.
  private static func bracketed(_ word: String) -> String? {
    guard word.first == "(", word.last == ")" else { return nil }
    let inner = String(word.dropFirst().dropLast())
    return NumberText(inner)?.rest.isEmpty == true ? inner : nil
  }
}
