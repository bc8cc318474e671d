// SPDX-License-Identifier: Apache-2.0
// OfficeEncryptionTests: packages open with the right password only, and no damage traps.

import FileFormats
import TestSupport
import Testing

@Suite struct OfficeEncryptionTests {
  private static let password = "均衡 2025"
  /// A whole segment and a piece of another.
  private static let content = (0..<4900).map { UInt8(truncatingIfNeeded: $0 * 31 >> 3) }

  private static func open(_ file: [UInt8], _ password: String = password) throws -> [UInt8]? {
    let container = try CompoundFile(file)
    let information = try #require(try container.stream("EncryptionInfo"))
    let stream = try #require(try container.stream("EncryptedPackage"))
    let encryption = try OfficeEncryptionDescription.read(information.bytes)
    guard let key = encryption.key(password: password) else { return nil }
    return try encryption.decrypted(stream.bytes, key: key)
  }

  private static func error(_ file: [UInt8]) -> OfficeEncryptionError? {
    do {
      _ = try open(file)
      return nil
    } catch {
      return error as? OfficeEncryptionError
    }
  }

  private static func agile(_ change: (inout PackageEncryptor) -> Void = { _ in }) -> [UInt8] {
    var encryptor = PackageEncryptor(password: password)
    change(&encryptor)
    return encryptor.agile(content)
  }

  @Test(arguments: OfficeDigest.allCases, [128, 192, 256])
  func `an agile package opens with its password and no other`(
    digest: OfficeDigest, keyBits: Int
  ) throws {
    let file = Self.agile { ($0.digest, $0.keyBits) = (digest, keyBits) }
    #expect(try Self.open(file) == Self.content)
    #expect(try Self.open(file, "均衡 2026") == nil)
    #expect(try Self.open(file, "") == nil)
  }

  @Test(arguments: [128, 192, 256])
  func `a standard package opens with its password and no other`(keyBits: Int) throws {
    var encryptor = PackageEncryptor(password: Self.password)
    encryptor.keyBits = keyBits
    let file = encryptor.standard(Self.content)
    #expect(try Self.open(file) == Self.content)
    #expect(try Self.open(file, "x") == nil)
  }

  @Test(arguments: [0, 1, 15, 16, 17, 4095, 4096, 4097, 4900])
  func `a package of any length keeps its length`(count: Int) throws {
    let encryptor = PackageEncryptor(password: "x")
    let content = Array(Self.content.prefix(count))
    #expect(try Self.open(encryptor.agile(content), "x") == content)
  }

  @Test func `a changed byte anywhere in the package is found`() {
    for place in [0, 8, 4000, 4910] {
      let file = Self.agile {
        $0.changeStream = { stream in
          var stream = stream
          stream[place] ^= 1
          return stream
        }
      }
      #expect(
        Self.error(file)
          == .corrupt("the encrypted package was changed: its integrity check fails"))
    }
  }

  @Test func `a package without a code opens unchecked`() throws {
    #expect(try Self.open(Self.agile { $0.hasIntegrity = false }) == Self.content)
  }

  @Test func `a package that is shorter than it says is truncated`() {
    for length in [0, 7, 8, 24, 4900] {
      let file = Self.agile { $0.changeStream = { Array($0.prefix(length)) } }
      guard case .truncated = Self.error(file) else {
        Issue.record("\(length) bytes: \(String(describing: Self.error(file)))")
        continue
      }
    }
    let huge = Self.agile {
      $0.changeStream = { Array(repeating: 0xFF, count: 8) + $0[8...] }
    }
    #expect(Self.error(huge) == .truncated("the encrypted package is shorter than it says"))
  }

  private static let spins = "the spinCount of the encryption is not between 0 and 10000000"

  @Test(arguments: [
    ("spinCount=\"3\"", "spinCount=\"10000001\"", spins),
    ("spinCount=\"3\"", "spinCount=\"99999999999999999999\"", spins),
    ("spinCount=\"3\"", "spinCount=\"-1\"", spins), ("spinCount=\"3\"", "", spins),
    (
      "keyBits=\"256\"", "keyBits=\"2147483647\"",
      "the sizes of the encryption contradict each other"
    ),
    ("keyBits=\"256\"", "keyBits=\"0\"", "the sizes of the encryption contradict each other"),
    ("blockSize=\"16\"", "blockSize=\"0\"", "the sizes of the encryption contradict each other"),
    ("hashSize=\"64\"", "hashSize=\"20\"", "the sizes of the encryption contradict each other"),
    ("saltSize=\"16\"", "saltSize=\"17\"", "the sizes of the encryption contradict each other"),
    ("saltValue=\"", "saltValue=\"====", "the sizes of the encryption contradict each other"),
    (
      "encryptedKeyValue=\"", "encryptedKeyValue=\"=",
      "encryptedKeyValue of the encryption is damaged"
    ),
    ("<keyData", "<otherData", "the description of the encryption has no keyData"),
    ("</encryption>", "", "the description of the encryption is no readable XML"),
    (
      "<encryption", "<!DOCTYPE x><encryption",
      "the description of the encryption is no readable XML"
    ),
  ])
  func `a description with impossible numbers is damaged`(old: String, new: String, detail: String)
  {
    let file = Self.agile { $0.changeDescription = { $0.replacing(old, with: new) } }
    #expect(Self.error(file) == .corrupt(detail))
  }

  @Test(arguments: [
    ("\"AES\"", "\"RC2\"", "agile encryption with RC2 ChainingModeCBC"),
    ("ChainingModeCBC", "ChainingModeCFB", "agile encryption with AES ChainingModeCFB"),
    ("\"SHA512\"", "\"WHIRL\u{1B}POOL\"", "agile encryption with the digest WHIRLPOOL"),
    (
      "keyEncryptor/password\">", "keyEncryptor/certificate\">",
      "agile encryption without a password"
    ),
  ])
  func `a way that is not known is named`(old: String, new: String, name: String) {
    let file = Self.agile { $0.changeDescription = { $0.replacing(old, with: new) } }
    #expect(Self.error(file) == .unsupported(name))
  }

  @Test(arguments: [
    (4, [16, 0], OfficeEncryptionError.unsupported("external encryption")),
    (12, [1, 0x68], .unsupported("RC4 encryption")),
    (0, [9, 9], .corrupt("the verifier of the encryption is damaged")),
  ])
  func `a standard description is checked`(
    place: Int, bytes: [UInt8], expected: OfficeEncryptionError
  ) {
    let file = PackageEncryptor(password: Self.password).standard(Self.content) { information in
      var information = information
      let start = [4: 12, 12: 20, 0: 48][place] ?? 0
      information.replaceSubrange(start..<start + 2, with: bytes)
      return information
    }
    #expect(Self.error(file) == expected)
  }

  @Test func `every prefix of a description opens nothing and traps nothing`() throws {
    let files = [
      Self.agile(), PackageEncryptor(password: Self.password).standard(Self.content),
    ]
    for file in files {
      let information = try #require(try CompoundFile(file).stream("EncryptionInfo")).bytes
      for length in 0..<information.count {
        #expect(throws: OfficeEncryptionError.self) {
          try OfficeEncryptionDescription.read(Array(information[..<length]))
        }
      }
    }
  }

  @Test(arguments: [
    ([3, 0, 3, 0], OfficeEncryptionError.unsupported("extensible encryption")),
    ([1, 0, 1, 0], .unsupported("an unknown encryption, version 1.1")),
  ])
  func `other versions are named`(version: [UInt8], expected: OfficeEncryptionError) {
    #expect(throws: expected) {
      try OfficeEncryptionDescription.read(version + [UInt8](repeating: 0, count: 100))
    }
  }
}
