// SPDX-License-Identifier: Apache-2.0
// SheetBodyTests: rows as XML: numbers, texts, the order of cells, and the limits of a sheet.

import DataModel
import Export
import FileFormats
import Testing

@Suite struct SheetBodyTests {
  private static func body() -> SheetBody { SheetBody(sheetName: "表", folder: "/tmp") }

  private static func xml(_ fill: (SheetBody) throws -> Void) throws -> String {
    let body = body()
    try fill(body)
    try body.finish()
    return String(decoding: body.rest, as: UTF8.self)
  }

  private static func cell(_ text: String) throws -> String {
    let row = try xml { try $0.write(text, at: CellReference(row: 1, column: 1), style: 3) }
    return String(row.dropFirst("<row r=\"1\"><c r=\"A1\" s=\"3\"".count).dropLast("</row>".count))
  }

  private static func number(_ number: Double) throws -> String {
    let row = try xml { try $0.write(number, at: CellReference(row: 1, column: 1), style: 0) }
    let start = "<row r=\"1\"><c r=\"A1\" s=\"0\"><v>"
    #expect(row.hasPrefix(start))
    return String(row.dropFirst(start.count).dropLast("</v></c></row>".count))
  }

  // MARK: Numbers

  @Test(
    arguments: [
      (0.0, "0"), (-0.0, "0"), (7, "7"), (-12, "-12"), (999_999_999_999_999, "999999999999999"),
      (0.5, "0.5"), (-0.25, "-0.25"), (0.05, "0.05"), (-0.001, "-0.001"), (1234.5678, "1234.5678"),
      (3.14159, "3.14159"), (0.1 + 0.2, "0.30000000000000004"), (1.0 / 3, "0.3333333333333333"),
      (2000.0 / 3, "666.6666666666666"), (123_456_789_012_345.6, "123456789012345.6"),
      (1e15, "1000000000000000"), (9_007_199_254_740_992, "9007199254740992"),
      (1e16, "1E+16"), (1e300, "1E+300"),
      (-1e300, "-1E+300"), (.leastNonzeroMagnitude, "5E-324"), (1e-5, "1E-05"), (100_000, "100000"),
    ] as [(Double, String)])
  func `a number is written as short as it can be read back`(value: Double, text: String) throws {
    let written = try Self.number(value)
    #expect(Double(written) == value)
    #expect(written == text)
  }

  @Test func `any number is read back as it was`() throws {
    var state: UInt64 = 88_172_645_463_325_252
    for _ in 0..<20_000 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      let bits = Double(bitPattern: state)
      for value in [bits, Double(state % 10_000_000) / 1000, Double(state % 1_000_003) / 7]
      where value.isFinite {
        #expect(Double(try Self.number(value)) == value)
      }
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `what is no number is an error value`(value: Double) throws {
    let row = try Self.xml { body in
      try body.write(value, at: CellReference(row: 1, column: 1), style: 1)
      try body.writeRow(2, RowPlan(styles: [1]), widths: nil) { $0.number(value) }
      try body.write(
        CellFormula(text: "=1/0"), result: value, at: CellReference(row: 3, column: 1), style: 1)
    }
    #expect(row.components(of: "<v>#NUM!</v>") == 3)
    #expect(!row.lowercased().contains("inf") && !row.lowercased().contains("nan"))
  }

  // MARK: Texts

  @Test(arguments: [
    ("甲", "甲"), ("a & b < c > d", "a &amp; b &lt; c &gt; d"), ("\"quoted\"", "\"quoted\""),
    ("=SUM(A1)", "=SUM(A1)"), ("a\u{1}b", "a_x0001_b"), ("a\u{1F}b\rc", "a_x001F_b_x000D_c"),
    ("a\nb\tc", "a\nb\tc"), ("x_x0041_y", "x_x005F_x0041_y"), ("_x00zz_", "_x00zz_"),
    ("_x0041", "_x0041"), ("表_1", "表_1"), ("（全角），", "（全角），"), ("a\u{0}b", "a\u{FFFD}b"),
    ("a\u{FFFE}b\u{FFFF}", "a\u{FFFD}b\u{FFFD}"), ("𠮷野家", "𠮷野家"),
    ("abcdefgh&", "abcdefgh&amp;"), ("abcdefg&h", "abcdefg&amp;h"), ("\u{FEFF}b", "\u{FEFF}b"),
  ])
  func `a text is escaped as XML and Excel want it`(text: String, written: String) throws {
    #expect(try Self.cell(text) == " t=\"inlineStr\"><is><t>\(written)</t></is></c>")
  }

  @Test(arguments: [" a", "a ", "\na", "a\t", " "])
  func `outer spaces are kept`(text: String) throws {
    #expect(
      try Self.cell(text) == " t=\"inlineStr\"><is><t xml:space=\"preserve\">\(text)</t></is></c>")
  }

  @Test func `no text is a cell without a value`() throws {
    #expect(try Self.cell("") == "/>")
  }

  @Test func `a text longer than a cell is cut`() throws {
    let fits = String(repeating: "字", count: 32_767)
    #expect(try Self.cell(fits).contains(">\(fits)<"))
    let cell = try Self.cell(fits + "多")
    #expect(cell.contains(">\(fits.dropLast())…<"))
    // An escape would not fit any more: the text itself comes first.
    let escapes = String(repeating: "a", count: 32_760) + "_x0041_"
    #expect(try Self.cell(escapes).contains(">\(escapes)<"))
  }

  @Test func `rows of many write texts as single cells do`() throws {
    for text in ["甲 & 乙", " x", "_x0041_", String(repeating: "长", count: 40_000), "a\u{2}", "是"] {
      let single = try Self.xml {
        try $0.write(text, at: CellReference(row: 5, column: 1), style: 9)
      }
      let many = try Self.xml { body in
        try body.writeRow(5, RowPlan(styles: [9]), widths: nil) { $0.text(text) }
      }
      #expect(single == many)
    }
  }

  // MARK: Rows

  @Test func `rows of many have their cells in order and no more than planned`() throws {
    let row = try Self.xml { body in
      try body.writeRow(3, RowPlan(styles: [1, 22, 333]), widths: nil) { row in
        row.text("a")
        row.blank()
        row.number(1.5)
        row.number(9)
      }
    }
    #expect(
      row == "<row r=\"3\"><c r=\"A3\" s=\"1\" t=\"inlineStr\"><is><t>a</t></is></c>"
        + "<c r=\"B3\" s=\"22\"/><c r=\"C3\" s=\"333\"><v>1.5</v></c></row>")
  }

  @Test func `widths are those of the widest text, indents included`() throws {
    var widths = [6, 6, 6]
    let plan = RowPlan(styles: [1, 1, 1], paddings: [1, 0, 0])
    let body = Self.body()
    try widths.withUnsafeMutableBufferPointer { buffer in
      try body.writeRow(1, plan, widths: buffer) { row in
        row.text("四个汉字")
        row.text("四个汉字")
        row.number(-123_456)
      }
    }
    #expect(widths == [9, 8, 10])
  }

  @Test func `cells of a row may come in any order, and the later one counts`() throws {
    let row = try Self.xml { body in
      try body.write(2, at: CellReference(row: 1, column: 2), style: 0)
      try body.write(1, at: CellReference(row: 1, column: 1), style: 0)
      try body.write(3, at: CellReference(row: 1, column: 2), style: 5)
    }
    #expect(
      row == "<row r=\"1\"><c r=\"A1\" s=\"0\"><v>1</v></c><c r=\"B1\" s=\"5\"><v>3</v></c></row>")
  }

  @Test func `heights are kept, of rows without cells too`() throws {
    let rows = try Self.xml { body in
      try body.setHeight(26, ofRow: 1)
      try body.write("a", at: CellReference(row: 1, column: 1), style: 1)
      try body.setHeight(30.5, ofRow: 3)
      try body.write(1, at: CellReference(row: 4, column: 1), style: 1)
      try body.setHeight(12, ofRow: 6)
    }
    #expect(rows.hasPrefix("<row r=\"1\" ht=\"26\" customHeight=\"1\"><c r=\"A1\""))
    #expect(rows.contains("</row><row r=\"3\" ht=\"30.5\" customHeight=\"1\"/><row r=\"4\"><c"))
    #expect(rows.hasSuffix("<row r=\"6\" ht=\"12\" customHeight=\"1\"/>"))
  }

  @Test func `a row above the last one, or behind the end of the sheet, is refused`() throws {
    let body = Self.body()
    try body.write(1, at: CellReference(row: 5, column: 1), style: 0)
    #expect(throws: XlsxError.self) {
      try body.write(1, at: CellReference(row: 4, column: 1), style: 0)
    }
    #expect(throws: XlsxError.self) { try body.setHeight(5, ofRow: 4) }
    try body.write(1, at: CellReference(row: 1_048_576, column: 16_384), style: 0)
    #expect(throws: XlsxError.self) {
      try body.write(1, at: CellReference(row: 1_048_577, column: 1), style: 0)
    }
    #expect(throws: XlsxError.self) {
      try body.write(1, at: CellReference(row: 1_048_576, column: 16_385), style: 0)
    }
    #expect(body.dimension.hasSuffix(":A5") || body.dimension == "A5")
    try body.finish()
    #expect(body.dimension == "A5:XFD1048576")
  }

  @Test func `a merge frames all its cells, those of later rows too`() throws {
    let body = Self.body()
    try body.write(
      "题",
      over: CellRange(
        first: CellReference(row: 1, column: 1), last: CellReference(row: 2, column: 2)),
      style: 4)
    try body.write("右", at: CellReference(row: 2, column: 3), style: 5)
    try body.finish()
    let rows = String(decoding: body.rest, as: UTF8.self)
    #expect(body.merges == ["A1:B2"])
    #expect(
      rows.contains(
        "<c r=\"B1\" s=\"4\"/></row><row r=\"2\"><c r=\"A2\" s=\"4\"/><c r=\"B2\" s=\"4\"/><c r=\"C2\""
      ))
  }

  @Test func `formulas keep their results`() throws {
    let rows = try Self.xml { body in
      try body.write(
        CellFormula(text: "=IF(A1<2,\"x\",1)"), result: 1.5, at: CellReference(row: 1, column: 1),
        style: 1)
      try body.write(
        CellFormula(text: "=SUM(A1:A2)", isArray: true), result: 3,
        at: CellReference(row: 1, column: 2), style: 1)
      try body.write(
        CellFormula(text: "=\"a\""), result: "a & b", at: CellReference(row: 1, column: 3), style: 1
      )
    }
    #expect(rows.contains("<c r=\"A1\" s=\"1\"><f>IF(A1&lt;2,\"x\",1)</f><v>1.5</v></c>"))
    #expect(rows.contains("<f t=\"array\" ref=\"B1\">SUM(A1:A2)</f><v>3</v>"))
    #expect(rows.contains("<c r=\"C1\" s=\"1\" t=\"str\"><f>\"a\"</f><v>a &amp; b</v></c>"))
  }

  @Test func `the last row of a sheet can be reached, compressed on the way`() throws {
    let body = Self.body()
    let plan = RowPlan(styles: [1, 2])
    for row in 1...1_048_576 {
      try body.writeRow(row, plan, widths: nil) { cells in
        cells.number(Double(row))
        cells.blank()
      }
    }
    #expect(throws: XlsxError.self) {
      try body.writeRow(1_048_577, plan, widths: nil) { $0.blank() }
    }
    try body.finish()
    #expect(body.dimension == "A1:B1048576")
    #expect(body.rest.count < 1 << 19)
    #expect(body.packed.size > 50_000_000)
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of text: String) -> Int {
    var count = 0
    var rest = self[...]
    while let place = rest.firstRange(of: text) {
      count += 1
      rest = rest[place.upperBound...]
    }
    return count
  }
}
