// SPDX-License-Identifier: Apache-2.0
// FormatDetectionTests: what a file is, and what the person is told when it is no table.

import DataModel
import FileFormats
import Ingest
import TestSupport
import Testing

@Suite struct FormatDetectionTests {
  private static func kind(_ bytes: [UInt8], name: String = "a.xlsx") -> IngestError.Kind? {
    do {
      _ = try WorkbookReader.read(bytes, fileName: name)
      return nil
    } catch {
      return error.kind
    }
  }

  /// A compound document with directory entries of these names.
  private static func compound(_ names: [String]) -> [UInt8] {
    var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    bytes += [UInt8](repeating: 0, count: 1024 - bytes.count)
    for name in names {
      var entry = [UInt8](repeating: 0, count: 128)
      for (index, unit) in name.utf16.enumerated() {
        entry[index * 2] = UInt8(unit & 0xFF)
        entry[index * 2 + 1] = UInt8(unit >> 8)
      }
      entry[64] = UInt8(name.utf16.count * 2 + 2)
      entry[66] = name == "Root Entry" ? 5 : 2
      bytes += entry
    }
    return bytes
  }

  @Test(arguments: [
    (["Root Entry", "EncryptionInfo", "EncryptedPackage"], IngestError.Kind.encrypted),
    (["Root Entry", "Workbook"], .unsupportedFormat(".xls")),
    (["Root Entry", "Book"], .unsupportedFormat(".xls")),
    (["Root Entry", "WordDocument"], .notASpreadsheet("another kind of Office document")),
    (["Root Entry", "Contents"], .notASpreadsheet("a compound document without a workbook")),
    ([], .truncated),
  ])
  func `a compound document is named by its streams`(names: [String], kind: IngestError.Kind) {
    #expect(Self.kind(Self.compound(names)) == kind)
  }

  private static func archive(_ names: [String]) -> [UInt8] {
    var writer = ZipWriter()
    for name in names { writer.add(name, Array("<a/>".utf8)) }
    return writer.finish() ?? []
  }

  @Test(arguments: [
    (
      ["content.xml", "META-INF/manifest.xml"],
      IngestError.Kind.notASpreadsheet("another kind of Office document")
    ),
    (["[Content_Types].xml", "xl/workbook.bin"], .unsupportedFormat(".xlsb")),
    (
      ["word/document.xml", "[Content_Types].xml"],
      .notASpreadsheet("another kind of Office document")
    ),
    (["photo.png"], .notASpreadsheet("a .zip archive without a workbook")),
    ([], .notASpreadsheet("a .zip archive without a workbook")),
    (["[Content_Types].xml", "xl/styles.xml"], .corrupt),
  ])
  func `an archive is named by its members`(names: [String], kind: IngestError.Kind) {
    #expect(Self.kind(Self.archive(names)) == kind)
  }

  @Test(arguments: [
    ("", IngestError.Kind.empty), (" \r\n\t", .empty), ("\u{FEFF}\n", .empty),
    ("  <!DOCTYPE html>\n<p>", .notASpreadsheet("an HTML page without a table")),
    ("<html>", .notASpreadsheet("an HTML page without a table")),
    ("<?xml version=\"1.0\"?><a/>", .notASpreadsheet("an XML document")),
    ("ID;PWXL;N;E\nC;Y1;X1;K1\n", .unsupportedFormat("SYLK")),
    ("%PDF-1.7\n", .notASpreadsheet("a PDF document")),
    ("{\\rtf1 x}", .notASpreadsheet("an RTF document")),
  ])
  func `a text is named by its beginning`(text: String, kind: IngestError.Kind) {
    #expect(Self.kind(Array(text.utf8), name: "a.xls") == kind)
  }

  @Test(arguments: [
    (
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
      IngestError.Kind.notASpreadsheet("a PNG picture")
    ),
    ([0, 0, 0, 0, 0], .empty),
    ([0xD0], .truncated),
    ([9, 8, 8, 0, 0, 6, 5, 0, 0], .unsupportedFormat(".xls")),
    ([1, 2, 3, 4, 5, 0x61], .notASpreadsheet("binary data")),
    ([0x50, 0x4B, 3, 4, 0x14, 0], .truncated),
  ])
  func `other bytes are named or refused`(bytes: [UInt8], kind: IngestError.Kind) {
    #expect(Self.kind(bytes) == kind)
  }

  @Test func `the content counts and not the name`() throws {
    var builder = WorkbookBuilder()
    builder.addSheet("a", [[.number(1)]])
    #expect(try WorkbookReader.read(builder.bytes(), fileName: "a.csv").format == "xlsx")
    #expect(try WorkbookReader.read(Array("a,b\n".utf8), fileName: "a.xls").format == "csv")
    #expect(try WorkbookReader.read(Array("a\tb\n".utf8), fileName: "a.xls").format == "tsv")
  }

  @Test(arguments: [
    IngestError.Kind.empty, .truncated, .corrupt, .encrypted, .unsupportedFormat(".xls"),
    .notASpreadsheet(nil), .notASpreadsheet("a PNG picture"), .overLimit("cells", 5),
    .overLimit("XML depth", 256),
  ])
  func `every error is a sentence in both languages`(kind: IngestError.Kind) {
    let error = IngestError(kind, detail: "sheet1.xml")
    for language in Language.allCases {
      let message = error.message(language: language)
      #expect(message.contains("sheet1.xml") == (language == .english))
      #expect(message.contains(language == .chinese ? "。" : "."))
      #expect(!message.contains("\n"))
    }
    #expect(error.message(language: .chinese) != error.message(language: .english))
  }
}
