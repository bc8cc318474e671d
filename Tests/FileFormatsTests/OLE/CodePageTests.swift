// SPDX-License-Identifier: Apache-2.0
// CodePageTests: texts from before Unicode.

import FileFormats
import Testing

@Suite struct CodePageTests {
  @Test(arguments: [
    (936, [0xD1, 0xA7, 0xD0, 0xA3], "学校"), (950, [0xBE, 0xC7, 0xAE, 0xD5], "學校"),
    (932, [0x8A, 0x77, 0x8D, 0x5A], "学校"), (1251, [0xCB, 0xE8, 0xF1, 0xF2], "Лист"),
    (1252, [0x80, 0xE9, 0x41], "€éA"), (32769, [0x93, 0xFF], "“ÿ"), (367, [0x41], "A"),
    (10000, [0x8E], "é"), (32768, [0x8E], "é"), (1200, [0x66, 0x5B], "学"),
    (65001, [0xE5, 0xAD, 0xA6], "学"), (936, [0x41, 0xFF], "A\u{FFFD}"), (99_999, [0x41], "A"),
  ])
  func `a page gives each byte its meaning`(number: Int, bytes: [UInt8], text: String) {
    #expect(CodePage(number).decode(bytes) == text)
  }

  @Test func `an unknown page decodes nothing beyond ASCII`() {
    #expect(CodePage(99_999).decode([0x80] as [UInt8]) == nil)
    #expect(CodePage(936).name == "CP936")
  }
}
