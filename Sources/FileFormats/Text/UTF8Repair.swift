// SPDX-License-Identifier: Apache-2.0
// UTF8Repair: checks UTF-8 and replaces what is none, piece by piece.

/// Well-formed UTF-8 (Unicode, table 3-7), found and repaired.
enum UTF8Repair {
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// What stands where no whole character does.
  private enum Flaw {
    /// So many bytes are the beginning of a character that does not go on.
    case bad(Int)
    case torn
  }

  /// The place of the first byte from `start` on that begins no whole character; `end` if none.
  static func validEnd(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    var source = start
    while source < end {
      while end - source >= 8, source.word & highBits == 0 { source += 8 }
      while source < end, source[0] < 0x80 { source += 1 }
      // Most characters beyond ASCII have three bytes.
      while end - source >= 3, isOrdinaryTriple(source) { source += 3 }
      guard source < end, source[0] > 0x7F else { continue }
      let length = wanted(source[0])
      guard length > 0, end - source >= length, wellFormed(source, length) == length else {
        return source
      }
      source += length
    }
    return source
  }

  /// Copies `input`; `target` has room for three times as much.
  static func copy(
    _ input: UnsafeBufferPointer<UInt8>, isLast: Bool, to target: UnsafeMutablePointer<UInt8>,
    _ replacements: inout Int
  ) -> TextDecoder.Step {
    guard let start = input.baseAddress else {
      return TextDecoder.Step(consumed: 0, produced: 0)
    }
    let end = start + input.count
    var source = start
    var free = target
    while source < end {
      let stop = validEnd(source, end)
      free.update(from: source, count: stop - source)
      free += stop - source
      source = stop
      guard source < end else { break }
      switch flaw(source, end, isLast) {
      case .torn: return TextDecoder.Step(consumed: source - start, produced: free - target)
      case .bad(let length):
        UTF8Output.appendReplacement(&free)
        replacements += 1
        source += length
      }
    }
    return TextDecoder.Step(consumed: source - start, produced: free - target)
  }

  /// True where more bytes may make the last ones a character.
  static func isTorn(_ source: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    guard source < end, case .torn = flaw(source, end, false) else { return false }
    return true
  }

  private static func flaw(
    _ source: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ isLast: Bool
  ) -> Flaw {
    let length = wanted(source[0])
    guard length > 0 else { return .bad(1) }
    let have = min(length, end - source)
    let good = wellFormed(source, have)
    return good == have && !isLast ? .torn : .bad(good)
  }

  /// U+1000 to U+CFFF: no special case of the second byte.
  @inline(__always)
  private static func isOrdinaryTriple(_ source: UnsafePointer<UInt8>) -> Bool {
    source[0] &- 0xE1 < 0xC && source[1] & 0xC0 == 0x80 && source[2] & 0xC0 == 0x80
  }

  /// How many bytes a character that begins so has; 0 when none does.
  private static func wanted(_ lead: UInt8) -> Int {
    switch lead {
    case 0..<0x80: 1
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }

  /// How many of the first `count` bytes fit together, at least the first.
  private static func wellFormed(_ source: UnsafePointer<UInt8>, _ count: Int) -> Int {
    guard count > 1 else { return count }
    let second: ClosedRange<UInt8> =
      switch source[0] {
      case 0xE0: 0xA0...0xBF
      case 0xED: 0x80...0x9F
      case 0xF0: 0x90...0xBF
      case 0xF4: 0x80...0x8F
      default: 0x80...0xBF
      }
    guard second.contains(source[1]) else { return 1 }
    for place in 2..<max(2, count) where source[place] & 0xC0 != 0x80 { return place }
    return count
  }
}
