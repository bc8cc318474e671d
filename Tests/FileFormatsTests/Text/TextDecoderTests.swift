// SPDX-License-Identifier: Apache-2.0
// TextDecoderTests: every encoding to UTF-8, whole and torn into pieces.

import FileFormats
import Glibc
import Testing

@Suite struct TextDecoderTests {
  /// A text and its encoding, as the tests hand it in.
  struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let encoding: TextEncoding
    let bytes: [UInt8]

    var testDescription: String { name }
  }

  private static let samples: [Sample] = [
    Sample(name: "GB18030", encoding: .gb18030, bytes: gb18030),
    Sample(name: "Big5", encoding: .big5, bytes: big5),
    Sample(name: "UTF-8", encoding: .utf8, bytes: utf8),
    Sample(name: "UTF-16LE", encoding: .utf16LittleEndian, bytes: utf16(isBigEndian: false)),
    Sample(name: "UTF-16BE", encoding: .utf16BigEndian, bytes: utf16(isBigEndian: true)),
    Sample(name: "UTF-32LE", encoding: .utf32LittleEndian, bytes: utf32(isBigEndian: false)),
    Sample(name: "UTF-32BE", encoding: .utf32BigEndian, bytes: utf32(isBigEndian: true)),
  ]

  /// Characters of two and of four bytes, bad bytes of all kinds, and one cut at the end.
  private static let gb18030: [UInt8] =
    Array("name,12345678901234567890\n".utf8) + [0xD1, 0xA7, 0xD0, 0xA3, 0x2C, 0x41]
    + [0x81, 0x39, 0xEE, 0x39, 0x95, 0x34, 0xB2, 0x35, 0x0A, 0xFE, 0x51, 0xFF, 0x80, 0x2C]
    + [0x81, 0x30, 0x2C, 0x0A, 0xA1, 0x7F, 0xD1, 0xA7, 0x84, 0x31, 0xA5, 0x30, 0x81, 0x30, 0x81]

  private static let big5: [UInt8] =
    Array("a,b\n".utf8) + [0xBF, 0xA4, 0xA5, 0xAB, 0x2C, 0xBE, 0xC7, 0xFF, 0x80, 0xA1, 0x20]
    + Array("0123456789".utf8) + [0xAE, 0xD5, 0xA6, 0x57, 0xBA]

  private static let utf8: [UInt8] =
    Array("é学校,𠮷\u{FFFD}\n".utf8) + [0xFF, 0xE4, 0xB8, 0x41, 0xF0, 0x9F, 0x98, 0x2C, 0xC0, 0x80]
    + [0xED, 0xA0, 0x80, 0xF4, 0x90, 0x80, 0x80, 0x61, 0xE0, 0x80, 0xF0, 0x9F]

  private static let units: [UInt16] = [
    0x61, 0x5B66, 0xD842, 0xDFB7, 0x2C, 0xDC00, 0x0A, 0xD800, 0x62,
  ]

  private static func utf16(isBigEndian: Bool) -> [UInt8] {
    units.flatMap { unit -> [UInt8] in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isBigEndian ? pair : pair.reversed()
    } + [0x61]
  }

  private static func utf32(isBigEndian: Bool) -> [UInt8] {
    ([0x61, 0x5B66, 0x2_0BB7, 0xD800, 0x11_0000, 0x10_FFFF, 0xFFFF_FFFF] as [UInt32]).flatMap {
      scalar -> [UInt8] in
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: scalar >> (24 - 8 * $0)) }
      return isBigEndian ? bytes : bytes.reversed()
    } + [0x61, 0x00]
  }

  /// The text and its replacements when the file is read in pieces of this size.
  private static func stream(
    _ bytes: [UInt8], _ encoding: TextEncoding, pieceSize: Int, room: Int = 64
  ) throws -> (text: [UInt8], replacements: Int) {
    let text = try #require(TextContent(FileContent(bytes: bytes), from: 0, as: encoding))
    var stream = TextStream(text, pieceSize: pieceSize)
    var output: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: room)
    while !stream.isFinished {
      let got = piece.withUnsafeMutableBufferPointer { stream.read(into: $0) }
      output += piece[..<got]
    }
    return (output, stream.replacements)
  }

  /// What the C library makes of the bytes; a bad one is replaced and stepped over.
  private static func converted(_ bytes: [UInt8], from name: String) throws -> [UInt8] {
    let handle = try #require(iconv_open("UTF-8", name))
    defer { iconv_close(handle) }
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: bytes.count * 3 + 16)
    let room = output.count
    return try input.withUnsafeMutableBufferPointer { input in
      try output.withUnsafeMutableBufferPointer { output in
        var (next, left) = (input.baseAddress, input.count)
        var (free, space) = (output.baseAddress, room)
        while left > 0, Int(truncatingIfNeeded: iconv(handle, &next, &left, &free, &space)) == -1 {
          try #require(errno == EILSEQ || errno == EINVAL)
          for byte in [0xEF, 0xBF, 0xBD] as [UInt8] {
            free?.pointee = CChar(bitPattern: byte)
            free = free.map { $0 + 1 }
            space -= 1
          }
          next = next.map { $0 + 1 }
          left -= 1
        }
        return output[..<(room - space)].map { UInt8(bitPattern: $0) }
      }
    }
  }

  @Test(arguments: samples, [1, 2, 3, 4, 5, 7, 16, 64])
  func `pieces of any size give the same text as the whole`(sample: Sample, pieceSize: Int) throws {
    let whole = try #require(DecodedText(sample.bytes, from: 0, as: sample.encoding))
    let torn = try Self.stream(sample.bytes, sample.encoding, pieceSize: pieceSize)
    #expect(torn.text == whole.utf8)
    #expect(torn.replacements == whole.replacements)
    #expect(whole.replacements > 0)
  }

  @Test(arguments: [TextEncoding.gb18030, .big5])
  func `a text torn anywhere decodes as the system's converter does`(encoding: TextEncoding) throws
  {
    let sample = encoding == .big5 ? Self.big5 : Self.gb18030
    for length in 0...sample.count {
      let bytes = Array(sample[..<length])
      let name = encoding == .big5 ? "CP950" : "GB18030"
      #expect(
        try Self.stream(bytes, encoding, pieceSize: 3).text == Self.converted(bytes, from: name))
    }
  }

  @Test(arguments: [("GB18030", TextEncoding.gb18030), ("CP950", .big5)])
  func `every pair of bytes decodes as the system's converter does`(
    name: String, encoding: TextEncoding
  ) throws {
    var bytes: [UInt8] = []
    for lead in UInt8(0x80)...0xFF {
      for trail in UInt8(0)...0xFF { bytes += [lead, trail, 0x20, 0x20, 0x0A] }
    }
    let text = try #require(DecodedText(bytes, from: 0, as: encoding))
    #expect(try text.utf8 == Self.converted(bytes, from: name))
  }

  @Test func `every kind of four bytes in GB18030 decodes as the system's converter does`() throws {
    var bytes: [UInt8] = []
    // All below U+10000, and the ends of what lies beyond.
    let numbers =
      Array(0..<39_500) + Array(188_990..<189_100)
      + Array(stride(from: 190_000, to: 1_237_000, by: 977))
      + Array(1_237_500..<1_237_700)
    for number in numbers {
      bytes += [
        UInt8(0x81 + number / 12_600), UInt8(0x30 + number / 1260 % 10),
        UInt8(0x81 + number / 10 % 126), UInt8(0x30 + number % 10), 0x0A,
      ]
    }
    let text = try #require(DecodedText(bytes, from: 0, as: .gb18030))
    #expect(try text.utf8 == Self.converted(bytes, from: "GB18030"))
  }

  @Test func `random bytes in GB18030 decode as the system's converter does`() throws {
    var state: UInt64 = 1
    for _ in 0..<200 {
      let bytes = (0..<97).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let (kind, value) = (state >> 60, UInt8(truncatingIfNeeded: state >> 40))
        return kind < 4 ? 0x30 + value % 10 : kind < 8 ? 0x81 + value % 100 : value
      }
      let text = try #require(DecodedText(bytes, from: 0, as: .gb18030))
      #expect(try text.utf8 == Self.converted(bytes, from: "GB18030"))
    }
  }

  @Test func `bad UTF-8 is repaired as the standard library does`() throws {
    let leads: [UInt8] = [0x41, 0x80, 0xC0, 0xC2, 0xE0, 0xE4, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF]
    let rest: [UInt8] = [0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC2, 0xE4]
    for lead in leads {
      for second in rest {
        for third in rest {
          let bytes = [lead, second, third, 0x80, 0x2C, lead, second]
          let text = try Self.stream(bytes, .utf8, pieceSize: 2)
          #expect(text.text == Array(String(decoding: bytes, as: UTF8.self).utf8))
        }
      }
    }
  }

  @Test func `half a surrogate pair does not spoil what follows`() throws {
    let bytes: [UInt8] = [0x00, 0xD8, 0x66, 0x5B, 0x00, 0xDC, 0x21, 0x68]
    let text = try #require(DecodedText(bytes, from: 0, as: .utf16LittleEndian))
    #expect(String(decoding: text.utf8, as: UTF8.self) == "\u{FFFD}学\u{FFFD}校")
    #expect(text.replacements == 2)
  }
}
