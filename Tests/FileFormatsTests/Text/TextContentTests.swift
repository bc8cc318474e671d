// SPDX-License-Identifier: Apache-2.0
// TextContentTests: encodings of large files, told without holding them.

import FileFormats
import Testing

@Suite struct TextContentTests {
  /// More than any sample takes, all ASCII.
  private static let longHead = Array(String(repeating: "1234,abcd,x\n", count: 60_000).utf8)

  private static func encoding(_ bytes: [UInt8]) -> TextEncoding? {
    TextContent(FileContent(bytes: bytes))?.encoding
  }

  /// 縣市,學校名稱,學生數 / 總計,國小.
  private static let big5: [UInt8] = [
    0xBF, 0xA4, 0xA5, 0xAB, 0x2C, 0xBE, 0xC7, 0xAE, 0xD5, 0xA6, 0x57, 0xBA, 0xD9, 0x2C, 0xBE,
    0xC7, 0xA5, 0xCD, 0xBC, 0xC6, 0x0A, 0xC1, 0x60, 0xAD, 0x70, 0x2C, 0xB0, 0xEA, 0xA4, 0x70,
  ]

  @Test func `a text whose only Chinese stands at its end is told right`() {
    #expect(Self.encoding(Self.longHead) == .utf8)
    #expect(Self.encoding(Self.longHead + [0xB1, 0xB8, 0xD7, 0xA2, 0x0A]) == .gb18030)
    #expect(Self.encoding(Self.longHead + Array("备注\n".utf8)) == .utf8)
    #expect(Self.encoding(Self.longHead + Self.big5) == .big5)
    // Valid as UTF-8 by chance, and still the word for school.
    #expect(Self.encoding(Self.longHead + [0xD1, 0xA7, 0xD0, 0xA3, 0x0A]) == .gb18030)
  }

  @Test func `one bad byte at the end of a long text makes it no UTF-8`() {
    let text = Array(String(repeating: "学校,1\n", count: 20_000).utf8)
    #expect(Self.encoding(text) == .utf8)
    #expect(Self.encoding(text + [0xE5, 0xAD]) == .gb18030)
    #expect(Self.encoding(text + [0xFF]) == .gb18030)
  }

  @Test(arguments: 65_520...65_545)
  func `a character across the pieces of the check is whole`(length: Int) {
    let head = [UInt8](repeating: 0x31, count: length)
    #expect(Self.encoding(head + Array("学𠮷校".utf8) + head) == .utf8)
    #expect(Self.encoding(head + [0xE5, 0xAD]) == .gb18030)
  }

  @Test func `the head of a text is decoded, optionally without leading blanks`() throws {
    let bytes = Array("\u{FEFF}\n\n \t学校,1\n".utf8)
    let text = try #require(TextContent(FileContent(bytes: bytes)))
    #expect(text.head(2) == [0x0A, 0x0A])
    #expect(text.head(6, skippingBlanks: true) == Array("学校".utf8))
    #expect(text.head(1_000) == Array(bytes.dropFirst(3)))
    #expect(text.head(0).isEmpty)
    let blank = [UInt8](repeating: 0x20, count: 200_000)
    let late = try #require(TextContent(FileContent(bytes: blank + [0x61])))
    #expect(late.head(5, skippingBlanks: true) == [0x61])
    let empty = try #require(TextContent(FileContent(bytes: blank)))
    #expect(empty.head(5, skippingBlanks: true).isEmpty)
  }

  @Test func `a stream is read again from its start`() throws {
    let text = try #require(TextContent(FileContent(bytes: Array("a,b\n".utf8))))
    for _ in 0..<2 {
      var reader = CSVReader(text.stream())
      #expect(try reader.next() == ["a", "b"])
    }
  }
}
