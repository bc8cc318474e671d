// SPDX-License-Identifier: Apache-2.0
// AgileDescription: the XML that describes an agile encryption; none of its numbers is trusted.

/// What the description says, checked.
struct AgileDescription {
  /// How something is encrypted.
  struct Parameters {
    var cipher: OfficeCipherKind
    var digest: OfficeDigest
    /// In bytes.
    var keySize: Int
    var salt: [UInt8]
  }

  /// What a password opens.
  struct Lock {
    var parameters: Parameters
    var spinCount: Int
    var verifier: [UInt8]
    /// The verifier's digest.
    var check: [UInt8]
    var packageKey: [UInt8]
  }

  /// The highest count that the schema allows; Excel itself writes 100,000.
  private static let mostSpins = 10_000_000
  private static let longestSalt = 1024
  private static let longestSecret = 4096
  private static let passwordLock = "http://schemas.microsoft.com/office/2006/keyEncryptor/password"

  let data: Parameters
  let integrity: (key: [UInt8], code: [UInt8])?
  let lock: Lock

  init(_ bytes: [UInt8]) throws(OfficeEncryptionError) {
    var data: Parameters?
    var integrity: (key: [UInt8], code: [UInt8])?
    var lock: Lock?
    var isPassword = false
    var reader = XMLReader(bytes)
    while try Self.advance(&reader) {
      if reader.nameIs("keyData"), data == nil {
        data = try Self.parameters(reader)
      } else if reader.nameIs("dataIntegrity"), integrity == nil {
        integrity = (
          try Self.secret(reader, "encryptedHmacKey"), try Self.secret(reader, "encryptedHmacValue")
        )
      } else if reader.nameIs("keyEncryptor") {
        isPassword = reader.attribute("uri") == Self.passwordLock
      } else if reader.nameIs("encryptedKey"), isPassword, lock == nil {
        lock = try Self.lock(reader)
      }
    }
    guard let data else { throw .corrupt("the description of the encryption has no keyData") }
    guard let lock else { throw .unsupported("agile encryption without a password") }
    (self.data, self.integrity, self.lock) = (data, integrity, lock)
  }

  /// Moves to the next start tag; false at the end.
  private static func advance(_ reader: inout XMLReader) throws(OfficeEncryptionError) -> Bool {
    do {
      while true {
        switch try reader.next() {
        case .start: return true
        case .finished: return false
        case .end, .text: continue
        }
      }
    } catch {
      throw .corrupt("the description of the encryption is no readable XML")
    }
  }

  private static func lock(
    _ reader: borrowing XMLReader
  ) throws(OfficeEncryptionError) -> Lock {
    guard let spins = reader.integerAttribute("spinCount"), (0...mostSpins).contains(spins) else {
      throw .corrupt("the spinCount of the encryption is not between 0 and \(mostSpins)")
    }
    return Lock(
      parameters: try parameters(reader), spinCount: spins,
      verifier: try secret(reader, "encryptedVerifierHashInput"),
      check: try secret(reader, "encryptedVerifierHashValue"),
      packageKey: try secret(reader, "encryptedKeyValue"))
  }

  private static func parameters(
    _ reader: borrowing XMLReader
  ) throws(OfficeEncryptionError) -> Parameters {
    let cipherName = reader.attribute("cipherAlgorithm") ?? ""
    let chaining = reader.attribute("cipherChaining") ?? ""
    let digestName = reader.attribute("hashAlgorithm") ?? ""
    guard let cipher = OfficeCipherKind(name: cipherName), chaining == "ChainingModeCBC" else {
      throw .unsupported("agile encryption with \(shown(cipherName)) \(shown(chaining))")
    }
    guard let digest = OfficeDigest(name: digestName) else {
      throw .unsupported("agile encryption with the digest \(shown(digestName))")
    }
    let salt = Base64.decode(Array((reader.attribute("saltValue") ?? "").utf8))
    guard (1...longestSalt).contains(salt.count),
      reader.integerAttribute("saltSize").map({ $0 == salt.count }) ?? true,
      reader.integerAttribute("blockSize").map({ $0 == cipher.blockSize }) ?? true,
      reader.integerAttribute("hashSize").map({ $0 == digest.size }) ?? true,
      let bits = reader.integerAttribute("keyBits"), bits > 0, bits % 8 == 0,
      cipher.keySizes.contains(bits / 8)
    else { throw .corrupt("the sizes of the encryption contradict each other") }
    return Parameters(cipher: cipher, digest: digest, keySize: bits / 8, salt: salt)
  }

  private static func secret(
    _ reader: borrowing XMLReader, _ name: StaticString
  ) throws(OfficeEncryptionError) -> [UInt8] {
    let bytes = Base64.decode(Array((reader.attribute(name) ?? "").utf8))
    guard (8...longestSecret).contains(bytes.count), bytes.count % 8 == 0 else {
      throw .corrupt("\(name) of the encryption is damaged")
    }
    return bytes
  }

  /// A name out of the file, fit for a message.
  private static func shown(_ name: String) -> String {
    let letters = name.utf8.filter { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: false
      }
    }
    return String(decoding: letters.prefix(32), as: UTF8.self)
  }
}
