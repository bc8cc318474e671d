// SPDX-License-Identifier: Apache-2.0
// SeparatorDetectionTests: which separator a text is taken to have.

import FileFormats
import Testing

@Suite struct SeparatorDetectionTests {
  @Test(arguments: [
    ("a,b\n1,2\n", ","),
    ("a;b\n1,5;2\n", ";"),
    ("a;b\n1,5;2,5\n3;4\n", ";"),
    ("a\tb,c\n1\t2\n", "\t"),
    ("a|b|c\n1|2|3\n", "|"),
    ("学校\n一小\n", ","),
    ("", ","),
    ("\"a;b\",c\n\"d;e\",f\n", ","),
    ("学校；备注,人数\n一小,12\n", ","),
    ("sep=;\na,b,c;d\n", ";"),
    ("sep=|\r\n1,2\n", "|"),
    ("某县统计表,,\n单位：人,,\n学校,班数,人数\n一小,6,240\n", ","),
  ])
  func `the separator is the one that divides evenly`(text: String, expected: Character) {
    #expect(SeparatorDetection.separator(of: Array(text.utf8)) == expected.asciiValue)
  }

  @Test func `a name for tabs decides when there are tabs`() {
    let text = Array("a,b\tc,d\ne,f\tg\n".utf8)
    #expect(SeparatorDetection.separator(of: text, prefersTab: true) == UInt8(ascii: "\t"))
    let plain = Array("a,b\nc,d\n".utf8)
    #expect(SeparatorDetection.separator(of: plain, prefersTab: true) == UInt8(ascii: ","))
  }

  @Test func `a huge row does not stop the search`() {
    let text = String(repeating: "x;", count: 200_000)
    #expect(SeparatorDetection.separator(of: Array(text.utf8)) == UInt8(ascii: ";"))
  }
}
