// SPDX-License-Identifier: Apache-2.0
// DecimalRounding: the Double nearest to a decimal of up to 19 digits.

/// Rounds `mantissa × 10^scale` to the nearest Double, ties to even, by exact integer arithmetic.
enum DecimalRounding {
  /// Powers of ten that a Double holds exactly.
  private static let exactPowers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
  /// All powers of ten below 2^64.
  private static let wholePowers: [UInt64] = (0...19).map { exponent in
    (0..<exponent).reduce(UInt64(1)) { product, _ in product &* 10 }
  }

  /// Nil where the scale is out of reach; the caller then takes a slower way.
  @inline(__always)
  static func double(_ mantissa: UInt64, scale: Int) -> Double? {
    if mantissa < 1 << 53, scale >= -22, scale <= 22 {
      return exactPowers.withUnsafeBufferPointer { powers in
        scale < 0 ? Double(mantissa) / powers[-scale] : Double(mantissa) * powers[scale]
      }
    }
    if scale == 0 { return Double(mantissa) }
    guard scale < 0, scale >= -19 else { return nil }
    return quotient(mantissa, wholePowers.withUnsafeBufferPointer { $0[-scale] })
  }

  /// `mantissa / divisor`, both not 0, with 64 bits of quotient and the rest as a sticky bit.
  private static func quotient(_ mantissa: UInt64, _ divisor: UInt64) -> Double {
    let numeratorShift = mantissa.leadingZeroBitCount
    let divisorShift = divisor.leadingZeroBitCount
    let numerator = mantissa << UInt64(numeratorShift)
    let denominator = divisor << UInt64(divisorShift)
    // The quotient has its highest bit set in both cases.
    let isLarger = numerator >= denominator
    let (whole, rest) = denominator.dividingFullWidth(
      isLarger ? (numerator >> 1, numerator << 63) : (numerator, 0))
    let exponent = divisorShift - numeratorShift - (isLarger ? 63 : 64) + 11
    let half = UInt64(0x400)
    let low = whole & 0x7FF
    var digits = whole >> 11
    if low > half || (low == half && (rest != 0 || digits & 1 == 1)) { digits += 1 }
    // Both factors are exact and the exponents are small, so the product is.
    return Double(digits) * Double(bitPattern: UInt64(1023 + exponent) << 52)
  }
}
