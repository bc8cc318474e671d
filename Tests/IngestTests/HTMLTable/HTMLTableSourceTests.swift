// SPDX-License-Identifier: Apache-2.0
// HTMLTableSourceTests: pages with tables, tidy and untidy, in the encodings that portals use.

import DataModel
import FileFormats
import Ingest
import Testing

@Suite struct HTMLTableSourceTests {
  private static func read(_ bytes: [UInt8]) throws(IngestError) -> Workbook {
    try WorkbookReader.read(bytes, fileName: "班级.xls")
  }

  private static func read(_ text: String) throws(IngestError) -> Workbook {
    try read(Array(text.utf8))
  }

  /// `A1=text` for each cell, in row order.
  private static func cells(_ sheet: Sheet) -> [String] {
    sheet.rows.flatMap { row in
      row.cells.map {
        "\(CellReference(row: row.number, column: $0.column))=\($0.value.rawText)"
      }
    }
  }

  private static func cells(_ text: String) throws -> [String] {
    let book = try read(text)
    return cells(book.sheets[0])
  }

  @Test func `a portal's table in GB18030 is read`() throws {
    // 学校, 人数, 一小 in GB18030.
    let head = Array("<html><head><meta charset=\"gb2312\"></head><table><tr><td>".utf8)
    let school: [UInt8] = [0xD1, 0xA7, 0xD0, 0xA3]
    let rest = Array("</td><td>1</td></tr></table></html>".utf8)
    let book = try Self.read(head + school + rest)
    #expect(book.format == "html")
    #expect(book.encoding == "GB18030")
    #expect(Self.cells(book.sheets[0]) == ["A1=学校", "B1=1"])
    #expect(book.warnings.isEmpty)
  }

  @Test(arguments: [
    ("<meta charset=gb2312>", [UInt8]("学校名称汉字".utf8), "学校名称汉字", "UTF-8"),
    ("<meta charset=utf-8>", [0xD1, 0xA7, 0xD0, 0xA3, 0xC3, 0xFB, 0xB3, 0xC6], "学校名称", "GB18030"),
    ("<meta charset=iso-8859-1>", [0xC4, 0x80, 0x20, 0xE9], "Ä€ é", "windows-1252"),
    ("<meta charset=big5>", [0xBE, 0xC7, 0xAE, 0xD5], "學校", "Big5"),
    ("<meta http-equiv=a content='text/html; charset=GBK'>", [0xBA, 0xBA], "汉", "GB18030"),
    ("<meta charset=klingon>", [UInt8]("学校".utf8), "学校", "UTF-8"),
  ])
  func `the declared encoding counts where the bytes fit it`(
    meta: String, content: [UInt8], text: String, encoding: String
  ) throws {
    let bytes =
      Array("<html>\(meta)<table><tr><td>".utf8) + content
      + Array("</td></tr></table>".utf8)
    let book = try Self.read(bytes)
    #expect(Self.cells(book.sheets[0]) == ["A1=\(text)"])
    #expect(book.encoding == encoding)
  }

  @Test func `UTF-16 with a mark is read whatever the page declares`() throws {
    let text = "<html><meta charset=utf-8><table><tr><td>学校</table>"
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(Self.cells(try Self.read(bytes).sheets[0]) == ["A1=学校"])
  }

  @Test(arguments: [
    ("a<br>b", "a\nb"), ("a <br/> b", "a\nb"), ("a<br><br>b", "a\n\nb"), ("<br>a<br>", "a"),
    ("<p>a</p><p>b</p>", "a\nb"), ("<div><div>a</div></div>", "a"), ("a\n   b\t c", "a b c"),
    ("  a  ", "a"), ("<b>1</b>2", "12"), ("<b>1 </b> 2", "1 2"), ("&nbsp;a&nbsp;", "a"),
    ("a&nbsp;&nbsp;b", "a\u{A0}\u{A0}b"), ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"), ("<5", "<5"),
    ("&lt;b&gt;", "<b>"), ("&amp;lt;", "&lt;"), ("&#23398;&#x6821;", "学校"), ("&copy2", "©2"),
    ("&bogus;", "&bogus;"), ("&#99999999;", "\u{FFFD}"), ("&#150;", "–"), ("&#0;", "\u{FFFD}"),
    ("&#xD800;", "\u{FFFD}"), ("&mdash;&hellip;&sup2;&yen;", "—…²¥"), ("&#;&;&", "&#;&;&"),
    ("a<!-- <td>x</td> -->b", "ab"), ("a<script>if (1<2) '<td>'</script>b", "ab"),
    ("a<style>td {}</style>b", "ab"), ("<a href='x>y'>z</a>", "z"), ("<o:p>a</o:p>", "a"),
    ("<![if !x]>a<![endif]>", "a"), ("<textarea>a&amp;b</textarea>", "a&b"),
  ])
  func `a cell holds what a browser shows`(content: String, text: String) throws {
    #expect(try Self.cells("<table><tr><td>\(content)</td></tr></table>") == ["A1=\(text)"])
  }

  @Test(arguments: ["", " ", "&nbsp;", "<br>", "&nbsp; <br>&#160;", "<!-- x -->", "<img src=a>"])
  func `a cell without text is no cell`(content: String) throws {
    #expect(try Self.cells("<table><tr><td>\(content)</td><td>b</td></table>") == ["B1=b"])
  }

  @Test(arguments: [
    ("<tr><td>a<td>b<tr><td>c", ["A1=a", "B1=b", "A2=c"]),
    ("<tr><th>a</th><td>b</td></tr>", ["A1=a", "B1=b"]),
    ("<td>a</td><td>b</td>", ["A1=a", "B1=b"]),
    ("<thead><tr><th>a<tbody><tr><td>b</tbody><tfoot><tr><td>c", ["A1=a", "A2=b", "A3=c"]),
    ("<tr></tr><tr><td>a", ["A2=a"]),
    ("<caption>x</caption><tr><td>a", ["A1=a"]),
    ("<TR><TD COLSPAN=2>a</TD><TD>b</TD></TR>", ["A1=a", "C1=b"]),
    ("<tr><td rowspan=2>a<td>b<tr><td>c", ["A1=a", "B1=b", "B2=c"]),
    (
      "<tr><td>a<td rowspan='2' colspan=2>b<td>c<tr><td>d<td>e",
      ["A1=a", "B1=b", "D1=c", "A2=d", "D2=e"]
    ),
    (
      "<tr><td colspan=>a<td colspan=\"\"4\"\">b<td colspan=foo>c<td>d",
      ["A1=a", "B1=b", "C1=c", "D1=d"]
    ),
    ("<tr><td rowspan=0>a<td colspan=-3>b<tr><td>c", ["A1=a", "B1=b", "A2=c"]),
    ("</td></tr><tr><td>a</tr></td>", ["A1=a"]),
    ("<tr>stray<td>a</td>stray</tr>", ["A1=a"]),
  ])
  func `cells stand where the spans put them`(rows: String, expected: [String]) throws {
    #expect(try Self.cells("<table>\(rows)</table>") == expected)
  }

  @Test func `spans are merged ranges with the value in the first cell`() throws {
    let book = try Self.read(
      "<table><tr><td rowspan=2>a</td><td colspan=3>b</td></tr><tr><td>c</td></tr></table>")
    #expect(book.sheets[0].info.merges.map(\.description) == ["B1:D1", "A1:A2"].reversed())
    #expect(Self.cells(book.sheets[0]) == ["A1=a", "B1=b", "B2=c"])
  }

  @Test func `a huge span stays within the sheet`() throws {
    let book = try Self.read(
      "<table><tr><td colspan=2147483647 rowspan=99999999999999999999>x<tr><td>y</table>")
    #expect(book.sheets[0].info.merges.map(\.description) == ["A1:ALL65534"])
    #expect(Self.cells(book.sheets[0]) == ["A1=x", "ALM2=y"])
  }

  @Test func `each table is a sheet with a name of its own`() throws {
    let book = try Self.read(
      "<title>t</title><table><caption> 表 一 </caption><tr><td>1</table><table><tr><td>2</table>"
        + "<table><caption>表 一<tr><td>3</table>")
    #expect(book.sheets.map(\.info.name) == ["表 一", "table2", "表 一 (2)"])
    #expect(book.sheets.map(Self.cells) == [["A1=1"], ["A1=2"], ["A1=3"]])
  }

  @Test(arguments: [
    ("<title> 班级 &amp;\n台账 </title><table><tr><td>1</table>", "班级 & 台账"),
    ("<table><tr><td>1</table>", ""),
    (
      "<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet>"
        + "<x:Name>在校生</x:Name><x:WorksheetOptions/></x:ExcelWorksheet></x:ExcelWorksheets>"
        + "</x:ExcelWorkbook></xml><![endif]--><title>t</title><table><tr><td>1</table>", "在校生"
    ),
  ])
  func `a single table is called by the page`(page: String, name: String) throws {
    let book = try Self.read("<html>" + page)
    #expect(book.sheets.map(\.info.name) == [name])
    #expect(book.sheets.map(Self.cells) == [["A1=1"]])
  }

  @Test func `an inner table is a sheet and its text is not in the outer one`() throws {
    let inner = "<table><tr><td>学校</td><td>人数</td></tr></table>"
    let layout = try Self.read("<table><tr><td>\(inner)</td></tr></table>")
    #expect(layout.sheets.map(Self.cells) == [["A1=学校", "B1=人数"]])
    let mixed = try Self.read("<table><tr><td>x\(inner)y</td><td>z</td></tr></table>")
    #expect(mixed.sheets.map(Self.cells) == [["A1=x\ny", "B1=z"], ["A1=学校", "B1=人数"]])
  }

  @Test func `a table between rows means that an end tag is missing`() throws {
    let book = try Self.read("<table><tr><td>1</td></tr><table><tr><td>2</td></tr></table>")
    #expect(book.sheets.map(Self.cells) == [["A1=1"], ["A1=2"]])
  }

  @Test func `text outside the tables is told`() throws {
    let book = try Self.read("<html><h2>均衡县</h2><table><tr><td>1</table><p>填表人</p></html>")
    #expect(book.warnings.count == 1)
    #expect(book.warnings[0].contains("2 pieces of text"))
  }

  @Test(arguments: ["<table><tr><td>1", "<table><tr><td>1</td></tr><tr><td a='", "<table><!-- "])
  func `a page that ends too early is told`(page: String) throws {
    #expect(try Self.read(page).warnings.contains { $0.contains("may be missing") })
  }

  @Test func `a page without a table is no spreadsheet`() {
    #expect(throws: IngestError(.notASpreadsheet("an HTML page without a table"))) {
      try Self.read("<!DOCTYPE html><html><body>请登录</body></html>")
    }
  }

  @Test(arguments: [
    "<table>", "<!-- x --><table>", "<div>", "<?xml version=\"1.0\"?><html>", "<center>",
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0\">", "\u{FEFF}  <style>td{}</style>",
  ])
  func `a page is known by its table, however it begins`(start: String) throws {
    #expect(try Self.read(start + "<table><tr><td>1</table>").format == "html")
  }

  @Test func `limits hold`() {
    var limits = IngestLimits()
    limits.sheets = 2
    limits.cellsOfSmallFile = 3
    limits.cellsPerByte = 0
    func kind(_ text: String) -> IngestError.Kind? {
      do {
        _ = try WorkbookReader.read(Array(text.utf8), fileName: "", limits: limits)
        return nil
      } catch { return error.kind }
    }
    #expect(
      kind(String(repeating: "<table><tr><td>1</table>", count: 3)) == .overLimit(.sheets, 2))
    #expect(kind("<table><tr><td>1<td>2<td>3<td>4</table>") == .overLimit(.smallFileCells, 3))
    #expect(
      kind("<table><tr><td colspan=9 rowspan=2>1<tr><td>2</table>")
        == .overLimit(.smallFileCells, 3))
    #expect(
      kind("<table><tr>" + String(repeating: "<td colspan=1000>", count: 18))
        == .overLimit(.columns, 16_384))
    limits = IngestLimits()
    #expect(
      kind(String(repeating: "<table><tr><td>", count: 300)) == .overLimit(.nesting, 256))
  }

  @Test func `every beginning of a page gives a result or an error`() {
    let page =
      Array(
        "<html><meta charset=gbk><!--[if]><x:ExcelWorkbook><x:ExcelWorksheet><x:Name>a</x:Name>-->"
          .utf8) + Array("<table><caption>&#x;</caption><tr><td rowspan=2 a='b'>x&amp;".utf8)
      + [0xD1, 0xA7, 0xD0] + Array("<br/><script>a</script></td></tr></table></html>".utf8)
    for length in page.indices {
      let book = try? Self.read(Array(page.prefix(length)))
      #expect((book?.sheets.count ?? 1) <= 1)
    }
  }

  @Test func `rows and columns that Excel hid are told`() throws {
    let page =
      "<table><col width=64><col width=0 style='display:none;mso-width-alt:0'>"
      + "<col span=2 style='DISPLAY: none'><col hidden>"
      + "<tr><td>a<td>b</tr><tr height=0 style='display:none'><td>c</tr><tr><td>d</tr></table>"
    let book = try Self.read(page)
    #expect(book.sheets[0].info.layout.hiddenRows.runs == [2...2])
    #expect(book.sheets[0].info.layout.hiddenColumns.runs == [2...5])
    #expect(
      book.warnings.map(ReadingRemarks.chinese) == ["隐藏的行里有数据，已照常读取: 2。", "隐藏的列里有数据，已照常读取: B。"])
  }
}
