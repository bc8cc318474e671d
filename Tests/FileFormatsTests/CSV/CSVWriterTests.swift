// SPDX-License-Identifier: Apache-2.0
// CSVWriterTests: the exact bytes of RFC 4180 with a byte-order mark.

import FileFormats
import Testing

@Suite struct CSVWriterTests {
  @Test(arguments: [
    (["a", "b"], "a,b\r\n"),
    ([], "\r\n"),
    ([""], "\"\"\r\n"),
    (["", ""], ",\r\n"),
    (["a,b", "c\"d", "e\nf", " g"], "\"a,b\",\"c\"\"d\",\"e\nf\",\" g\"\r\n"),
    (["'0012", "=A1", "学校"], "'0012,=A1,学校\r\n"),
  ])
  func `a row has exactly these bytes`(fields: [String], expected: String) {
    var writer = CSVWriter()
    writer.append(fields)
    #expect(writer.bytes == [0xEF, 0xBB, 0xBF] + Array(expected.utf8))
  }
}
