// SPDX-License-Identifier: Apache-2.0
// SchoolName: when two ways of writing a school's name mean one school, and when they only may.

import DataModel

/// Ways to compare the names of schools; all work inside one county only.
enum SchoolName {
  private static let stageParts = [
    "(小学部)", "(初中部)", "(中学部)", "(高中部)", "(小学)", "(初中)", "小学部", "初中部", "高中部",
  ]
  private static let digits: [Character: Character] = [
    "1": "一", "2": "二", "3": "三", "4": "四", "5": "五", "6": "六", "7": "七", "8": "八", "9": "九",
  ]
  private static let numerals: Set<Character> = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
  ]
  /// Words of one rank: 中心校 may be the 中心小学, and may as well be the seat of the school district.
  private static let kinds: [(word: String, stem: String)] = [
    ("中心完全小学", "中心"), ("中心完小", "中心"), ("中心小学", "中心"), ("中心学校", "中心"), ("中心校", "中心"),
    ("九年一贯制学校", "九年学校"), ("九年制学校", "九年学校"), ("完全小学", "小学"), ("完小", "小学"),
    ("初级中学", "中学"), ("初中", "中学"), ("完全中学", "中学"), ("学校", "校"), ("小学校", "小学"),
  ]

  /// The name without its stage part, 第 before a number, and with numbers in Chinese characters.
  ///
  /// 示例第1小学（小学部） is 示例一小学: two schools of one county never differ in this alone.
  static func loose(_ name: String) -> String {
    var text = SubmissionPath.folded(name)
    for part in stageParts where text.hasSuffix(part) && text.count > part.count + 3 {
      text.removeLast(part.count)
      break
    }
    var result = ""
    var previous: Character?
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      let isLone =
        !(previous?.isASCII == true && previous?.isNumber == true)
        && !(next.isASCII && next.isNumber)
      let digit = isLone ? digits[character] : nil
      if character == "第", numerals.contains(next) || digits[next] != nil {
        previous = character
        continue
      }
      result.append(digit ?? character)
      previous = character
    }
    return result
  }

  /// What is left of a name without its place and its kind: equal stems are worth a question.
  static func stem(_ name: String) -> String {
    var text = loose(name)
    for (word, stem) in kinds where text.hasSuffix(word) {
      text = String(text.dropLast(word.count)) + stem
      break
    }
    if let place = text.lastIndex(where: { "县区市镇乡旗".contains($0) }),
      text.distance(from: place, to: text.endIndex) > 3
    {
      text = String(text[text.index(after: place)...])
    }
    return text.filter { !"()".contains($0) }
  }

  /// Whether a person should be asked if these are one school.
  static func areNear(_ name: String, _ other: String) -> Bool {
    let (left, right) = (loose(name), loose(other))
    guard left.count >= 4, right.count >= 4,
      left.filter(numerals.contains) == right.filter(numerals.contains)
    else { return false }
    if stem(name) == stem(other) { return true }
    let limit = min(left.count, right.count) >= 8 ? 2 : 1
    return EditDistance.between(left, right, limit: limit) != nil
  }
}
