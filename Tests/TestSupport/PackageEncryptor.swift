// SPDX-License-Identifier: Apache-2.0
// PackageEncryptor: encrypts a workbook the ways Excel does ([MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.15).

package import FileFormats

/// Makes encrypted workbooks in memory, and damaged ones.
package struct PackageEncryptor {
  package var password: String
  package var digest = OfficeDigest.sha512
  package var keyBits = 256
  /// Few, so that tests are quick.
  package var spinCount = 3
  package var hasIntegrity = true
  /// Changes the description before it is stored.
  package var changeDescription: (String) -> String = { $0 }
  /// Changes the encrypted package after its code was calculated.
  package var changeStream: ([UInt8]) -> [UInt8] = { $0 }

  private static let lockSalt: [UInt8] = Array(16..<32)
  private static let dataSalt: [UInt8] = Array(32..<48)
  private static let verifier: [UInt8] = Array(48..<64)

  package init(password: String) { self.password = password }

  private static func little(_ value: Int, _ count: Int = 4) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private var wide: [UInt8] { password.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }

  private static func file(_ information: [UInt8], _ stream: [UInt8]) -> [UInt8] {
    var builder = CompoundFileBuilder()
    builder.add("EncryptionInfo", information)
    builder.add("EncryptedPackage", stream)
    return builder.bytes()
  }

  // MARK: Agile

  private var packageKey: [UInt8] { (0..<keyBits / 8).map { UInt8($0 * 7 & 0xFF) } }

  private func fitted(_ bytes: [UInt8], _ size: Int) -> [UInt8] {
    Array((bytes + [UInt8](repeating: 0x36, count: size)).prefix(size))
  }

  private func initial(_ purpose: [UInt8]) -> [UInt8] {
    fitted(digest.digest(Self.dataSalt + purpose), 16)
  }

  /// The encrypted stream of a package.
  private func agileStream(_ package: [UInt8]) -> [UInt8] {
    let cipher = BlockCipher(key: packageKey)
    var stream = Self.little(package.count, 8)
    for (number, start) in stride(from: 0, to: package.count, by: 4096).enumerated() {
      let segment = Array(package[start..<min(package.count, start + 4096)])
      stream += cipher.chained(segment, initial: initial(Self.little(number)))
    }
    return stream
  }

  private func code(key: [UInt8], _ bytes: [UInt8]) -> [UInt8] {
    let size = digest.size > 32 ? 128 : 64
    let padded = key + [UInt8](repeating: 0, count: size - key.count)
    let inner = digest.digest(padded.map { $0 ^ 0x36 } + bytes)
    return digest.digest(padded.map { $0 ^ 0x5C } + inner)
  }

  /// A file of Excel 2010 or later.
  package func agile(_ package: [UInt8]) -> [UInt8] {
    let stream = agileStream(package)
    let integrity = hasIntegrity ? self.integrity(stream) : ""
    let xml = """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r
      <encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" \
      xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password">\
      <keyData \(parameters(Self.dataSalt))/>\(integrity)<keyEncryptors>\
      <keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password">\
      <p:encryptedKey spinCount="\(spinCount)" \(parameters(Self.lockSalt)) \(secrets())/>\
      </keyEncryptor></keyEncryptors></encryption>
      """
    return Self.file(
      [4, 0, 4, 0, 0x40, 0, 0, 0] + changeDescription(xml).utf8, changeStream(stream))
  }

  private func parameters(_ salt: [UInt8]) -> String {
    """
    saltSize="\(salt.count)" blockSize="16" keyBits="\(keyBits)" hashSize="\(digest.size)" \
    cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="\(name)" \
    saltValue="\(Self.base64(salt))"
    """
  }

  private var name: String { "SHA\(digest == .sha1 ? 1 : digest.size * 8)" }

  private func integrity(_ stream: [UInt8]) -> String {
    let cipher = BlockCipher(key: packageKey)
    let key = (0..<digest.size).map { UInt8($0 + 100) }
    let secretKey = cipher.chained(
      key, initial: initial([0x5F, 0xB2, 0xAD, 0x01, 0x0C, 0xB9, 0xE1, 0xF6]))
    let secretCode = cipher.chained(
      code(key: key, stream), initial: initial([0xA0, 0x67, 0x7F, 0x02, 0xB2, 0x2C, 0x84, 0x33]))
    return "<dataIntegrity encryptedHmacKey=\"\(Self.base64(secretKey))\""
      + " encryptedHmacValue=\"\(Self.base64(secretCode))\"/>"
  }

  private func secrets() -> String {
    var spun = digest.digest(Self.lockSalt + wide)
    for number in 0..<spinCount { spun = digest.digest(Self.little(number) + spun) }
    let close = { (plain: [UInt8], purpose: [UInt8]) -> String in
      let cipher = BlockCipher(
        key: self.fitted(self.digest.digest(spun + purpose), self.keyBits / 8))
      return Self.base64(cipher.chained(plain, initial: Self.lockSalt))
    }
    let input = close(Self.verifier, [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79])
    let value = close(
      digest.digest(Self.verifier), [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E])
    let key = close(packageKey, [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6])
    return "encryptedVerifierHashInput=\"\(input)\" encryptedVerifierHashValue=\"\(value)\""
      + " encryptedKeyValue=\"\(key)\""
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = Array(bytes[start..<min(bytes.count, start + 3)])
      let number = (0..<3).reduce(0) { $0 << 8 | Int($1 < group.count ? group[$1] : 0) }
      for index in 0..<4 {
        text.append(index <= group.count ? letters[number >> (18 - 6 * index) & 63] : "=")
      }
    }
    return text
  }

  // MARK: Standard

  private static let algorithms = [128: 0x660E, 192: 0x660F, 256: 0x6610]

  /// A file of Excel 2007; `changeInformation` changes the description's bytes.
  package func standard(
    _ package: [UInt8], changeInformation: ([UInt8]) -> [UInt8] = { $0 }
  ) -> [UInt8] {
    let digest = OfficeDigest.sha1
    var spun = digest.digest(Self.lockSalt + wide)
    for number in 0..<50_000 { spun = digest.digest(Self.little(number) + spun) }
    spun = digest.digest(spun + Self.little(0))
    let halves = [UInt8(0x36), 0x5C].flatMap { filling in
      digest.digest((0..<64).map { filling ^ ($0 < spun.count ? spun[$0] : 0) })
    }
    let cipher = BlockCipher(key: Array(halves.prefix(keyBits / 8)))
    var header = Self.little(0x24) + Self.little(0)
    header += Self.little(Self.algorithms[keyBits] ?? 0) + Self.little(0x8004)
    header += Self.little(keyBits) + Self.little(24) + Self.little(0, 8) + [0x4D, 0, 0, 0]
    var information: [UInt8] = [3, 0, 2, 0] + Self.little(0x24) + Self.little(header.count)
    information += header + Self.little(16) + Self.lockSalt
    information += cipher.codebook(Self.verifier) + Self.little(20)
    information += cipher.codebook(digest.digest(Self.verifier))
    let stream = Self.little(package.count, 8) + cipher.codebook(package)
    return Self.file(changeInformation(information), changeStream(stream))
  }
}
