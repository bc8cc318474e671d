// SPDX-License-Identifier: Apache-2.0
// ValueSlip: which slip of the hand makes the written number of the right one.

package import DataModel
package import Definitions

/// Names of slips, in Chinese.
package enum ValueSlip {
  /// Nil where no usual slip leads from `right` to `written`.
  ///
  /// `units`: those that the value may have been written in, with their factors to its own.
  package static func name(
    written: ExactNumber, right: ExactNumber, unit: String? = nil, units: [UnitDefinition] = []
  ) -> String? {
    guard written != right, !right.isZero, !written.isZero else { return nil }
    if written == -right { return "像是正负号填反了" }
    return digits(written.text, right.text)
      ?? unitName(written, right, unit, units) ?? power(written, right)
  }

  private static func digits(_ written: String, _ right: String) -> String? {
    let first = Array(written.utf8)
    let second = Array(right.utf8)
    guard first.count <= 24, second.count <= 24, first.allSatisfy(isDigit),
      second.allSatisfy(isDigit)
    else { return nil }
    if first.count == second.count { return swapped(first, second) }
    if first.count == second.count + 1, let place = extra(first, second) {
      return "像是多写了一位数字“\(Character(Unicode.Scalar(first[place])))”"
    }
    if second.count == first.count + 1, let place = extra(second, first) {
      return "像是少写了一位数字“\(Character(Unicode.Scalar(second[place])))”"
    }
    return nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func swapped(_ written: [UInt8], _ right: [UInt8]) -> String? {
    let places = written.indices.filter { written[$0] != right[$0] }
    guard places.count == 2, places[1] == places[0] + 1, written[places[0]] == right[places[1]],
      written[places[1]] == right[places[0]]
    else { return nil }
    return "像是第\(places[0] + 1)、\(places[1] + 1)位数字写颠倒了"
  }

  /// The place of the one digit that the longer has more.
  private static func extra(_ long: [UInt8], _ short: [UInt8]) -> Int? {
    let place = short.indices.first { long[$0] != short[$0] } ?? short.count
    return Array(long[(place + 1)...]) == Array(short[place...]) ? place : nil
  }

  /// A value as it stands that was meant in another unit, or the reverse.
  private static func unitName(
    _ written: ExactNumber, _ right: ExactNumber, _ unit: String?, _ units: [UnitDefinition]
  ) -> String? {
    guard let unit, let ratio = right.divided(by: written) else { return nil }
    for other in units where other.canonical == unit && other.factor != .one {
      if isNear(ratio, other.factor) { return "像是按\(other.name)填的，应换算为\(unit)" }
      if isNear(ratio * other.factor, .one) { return "像是多换算了一次（\(other.name)与\(unit)）" }
    }
    return nil
  }

  /// Figures in 亩 and 万元 are rounded before they are converted.
  private static func isNear(_ left: ExactNumber, _ right: ExactNumber) -> Bool {
    let ratio = left.doubleValue / right.doubleValue
    return ratio > 0.999 && ratio < 1.001
  }

  private static func power(_ written: ExactNumber, _ right: ExactNumber) -> String? {
    guard let ratio = written.divided(by: right) else { return nil }
    for (factor, word) in [(10, "10"), (100, "100"), (1_000, "1000"), (10_000, "1万")] {
      if ratio == ExactNumber(factor) { return "是它的\(word)倍，像是小数点错位或计量单位弄混" }
      if ratio == ExactNumber(1, over: factor) {
        return "只有它的1/\(word)，像是小数点错位或计量单位弄混"
      }
    }
    return nil
  }
}
