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

  @Test(arguments: [
    (["EncryptionInfo", "EncryptedPackage"], IngestError.Kind.encrypted),
    (["WordDocument", "1Table"], .notASpreadsheet("another kind of Office document")),
    (["PowerPoint Document"], .notASpreadsheet("another kind of Office document")),
    (["Contents"], .notASpreadsheet("a compound document without a workbook")),
    ([], .notASpreadsheet("a compound document without a workbook")),
    (["Workbook"], .corrupt), (["BOOK"], .corrupt),
  ])
  func `a compound document is named by its streams`(names: [String], kind: IngestError.Kind) {
    var builder = CompoundFileBuilder()
    for name in names { builder.add(name, [1, 2, 3, 4]) }
    #expect(Self.kind(builder.bytes()) == kind)
  }

  @Test func `a document that holds a workbook is a document`() {
    var builder = CompoundFileBuilder()
    builder.add("WordDocument", [1])
    builder.add("Workbook", BIFFBuilder().stream(), in: "MBD0001")
    #expect(
      Self.kind(builder.bytes()) == .notASpreadsheet("another kind of Office document"))
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
    (["[Content_Types].xml", "xl/workbook.bin"], .corrupt),
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
    ([9, 8, 8, 0, 0, 6, 5, 0, 0], .corrupt),
    ([1, 2, 3, 4, 5, 0x61], .notASpreadsheet("binary data")),
    ([0x50, 0x4B, 3, 4, 0x14, 0], .truncated),
  ])
  func `other bytes are named or refused`(bytes: [UInt8], kind: IngestError.Kind) {
    #expect(Self.kind(bytes) == kind)
  }

  @Test func `a text in UTF-16 that begins with empty fields is no workbook`() throws {
    let bytes = "\t\t1\t2\n3\t4\t5\t6\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try WorkbookReader.read(bytes, fileName: "a.txt").encoding == "UTF-16LE")
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
    .notASpreadsheet(nil), .notASpreadsheet("a PNG picture"), .overLimit(.cells, 5),
    .overLimit(.nesting, 256),
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
