// SPDX-License-Identifier: Apache-2.0
// TextEncodingTests: encodings told by their bytes.

import FileFormats
import Testing

@Suite struct TextEncodingTests {
  private static func text(_ decoded: DecodedText) -> String {
    String(decoding: decoded.utf8[decoded.start...], as: UTF8.self)
  }

  private static func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit -> [UInt8] in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isBigEndian ? pair : pair.reversed()
    }
  }

  private static func utf32(_ text: String, isBigEndian: Bool) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar -> [UInt8] in
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> (24 - 8 * $0)) }
      return isBigEndian ? bytes : bytes.reversed()
    }
  }

  private static let sample = "学校名称,学生数\r\n第一小学,120\r\n𠮷田,3\r\n"

  @Test(arguments: [true, false], [true, false])
  func `UTF-16 and UTF-32 are told with and without a mark`(isBigEndian: Bool, hasMark: Bool)
    throws
  {
    let text = (hasMark ? "\u{FEFF}" : "") + Self.sample
    let narrow = try #require(DecodedText(Self.utf16(text, isBigEndian: isBigEndian)))
    #expect(narrow.encoding == (isBigEndian ? .utf16BigEndian : .utf16LittleEndian))
    #expect(Self.text(narrow) == Self.sample)
    let ascii = (hasMark ? "\u{FEFF}" : "") + "a,b\n1,2\n"
    let wide = try #require(DecodedText(Self.utf32(ascii, isBigEndian: isBigEndian)))
    #expect(wide.encoding == (isBigEndian ? .utf32BigEndian : .utf32LittleEndian))
    #expect(Self.text(wide) == "a,b\n1,2\n")
  }

  @Test(arguments: ["", "\u{FEFF}"])
  func `UTF-8 is told with and without a mark`(mark: String) throws {
    let decoded = try #require(DecodedText(Array((mark + Self.sample).utf8)))
    #expect(decoded.encoding == .utf8)
    #expect(Self.text(decoded) == Self.sample)
    #expect(decoded.replacements == 0)
  }

  /// 学校,备注 / 一小,㐀 and U+20BB7 in four bytes each.
  private static let gb18030: [UInt8] = [
    0xD1, 0xA7, 0xD0, 0xA3, 0x2C, 0xB1, 0xB8, 0xD7, 0xA2, 0x0A, 0xD2, 0xBB, 0xD0, 0xA1, 0x2C,
    0x81, 0x39, 0xEE, 0x39, 0x95, 0x34, 0xB2, 0x35,
  ]

  @Test func `GB18030 is told, characters of four bytes included`() throws {
    let decoded = try #require(DecodedText(Self.gb18030))
    #expect(decoded.encoding == .gb18030)
    #expect(Self.text(decoded) == "学校,备注\n一小,㐀𠮷")
    #expect(decoded.replacements == 0)
  }

  @Test func `bytes that fit nothing are replaced and counted`() throws {
    let decoded = try #require(DecodedText(Self.gb18030 + [0x0A, 0xFF, 0x0A]))
    #expect(decoded.encoding == .gb18030)
    #expect(decoded.replacements == 1)
    #expect(Self.text(decoded).hasSuffix("\n\u{FFFD}\n"))
  }

  @Test func `a character cut at the end is replaced`() throws {
    let decoded = try #require(DecodedText(Array(Self.gb18030.dropLast(2))))
    #expect(decoded.replacements > 0)
    #expect(Self.text(decoded).hasPrefix("学校,备注\n一小,㐀"))
  }

  @Test func `bad bytes after a UTF-8 mark are replaced and counted`() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF, 0x61, 0xFF, 0x62, 0xEF, 0xBF, 0xBD]
    let decoded = try #require(DecodedText(bytes))
    #expect(decoded.encoding == .utf8)
    #expect(Self.text(decoded) == "a\u{FFFD}b\u{FFFD}")
    #expect(decoded.replacements == 1)
  }

  @Test func `Big5 is told by its commonest characters`() throws {
    // 縣市,學校名稱,學生數 / 總計,國小
    let bytes: [UInt8] = [
      0xBF, 0xA4, 0xA5, 0xAB, 0x2C, 0xBE, 0xC7, 0xAE, 0xD5, 0xA6, 0x57, 0xBA, 0xD9, 0x2C, 0xBE,
      0xC7, 0xA5, 0xCD, 0xBC, 0xC6, 0x0A, 0xC1, 0x60, 0xAD, 0x70, 0x2C, 0xB0, 0xEA, 0xA4, 0x70,
    ]
    let decoded = try #require(DecodedText(bytes))
    #expect(decoded.encoding == .big5)
    #expect(Self.text(decoded) == "縣市,學校名稱,學生數\n總計,國小")
  }

  @Test func `short GB18030 that is valid UTF-8 by chance is still GB18030`() throws {
    let bytes: [UInt8] = [0xD1, 0xA7, 0xD0, 0xA3, 0x2C, 0x31, 0x0A]
    let decoded = try #require(DecodedText(bytes))
    #expect(decoded.encoding == .gb18030)
    #expect(Self.text(decoded) == "学校,1\n")
  }

  @Test(arguments: ["café,naïve", "Größe;1", "СУММА,школа", "ñ", "×,÷", "№ 1,µ"])
  func `letters with accents and Cyrillic stay UTF-8`(text: String) throws {
    let decoded = try #require(DecodedText(Array(text.utf8)))
    #expect(decoded.encoding == .utf8)
    #expect(Self.text(decoded) == text)
  }

  @Test func `nothing is UTF-8`() throws {
    let decoded = try #require(DecodedText([]))
    #expect(decoded.encoding == .utf8 && decoded.utf8.isEmpty)
  }

  @Test func `every pair of bytes decodes to something`() {
    for high in stride(from: 0, through: 255, by: 1) {
      for low in stride(from: 0, through: 255, by: 51) {
        #expect(DecodedText([0x61, UInt8(high), UInt8(low)]) != nil)
      }
    }
  }
}
