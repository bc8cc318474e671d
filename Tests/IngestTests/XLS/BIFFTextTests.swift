// SPDX-License-Identifier: Apache-2.0
// BIFFTextTests: shared strings of .xls that run over several records.

import DataModel
import Ingest
import TestSupport
import Testing

@Suite struct BIFFTextTests {
  /// The texts that cells get from shared strings in these parts.
  private static func read(
    count: Int, _ parts: [[UInt8]]
  ) throws(IngestError) -> (texts: [CellValue], warnings: [String]) {
    var builder = BIFFBuilder()
    builder.globals = BIFFBuilder.sharedStrings(count: count, parts)
    builder.addSheet("表", (0..<count).map { BIFFBuilder.sharedLabel($0, 0, $0) })
    let book = try WorkbookReader.read(builder.file(), fileName: "a.xls")
    return (book.sheets.flatMap(\.rows).flatMap(\.cells).map(\.value), book.warnings)
  }

  private static func narrow(_ text: String) -> [UInt8] {
    [UInt8(text.utf8.count), 0, 0] + Array(text.utf8)
  }

  @Test func `strings are one or two bytes a character`() throws {
    let parts = [Self.narrow("ab") + BIFFBuilder.text("学校") + [1, 0, 0, 0xE9] + [0, 0, 0]]
    let (texts, warnings) = try Self.read(count: 4, parts)
    // An empty text is no cell.
    #expect(texts == [.text("ab"), .text("学校"), .text("é")])
    #expect(warnings.isEmpty)
  }

  @Test func `runs of fonts and phonetic guides are left out`() throws {
    let rich: [UInt8] = [2, 0, 8, 1, 0] + Array("ab".utf8) + [0, 0, 1, 0]
    let guided: [UInt8] = [2, 0, 5, 3, 0, 0, 0] + BIFFBuilder.wide("学校") + [9, 9, 9]
    let both: [UInt8] =
      [1, 0, 12, 1, 0, 2, 0, 0, 0] + Array("c".utf8) + [0, 0, 1, 0] + [9, 9]
    let (texts, warnings) = try Self.read(count: 4, [rich + guided + both + Self.narrow("end")])
    #expect(texts == [.text("ab"), .text("学校"), .text("c"), .text("end")])
    #expect(warnings.isEmpty)
  }

  @Test(arguments: 0...6)
  func `a string goes on in the next record at any character`(cut: Int) throws {
    let wide = BIFFBuilder.wide("义务教育学校")
    let head: [UInt8] = Self.narrow("x") + [6, 0, 1]
    let first = head + wide.prefix(cut * 2)
    // A whole string in the first record leaves no characters that a flag would announce.
    let second = (cut < 6 ? [1] : []) + Array(wide.dropFirst(cut * 2)) + Self.narrow("y")
    let (texts, warnings) = try Self.read(count: 3, [first, second])
    #expect(texts == [.text("x"), .text("义务教育学校"), .text("y")])
    #expect(warnings.isEmpty)
  }

  @Test func `the width may change at a boundary, both ways and more than once`() throws {
    let parts: [[UInt8]] = [
      [6, 0, 0] + Array("ab".utf8), [1] + BIFFBuilder.wide("学"), [0] + Array("c".utf8),
      [1] + BIFFBuilder.wide("校校"),
    ]
    #expect(try Self.read(count: 1, parts).texts == [.text("ab学c校校")])
  }

  @Test(arguments: 0...16)
  func `runs and lengths may be cut by a boundary as well`(cut: Int) throws {
    let whole: [UInt8] = [1, 0, 12, 1, 0, 2, 0, 0, 0] + [0x61] + [0, 0, 1, 0] + [9, 9] + []
    let rest = Array(whole.dropFirst(cut))
    let flag: [UInt8] = cut == 9 ? [0] : []
    let (texts, warnings) = try Self.read(
      count: 2, [Array(whole.prefix(cut)), flag + rest + Self.narrow("z")])
    #expect(texts == [.text("a"), .text("z")])
    #expect(warnings.isEmpty)
  }

  @Test(
    arguments: [
      [10, 0, 0, 0x61], [3, 0, 1, 0x61, 0, 0x62], [1, 0, 8, 0xFF, 0xFF, 0x61],
      [1, 0, 4, 0xFF, 0xFF, 0xFF, 0xFF, 0x61], [1], [0xFF, 0xFF, 1],
    ] as [[UInt8]])
  func `a string that is cut off is an error in its cell, and a warning`(rest: [UInt8]) throws {
    let (texts, warnings) = try Self.read(count: 2, [Self.narrow("good") + rest])
    #expect(texts == [.text("good"), .error("#REF!")])
    #expect(warnings.count == 2)
  }

  @Test func `a count beyond the strings reserves nothing`() throws {
    var builder = BIFFBuilder()
    builder.globals = BIFFBuilder.sharedStrings(count: 0xFFFF_FFFF, [Self.narrow("a")])
    builder.addSheet("表", [BIFFBuilder.sharedLabel(0, 0, 0)])
    let book = try WorkbookReader.read(builder.file(), fileName: "a.xls")
    #expect(book.sheets[0].rows[0].cells[0].value == .text("a"))
  }

  @Test func `halves of characters become the replacement character`() throws {
    let parts: [[UInt8]] = [[2, 0, 1, 0x00, 0xD8, 0x61, 0]]
    #expect(try Self.read(count: 1, parts).texts == [.text("\u{FFFD}a")])
  }
}
