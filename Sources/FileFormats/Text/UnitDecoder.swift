// SPDX-License-Identifier: Apache-2.0
// UnitDecoder: UTF-16 and UTF-32 to UTF-8.

/// Decodes text whose characters are made of units of two or four bytes.
struct UnitDecoder: Sendable {
  let width: Int
  let isBigEndian: Bool

  /// Decodes `input`; `target` has room for three times as much and some words.
  func decode(
    _ input: UnsafeBufferPointer<UInt8>, isLast: Bool, to target: UnsafeMutablePointer<UInt8>,
    _ replacements: inout Int
  ) -> TextDecoder.Step {
    guard let start = input.baseAddress else {
      return TextDecoder.Step(consumed: 0, produced: 0)
    }
    let end = start + input.count
    var source = start
    var free = target
    if width == 2 {
      decodeUTF16(&source, end, isLast, &free, &replacements)
    } else {
      decodeUTF32(&source, end, &free, &replacements)
    }
    // What is left of a last unit; a lone surrogate was replaced above.
    while isLast, source < end {
      UTF8Output.appendReplacement(&free)
      replacements += 1
      source += 1
    }
    return TextDecoder.Step(consumed: source - start, produced: free - target)
  }

  private func decodeUTF16(
    _ position: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ isLast: Bool,
    _ output: inout UnsafeMutablePointer<UInt8>, _ replacements: inout Int
  ) {
    var source = position
    var target = output
    defer {
      position = source
      output = target
    }
    while end - source >= 2 {
      let unit = unit16(source)
      guard unit & 0xF800 == 0xD800 else {
        UTF8Output.append(unit, &target)
        source += 2
        continue
      }
      if unit < 0xDC00, end - source < 4, !isLast { return }
      let low = unit < 0xDC00 && end - source >= 4 ? unit16(source + 2) : 0
      if low & 0xFC00 == 0xDC00 {
        UTF8Output.append(0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF, &target)
        source += 4
      } else {
        UTF8Output.appendReplacement(&target)
        replacements += 1
        source += 2
      }
    }
  }

  @inline(__always)
  private func unit16(_ source: UnsafePointer<UInt8>) -> UInt32 {
    let unit = UnsafeRawPointer(source).loadUnaligned(as: UInt16.self)
    return UInt32(isBigEndian ? UInt16(bigEndian: unit) : UInt16(littleEndian: unit))
  }

  private func decodeUTF32(
    _ source: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>,
    _ target: inout UnsafeMutablePointer<UInt8>, _ replacements: inout Int
  ) {
    while end - source >= 4 {
      let unit = UnsafeRawPointer(source).loadUnaligned(as: UInt32.self)
      let scalar = isBigEndian ? UInt32(bigEndian: unit) : UInt32(littleEndian: unit)
      if scalar > 0x10_FFFF || scalar & 0xFFFF_F800 == 0xD800 {
        UTF8Output.appendReplacement(&target)
        replacements += 1
      } else {
        UTF8Output.append(scalar, &target)
      }
      source += 4
    }
  }
}
