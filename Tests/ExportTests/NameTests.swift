// SPDX-License-Identifier: Apache-2.0
// NameTests: names of files and sheets, and texts of cells, whatever a county or school is called.

import DataModel
import Export
import Testing

@Suite struct FileNamesTests {
  @Test(arguments: [
    ("990101", "示例县", "counties/990101-示例县.xlsx"),
    ("", "", "counties/000000-未知县区.xlsx"),
    ("1", "../../etc/passwd", "counties/1-_.._etc_passwd.xlsx"),
    ("2", "a\\b:c*d?e\"f<g>h|i", "counties/2-a_b_c_d_e_f_g_h_i.xlsx"),
    ("3", "县\u{0}\n\u{202E}名", "counties/3-县___名.xlsx"),
    ("4", " . ", "counties/4-_.xlsx"),
  ])
  func `a county's file name holds nothing a path could stumble over`(
    code: String, name: String, path: String
  ) {
    #expect(FileNames.countyPaths([County(code: code, name: name)]) == [path])
  }

  @Test func `a long name is cut to what a file system allows`() throws {
    let name = String(repeating: "县", count: 400)
    let path = try #require(FileNames.countyPaths([County(code: "990101", name: name)]).first)
    #expect(path.utf8.count < 200)
    #expect(path.hasSuffix(".xlsx"))
  }

  @Test func `counties of the same name get files of their own`() {
    let county = County(code: "1", name: "县")
    let paths = FileNames.countyPaths([county, county, County(code: "1", name: "县")])
    #expect(Set(paths).count == 3)
  }
}

@Suite struct SheetNamesTests {
  @Test(arguments: [
    ("班级台账", "班级台账"), ("a/b\\c[d]e:f*g?h", "a_b_c_d_e_f_g_h"), ("'引号'", "引号"), ("", "表"),
    (String(repeating: "表", count: 40), String(repeating: "表", count: 31)),
    ("History", "History(2)"),
  ])
  func `a sheet name is one that Excel takes`(wish: String, name: String) {
    var names = SheetNames(taken: [])
    #expect(names.claim(wish) == name)
  }

  @Test func `a taken name gets a number and stays within 31 characters`() {
    var names = SheetNames(taken: ["封面"])
    #expect(names.claim("封面") == "封面(2)")
    let long = String(repeating: "长", count: 31)
    #expect(names.claim(long) == long)
    #expect(names.claim(long) == String(repeating: "长", count: 28) + "(2)")
    #expect(names.claim("A") == "A")
    #expect(names.claim("a") == "a(2)")
  }

  @Test func `a reference doubles the quotes of a sheet name`() {
    #expect(SheetNames.reference("学校's 表", "A1") == "'学校''s 表'!A1")
  }
}

@Suite struct CellTextTests {
  @Test(arguments: [
    ("普通", "普通"), ("a\u{0}b", "a\u{FFFD}b"), ("\u{FFFE}", "\u{FFFD}"), ("_x0041_", "_x005F_x0041_"),
    ("_x004_", "_x004_"), ("_x0041__x0042_", "_x005F_x0041__x005F_x0042_"), ("全角Ａ", "全角Ａ"),
  ])
  func `a cell shows a text exactly as it is`(text: String, written: String) {
    #expect(CellText.cell(text) == written)
  }

  @Test(arguments: [(32_766, 32_766), (32_767, 32_767), (32_768, 32_767)])
  func `a text longer than a cell is cut with a mark`(count: Int, expected: Int) {
    let text = CellText.cell(String(repeating: "字", count: count))
    #expect(text.utf16.count == expected)
    #expect(text.hasSuffix("…") == (count > CellText.longest))
  }

  @Test func `a pair of surrogates counts two`() {
    let text = CellText.cell(String(repeating: "𠮷", count: 20_000))
    #expect(text.utf16.count <= CellText.longest)
    #expect(text.hasSuffix("…"))
  }

  @Test func `a property is short whatever it is made of`() {
    let text = CellText.property(String(repeating: "e\u{301}", count: 500))
    #expect(text.unicodeScalars.count == CellText.longestProperty)
  }
}

@Suite struct JSONValueTests {
  @Test func `members keep their order and texts are escaped`() {
    let value = JSONValue.object([
      ("b", .string("引\"号\\\n\u{1}")), ("a", .array([.integer(-1), .boolean(true), .null])),
      ("空", .object([])),
    ])
    #expect(value.line == #"{"b":"引\"号\\\n\u0001","a":[-1,true,null],"空":{}}"#)
  }

  @Test func `a document is indented and ends its line`() {
    let value = JSONValue.object([("a", .array([.integer(1)])), ("b", .array([]))])
    #expect(value.document == "{\n  \"a\": [\n    1\n  ],\n  \"b\": []\n}\n")
  }
}
