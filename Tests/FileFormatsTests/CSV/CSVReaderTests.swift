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
}
