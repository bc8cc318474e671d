// SPDX-License-Identifier: Apache-2.0
// ExactNumber: a fraction of whole numbers, so that a value exactly at a threshold is exactly there.

/// A rational number in 16 bytes: exact for the decimals people type and for 1 亩 = 10000/15 ㎡, and a
/// plain Double (`isExact == false`) once a result no longer fits.
///
/// A verdict is decided by comparing ExactNumbers, never by comparing rounded or binary quotients.
/// Division by zero has no ExactNumber: see `divided(by:)`.
package struct ExactNumber: Hashable, Sendable {
  /// Lowest terms; when `denominator` is 0 this holds the bit pattern of a Double.
  private let numerator: Int64
  private let denominator: Int64

  package static let zero = ExactNumber(0)
  package static let one = ExactNumber(1)

  package init(_ whole: Int) {
    numerator = Int64(whole)
    denominator = 1
  }

  private init(numerator: Int64, denominator: Int64) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// `numerator / denominator` in lowest terms.
  ///
  /// Precondition: `denominator` is not 0.
  package init(_ numerator: Int, over denominator: Int) {
    precondition(denominator != 0, "an ExactNumber has no zero denominator")
    self.init(reducing: Int128(numerator), over: Int128(denominator))
  }

  /// A value that is not a decimal anyone typed (a square root, a quotient that did not fit).
  package init(approximate value: Double) {
    numerator = Int64(bitPattern: value.bitPattern)
    denominator = 0
  }

  /// The decimal a person sees for this Double: 0.1 becomes 1/10, not the binary neighbour.
  ///
  /// Precondition: finite.
  package init(decimalOf value: Double) {
    precondition(value.isFinite, "a number in a cell is finite")
    if let exact = ExactNumber(decimal: DecimalText.shortest(value)) {
      self = exact
    } else {
      self.init(approximate: value)
    }
  }

  /// Reads an ASCII decimal such as `-12.50` or `1.5e3`; nil when it is none or is not finite.
  ///
  /// More digits than fit give the nearest Double.
  package init?(decimal text: some StringProtocol) {
    var digits: Int128 = 0
    var digitCount = 0
    var scale = 0
    var seenPoint = false
    var isNegative = false
    var overflow = false
    var exponent = 0
    var bytes = text.utf8.makeIterator()
    var position = 0
    while let byte = bytes.next() {
      switch byte {
      case UInt8(ascii: "-") where position == 0: isNegative = true
      case UInt8(ascii: "+") where position == 0: break
      case UInt8(ascii: ".") where !seenPoint: seenPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digitCount += 1
        if digits > 100_000_000_000_000_000_000_000_000_000 {
          overflow = true
        } else {
          digits = digits * 10 + Int128(byte - UInt8(ascii: "0"))
          if seenPoint { scale += 1 }
        }
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        guard digitCount > 0, let value = Int(String(text.dropFirst(position + 1))),
          value.magnitude < 400
        else { return nil }
        exponent = value
        while bytes.next() != nil {}
      default: return nil
      }
      position += 1
    }
    guard digitCount > 0 else { return nil }
    let power = exponent - scale
    if overflow || abs(power) > 30 {
      guard let value = Double(String(text)), value.isFinite else { return nil }
      self.init(approximate: value)
      return
    }
    let signed = isNegative ? -digits : digits
    let ten = Self.powerOfTen(abs(power))
    if power >= 0 {
      let (product, overflows) = signed.multipliedReportingOverflow(by: ten)
      guard !overflows else {
        guard let value = Double(String(text)), value.isFinite else { return nil }
        self.init(approximate: value)
        return
      }
      self.init(reducing: product, over: 1)
    } else {
      self.init(reducing: signed, over: ten)
    }
  }

  private static func powerOfTen(_ exponent: Int) -> Int128 {
    var result: Int128 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }

  /// Lowest terms if they fit, else the nearest Double.
  private init(reducing top: Int128, over bottom: Int128) {
    if bottom == 1, let whole = Int64(exactly: top) {
      self.init(numerator: whole, denominator: 1)
      return
    }
    let divisor = Self.greatestCommonDivisor(top.magnitude, bottom.magnitude)
    let sign: Int128 = bottom < 0 ? -1 : 1
    let reducedTop = top / Int128(divisor) * sign
    let reducedBottom = bottom / Int128(divisor) * sign
    if let small = Int64(exactly: reducedTop), let smallBottom = Int64(exactly: reducedBottom) {
      self.init(numerator: small, denominator: smallBottom)
    } else {
      self.init(approximate: Double(reducedTop) / Double(reducedBottom))
    }
  }

  private static func greatestCommonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
    if let smallLeft = UInt64(exactly: left), let smallRight = UInt64(exactly: right) {
      var (big, small) = (smallLeft, smallRight)
      while small != 0 { (big, small) = (small, big % small) }
      return UInt128(max(big, 1))
    }
    var (big, small) = (left, right)
    while small != 0 { (big, small) = (small, big % small) }
    return max(big, 1)
  }

  /// False once a result did not fit: the value then carries a Double's rounding.
  package var isExact: Bool { denominator != 0 }

  /// The nearest Double.
  package var doubleValue: Double {
    guard denominator != 0 else { return Double(bitPattern: UInt64(bitPattern: numerator)) }
    if denominator == 1 { return Double(numerator) }
    let exactLimit: UInt64 = 1 << 53
    if numerator.magnitude <= exactLimit, denominator.magnitude <= exactLimit {
      return Double(numerator) / Double(denominator)
    }
    return WideQuotient.quotient(numerator, denominator)
  }

  /// The value as a whole number; nil when it is not one.
  package var wholeNumber: Int? { denominator == 1 ? Int(numerator) : nil }

  package var isZero: Bool { denominator == 0 ? doubleValue == 0 : numerator == 0 }

  package var isNegative: Bool { denominator == 0 ? doubleValue < 0 : numerator < 0 }

  /// Shortest round-trip decimal of the nearest Double.
  package var text: String { DecimalText.shortest(doubleValue) }

  package static func + (left: Self, right: Self) -> Self {
    guard left.isExact, right.isExact else {
      return Self(approximate: left.doubleValue + right.doubleValue)
    }
    if left.denominator == right.denominator {
      return Self(
        reducing: Int128(left.numerator) + Int128(right.numerator), over: Int128(left.denominator))
    }
    let top =
      Int128(left.numerator) * Int128(right.denominator)
      + Int128(right.numerator) * Int128(left.denominator)
    return Self(reducing: top, over: Int128(left.denominator) * Int128(right.denominator))
  }

  package static prefix func - (value: Self) -> Self {
    guard value.isExact else { return Self(approximate: -value.doubleValue) }
    return Self(reducing: -Int128(value.numerator), over: Int128(value.denominator))
  }

  package static func - (left: Self, right: Self) -> Self { left + -right }

  package static func * (left: Self, right: Self) -> Self {
    guard left.isExact, right.isExact else {
      return Self(approximate: left.doubleValue * right.doubleValue)
    }
    return Self(
      reducing: Int128(left.numerator) * Int128(right.numerator),
      over: Int128(left.denominator) * Int128(right.denominator))
  }

  /// The quotient; nil when `divisor` is zero.
  package func divided(by divisor: Self) -> Self? {
    guard !divisor.isZero else { return nil }
    guard isExact, divisor.isExact else {
      return Self(approximate: doubleValue / divisor.doubleValue)
    }
    return Self(
      reducing: Int128(numerator) * Int128(divisor.denominator),
      over: Int128(denominator) * Int128(divisor.numerator))
  }

  /// Rounds half away from zero to `digits` decimals (negative: tens, hundreds), as Excel's ROUND.
  package func rounded(digits: Int) -> Self {
    guard abs(digits) <= 15 else { return self }
    let power = Self.powerOfTen(abs(digits))
    guard isExact else {
      let factor = Double(power)
      let scaled = digits >= 0 ? doubleValue * factor : doubleValue / factor
      let whole = scaled.rounded(.toNearestOrAwayFromZero)
      return Self(approximate: digits >= 0 ? whole / factor : whole * factor)
    }
    let top = digits >= 0 ? Int128(numerator) * power : Int128(numerator)
    let bottom = digits >= 0 ? Int128(denominator) : Int128(denominator) * power
    let (quotient, remainder) = top.quotientAndRemainder(dividingBy: bottom)
    let step: Int128 = remainder.magnitude * 2 >= bottom.magnitude ? (top < 0 ? -1 : 1) : 0
    let whole = quotient + step
    return digits >= 0 ? Self(reducing: whole, over: power) : Self(reducing: whole * power, over: 1)
  }

  /// The smallest whole number that is not below the value.
  package var roundedUp: Self {
    guard isExact else { return Self(approximate: doubleValue.rounded(.up)) }
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return Self(numerator: remainder > 0 ? quotient + 1 : quotient, denominator: 1)
  }

  /// The largest whole number that is not above the value.
  package var roundedDown: Self { -((-self).roundedUp) }
}

extension ExactNumber: Comparable {
  /// Exact when both sides are; otherwise by Double.
  package static func < (left: Self, right: Self) -> Bool {
    guard left.isExact, right.isExact else { return left.doubleValue < right.doubleValue }
    return Int128(left.numerator) * Int128(right.denominator)
      < Int128(right.numerator) * Int128(left.denominator)
  }

  /// Equal values are equal whether exact or approximate.
  package static func == (left: Self, right: Self) -> Bool {
    if left.isExact, right.isExact {
      return left.numerator == right.numerator && left.denominator == right.denominator
    }
    return left.doubleValue == right.doubleValue
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(doubleValue) }
}

/// Correct rounding of a quotient of two Int64 that do not both fit a Double's 53 bits.
private enum WideQuotient {
  /// Long division in 128 bits to 64 significant bits, then one rounding to Double.
  static func quotient(_ top: Int64, _ bottom: Int64) -> Double {
    let magnitude = UInt128(top.magnitude)
    guard magnitude > 0 else { return 0 }
    let shift = max(0, 126 - (128 - magnitude.leadingZeroBitCount))
    let (whole, rest) = (magnitude << UInt128(shift)).quotientAndRemainder(
      dividingBy: UInt128(bottom.magnitude))
    // A sticky bit keeps the rounding of the long quotient right.
    let sticky = rest == 0 ? whole : whole | 1
    let value = Double(sticky) * Double(sign: .plus, exponent: -shift, significand: 1)
    return (top < 0) != (bottom < 0) ? -value : value
  }
}
