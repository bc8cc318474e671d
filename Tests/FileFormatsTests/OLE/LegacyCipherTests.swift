// SPDX-License-Identifier: Apache-2.0
// LegacyCipherTests: published examples of the old digests and of RC4.

import FileFormats
import Testing

@Suite struct LegacyCipherTests {
  @Test(arguments: [
    ("Key", "Plaintext", [0xBB, 0xF3, 0x16, 0xE8, 0xD9, 0x40, 0xAF, 0x0A, 0xD3] as [UInt8]),
    ("Wiki", "pedia", [0x10, 0x21, 0xBF, 0x04, 0x20]),
    ("", "", []),
  ])
  func `RC4 encrypts as published`(key: String, plain: String, secret: [UInt8]) {
    var cipher = RC4(key: Array(key.utf8))
    #expect(cipher.apply(plain.utf8) == secret)
  }

  @Test func `the digests are those of the standards`() {
    let text = Array("abc".utf8)
    #expect(LegacyDigest.md5.digest(text).prefix(4) == [0x90, 0x01, 0x50, 0x98])
    #expect(LegacyDigest.md5.digest(text).count == 16)
    #expect(LegacyDigest.sha1.digest(text).prefix(4) == [0xA9, 0x99, 0x3E, 0x36])
    #expect(LegacyDigest.sha1.digest(text).count == 20)
  }
}
