// SPDX-License-Identifier: Apache-2.0
// XLSDecryptionTests: workbooks with the well-known password open, others are named encrypted.

import DataModel
import FileFormats
import Ingest
import TestSupport
import Testing

@Suite struct XLSDecryptionTests {
  private static let known = "VelvetSweatshop"
  private static let salt: [UInt8] = Array(1...16)

  /// A stream with this record behind its beginning, and each later byte put through `secret`.
  ///
  /// `secret` gets the byte, its place and the length of its record.
  private static func encrypted(
    _ filePass: [UInt8], isUnicode: Bool = true, _ secret: (UInt8, Int, Int) -> UInt8
  ) -> [UInt8] {
    var builder = BIFFBuilder()
    builder.isUnicode = isUnicode
    builder.globals = BIFFBuilder.record(0x2F, filePass)
    // Enough cells for several blocks.
    builder.addSheet("S", (0..<200).map { BIFFBuilder.number($0, 0, Double($0) + 0.5) })
    var bytes = builder.stream()
    var place = 12 + 4 + filePass.count
    while place + 4 <= bytes.count {
      let type = Int(bytes[place]) | Int(bytes[place + 1]) << 8
      let count = Int(bytes[place + 2]) | Int(bytes[place + 3]) << 8
      place += 4
      if type != 0x0809 {
        for index in place + (type == 0x85 ? 4 : 0)..<place + count {
          bytes[index] = secret(bytes[index], index, count)
        }
      }
      place += count
    }
    return bytes
  }

  /// Encrypts as RC4 does with keys made from `key`, which gets the number of the block.
  private static func encrypted(_ filePass: [UInt8], key: (Int) -> [UInt8]) -> [UInt8] {
    let streams = (0..<16).map { block in
      var cipher = RC4(key: key(block))
      return cipher.apply([UInt8](repeating: 0, count: 1024))
    }
    return encrypted(filePass) { byte, place, _ in byte ^ streams[place / 1024][place % 1024] }
  }

  private static func expectReadable(_ stream: [UInt8], passwords: [String] = []) throws {
    let book = try WorkbookReader.read(stream, fileName: "a.xls", passwords: passwords)
    #expect(book.sheets.map(\.info.name) == ["S"])
    #expect(
      book.sheets[0].rows.flatMap(\.cells).map(\.value)
        == (0..<200).map { .number(Double($0) + 0.5) })
  }

  private static func standard(_ password: String) -> [UInt8] {
    let short = LegacyDigest.md5.digest(BIFFBuilder.wide(password)).prefix(5)
    let seed = LegacyDigest.md5.digest((0..<16).flatMap { _ in short + salt }).prefix(5)
    let key = { (block: Int) in LegacyDigest.md5.digest(seed + BIFFBuilder.number32(block)) }
    var cipher = RC4(key: key(0))
    let verifier = [UInt8](repeating: 7, count: 16)
    let check = cipher.apply(verifier) + cipher.apply(LegacyDigest.md5.digest(verifier))
    return encrypted([1, 0, 1, 0, 1, 0] + salt + check, key: key)
  }

  private static func cryptoAPI(_ password: String, bits: Int) -> [UInt8] {
    let seed = LegacyDigest.sha1.digest(salt + BIFFBuilder.wide(password))
    let key = { (block: Int) -> [UInt8] in
      let digest = LegacyDigest.sha1.digest(seed + BIFFBuilder.number32(block))
      return Array(digest.prefix(bits / 8)) + [UInt8](repeating: 0, count: bits == 40 ? 11 : 0)
    }
    var cipher = RC4(key: key(0))
    let verifier = [UInt8](repeating: 7, count: 16)
    let secret = cipher.apply(verifier)
    let check = cipher.apply(LegacyDigest.sha1.digest(verifier))
    let header =
      [UInt8](repeating: 0, count: 16) + BIFFBuilder.number32(bits)
      + [UInt8](repeating: 0, count: 12)
    let start: [UInt8] = [1, 0, 2, 0, 2, 0] + BIFFBuilder.number32(4)
    let filePass = start + BIFFBuilder.number32(header.count) + header
    return encrypted(
      filePass + BIFFBuilder.number32(16) + salt + secret + BIFFBuilder.number32(20) + check,
      key: key)
  }

  /// The key is any number; the check number belongs to the well-known password.
  private static func obfuscated(check: Int, isUnicode: Bool) -> [UInt8] {
    let key: [UInt8] = [0x34, 0x12]
    let pattern = (Array(known.utf8) + [0xBB]).enumerated().map { index, letter in
      let mixed = letter ^ key[index & 1]
      return mixed << 2 | mixed >> 6
    }
    let filePass = (isUnicode ? [0, 0] : []) + key + BIFFBuilder.number16(check)
    return encrypted(filePass, isUnicode: isUnicode) { byte, place, count in
      let mixed = byte ^ pattern[(place + count) % 16]
      return mixed >> 3 | mixed << 5
    }
  }

  @Test func `RC4 with the well-known password opens`() throws {
    try Self.expectReadable(Self.standard(Self.known))
  }

  @Test(arguments: [40, 56, 128])
  func `RC4 through the library of Windows opens with it`(bits: Int) throws {
    try Self.expectReadable(Self.cryptoAPI(Self.known, bits: bits))
  }

  @Test(arguments: [true, false])
  func `an obfuscated workbook opens with it`(isUnicode: Bool) throws {
    try Self.expectReadable(Self.obfuscated(check: 0x9A0A, isUnicode: isUnicode))
  }

  @Test func `any other password makes the file encrypted, and the way is named`() {
    let files = [
      ("RC4 encryption", Self.standard("abc")),
      ("RC4 CryptoAPI encryption", Self.cryptoAPI("abc", bits: 128)),
      ("XOR obfuscation", Self.obfuscated(check: 0x1234, isUnicode: true)),
      ("XOR obfuscation of old Excel", Self.obfuscated(check: 0x1234, isUnicode: false)),
    ]
    for (way, file) in files {
      for passwords in [[], ["x", "y"]] {
        #expect(
          throws: IngestError(.encrypted, detail: way, passwordsTried: passwords.count)
        ) {
          try WorkbookReader.read(file, fileName: "a.xls", passwords: passwords)
        }
      }
    }
  }

  @Test func `a password that was given opens, wherever it stands in the list`() throws {
    for passwords in [["均衡2025"], ["x", "均衡2025", "y"]] {
      try Self.expectReadable(Self.standard("均衡2025"), passwords: passwords)
      try Self.expectReadable(Self.cryptoAPI("均衡2025", bits: 128), passwords: passwords)
    }
  }

  @Test func `an encryption that is not understood is encryption all the same`() {
    let whole = Self.cryptoAPI(Self.known, bits: 128)
    let count = Int(whole[14]) | Int(whole[15]) << 8
    for length in 0..<count {
      let bytes =
        BIFFBuilder.beginning(content: 5)
        + BIFFBuilder.record(0x2F, Array(whole[16..<16 + length]))
      #expect(Self.kind(bytes) == .encrypted)
    }
  }

  private static func kind(_ bytes: [UInt8]) -> IngestError.Kind? {
    do {
      _ = try WorkbookReader.read(bytes, fileName: "a.xls")
      return nil
    } catch {
      return error.kind
    }
  }
}
