// SPDX-License-Identifier: Apache-2.0
// NumberText: a number as people write it, with separators and with whatever follows it.

package import DataModel

/// A number at the head of a text.
package struct NumberText: Hashable, Sendable {
  package var number: ExactNumber
  package var hasSeparators: Bool
  package var isChinese: Bool
  /// What follows the number, without spaces.
  package var rest: String

  /// Reads `1,234.5㎡`, `-3`, `1 200`, `1'200`, `一百二十人`; nil when the text does not begin with a number.
  ///
  /// The text must be folded (NFKC). Separators must stand before groups of three digits.
  package init?(_ folded: String) {
    let bytes = Array(folded.utf8)
    guard bytes.count <= 400 else { return nil }
    var index = 0
    var literal: [UInt8] = []
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    if let sign = Self.sign(bytes, at: index) {
      if sign.isNegative { literal.append(UInt8(ascii: "-")) }
      index += sign.length
      while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    }
    let signLength = literal.count
    hasSeparators = false
    guard let end = Self.whole(bytes, from: index, into: &literal, separators: &hasSeparators)
    else {
      let simplified = SimplifiedCharacters.simplified(folded) ?? folded
      guard signLength == 0, let chinese = ChineseNumerals.prefix(of: simplified) else {
        return nil
      }
      number = ExactNumber(chinese.number)
      isChinese = true
      rest = TextFolding.withoutSpaces(chinese.rest)
      return
    }
    index = Self.fractionAndExponent(bytes, from: end, into: &literal)
    guard let number = ExactNumber(decimal: String(decoding: literal, as: UTF8.self)) else {
      return nil
    }
    self.number = number
    isChinese = false
    rest = TextFolding.withoutSpaces(String(decoding: bytes[index...], as: UTF8.self))
  }

  /// `-`, `+`, and the minus sign and dashes that are typed for it.
  private static func sign(_ bytes: [UInt8], at index: Int) -> (isNegative: Bool, length: Int)? {
    guard index < bytes.count else { return nil }
    if bytes[index] == UInt8(ascii: "-") { return (true, 1) }
    if bytes[index] == UInt8(ascii: "+") { return (false, 1) }
    guard index + 2 < bytes.count, bytes[index] == 0xE2 else { return nil }
    let isMinus = bytes[index + 1] == 0x88 && bytes[index + 2] == 0x92
    let isDash = bytes[index + 1] == 0x80 && (0x90...0x95).contains(bytes[index + 2])
    return isMinus || isDash ? (true, 3) : nil
  }

  /// Digits with separators; nil when there is no digit or a separator stands where none may.
  private static func whole(
    _ bytes: [UInt8], from start: Int, into literal: inout [UInt8], separators: inout Bool
  ) -> Int? {
    var index = start
    var group = 0
    var groups = 0
    while index < bytes.count {
      if isDigit(bytes[index]) {
        literal.append(bytes[index])
        group += 1
        index += 1
        continue
      }
      let mark = separator(bytes, at: index)
      guard mark > 0, group > 0, threeDigits(bytes, after: index + mark - 1),
        groups == 0 ? group <= 3 : group == 3
      else { break }
      separators = true
      groups += 1
      group = 0
      index += mark
    }
    let isShortPoint =
      index + 1 < bytes.count && bytes[index] == UInt8(ascii: ".")
      && isDigit(bytes[index + 1])
    return group > 0 || (index == start && isShortPoint) ? index : nil
  }

  /// The length of `,`, a space, `'` or `’`; 0 for anything else.
  private static func separator(_ bytes: [UInt8], at index: Int) -> Int {
    switch bytes[index] {
    case UInt8(ascii: ","), 0x20, UInt8(ascii: "'"): 1
    case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x99:
      3
    default: 0
    }
  }

  private static func threeDigits(_ bytes: [UInt8], after index: Int) -> Bool {
    guard index + 3 < bytes.count else { return false }
    return bytes[(index + 1)...(index + 3)].allSatisfy(isDigit)
      && (index + 4 == bytes.count || !isDigit(bytes[index + 4]))
  }

  private static func fractionAndExponent(
    _ bytes: [UInt8], from start: Int, into literal: inout [UInt8]
  ) -> Int {
    var index = start
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      literal.append(bytes[index])
      index += 1
      while index < bytes.count, isDigit(bytes[index]) {
        literal.append(bytes[index])
        index += 1
      }
    }
    guard index + 1 < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") else { return index }
    var end = index + 1
    if bytes[end] == UInt8(ascii: "+") || bytes[end] == UInt8(ascii: "-") { end += 1 }
    let digits = end
    while end < bytes.count, isDigit(bytes[end]), end - digits < 3 { end += 1 }
    guard end > digits, end == bytes.count else { return index }
    literal += bytes[index..<end].filter { $0 != UInt8(ascii: "+") }
    return end
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
