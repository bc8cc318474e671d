// SPDX-License-Identifier: Apache-2.0
// DoubleByteTable: the characters of a two-byte encoding, as the system's converter maps them.

/// A character as UTF-8 in one number: its bytes from the low end, their count in the top byte.
///
/// A character of four bytes leaves no room for the count: it is kept as its code point. Zero
/// stands for no character.
struct PackedCharacter: Hashable, Sendable {
  let bits: UInt32

  init(bits: UInt32) {
    self.bits = bits
  }

  /// The only character in `utf8`; none when there is another number of them, or U+FFFD.
  init(_ utf8: Slice<UnsafeBufferPointer<UInt8>>) {
    guard let first = utf8.first else {
      bits = 0
      return
    }
    let count = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard utf8.count == count, !utf8.elementsEqual([0xEF, 0xBF, 0xBD]) else {
      bits = 0
      return
    }
    var packed = UInt32(0)
    if count == 4 {
      packed = UInt32(first & 7)
      for byte in utf8.dropFirst() { packed = packed << 6 | UInt32(byte & 0x3F) }
    } else {
      for byte in utf8.reversed() { packed = packed << 8 | UInt32(byte) }
    }
    bits = packed | UInt32(count) << 24
  }

  /// The number of bytes in UTF-8.
  @inline(__always) var count: Int { Int(bits >> 24) }
  /// The code point, of a character of four bytes only.
  var scalar: UInt32 { bits & 0xFF_FFFF }
}

/// All characters of one and two bytes of an encoding that leaves ASCII alone.
///
/// The table is asked of the C library once, for it converts a character at a time and slowly.
struct DoubleByteTable: Sendable {
  /// Nil when the system has no converter.
  static let gb18030 = DoubleByteTable(converterName: TextEncoding.gb18030.converterName)
  static let big5 = DoubleByteTable(converterName: TextEncoding.big5.converterName)
  /// The characters of four bytes in GB18030 below U+10000, by their running number.
  static let fourByteGB18030 = fourByteCharacters()

  private static let lineEnd: UInt8 = 0x0A

  /// At the lead byte's low seven bits and the trail byte.
  let pairs: [UInt32]
  /// At the byte's low seven bits.
  let singles: [UInt32]

  init?(converterName: String) {
    var codes: [UInt8] = []
    codes.reserveCapacity(3 << 15)
    for lead in UInt8(0x80)...0xFF {
      for trail in UInt8(0)...0xFF {
        // A line end stands in for the trail bytes below those that any encoding uses.
        codes += trail < 0x40 ? [Self.lineEnd] : [lead, trail, Self.lineEnd]
      }
    }
    for byte in UInt8(0x80)...0xFF { codes += [byte, Self.lineEnd] }
    guard let all = Self.characters(of: codes, converterName), all.count == (1 << 15) + 128 else {
      return nil
    }
    pairs = Array(all[..<(1 << 15)])
    singles = Array(all[(1 << 15)...])
  }

  /// What each line of `codes` stands for, all asked in one go; a line end is part of no code.
  private static func characters(of codes: [UInt8], _ converterName: String) -> [UInt32]? {
    guard let converter = TextConverter(converterName: converterName),
      let output = converter.convert(codes[...])?.utf8
    else { return nil }
    return output.withUnsafeBufferPointer { text in
      var result: [UInt32] = []
      var start = 0
      for place in text.indices where text[place] == lineEnd {
        result.append(PackedCharacter(text[start..<place]).bits)
        start = place + 1
      }
      return result
    }
  }

  private static func fourByteCharacters() -> [UInt32] {
    var codes: [UInt8] = []
    for number in 0..<FourByteCode.firstBeyondTable {
      codes += FourByteCode.bytes(of: number)
      codes.append(lineEnd)
    }
    var table = characters(of: codes, TextEncoding.gb18030.converterName) ?? []
    guard table.count == FourByteCode.firstBeyondTable else { return [] }
    // This code is truly U+FFFD, which everywhere else says that there is no character.
    table[FourByteCode.replacementCharacter] = 3 << 24 | 0xBD_BFEF
    return table
  }
}

/// The running numbers of the four-byte characters of GB18030.
enum FourByteCode {
  /// Up to here the characters are below U+10000, in no simple order.
  static let firstBeyondTable = 39_420
  static let replacementCharacter = 39_417
  /// U+10000; from here the order is that of Unicode.
  private static let firstSupplementary = 189_000

  static func bytes(of number: Int) -> [UInt8] {
    [
      0x81 + UInt8(truncatingIfNeeded: number / 12_600),
      0x30 + UInt8(truncatingIfNeeded: number / 1260 % 10),
      0x81 + UInt8(truncatingIfNeeded: number / 10 % 126),
      0x30 + UInt8(truncatingIfNeeded: number % 10),
    ]
  }

  /// The running number; nil when the bytes are no four-byte character.
  static func number(_ bytes: UnsafePointer<UInt8>) -> Int? {
    let isCode =
      (0x81...0xFE).contains(bytes[0]) && (0x30...0x39).contains(bytes[1])
      && (0x81...0xFE).contains(bytes[2]) && (0x30...0x39).contains(bytes[3])
    guard isCode else { return nil }
    let high = (Int(bytes[0]) - 0x81) * 10 + Int(bytes[1]) - 0x30
    return high * 1260 + (Int(bytes[2]) - 0x81) * 10 + Int(bytes[3]) - 0x30
  }

  /// The code point of a running number beyond the table; nil when there is none.
  static func supplementary(_ number: Int) -> UInt32? {
    guard number >= firstSupplementary, number < firstSupplementary + 0x10_0000 else { return nil }
    return UInt32(truncatingIfNeeded: 0x10000 + number - firstSupplementary)
  }
}
