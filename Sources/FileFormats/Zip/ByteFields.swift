// SPDX-License-Identifier: Apache-2.0
// ByteFields: little-endian numbers at checked offsets of a byte array.

extension [UInt8] {
  /// The 16-bit number at `offset`; nil outside the array.
  func littleEndian16(at offset: Int) -> Int? {
    guard offset >= 0, offset <= count - 2 else { return nil }
    return Int(self[offset]) | Int(self[offset + 1]) << 8
  }

  /// The 32-bit number at `offset`; nil outside the array.
  func littleEndian32(at offset: Int) -> Int? {
    guard let low = littleEndian16(at: offset), let high = littleEndian16(at: offset + 2) else {
      return nil
    }
    return low | high << 16
  }

  /// The 64-bit number at `offset`; nil outside the array and for values above `Int.max`.
  func littleEndian64(at offset: Int) -> Int? {
    guard let low = littleEndian32(at: offset), let high = littleEndian32(at: offset + 4),
      high <= 0x7FFF_FFFF
    else { return nil }
    return low | high << 32
  }

  mutating func appendLittleEndian16(_ number: Int) {
    append(UInt8(truncatingIfNeeded: number))
    append(UInt8(truncatingIfNeeded: number >> 8))
  }

  mutating func appendLittleEndian32(_ number: Int) {
    appendLittleEndian16(number)
    appendLittleEndian16(number >> 16)
  }

  mutating func appendLittleEndian64(_ number: Int) {
    appendLittleEndian32(number)
    appendLittleEndian32(number >> 32)
  }
}
