// SPDX-License-Identifier: Apache-2.0
// NumberMath: roots, powers, directed rounding and careful sums of ExactNumbers.

import DataModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Arithmetic that ExactNumber does not have itself; nil means undefined.
enum NumberMath {
  /// The square root, exact where it is a decimal whose square gives the number back.
  static func squareRoot(_ number: ExactNumber) -> ExactNumber? {
    guard !number.isNegative else { return nil }
    let root = number.doubleValue.squareRoot()
    guard root.isFinite else { return nil }
    let candidate = ExactNumber(decimalOf: root)
    let square = candidate * candidate
    let isProven = number.isExact && square.isExact && square == number
    return isProven ? candidate : ExactNumber(approximate: root)
  }

  /// `base` to the power `exponent`; exact for small whole exponents.
  static func power(_ base: ExactNumber, _ exponent: ExactNumber) -> ExactNumber? {
    if let whole = exponent.wholeNumber, (-64...64).contains(whole) {
      if base.isZero, whole <= 0 { return nil }
      var result = ExactNumber.one
      for _ in 0..<abs(whole) { result = result * base }
      return whole < 0 ? ExactNumber.one.divided(by: result) : result
    }
    if exponent == ExactNumber(1, over: 2) { return squareRoot(base) }
    let value = pow(base.doubleValue, exponent.doubleValue)
    return value.isFinite ? ExactNumber(approximate: value) : nil
  }

  /// Rounds toward zero or away from it to `digits` decimals.
  static func rounded(_ number: ExactNumber, digits: Int, away: Bool) -> ExactNumber? {
    guard (-15...15).contains(digits), let scale = power(ExactNumber(10), ExactNumber(digits))
    else { return number }
    let scaled = number * scale
    let whole = away != scaled.isNegative ? scaled.roundedUp : scaled.roundedDown
    return whole.divided(by: scale)
  }

  /// The exact sum; where that does not fit, the Double nearest to it by compensated summation.
  static func sum(_ numbers: some Sequence<ExactNumber>) -> ExactNumber {
    var total = ExactNumber.zero
    for number in numbers { total = total + number }
    guard !total.isExact else { return total }
    var careful = CompensatedSum()
    for number in numbers { careful.add(number.doubleValue) }
    return ExactNumber(approximate: careful.total)
  }
}

/// A sum of Doubles that keeps what each addition loses (Neumaier).
struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  mutating func add(_ value: Double) {
    let next = sum + value
    lost += sum.magnitude >= value.magnitude ? (sum - next) + value : (value - next) + sum
    sum = next
  }

  var total: Double { sum + lost }
}
