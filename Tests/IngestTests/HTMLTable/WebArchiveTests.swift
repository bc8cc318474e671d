// SPDX-License-Identifier: Apache-2.0
// WebArchiveTests: MHTML files as Excel and browsers save them.

import DataModel
import FileFormats
import Ingest
import Testing

@Suite struct WebArchiveTests {
  private static let frame = """
    <html><head><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>二表</x:Name>
    <x:WorksheetSource HRef=3D"a.files/sheet002.htm"/></x:ExcelWorksheet><x:ExcelWorksheet>
    <x:Name>一表</x:Name><x:WorksheetSource HRef=3D"a.files/sheet001.htm"/><x:WorksheetOptions>
    <x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></x:ExcelWorksheet></x:ExcelWorksheets>
    </x:ExcelWorkbook></xml></head></html>
    """

  private static func part(_ location: String, _ encoding: String, _ body: String) -> String {
    "--=_b\nContent-Location: file:///C:/\(location)\nContent-Transfer-Encoding: \(encoding)\n"
      + "Content-Type: text/html; charset=\"utf-8\"\n\n\(body)\n"
  }

  private static func archive(_ parts: [String], end: String = "--=_b--\n") -> [UInt8] {
    let head =
      "MIME-Version: 1.0\nX-Document-Type: Workbook\nContent-Type: multipart/related;\n"
      + "\tboundary=\"=_b\"; type=\"text/html\"\n\nThis document is a web archive.\n\n"
    return Array((head + parts.joined() + end).replacing("\n", with: "\r\n").utf8)
  }

  private static func read(_ bytes: [UInt8]) throws(IngestError) -> Workbook {
    try WorkbookReader.read(bytes, fileName: "a.xls")
  }

  private static let sheets = [
    part("a.htm", "quoted-printable", frame),
    part(
      "a.files/sheet001.htm", "quoted-printable",
      "<table><tr><td colspan=3D2>=E5=AD=A6=E6=\n=A0=A1</td><td>1=3D1</td></tr></table>"),
    part("a.files/sheet002.htm", "base64", "PHRhYmxlPjx0cj48dGQ+5a2m5qCh\nPC90YWJsZT4="),
    part("a.files/tabstrip.htm", "7bit", "<table><tr><td>一表</td></tr></table>"),
  ]

  @Test func `sheets come in the order and with the names of the frame`() throws {
    let book = try Self.read(Self.archive(Self.sheets))
    #expect(book.format == "mhtml")
    #expect(book.warnings.isEmpty)
    #expect(book.sheets.map(\.info.name) == ["二表", "一表"])
    #expect(book.sheets.map(\.info.visibility) == [.visible, .hidden])
    #expect(book.sheets[0].rows[0].cells == [Cell(column: 1, value: .text("学校"))])
    #expect(
      book.sheets[1].rows[0].cells
        == [Cell(column: 1, value: .text("学校")), Cell(column: 3, value: .text("1=1"))])
    #expect(book.sheets[1].info.merges.map(\.description) == ["A1:B1"])
  }

  @Test func `without a frame every page counts`() throws {
    let book = try Self.read(Self.archive(Array(Self.sheets[1...2])))
    #expect(book.sheets.map(\.info.name) == ["table1", "table2"])
  }

  @Test func `a page that is named twice is one sheet`() throws {
    let book = try Self.read(Self.archive([Self.sheets[0], Self.sheets[0], Self.sheets[2]]))
    #expect(book.sheets.map(\.info.name) == ["二表"])
  }

  @Test func `a missing last boundary is told`() throws {
    let book = try Self.read(Self.archive(Array(Self.sheets[1...2]), end: ""))
    #expect(book.sheets.count == 2)
    #expect(book.warnings.contains { $0.contains("last boundary") })
  }

  @Test func `every beginning of an archive gives a result or an error`() {
    let bytes = Self.archive(Self.sheets)
    for length in stride(from: 0, to: bytes.count, by: 3) {
      let book = try? Self.read(Array(bytes.prefix(length)))
      #expect((book?.sheets.count ?? 0) <= 3)
    }
  }
}
