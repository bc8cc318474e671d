// SPDX-License-Identifier: Apache-2.0
// SeedTexts: first inputs that are short enough to be written down.

/// Small inputs by target.
enum SeedTexts {
  static let all: [(target: String, texts: [String])] = [
    ("number-format", formats),
    ("number-text", numbers),
    ("xml", documents),
    ("xml-pieces", documents.map { "\u{10}" + $0 }),
    ("xlsx-sheet", sheets.flatMap { ["\u{40}\u{0}" + $0, "\u{40}\u{1}" + $0] }),
    ("csv", tables),
    ("html", pages),
    ("mhtml", archives),
    ("spreadsheetml", [spreadsheet]),
    ("ods", [openDocument("document-content")]),
    ("fods", [openDocument("document")]),
    ("file", tables + pages + archives + [spreadsheet, openDocument("document")]),
  ]

  private static let formats = [
    "General", "0.00_ ;[Red]\\-0.00\\ ", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy/m/d h:mm AM/PM",
    "[h]:mm:ss.0", "mm:ss", "@", "# ?/?", "0.00E+00", "_(* #,##0_);_(* \\(#,##0\\)", "aaaa", "g/e",
  ]

  private static let numbers =
    ["12.50", "-0", "1e-7", "9007199254740993", "123456789012345678901234567890", ".5", "5."]
    .map { "\u{0}" + $0 }
    + ["2024-09-01", "2024-09-01T08:30:00.5Z", "23:59:59.999", "1899-12-30"].map { "\u{1}" + $0 }
    + ["\u{2}1", "\u{2}true", "\u{3}1", "\u{3}99999999999", "\u{4}#DIV/0!", "\u{5}_x000D_a_x005F_"]

  private static let documents = [
    "<?xml version='1.0' encoding='UTF-8'?><a r='1' n:s='2'><b/>x&lt;&#23398;\r\n<!-- c --></a>",
    "<a><![CDATA[x]]y]]><b t=\"&quot;&#x5B66;\">é</b><?p q?></a>",
    "<x:a xmlns:x='u'><x:row r='12' s='3' t='n'>\r\r\n&amp;</x:row></x:a>",
  ]

  private static let sheets = [
    Packages.sheet(of: Packages.defaultRows),
    Packages.sheet(
      of: "<row r=\"3\" spans=\"1:9\"><c r=\"A3\" s=\"1\"><f>1+1</f><v>2</v></c>"
        + "<c r=\"B3\" t=\"str\"><f t=\"shared\" ref=\"B3:B4\" si=\"0\">A1</f><v>x&amp;y</v></c>"
        + "<c r=\"C3\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> 校 </t></is></c>"
        + "<c r=\"D3\" t=\"b\"><v>1</v></c><c r=\"E3\" t=\"e\"><v>#N/A</v></c><c r=\"F3\"/>"
        + "<c r=\"G3\"><f>A1</f></c><c r=\"H3\" t=\"d\"><v>2024-09-01</v></c></row>"),
    "<worksheet><sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>"
      + "<mergeCells count='1'><mergeCell ref='A1:B2'/></mergeCells></worksheet>",
  ]

  private static let tables = [
    "学校,人数\r\n\"第一, 小学\",\"1\"\"2\"\r\n", "a;b;c\n1;2,5;3\n", "a\tb\r1\t2\r", "sep=;\na;b\n",
    "\"55寸屏,1\n\n,\n", "\u{FEFF}a|b\n",
  ]

  private static let pages = [
    "<html><head><meta charset=gb2312><title>表</title></head><body><table><caption>c</caption>"
      + "<tr><th colspan=2 rowspan='3'>a<br>b<td>c&nbsp;&#23398;<tr><td x:num=\"1\">1</table>",
    "<table><thead><tr><td><table><tr><td>x</table></td></tr></thead><tbody><tr><td>y",
    "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><!--[if gte mso 9]><xml>"
      + "<x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>表</x:Name>"
      + "<x:WorksheetSource HRef='a.htm'/></x:ExcelWorksheet></x:ExcelWorksheets>"
      + "</x:ExcelWorkbook></xml><![endif]--><table><tr><td>1</td></tr></table></html>",
  ]

  private static let archives = [
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\n"
      + "Content-Location: file:///C:/a.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n"
      + "Content-Type: text/html; charset=\"utf-8\"\r\n\r\n<table><tr><td x=3D1>=E5=AD=A6=\r\nx"
      + "</td></tr></table>\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64"
      + "\r\n\r\nPHRhYmxlPjx0cj48dGQ+eDwvdGQ+PC90cj48L3RhYmxlPg==\r\n--b--\r\n"
  ]

  private static let spreadsheet =
    "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"
    + "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
    + "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style ss:ID=\"d\">"
    + "<NumberFormat ss:Format=\"yyyy/m/d\"/></Style></Styles><Worksheet ss:Name=\"表\"><Table>"
    + "<Row ss:Index=\"2\"><Cell ss:Index=\"3\" ss:MergeAcross=\"1\" ss:MergeDown=\"2\">"
    + "<Data ss:Type=\"Number\">1.5</Data></Cell><Cell ss:StyleID=\"d\" ss:Formula=\"=1\">"
    + "<Data ss:Type=\"DateTime\">2024-09-01T00:00:00.000</Data></Cell><Cell>"
    + "<Data ss:Type=\"String\">a&#10;b</Data></Cell></Row></Table></Worksheet></Workbook>"

  private static func openDocument(_ root: String) -> String {
    "<office:\(root) xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
      + "office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:body>"
      + "<office:spreadsheet><table:table table:name=\"表\"><table:table-row "
      + "table:number-rows-repeated=\"3\"><table:table-cell office:value-type=\"float\" "
      + "office:value=\"1.5\" table:number-columns-repeated=\"4\"><text:p>1.5</text:p>"
      + "</table:table-cell><table:table-cell office:value-type=\"date\" "
      + "office:date-value=\"2024-09-01\" table:number-columns-spanned=\"2\" "
      + "table:number-rows-spanned=\"2\"/><table:covered-table-cell/><table:table-cell "
      + "office:value-type=\"time\" office:time-value=\"PT08H30M15.5S\" "
      + "table:formula=\"of:=1\"/><table:table-cell office:value-type=\"string\"><text:p>a"
      + "<text:s text:c=\"3\"/>b<text:line-break/></text:p><office:annotation><text:p>n</text:p>"
      + "</office:annotation></table:table-cell></table:table-row></table:table>"
      + "</office:spreadsheet></office:body></office:\(root)>"
  }
}
