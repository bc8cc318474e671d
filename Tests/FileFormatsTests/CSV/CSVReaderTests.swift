// SPDX-License-Identifier: Apache-2.0
// CSVReaderTests: rows and fields, well-formed and not.

import FileFormats
import Testing

@Suite struct CSVReaderTests {
  private static func rows(
    _ text: String, separator: Character = ",", limits: CSVReader.Limits = .init()
  ) throws(CSVError) -> [[String]] {
    var reader = CSVReader(
      Array(text.utf8), separator: separator.asciiValue ?? 0, limits: limits)
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  @Test(arguments: [
    ("", []),
    ("a", [["a"]]),
    ("a,b\n", [["a", "b"]]),
    ("a,b\r\nc,d\re,f\n", [["a", "b"], ["c", "d"], ["e", "f"]]),
    ("a,\n,b\n", [["a", ""], ["", "b"]]),
    ("a\n\nb", [["a"], [], ["b"]]),
    ("\r\n\r\n", [[], []]),
    ("a,b,c\nd\n", [["a", "b", "c"], ["d"]]),
    ("\"a,b\",\"c\"\"d\"\n", [["a,b", "c\"d"]]),
    ("\"a\r\nb\",c", [["a\r\nb", "c"]]),
    ("\"\",x", [["", "x"]]),
    ("a\"b,c\"\n", [["a\"b", "c\""]]),
    ("\"a\"b,c\n", [["ab", "c"]]),
    ("\"a\" ,c\n", [["a ", "c"]]),
    (" \"a\",b", [[" \"a\"", "b"]]),
    ("\"a,b\nc", [["\"a", "b"], ["c"]]),
    ("x,\"55寸屏,1\ny,z,2\n", [["x", "\"55寸屏", "1"], ["y", "z", "2"]]),
    ("\"", [["\""]]),
    ("学校,学生数\n一小,120", [["学校", "学生数"], ["一小", "120"]]),
  ])
  func `a text is split like this`(text: String, expected: [[String]]) throws {
    #expect(try Self.rows(text) == expected)
  }

  @Test(arguments: [";", "\t", "|"] as [Character])
  func `any separator may be set`(separator: Character) throws {
    #expect(try Self.rows("a,b\(separator)c", separator: separator) == [["a,b", "c"]])
  }

  @Test func `a quote that never ends is remembered`() throws {
    var reader = CSVReader(Array("a\n\"b\nc\nd".utf8))
    while try reader.next() != nil {}
    #expect(reader.longQuotes == [2])
    #expect(reader.rowNumber == 4)
  }

  @Test(arguments: [(5, []), (6, [1])])
  func `a quote over too many lines is remembered`(lines: Int, expected: [Int]) throws {
    var limits = CSVReader.Limits()
    limits.linesInQuotes = 5
    let text = "\"" + String(repeating: "x\n", count: lines) + "\",b\n"
    var reader = CSVReader(Array(text.utf8), limits: limits)
    while try reader.next() != nil {}
    #expect(reader.longQuotes == expected)
  }

  @Test func `the limits stop at their value and not before`() throws {
    var limits = CSVReader.Limits()
    limits.columns = 3
    limits.fieldBytes = 4
    #expect(try Self.rows("1234,\"1234\",c", limits: limits) == [["1234", "1234", "c"]])
    #expect(throws: CSVError.limit("columns", 3)) { try Self.rows("a,b,c,d", limits: limits) }
    for text in ["12345", "\"12345\""] {
      #expect(throws: CSVError.limit("bytes in one field", 4)) {
        try Self.rows(text, limits: limits)
      }
    }
  }

  @Test func `only the given range is read`() throws {
    var reader = CSVReader(Array("xxa,b\nyy".utf8), range: 2..<5)
    #expect(try reader.next() == ["a", "b"])
    #expect(try reader.next() == nil)
  }

  @Test func `what the writer writes the reader reads`() throws {
    let rows = [
      ["学校", "a,b", "c\"d", "e\r\nf", " g ", "", "=1+1"], [""], ["a", ""], ["\n"],
    ]
    var writer = CSVWriter()
    for row in rows { writer.append(row) }
    let text = try #require(DecodedText(writer.bytes))
    #expect(text.encoding == .utf8 && text.start == 3)
    var reader = CSVReader(text.utf8, range: text.start..<text.utf8.count)
    var read: [[String]] = []
    while let row = try reader.next() { read.append(row) }
    #expect(read == rows)
  }

  /// All rows when the text comes in pieces, through a buffer of this size.
  private static func rows(
    _ text: String, pieceSize: Int, bufferSize: Int, limits: CSVReader.Limits = .init()
  ) throws -> (rows: [[String]], longQuotes: [Int]) {
    let bytes = Array(text.utf8)
    let stream = TextStream(utf8: bytes, range: bytes.indices, pieceSize: pieceSize)
    var reader = CSVReader(stream, limits: limits, bufferSize: bufferSize)
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append(row) }
    return (rows, reader.longQuotes)
  }

  private static let awkward = [
    "学校,\"第一\n小学\",\"a\"\"b\"\"\",,\"\"\r\n一小,\"x\"y,1\r二小\n\n\r\n三小,\"q\r\nr\"\r\n",
    "x,\"55寸屏,1\ny,z,2\n\"\",3\n",
    "a,\"b\"\"\"",
    "a,\"b\"",
    "\"never\nclosed\n,\"\"still\nopen",
    String(repeating: "x", count: 500) + ",y\n1,\"" + String(repeating: "z\"\"\n", count: 300)
      + "\",2\r\n3",
  ]

  @Test(arguments: awkward, [1, 2, 3, 7, 64])
  func `pieces of any size give the same rows as the whole`(text: String, pieceSize: Int) throws {
    // Blanks before the text move every part of it across the ends of the buffer.
    for shift in 0..<70 {
      let shifted = String(repeating: " ", count: shift) + text
      var whole = CSVReader(Array(shifted.utf8))
      var expected: [[String]] = []
      while let row = try whole.next() { expected.append(row) }
      let torn = try Self.rows(shifted, pieceSize: pieceSize, bufferSize: 64)
      #expect(torn.rows == expected)
      #expect(torn.longQuotes == whole.longQuotes)
    }
  }

  @Test(arguments: 60...132)
  func `a field about as long as the buffer is whole`(length: Int) throws {
    let long = String(repeating: "x", count: length)
    for text in [long, "\(long)\n", "a\n\(long),b\n", "a\n\"\(long)\"\r\nb"] {
      let read = try Self.rows(text, pieceSize: 64, bufferSize: 64)
      #expect(read.rows.joined().contains(long))
      #expect(read.rows.joined().count { $0 == "b" } == (text.contains("b") ? 1 : 0))
    }
  }

  @Test func `a quote that never closes costs no row however far it is searched`() throws {
    let rest = String(repeating: "一小,120\n", count: 20_000)
    let read = try Self.rows("a,\"55寸\n" + rest, pieceSize: 4096, bufferSize: 4096)
    #expect(read.rows.count == 20_001)
    #expect(read.rows[0] == ["a", "\"55寸"])
    #expect(read.longQuotes == [1])
  }

  @Test func `the limits hold in pieces too`() {
    var limits = CSVReader.Limits()
    limits.fieldBytes = 100
    let long = String(repeating: "x", count: 101)
    for text in [long, "a,\"\(long)\"\n", "a,\(long)" + String(repeating: "y", count: 5_000)] {
      #expect(throws: CSVError.limit("bytes in one field", 100)) {
        try Self.rows(text, pieceSize: 16, bufferSize: 64, limits: limits)
      }
    }
    limits.rowBytes = 1_000
    #expect(throws: CSVError.limit("bytes of text", 1_000)) {
      try Self.rows(
        String(repeating: "xyz,", count: 2_000), pieceSize: 64, bufferSize: 64, limits: limits)
    }
  }

  @Test func `the fields of a row are places in the buffer`() throws {
    var reader = CSVReader(Array("ab,\"c\"\"d\",,e\nx".utf8))
    #expect(try reader.advance())
    #expect(reader.fieldCount == 4)
    var texts: [String] = []
    var empty = 0
    reader.withRow { base, fields in
      texts = fields.map { CSVReader.text($0, base) }
      empty = fields.count { $0.isEmpty }
    }
    #expect(texts == ["ab", "c\"d", "", "e"] && empty == 1)
    #expect(try reader.advance())
    #expect(try !reader.advance())
    #expect(reader.fieldCount == 0 && reader.rowNumber == 2)
  }

  @Test func `more fields than usual are all found`() throws {
    let fields = (0..<1_000).map(String.init)
    var reader = CSVReader(Array(fields.joined(separator: ",").utf8))
    #expect(try reader.next() == fields)
  }
}
