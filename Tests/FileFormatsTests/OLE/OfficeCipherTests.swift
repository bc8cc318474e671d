// SPDX-License-Identifier: Apache-2.0
// OfficeCipherTests: digests and ciphers against the published examples of FIPS 180, 197 and RFC 4231.

import FileFormats
import TestSupport
import Testing

@Suite struct OfficeCipherTests {
  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined()
  }

  private static func bytes(_ hex: String) -> [UInt8] {
    let digits = Array(hex)
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0...$0 + 1]), radix: 16)
    }
  }

  @Test(arguments: [
    (OfficeDigest.sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      .sha384,
      "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
    ),
    (
      .sha512,
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
    ),
  ])
  func `the digest is the published one`(digest: OfficeDigest, expected: String) {
    #expect(Self.hex(digest.digest(Array("abc".utf8))) == expected)
    #expect(Self.hex(digest.digest(Array("a".utf8), [], Array("bc".utf8))) == expected)
    #expect(digest.size * 2 == expected.count)
  }

  @Test(arguments: OfficeDigest.allCases)
  func `a spun digest takes the number and the digest before`(digest: OfficeDigest) {
    var expected = digest.digest(Array("salt".utf8))
    for number in 0..<300 {
      expected = digest.digest([UInt8(number & 0xFF), UInt8(number >> 8), 0, 0], expected)
    }
    #expect(digest.spun([Array("sa".utf8), Array("lt".utf8)], count: 300) == expected)
    #expect(digest.spun([[]], count: -1) == digest.digest())
  }

  @Test(arguments: [
    (20, 0x0B, "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    (
      131, 0xAA, "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ])
  func `the authentication code is the published one`(
    count: Int, filling: UInt8, text: String, expected: String
  ) {
    let key = [UInt8](repeating: filling, count: count)
    let code = OfficeDigest.sha256.authenticationCode(key: key, of: Array(text.utf8))
    #expect(Self.hex(code) == expected)
  }

  @Test(arguments: [
    (16, "69c4e0d86a7b0430d8cdb78070b4c55a"), (24, "dda97ca4864cdfe06eaf70a0ec0d7191"),
    (32, "8ea2b7ca516745bfeafc49904b496089"),
  ])
  func `AES of each key size gives the published block, both ways`(size: Int, secret: String) {
    let key = (0..<size).map { UInt8($0) }
    let plain = (0..<16).map { UInt8($0 * 17) }
    #expect(Self.hex(BlockCipher(key: key).codebook(plain)) == secret)
    let cipher = OfficeCipher(.aes, key: key, isChained: false)
    #expect(cipher?.decrypted(Self.bytes(secret)) == plain)
  }

  @Test(arguments: [16, 24, 32])
  func `chained blocks come back, over many calls and with each beginning`(size: Int) throws {
    let key = [UInt8](repeating: 9, count: size)
    let plain = (0..<4096).map { UInt8($0 & 0xFF) }
    let cipher = try #require(OfficeCipher(.aes, key: key, isChained: true))
    for first in 0..<UInt8(3) {
      let initial = [UInt8](repeating: first, count: 16)
      let secret = BlockCipher(key: key).chained(plain, initial: initial)
      #expect(cipher.decrypted(secret, initial: initial) == plain)
    }
  }

  @Test func `what is no key and no whole block is refused`() throws {
    for size in [0, 1, 8, 15, 17, 31, 33, 64] {
      let key = [UInt8](repeating: 0, count: size)
      #expect(OfficeCipher(.aes, key: key, isChained: true) == nil)
      #expect(OfficeCipher(.tripleDES, key: key, isChained: true) == nil)
    }
    let cipher = try #require(
      OfficeCipher(.aes, key: [UInt8](repeating: 0, count: 16), isChained: true))
    #expect(cipher.decrypted([UInt8](repeating: 0, count: 15)) == nil)
    #expect(cipher.decrypted([UInt8](repeating: 0, count: 16), initial: [1]) == nil)
    #expect(cipher.decrypted([]) == [])
  }
}
