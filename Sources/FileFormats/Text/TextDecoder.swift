// SPDX-License-Identifier: Apache-2.0
// TextDecoder: turns bytes of a known encoding into UTF-8, piece by piece.

/// Decodes pieces of a text; what is torn at the end of a piece is left for the next call.
///
/// A byte that begins no character becomes U+FFFD and is counted; of UTF-16 and UTF-32 a whole
/// unit, so that the rest keeps its step, and of UTF-8 the longest beginning of a character.
struct TextDecoder: Sendable {
  /// What one call used and made.
  struct Step {
    var consumed: Int
    var produced: Int
  }

  /// One byte of input gives at most so many bytes of output.
  static let growth = 3
  /// Room beyond that, for whole words are stored at once.
  static let slack = 16

  private enum Kind {
    case utf8
    case doubleByte(DoubleByteTable, hasFourBytes: Bool)
    case units(UnitDecoder)
  }

  /// Bad sequences so far.
  private(set) var replacements = 0
  private let kind: Kind

  /// Nil when the system does not know the encoding.
  init?(_ encoding: TextEncoding) {
    switch encoding {
    case .utf8: kind = .utf8
    case .gb18030:
      guard let table = DoubleByteTable.gb18030 else { return nil }
      kind = .doubleByte(table, hasFourBytes: true)
    case .big5:
      guard let table = DoubleByteTable.big5 else { return nil }
      kind = .doubleByte(table, hasFourBytes: false)
    case .utf16LittleEndian: kind = .units(UnitDecoder(width: 2, isBigEndian: false))
    case .utf16BigEndian: kind = .units(UnitDecoder(width: 2, isBigEndian: true))
    case .utf32LittleEndian: kind = .units(UnitDecoder(width: 4, isBigEndian: false))
    case .utf32BigEndian: kind = .units(UnitDecoder(width: 4, isBigEndian: true))
    }
  }

  /// Decodes as much of `input` as `output` has room for.
  ///
  /// Unless it `isLast`, up to three bytes of a torn character may be left. `output` should have
  /// room for more than `slack` bytes, or nothing comes of it.
  mutating func decode(
    _ input: UnsafeBufferPointer<UInt8>, isLast: Bool,
    into output: UnsafeMutableBufferPointer<UInt8>
  ) -> Step {
    var total = Step(consumed: 0, produced: 0)
    guard let source = input.baseAddress, let target = output.baseAddress else { return total }
    while true {
      let room = (output.count - total.produced - Self.slack) / Self.growth
      let left = input.count - total.consumed
      guard room > 0, left > 0 else { return total }
      let part = UnsafeBufferPointer(start: source + total.consumed, count: min(room, left))
      let step = decode(part, isLast: isLast && room >= left, to: target + total.produced)
      total.consumed += step.consumed
      total.produced += step.produced
      if step.consumed == 0 { return total }
    }
  }

  /// Decodes a part that there is room for, however it grows.
  private mutating func decode(
    _ part: UnsafeBufferPointer<UInt8>, isLast: Bool, to target: UnsafeMutablePointer<UInt8>
  ) -> Step {
    switch kind {
    case .utf8: UTF8Repair.copy(part, isLast: isLast, to: target, &replacements)
    case .units(let decoder): decoder.decode(part, isLast: isLast, to: target, &replacements)
    case .doubleByte(let table, let hasFourBytes):
      table.decode(
        part, isLast: isLast, hasFourBytes: hasFourBytes, to: target, &replacements)
    }
  }
}

/// Writes characters as UTF-8 and steps over them.
enum UTF8Output {
  @inline(__always)
  static func appendReplacement(_ target: inout UnsafeMutablePointer<UInt8>) {
    target[0] = 0xEF
    target[1] = 0xBF
    target[2] = 0xBD
    target += 3
  }

  /// Appends a code point that is no surrogate and at most U+10FFFF.
  @inline(__always)
  static func append(_ scalar: UInt32, _ target: inout UnsafeMutablePointer<UInt8>) {
    if scalar < 0x80 {
      target[0] = UInt8(truncatingIfNeeded: scalar)
      target += 1
    } else if scalar < 0x800 {
      target[0] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
      target[1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      target += 2
    } else if scalar < 0x10000 {
      target[0] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
      target[1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
      target[2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      target += 3
    } else {
      target[0] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18 & 7)
      target[1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)
      target[2] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
      target[3] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      target += 4
    }
  }
}

extension UnsafePointer<UInt8> {
  /// Eight bytes from here on, the first one lowest.
  @inline(__always)
  var word: UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(self).loadUnaligned(as: UInt64.self))
  }
}
