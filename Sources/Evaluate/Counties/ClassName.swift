// SPDX-License-Identifier: Apache-2.0
// ClassName: what is the same in all ways of writing the name of a class.

/// Folds the names of classes, so that a ledger of last year finds its classes again.
package enum ClassName {
  private static let digits: [Character: Int] = [
    "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
    "九": 9,
  ]

  /// `一（2）班`, `一年级2班`, `（二）班`, `２班` of grade `一年级` all give `2`.
  ///
  /// The name of the grade is taken off the front only where something of the name is left.
  package static func folded(_ name: String, grade: String) -> String {
    let plain = halfWidth(name)
    var rest = plain[...]
    let wanted = halfWidth(grade)
    // The grade's own sign: the first of 一年级, the last of 初一 and 高三.
    let sign = wanted.hasSuffix("年级") ? String(wanted.dropLast(2)) : wanted
    let number = sign.compactMap { digits[$0] }.first.map(String.init) ?? sign
    for prefix in [wanted, sign + "年级", number + "年级"] + bare(sign, rest) + bare(number, rest)
    where !prefix.isEmpty && rest.hasPrefix(prefix) && rest.count > prefix.count {
      rest = rest.dropFirst(prefix.count)
      break
    }
    let core = rest.filter { !"()[]【】班级第-—_.·".contains($0) }
    return core.isEmpty ? plain : arabic(core)
  }

  /// The sign where what follows it shows that it means the grade: `一(`, `1-`, `一2`.
  private static func bare(_ sign: String, _ name: Substring) -> [String] {
    guard name.hasPrefix(sign), let next = name.dropFirst(sign.count).first else { return [] }
    let isFigure = next.isNumber && next.isASCII && sign.last?.isASCII == false
    return isFigure || "([【-—_.·".contains(next) ? [sign] : []
  }

  /// Full-width signs as ASCII ones, letters small, no white space.
  private static func halfWidth(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
      let isFullWidth = (0xFF01...0xFF5E).contains(scalar.value)
      let value = isFullWidth ? scalar.value - 0xFEE0 : scalar.value
      result.unicodeScalars.append(Unicode.Scalar(value) ?? scalar)
    }
    return result.lowercased()
  }

  /// Chinese numerals below one hundred as figures, `十二` as `12`; other signs as they are.
  private static func arabic(_ text: String) -> String {
    var result = ""
    var tens: Int?
    var units: Int?
    func finish() {
      if let tens {
        result += String(tens * 10 + (units ?? 0))
      } else if let units {
        result += String(units)
      }
      (tens, units) = (nil, nil)
    }
    for character in text {
      if character == "十" {
        if tens != nil { finish() }
        (tens, units) = (units ?? 1, nil)
      } else if let digit = digits[character] {
        if units != nil { finish() }
        units = digit
      } else {
        finish()
        result.append(character)
      }
    }
    finish()
    return result
  }
}
