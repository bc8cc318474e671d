// SPDX-License-Identifier: Apache-2.0
// ChineseNumerals: whole numbers written in Chinese characters.

/// Reads 一百二十, 两千零五, 一万二, 廿五, 壹佰贰拾, 二〇二四.
package enum ChineseNumerals {
  private static let digits: [Character: Int] = [
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
    "八": 8, "九": 9, "幺": 1, "弌": 1, "弍": 2, "弎": 3, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6,
    "柒": 7, "捌": 8, "玖": 9,
    "参": 3,
  ]
  private static let tens: [Character: Int] = [
    "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000,
  ]

  /// The number at the head of the text and the text after it; nil when there is none.
  ///
  /// A row of bare digits (二〇二四) is read by position; an ill-formed row (三五十) is no number.
  package static func prefix(of text: String) -> (number: Int, rest: String)? {
    if let score = scores[text.first ?? " "] { return scored(text, score) }
    let numeral = text.prefix { digits[$0] != nil || tens[$0] != nil || $0 == "万" || $0 == "亿" }
    guard !numeral.isEmpty, numeral.count <= 24,
      let number = number(Array(numeral))
    else { return nil }
    return (number, String(text[numeral.endIndex...]))
  }

  private static let scores: [Character: Int] = ["廿": 20, "卄": 20, "卅": 30, "卌": 40]

  /// 廿五 is 25; nothing but one digit may follow.
  private static func scored(_ text: String, _ score: Int) -> (number: Int, rest: String)? {
    let rest = text.dropFirst()
    guard let next = rest.first, let digit = digits[next] else { return (score, String(rest)) }
    let after = rest.dropFirst()
    let goesOn = after.first.map { digits[$0] != nil || tens[$0] != nil } ?? false
    return digit == 0 || goesOn ? nil : (score + digit, String(after))
  }

  /// The number that the whole text is; nil for anything else.
  package static func number(_ text: String) -> Int? {
    guard let found = prefix(of: text), found.rest.isEmpty else { return nil }
    return found.number
  }

  private static func number(_ characters: [Character]) -> Int? {
    guard characters.contains(where: { digits[$0] == nil }) else {
      return positional(characters)
    }
    guard let first = characters.first, first != "万", first != "亿" else { return nil }
    for (mark, unit) in [(Character("亿"), 100_000_000), (Character("万"), 10_000)] {
      guard let index = characters.lastIndex(of: mark) else { continue }
      guard let high = number(Array(characters[..<index])) else { return nil }
      let low = Array(characters[(index + 1)...])
      guard let value = low.isEmpty ? 0 : belowTenThousand(low, after: unit) else { return nil }
      let (product, overflows) = high.multipliedReportingOverflow(by: unit)
      guard !overflows else { return nil }
      let (sum, sumOverflows) = product.addingReportingOverflow(value)
      return sumOverflows ? nil : sum
    }
    return belowTenThousand(characters, after: nil)
  }

  private static func positional(_ characters: [Character]) -> Int? {
    guard characters.count <= 12 else { return nil }
    return characters.reduce(0) { $0 * 10 + (digits[$1] ?? 0) }
  }

  /// Reads 一百零五 and 十二; `after` is the unit before it, for 一万二 (12 000).
  private static func belowTenThousand(_ characters: [Character], after unit: Int?) -> Int? {
    if characters.contains("亿") || characters.contains("万") {
      return number(characters)
    }
    if let unit, characters.count == 1, let digit = digits[characters[0]], digit > 0 {
      return digit * unit / 10
    }
    var total = 0
    var pending: Int?
    var smallest = 10_000
    for (position, character) in characters.enumerated() {
      if let digit = digits[character] {
        guard pending == nil || pending == 0 else { return nil }
        pending = digit
      } else if let ten = tens[character] {
        guard ten < smallest, pending != 0 else { return nil }
        guard let count = pending ?? (ten == 10 && position == 0 ? 1 : nil) else { return nil }
        total += count * ten
        smallest = ten
        pending = nil
      } else {
        return nil
      }
    }
    guard let last = pending else { return total }
    let isShortForm =
      smallest >= 100 && smallest < 10_000 && characters.count >= 2
      && tens[characters[characters.count - 2]] != nil
    return total + (isShortForm ? last * smallest / 10 : last)
  }
}
