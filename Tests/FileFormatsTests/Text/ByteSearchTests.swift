// SPDX-License-Identifier: Apache-2.0
// ByteSearchTests: words are found where they first stand, in arrays and in parts of them.

import FileFormats
import Testing

@Suite("Words among bytes")
struct ByteSearchTests {
  @Test(
    arguments: [
      ("", nil), ("<c", nil), ("<co", 0..<3), ("a<co", 1..<4), ("<c<co<co", 2..<5), ("<c<o", nil),
      ("<CO", nil),
    ] as [(String, Range<Int>?)])
  func `a word is found where it first stands`(text: String, place: Range<Int>?) {
    #expect(Array(text.utf8).firstPlace(of: "<co") == place)
  }

  @Test func `a part is searched from its start to its end, with the indices of the whole`() {
    let bytes = Array("<co<co<co".utf8)
    #expect(bytes[1...].firstPlace(of: "<co") == 3..<6)
    #expect(bytes[4..<8].firstPlace(of: "<co") == nil)
    #expect(bytes[6...].firstPlace(of: "<co") == 6..<9)
    #expect(bytes[9...].firstPlace(of: "<co") == nil)
  }
}
