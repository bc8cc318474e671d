// SPDX-License-Identifier: Apache-2.0
// LongNumber: an identifier that was stored as a number with more digits than a number can keep.

import DataModel

/// What can be said of the digits behind the fifteenth.
///
/// A spreadsheet keeps 15 significant digits and shows zeros behind them. Other programs may write
/// all 18 into the file; but whoever opens it sees 15, and a binary number shares its 18 digits with
/// up to 16 neighbours, one or two of which fit any check digit. So such a value is never taken, not
/// even when its check digit fits: one wrong number in eleven would pass.
enum LongNumber {
  /// From here on a number has more than 15 digits.
  private static let firstDoubtful = 1e15

  /// Why the digits of `number` cannot be trusted, as facts of a finding; nil when they can.
  static func doubt(_ number: Double, isIdentityNumber: Bool) -> [String: String]? {
    guard abs(number) >= firstDoubtful else { return nil }
    let digits = Array(DecimalText.shortest(number).utf8)
    guard isIdentityNumber, let last = digits.last,
      let expected = IdentityCheck.character(after: digits.dropLast())
    else {
      return ["reason": "其后的数字不可信", "reason_en": "the digits behind them cannot be trusted"]
    }
    if last != expected {
      return [
        "reason": "校验码不符，末位数字确已丢失",
        "reason_en": "the check digit does not fit, so the last digits are lost",
      ]
    }
    return [
      "reason": "校验码虽相符，其后的数字仍不可信",
      "reason_en": "the check digit fits, yet the digits behind them cannot be trusted",
    ]
  }
}
