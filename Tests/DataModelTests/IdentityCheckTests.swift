// SPDX-License-Identifier: Apache-2.0
// IdentityCheckTests: check characters of identity numbers.

import DataModel
import Testing

@Suite struct IdentityCheckTests {
  @Test(arguments: [
    // The example of GB 11643-1999, and numbers of a region that does not exist.
    ("11010519491231002", "X"), ("99012119800915001", "7"), ("00000000000000000", "1"),
  ])
  func `the check character follows from the 17 digits`(digits: String, character: String) {
    let found = IdentityCheck.character(after: digits.utf8)
    #expect(found.map { String(UnicodeScalar($0)) } == character)
  }

  @Test(arguments: ["", "1101051949123100", "110105194912310021", "1101051949123100X"])
  func `nothing else has one`(text: String) {
    #expect(IdentityCheck.character(after: text.utf8) == nil)
  }
}
