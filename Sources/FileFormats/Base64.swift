// SPDX-License-Identifier: Apache-2.0
// Base64: bytes written as letters (RFC 4648), read tolerantly.

/// Reads base64.
enum Base64 {
  /// The bytes up to the first `=`; line ends and other letters that do not belong are left out.
  static func decode(_ letters: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(letters.count / 4 * 3)
    var group: UInt32 = 0
    var bits = 0
    for letter in letters {
      if letter == UInt8(ascii: "=") { break }
      guard let value = sextet(letter) else { continue }
      group = (group << 6 | UInt32(value)) & 0xFF_FFFF
      bits += 6
      if bits >= 8 {
        bits -= 8
        result.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
      }
    }
    return result
  }

  private static func sextet(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): letter - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
