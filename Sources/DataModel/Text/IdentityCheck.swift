// SPDX-License-Identifier: Apache-2.0
// IdentityCheck: the check character of an 18-character identity number.

/// ISO 7064 MOD 11-2, as GB 11643-1999 uses it for 公民身份号码.
package enum IdentityCheck {
  private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  private static let characters = Array("10X98765432".utf8)

  /// The character that must follow these 17 digits; nil when they are not 17 digits.
  package static func character(after digits: some Collection<UInt8>) -> UInt8? {
    guard digits.count == weights.count else { return nil }
    var sum = 0
    for (digit, weight) in zip(digits, weights) {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      sum += Int(digit - UInt8(ascii: "0")) * weight
    }
    return character(ofSum: sum)
  }

  /// The weight of the digit at this place, 0 to 16.
  package static func weight(at place: Int) -> Int { weights[place] }

  /// The check character of a sum of weighted digits.
  package static func character(ofSum sum: Int) -> UInt8 { characters[sum % 11] }
}
